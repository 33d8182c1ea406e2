package app

import (
	"context"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
)

// screen is the values of a form, as the window holds them.
type screen struct {
	b       *bench
	values  Form
	applied int
}

// now takes up what the controller did to the form.
func (s *screen) now() Form {
	if fill := s.b.State().Fill; fill.Revision != s.applied {
		s.applied = fill.Revision
		if fill.Leave != nil {
			fill.Leave(s.values)
		}
		fill.Change(&s.values)
	}
	return s.values
}

func newScreen(b *bench) *screen {
	con, _ := b.State().Selection()
	return &screen{b: b, values: b.core.formOf(con), applied: b.State().Fill.Revision}
}

// TestCompanyOfTheKeyComesBackAsSuch: it was compared with nothing, also after another
// connection was in the form.
func TestCompanyOfTheKeyComesBackAsSuch(t *testing.T) {
	b := newBench(t)
	con := b.save("read-only-employees")
	s := newScreen(b)
	b.Connections.New()
	s.now()
	s.values.Key = story(t, "full-access").Key
	b.Check.FindCompany(s.values)
	b.run()
	s.now()
	b.Connections.Select(con.ID)
	s.now()
	b.Connections.New()
	if f := s.now(); f.CompanyID != someID || b.State().CompanyNote.ID != "ui.company.from-key" {
		t.Fatalf("company %q, note %+v", f.CompanyID, b.State().CompanyNote)
	}
	s.values.Keep = false
	b.check(s.values)
	if r := b.State().Result; r.Verdict != check.Working || !r.CompanyFromKey {
		t.Errorf("%s, from the key %v", r.Verdict, r.CompanyFromKey)
	}
}

// TestDraftGoesToItsOwnServer: what was typed for one server is not sent to that of a
// saved connection, and where no environment was chosen none is.
func TestDraftGoesToItsOwnServer(t *testing.T) {
	const own, other = "https://own.example", "https://other.example"
	sent := ""
	b := newBench(t, func(d *Deps) { d.CustomURL = own }, checking(func(_ context.Context, in check.Input, _ check.Options) *check.Result {
		sent = in.BaseURL
		return result(in, check.Failed, check.KeyRejected)
	}))
	var ids []string
	for _, con := range []connection.Connection{{Name: "A", Environment: env.Custom, BaseURL: other}, {Name: "B", Environment: env.Production}} {
		stored, err := b.store.Store.Add(con)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, stored.ID)
	}
	b.Connections.reload()
	b.run()
	s := newScreen(b)
	leave := func() {
		for _, id := range ids {
			b.Connections.Select(id)
			s.now()
		}
		b.Connections.New()
		s.now()
	}
	b.Form.ChooseEnvironment(env.Custom)
	s.values.Key, s.values.CompanyID = secret.New(canary), someID
	leave()
	b.check(s.now())
	if b.State().Environment != env.Custom || sent != own {
		t.Errorf("%s: sent to %q", b.State().Environment, sent)
	}
	b.state.Environment = ""
	leave()
	if got := b.State().Environment; got != "" {
		t.Errorf("none was chosen, and it is %q", got)
	}
}

// TestDeletedIsNoDraft: what the form of a deleted connection said does not come back.
func TestDeletedIsNoDraft(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	s := newScreen(b)
	b.Connections.New()
	s.now()
	b.Connections.Select(con.ID)
	s.now()
	b.Rotation.Begin()
	s.now()
	s.values.Key = secret.New(canary)
	b.Connections.Delete(con.ID)
	b.run()
	s.now()
	b.Connections.New()
	if f := s.now(); f.CompanyID != "" || !f.Key.Empty() || len(b.held.drafts) > 0 {
		t.Errorf("company %q, a key %v, %d drafts", f.CompanyID, !f.Key.Empty(), len(b.held.drafts))
	}
}

// TestRowOfAllBesideADraft: the verdict of a round is not shown as that of what is typed.
func TestRowOfAllBesideADraft(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	s := newScreen(b)
	b.All.Check()
	b.run()
	open := func() bool {
		b.Connections.New()
		s.now()
		b.All.OpenRow(con.ID)
		b.run()
		s.now()
		if b.State().Result == nil {
			t.Fatal("no result")
		}
		return b.State().Outdated
	}
	if open() {
		t.Error("it is outdated with nothing typed")
	}
	s.values.CompanyID = otherID
	if !open() {
		t.Error("it is shown as that of another company")
	}
}

// TestCommandOutdates: a key from a pasted command is another than the one checked.
func TestCommandOutdates(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Rotation.Begin()
	b.check(form(canary, someID))
	if b.State().Result == nil || b.State().Outdated {
		t.Fatalf("%+v", b.State().CheckState)
	}
	if !b.Form.PasteCommand("curl -u " + otherCanary + ": https://external.pleo.io/v1/introspect") {
		t.Fatal("it is no command")
	}
	if !b.State().Outdated {
		t.Error("the verdict is shown as that of the pasted key")
	}
}

// TestCompanyEnteredWhileChecking: what a person enters meanwhile stays, and counts as
// entered.
func TestCompanyEnteredWhileChecking(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.CompanyID, f.Keep = "", false
	b.Check.Run(f)
	b.Form.CompanyEdited()
	b.Form.Edited(form(f.Key.Reveal(), otherID))
	b.run()
	if at := b.filled().CompanyID; at != nil || b.keysCompany != "" || !b.State().Outdated {
		t.Errorf("filled in %v, the key's %q", at, b.keysCompany)
	}
}

// TestEditedWhileAsking: what one key told is not filled in for another that is typed
// meanwhile.
func TestEditedWhileAsking(t *testing.T) {
	for name, ask := range map[string]func(b *bench, f Form){
		"find":  func(b *bench, f Form) { b.Check.FindCompany(f) },
		"check": func(b *bench, f Form) { b.Check.Run(f) },
	} {
		for _, id := range []string{"full-access", "organisation"} {
			b := newBench(t)
			f := story(t, id)
			f.CompanyID = ""
			ask(b, f)
			b.Form.KeyEdited()
			b.Form.Edited(form(canary, ""))
			b.run()
			if s := b.State(); s.Choices != nil || s.CompanyNote.ID != "" || b.keysCompany != "" {
				t.Errorf("%s, %s: %+v", name, id, s.FormNotes)
			}
		}
	}
}

// TestSelectWhatIsGone: the form of another connection does not come in its place.
func TestSelectWhatIsGone(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Open(ViewHistory)
	if b.Connections.Select("gone") || b.State().View != ViewHistory {
		t.Errorf("the view is %q", b.State().View)
	}
}

// TestOpenQuestionIsUnkept: a key about which is asked whether to keep it is lost where
// the window closes; one that was refused is not worth a question.
func TestOpenQuestionIsUnkept(t *testing.T) {
	for verdict, kind := range map[check.Verdict]check.Kind{check.Inconclusive: check.Offline, check.Failed: check.KeyRejected} {
		b := newBench(t, func(d *Deps) { d.Environment = env.Production }, checking(answering(verdict, kind)))
		f := form(canary, someID)
		b.check(f)
		if got, want := b.Unkept(f).Key, verdict == check.Inconclusive; got != want {
			t.Errorf("%s: %v, saving %+v", verdict, got, b.State().Saving)
		}
	}
}

// TestDateSurvivesReplacingGivenUp: what was typed before a key began to be replaced
// comes back, where no new key was entered.
func TestDateSurvivesReplacingGivenUp(t *testing.T) {
	b := newBench(t)
	one := b.save("read-only-employees")
	b.Connections.New()
	two := b.save("full-access")
	s := newScreen(b)
	s.values.ExpiresOn = "2027-12-31"
	b.Rotation.Begin()
	s.now()
	b.Connections.Select(one.ID)
	s.now()
	b.Connections.Select(two.ID)
	if f := s.now(); f.ExpiresOn != "2027-12-31" || b.State().Key.Replacing {
		t.Errorf("the date is %q, replacing %v", f.ExpiresOn, b.State().Key.Replacing)
	}
}
