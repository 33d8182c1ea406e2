package app

import (
	"context"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/secret"
)

func TestFindCompany(t *testing.T) {
	b := newBench(t)
	f := story(t, "other-company")
	f.CompanyID = "something else"
	b.Check.FindCompany(f)
	if a := b.State().Activity; a != FindingCompany {
		t.Errorf("activity %d", a)
	}
	b.run()
	s := b.State()
	if b.filled().CompanyID == nil || *b.filled().CompanyID != otherID || b.filled().Key != nil || s.CompanyNote.ID != "ui.company.from-key" {
		t.Errorf("fill %+v, note %+v", b.filled(), s.CompanyNote)
	}
	if s.Result != nil || len(s.Steps) != 0 || s.Activity != Idle || !b.held.pending.Key.Empty() {
		t.Error("finding the company looks like a check")
	}
	b.wantHeld()
	b.Form.CompanyEdited()
	if b.State().CompanyNote.ID != "" {
		t.Error("the note stays")
	}
	shown := b.shown
	b.Form.CompanyEdited() // nothing to forget any more
	if b.shown != shown {
		t.Error("shown again for nothing")
	}
}

func TestFindCompanyInAPartialList(t *testing.T) {
	b := newBench(t)
	b.d.Identify = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		r := check.Identify(ctx, in, o)
		r.ChoicesPartial = true
		return r
	}
	f := story(t, "organisation")
	f.CompanyID = ""
	b.Check.FindCompany(f)
	b.run()
	if s := b.State(); len(s.Choices) != 2 || !s.ChoicesPartial {
		t.Errorf("%d choices, partial %v", len(s.Choices), s.ChoicesPartial)
	}
}

func TestFindCompanyOfOrganisation(t *testing.T) {
	b := newBench(t)
	f := story(t, "organisation")
	f.CompanyID = ""
	b.Check.FindCompany(f)
	b.run()
	choices := b.State().Choices
	if len(choices) != 2 || choices[0].Name == "" || b.State().Result != nil {
		t.Fatalf("choices %+v", choices)
	}
	if b.State().ChoicesPartial {
		t.Error("a whole list counts as a part")
	}
	b.Check.UseCompany(choices[1])
	s := b.State()
	if *b.filled().CompanyID != choices[1].ID || len(s.Choices) != 0 || s.CompanyNote.ID != "ui.company.from-key" {
		t.Errorf("fill %+v, choices %+v", b.filled(), s.Choices)
	}
	f.CompanyID = choices[1].ID
	b.check(f)
	b.wantSaving(Saved)
	if b.list()[0].CompanyID != choices[1].ID {
		t.Errorf("saved: %+v", b.list())
	}
}

func TestFindCompanyKept(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Check.FindCompany(Form{})
	b.run()
	if *b.filled().CompanyID != someID {
		t.Errorf("fill %+v", b.filled())
	}
	b.wantKey(Kept, "0001")
}

func TestFindCompanyRefused(t *testing.T) {
	b := newBench(t)
	b.Check.FindCompany(story(t, "expired"))
	b.run()
	s := b.State()
	if s.Result == nil || s.Result.Finding.Kind != check.KeyRejected || s.Fill.Revision != 0 {
		t.Errorf("result %+v", s.Result)
	}
	b.wantSaving(NotAsked)
	b.Check.FindCompany(form("", ""))
	b.run()
	if p := b.State().KeyProblem; p == nil || p.Kind != check.KeyMissing {
		t.Errorf("problem %+v", p)
	}
	b.Form.KeyEdited()
	if b.State().KeyProblem != nil {
		t.Error("the problem stays")
	}
}

// TestFindCompanyDoubles covers what the demo server does not answer.
func TestFindCompanyDoubles(t *testing.T) {
	identity := func(accepted bool, subject string) func(*check.Result) {
		return func(r *check.Result) {
			r.Accepted = accepted
			r.Identity = &check.Identity{Subject: subject, SubjectID: otherID}
			if subject == "company" {
				r.Company = &check.Company{ID: otherID}
			}
		}
	}
	for _, test := range []struct {
		name     string
		identify func(context.Context, check.Input, check.Options) *check.Result
		note     string
		filled   bool
		result   bool
	}{
		{"company", answering(check.Limited, check.OK, identity(true, "company")), "ui.company.from-key", true, false},
		{"says nothing", answering(check.Inconclusive, check.CompanyUntold, identity(true, "")), "", false, true},
		{"not a standalone key", answering(check.Inconclusive, check.UnexpectedAnswer, identity(false, "company")), "", false, true},
		{"cancelled after the answer", answering(check.Stopped, check.Cancelled, identity(true, "company")), "", false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, checking(test.identify))
			b.Check.FindCompany(form(canary, ""))
			b.run()
			s := b.State()
			if s.CompanyNote.ID != test.note || (b.filled().CompanyID != nil) != test.filled || (s.Result != nil) != test.result {
				t.Errorf("note %+v, fill %+v, result %+v", s.CompanyNote, s.Fill, s.Result)
			}
		})
	}
}

func TestUseCompanyAfterMismatch(t *testing.T) {
	b := newBench(t)
	f := story(t, "other-company")
	b.check(f)
	b.wantSaving(NotSavedCompany)
	s := b.State()
	if s.CompanyProblem == nil || len(s.Offers) == 0 || s.Offers[0].Kind != UseKeysCompany || s.Offers[0].CompanyID != otherID {
		t.Fatalf("problem %+v, offers %+v", s.CompanyProblem, s.Offers)
	}
	b.Check.UseCompany(check.Company{ID: s.Offers[0].CompanyID})
	if s := b.State(); s.CompanyProblem != nil || *b.filled().CompanyID != otherID {
		t.Errorf("problem %+v, fill %+v", s.CompanyProblem, s.Fill)
	}
	f.CompanyID = otherID
	b.check(f)
	b.wantSaving(Saved)
	b.wantSaved(f)
}

func TestCompanyIsCleaned(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.CompanyID = "{3D0F6A52-8C41-4B7E-9A26-5E71C0B4D813}"
	f.Keep = false
	b.check(f)
	if b.filled().CompanyID == nil || *b.filled().CompanyID != someID {
		t.Errorf("fill %+v", b.filled())
	}
}

func TestSwap(t *testing.T) {
	for _, test := range []struct {
		name         string
		key, company string // as entered
		kind         check.Kind
		wantKey, id  string
	}{
		{"each in the other field", someID, canary, check.KeyIsCompanyID, canary, someID},
		{"company only", "{" + someID + "}", "", check.KeyIsCompanyID, "", someID},
		{"key twice", canary, canary, check.CompanyMalformed, canary, ""},
		{"two keys", canary, otherCanary, check.CompanyMalformed, otherCanary, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t)
			b.check(form(test.key, test.company))
			s := b.State()
			if s.Result.Finding.Kind != test.kind || !b.state.offered(SwapFields) {
				t.Fatalf("finding %+v, offers %+v", s.Result.Finding, s.Offers)
			}
			b.Form.Swap(form(test.key, test.company))
			s = b.State()
			if !b.filled().Key.Equal(secret.New(test.wantKey)) || *b.filled().CompanyID != test.id || s.Result != nil {
				t.Errorf("company %q, the key is the wanted one: %v", *b.filled().CompanyID, b.filled().Key.Equal(secret.New(test.wantKey)))
			}
		})
	}
}

// TestSwapKept: nothing is put into the hidden field of a kept key.
func TestSwapKept(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	revision := b.State().Fill.Revision
	b.Form.Swap(form("", canary))
	if b.State().Fill.Revision != revision {
		t.Error("swapped")
	}
}
