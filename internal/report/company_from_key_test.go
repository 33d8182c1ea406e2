package report

import (
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// A report says where the company came from, and lists those of which one has to be
// chosen.
func TestCompanyFromTheKey(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	const id, other = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	r := &check.Result{Verdict: check.Working, CompanyID: id, KeyHint: "4f2a", CompanyFromKey: true, Company: &check.Company{ID: id, Name: "Fake ApS", Confirmed: true}}
	for _, f := range Formats(OneCheck) {
		text, err := f.Write(Source{Words: words, Result: r})
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(strings.Fields(string(text)), " ")
		if !f.ForPrograms {
			for _, want := range []string{"Fake ApS (" + id + ") · the key told us; compare the ID with the one you were given", "4f2a"} {
				if !strings.Contains(said, want) {
					t.Errorf("%s does not say %q: %s", f.Name, want, said)
				}
			}
		} else if !strings.Contains(said, `"companyFromKey": true`) {
			t.Errorf("%s: %s", f.Name, said)
		}
	}
	r = &check.Result{Verdict: check.Inconclusive, Choices: []check.Company{{ID: id, Name: "Fake ApS"}, {ID: other}}, ChoicesPartial: true,
		Finding: check.Finding{Kind: check.CompanyUntold, Variant: "several"}}
	text := strings.Join(strings.Fields(Text(r, words)), " ")
	if want := "Fake ApS (" + id + "); " + other + ". There are more."; !strings.Contains(text, want) {
		t.Errorf("it does not list %q: %s", want, text)
	}
}
