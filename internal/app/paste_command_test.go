package app

import (
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

// A pasted cURL command fills in key, company ID and environment at once, and what
// it does not say stays and is said.
func TestPasteCommand(t *testing.T) {
	const address = "https://external.pleo.io/v2/employees"
	for name, c := range map[string]struct {
		text                 string
		key, company, choice string // what is in the form afterwards; "typed" as it was
		note                 CommandNote
	}{
		"everything":  {"curl -u '" + canary + ":' '" + address + "?companyId=" + someID + "'", canary, someID, env.Production, CommandNote{true, true, true}},
		"no company":  {"curl -u '" + canary + ":' " + address, canary, "typed", env.Production, CommandNote{true, false, true}},
		"no key":      {"curl '" + address + "?companyId=" + someID + "'", "typed", someID, env.Production, CommandNote{false, true, true}},
		"no place":    {"curl -u '" + canary + ":' 'https://pleo.example/v2/employees?companyId=" + someID + "'", canary, someID, "", CommandNote{true, true, false}},
		"no whole ID": {"curl -u '" + canary + ":' '" + address + "?companyId=3d0f6a52'", canary, "typed", env.Production, CommandNote{true, false, true}},
	} {
		for field, paste := range map[string]func(*FormPart){
			"key":     func(f *FormPart) { f.PasteKey(c.text) },
			"company": func(f *FormPart) { f.PasteCommand(c.text) },
		} {
			t.Run(name+", "+field, func(t *testing.T) {
				b := newBench(t, func(d *Deps) { d.Environment = "" })
				paste(b.Form)
				values := form("typed", "typed")
				b.State().Fill.Change(&values)
				s := b.State()
				if values.Key.Reveal() != c.key || values.CompanyID != c.company || s.Environment != c.choice {
					t.Errorf("key as it should be: %v, company %q, environment %q", values.Key.Reveal() == c.key, values.CompanyID, s.Environment)
				}
				if s.KeyNote.Command == nil || *s.KeyNote.Command != c.note || s.KeyProblem != nil || s.CompanyProblem != nil {
					t.Errorf("note %+v, problem %+v", s.KeyNote.Command, s.KeyProblem)
				}
				b.Form.KeyEdited()
				if b.State().KeyNote.Command != nil {
					t.Error("the note stays")
				}
			})
		}
	}
}

// Into a saved connection goes the key alone; its company and environment stay.
func TestPasteCommandOverASavedConnection(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	text := "curl -u '" + canary + ":' 'https://external.pleo.io/v2/employees?companyId=" + otherID + "'"
	b.Form.PasteKey(text)
	s := b.State()
	if !s.Key.Replacing || s.Environment != env.Demo || b.filled().CompanyID != nil || *s.KeyNote.Command != (CommandNote{Key: true}) {
		t.Errorf("replacing %v, environment %s, note %+v", s.Key.Replacing, s.Environment, s.KeyNote.Command)
	}
	b.wantFilled(canary)
	if b.Form.PasteCommand("curl https://external.pleo.io/v2/employees") {
		t.Error("a command that says nothing new is taken")
	}
}

// What is no command is none, and a key in one that cannot be a key is refused.
func TestPasteNoCommand(t *testing.T) {
	b := newBench(t)
	if b.Form.PasteCommand(someID) || b.State().Fill.Revision != 0 {
		t.Error("an ID is taken for a command")
	}
	b.Form.PasteKey("curl -u '" + someID + ":' https://external.pleo.io")
	if p := b.State().KeyProblem; p == nil || p.Kind != check.KeyIsCompanyID {
		t.Errorf("problem %+v", p)
	}
}
