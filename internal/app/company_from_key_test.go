package app

import (
	"context"
	"testing"

	"pleokeycheck/internal/check"
)

// Without a company ID the key names its company in the same press, and the form
// says that it was compared with nothing.
func TestCheckWithoutACompany(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.CompanyID, f.Keep = "", false
	b.check(f)
	b.wantSaving(Declined)
	s := b.State()
	if s.Result.Verdict != check.Working || !s.Result.CompanyFromKey || s.Result.CompanyID != someID || s.CompanyProblem != nil {
		t.Errorf("%s, from the key %v, company %q", s.Result.Verdict, s.Result.CompanyFromKey, s.Result.CompanyID)
	}
	if *b.filled().CompanyID != someID || s.CompanyNote.ID != "ui.company.from-key" || s.CompanyNote.Facts["Name"] != "Nordhavn Bageri ApS" {
		t.Errorf("fill %+v, note %+v", b.filled(), s.CompanyNote)
	}
	f.Keep = true
	b.check(f)
	b.wantSaving(Saved)
	if b.list()[0].CompanyID != someID {
		t.Errorf("saved: %+v", b.list())
	}
}

// What the key named stays what the key named, until a person enters an ID.
func TestCompanyNamedByTheKeyIsNotCompared(t *testing.T) {
	for name, again := range map[string]func(b *bench){
		"found":   func(b *bench) { b.Check.FindCompany(story(t, "full-access")); b.run() },
		"checked": func(b *bench) { b.check(Form{Key: story(t, "full-access").Key}) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			again(b)
			f := story(t, "full-access") // whose company is the one that was named
			f.Keep = false
			b.check(f)
			if !b.State().Result.CompanyFromKey {
				t.Error("it counts as compared")
			}
			b.Form.CompanyEdited()
			b.check(f)
			if b.State().Result.CompanyFromKey {
				t.Error("what was entered counts as the key's")
			}
		})
	}
}

// The company of another key goes with it: a new one is not compared with it.
func TestAnotherKeyLeavesTheCompanyOfTheFirst(t *testing.T) {
	for name, change := range map[string]func(b *bench){
		"pasted": func(b *bench) { b.Form.PasteKey(otherCanary) },
		"typed":  func(b *bench) { b.Form.KeyEdited() },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			f := Form{Key: story(t, "full-access").Key}
			b.check(f)
			values := Form{CompanyID: someID}
			change(b)
			b.State().Fill.Change(&values)
			if values.CompanyID != "" || b.State().CompanyNote.ID != "" {
				t.Errorf("company %q, note %+v", values.CompanyID, b.State().CompanyNote)
			}
			values = Form{CompanyID: otherID} // entered meanwhile
			b.State().Fill.Change(&values)
			if values.CompanyID != otherID {
				t.Error("what was entered is gone")
			}
		})
	}
}

// A key for several companies asks which one, and the check goes on by itself.
func TestCheckAsksWhichCompany(t *testing.T) {
	b := newBench(t)
	f := story(t, "organisation")
	f.CompanyID = ""
	b.check(f)
	s := b.State()
	if len(s.Choices) != 2 || s.Choices[0].Name == "" || s.Result.Verdict != check.Inconclusive || s.Result.Finding.Kind != check.CompanyUntold || len(s.Offers) != 0 {
		t.Fatalf("choices %v, result %+v, offers %v", s.Choices, s.Result, s.Offers)
	}
	b.wantSaving(NotAsked)
	if len(b.History.unsaved) != 0 {
		t.Error("half a check is in the history")
	}
	b.Check.Choose(f, s.Choices[1])
	if b.State().Activity == Idle {
		t.Fatal("the check does not go on")
	}
	b.run()
	b.wantSaving(Saved)
	s = b.State()
	if r := s.Result; r.Verdict != check.Working || r.CompanyID != b.list()[0].CompanyID || !r.CompanyFromKey || len(s.Choices) != 0 || s.CompanyNote.ID != "ui.company.from-key" {
		t.Errorf("%+v, note %+v", r, s.CompanyNote)
	}
}

// Where the key may not tell, the check could not tell, and asks nothing about
// saving: a key is saved for a company.
func TestKeyThatDoesNotTellItsCompany(t *testing.T) {
	b := newBench(t, checking(answering(check.Inconclusive, check.CompanyUntold)))
	b.check(form(canary, ""))
	b.wantSaving(NotAsked)
	b.wantHeld()
	if s := b.State(); s.CompanyProblem != nil || s.KeyProblem != nil || len(s.Offers) != 0 {
		t.Errorf("problems %v %v, offers %v", s.CompanyProblem, s.KeyProblem, s.Offers)
	}
}

// An emptied field of a saved connection is compared with what is saved.
func TestSavedCompanyIsCompared(t *testing.T) {
	var in check.Input
	b := newBench(t)
	b.save("full-access")
	b.d.Check = func(ctx context.Context, got check.Input, o check.Options) *check.Result {
		in = got
		return check.Run(ctx, got, o)
	}
	b.check(Form{})
	if in.CompanyID != someID || in.CompanyFromKey {
		t.Errorf("company %q, from the key %v", in.CompanyID, in.CompanyFromKey)
	}
}

// What would be swapped with nothing is moved.
func TestMovedToTheOtherField(t *testing.T) {
	for name, c := range map[string]struct {
		form     Form
		oneEmpty bool
	}{
		"an ID for a key, no company":      {form(someID, ""), true},
		"an ID for a key, and a company":   {form(someID, otherID), false},
		"a key for an ID, no key":          {form("", canary), true},
		"a key for an ID, and another key": {form(otherCanary, canary), false},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.check(c.form)
			if o := b.State().Offers; len(o) != 1 || o[0].Kind != SwapFields || o[0].OneEmpty != c.oneEmpty {
				t.Errorf("offers %+v", o)
			}
		})
	}
}

// TestRefusedWithACompanyFromTheKey: a key that named its company may be refused since.
func TestRefusedWithACompanyFromTheKey(t *testing.T) {
	b := newBench(t)
	b.Check.FindCompany(story(t, "full-access"))
	b.run()
	b.check(form(canary, someID))
	if r := b.State().Result; r.Finding.Kind != check.KeyRejected || !r.CompanyFromKey || r.Company != nil {
		t.Errorf("%s, from the key %v, company %+v", r.Finding.Kind, r.CompanyFromKey, r.Company)
	}
}

// TestSavedCompanyFromTheKey: what is saved of it is not what a person entered, alone
// and among all, until one enters it.
func TestSavedCompanyFromTheKey(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.CompanyID = ""
	b.check(f)
	b.wantSaving(Saved)
	b = benchIn(t, b.dir, b.keys)
	con := b.list()[0]
	b.Connections.Select(con.ID)
	for name, typed := range map[string]string{"as it is": someID, "emptied": ""} {
		b.check(Form{CompanyID: typed})
		if r := b.State().Result; r.Verdict != check.Working || !r.CompanyFromKey {
			t.Errorf("%s: %s, from the key %v", name, r.Verdict, r.CompanyFromKey)
		}
	}
	b.All.Check()
	b.run()
	if r := b.State().All.Rows[0].Result; r == nil || !r.CompanyFromKey {
		t.Errorf("among all: %+v", r)
	}
	b.Connections.Select(con.ID)
	b.Form.CompanyEdited()
	b.check(Form{CompanyID: someID})
	if b.State().Result.CompanyFromKey || b.list()[0].CompanyFromKey {
		t.Error("what was entered counts as the key's")
	}
}
