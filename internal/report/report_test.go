package report_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/report"
)

var update = flag.Bool("update", false, "write the golden files")

func TestGolden(t *testing.T) {
	c := english(t)
	for name, r := range cases() {
		t.Run(name, func(t *testing.T) {
			text := report.Text(r, c)
			golden(t, name+".txt", text)
			golden(t, name+".md", report.Markdown(r, c))
			html, err := report.HTML(r, c)
			if err != nil {
				t.Fatalf("HTML: %v", err)
			}
			golden(t, name+".html", withoutStyle(html))
			out, err := report.JSON(r, c)
			if err != nil {
				t.Fatalf("JSON: %v", err)
			}
			golden(t, name+".json", string(out))
		})
	}
}

// withoutStyle leaves out what is the same in every page, and its checksum.
func withoutStyle(html string) string {
	html = regexp.MustCompile(`(?s)<style>.*</style>`).ReplaceAllString(html, "<style></style>")
	return regexp.MustCompile(`sha256-.*?&#39;`).ReplaceAllString(html, "sha256-…&#39;")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s differs (go test -update writes it)\ngot:\n%s", name, got)
	}
}

// TestNothingHarmful holds for every case: no secret, nothing that steers a
// terminal or turns the direction of writing, no line of 80 columns.
func TestNothingHarmful(t *testing.T) {
	c := english(t)
	for name, r := range cases() {
		text := report.Text(r, c)
		out, err := report.JSON(r, c)
		if err != nil {
			t.Fatalf("%s: JSON: %v", name, err)
		}
		html, err := report.HTML(r, c, report.MadeBy("1.0", started))
		if err != nil {
			t.Fatalf("%s: HTML: %v", name, err)
		}
		markdown := report.Markdown(r, c, report.MadeBy("1.0", started))
		for _, s := range []string{text, string(out), markdown, html} {
			if strings.Contains(s, canary) {
				t.Errorf("%s holds the canary", name)
			}
			for _, ch := range s {
				if ch != '\n' && (unicode.IsControl(ch) || unicode.Is(unicode.Cf, ch)) {
					t.Errorf("%s holds %U", name, ch)
				}
			}
		}
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if n := utf8.RuneCountInString(line) + strings.Count(line, "東") + strings.Count(line, "京"); n > 79 {
				t.Errorf("%s has a line of %d columns: %s", name, n, line)
			}
			if line != strings.TrimRight(line, " ") {
				t.Errorf("%s has a line that ends in spaces: %q", name, line)
			}
		}
	}
}

// TestJSONShape holds the promises to whoever reads the JSON by program.
func TestJSONShape(t *testing.T) {
	out, err := report.JSON(&check.Result{StartedAt: started, Steps: []check.Step{{Name: check.StepInput, Status: check.Skipped}}}, english(t))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"version": 1.0, "startedAt": "2026-11-23T09:30:05Z", "durationMs": 0.0, "environment": "", "baseURL": "",
		"companyId": "", "companyName": "", "companyConfirmed": false, "keyHint": "", "operation": "", "verdict": "",
		"finding": nil, "identity": nil, "permissions": []any{}, "permissionSummary": []any{}, "exchanges": []any{},
		"steps": []any{map[string]any{"name": "input", "status": "skipped", "durationMs": 0.0, "finding": nil}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if !strings.HasSuffix(string(out), "}\n") {
		t.Error("the JSON does not end in a line break")
	}
}

func TestExitStatus(t *testing.T) {
	tests := map[check.Verdict]int{
		check.Working: 0, check.Failed: 1, check.Inconclusive: 3, check.Limited: 4, check.Stopped: 130, "": 3,
	}
	for v, want := range tests {
		if got := report.ExitStatus(v); got != want {
			t.Errorf("ExitStatus(%q) = %d, want %d", v, got, want)
		}
	}
}
