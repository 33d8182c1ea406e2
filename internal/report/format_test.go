package report_test

import (
	"strings"
	"testing"

	"pleokeycheck/internal/report"
)

// TestFormatsAreComplete: each can be named, written and saved; those that the
// window offers have a name there.
func TestFormatsAreComplete(t *testing.T) {
	words := english(t)
	sources := map[report.Subject]report.Source{
		report.OneCheck:   {Words: words, Result: cases()["working"]},
		report.Request:    {Words: words, Exchange: cases()["working"].Exchanges[0]},
		report.Collection: {Words: words, Operation: "employees", Environment: "staging", BaseURL: "https://external.staging.pleo.io"},
		report.AllChecks:  {Words: words, Rows: allRows(), At: started},
	}
	for subject, source := range sources {
		formats, seen := report.Formats(subject), map[string]bool{}
		if len(formats) < 2 {
			t.Errorf("%s has %d formats", subject, len(formats))
		}
		for i, f := range formats {
			if seen[f.Name] || f.Name != report.FormatNames(subject)[i] || report.FormatNamed(subject, f.Name).Extension != f.Extension {
				t.Errorf("%s: %s cannot be serverWorded from the others", subject, f.Name)
			}
			seen[f.Name] = true
			if text, err := f.Write(source); err != nil || len(text) == 0 {
				t.Errorf("%s: %s gives %q, %v", subject, f.Name, text, err)
			}
			if f.ForPrograms {
				continue
			}
			if name := f.FileName(source); name == "" || name != strings.TrimSpace(name) || !strings.HasPrefix(f.Extension, ".") {
				t.Errorf("%s: %s has the file name %q%s", subject, f.Name, name, f.Extension)
			}
			if (subject == report.OneCheck || subject == report.Request) && !words.Has("format."+f.Name) {
				t.Errorf("%s: the catalogue has no format.%s", subject, f.Name)
			}
		}
		if got := report.FormatNamed(subject, "no such format"); got.Name != formats[0].Name {
			t.Errorf("%s: the usual format is %s", subject, got.Name)
		}
	}
}
