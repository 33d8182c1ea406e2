package gui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
)

// expectRead fails where a text is not on the screen.
func (d *desk) expectRead(texts ...string) {
	d.t.Helper()
	shown := d.read()
	for _, text := range texts {
		if !strings.Contains(shown, text) {
			d.t.Errorf("%q is not on the screen", text)
		}
	}
}

// expectNotRead fails where a text is on the screen.
func (d *desk) expectNotRead(texts ...string) {
	d.t.Helper()
	shown := d.read()
	for _, text := range texts {
		if strings.Contains(shown, text) {
			d.t.Errorf("%q is on the screen", text)
		}
	}
}

func TestEveryStoryIsTold(t *testing.T) {
	for _, story := range demo.Stories() {
		t.Run(story.ID, func(t *testing.T) {
			d := newDesk(t)
			d.tell(story.ID)
			r := d.win.shown.Result
			if r == nil || string(r.Verdict) != story.Verdict || string(r.Finding.Kind) != story.Kind {
				t.Fatalf("result %+v, want %s, %s", r, story.Verdict, story.Kind)
			}
			words := d.words.Headline(r)
			d.expectRead(words.Title, words.Explanation, strings.ToUpper(words.Who), "DEMO")
			for _, action := range words.Actions {
				d.expectRead(action)
			}
			for _, step := range r.Steps {
				d.expectRead(d.words.Step(step, r.Environment, r.Identity))
			}
			d.expectRead("The answer")
			if r.Answer.Status > 0 {
				d.tab("ui.details.technical")
			}
			d.expectRead(r.Answer.RequestID)
			d.expectNotRead("Does your key work?", "LIVE DATA", "Cancel\n")
		})
	}
}

// TestSaved holds what the form shows of a key that was accepted.
func TestSaved(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	f := d.win.form
	if f.key.Text != "" || f.keyTyped.Visible() || f.keepBox.Visible() {
		t.Error("the key field still shows the key")
	}
	d.expectRead("In the keychain · ends in 0001", "The key is in the keychain", "Connected to Nordhavn Bageri ApS", "Replace", "Forget")
	if len(d.vault.keys) != 1 {
		t.Errorf("the keychain holds %d keys", len(d.vault.keys))
	}
	if !d.win.form.environment.Disabled() {
		t.Error("the environment of a kept key can be changed")
	}
}

// TestDemoKeyIsNotKept: the keychain is a real one, so a key of the demo goes there
// only where the person ticks that.
func TestDemoKeyIsNotKept(t *testing.T) {
	d := newDesk(t)
	if d.win.form.keep.Checked {
		t.Error("it is ticked")
	}
	d.control.Form.ChooseEnvironment(env.Staging)
	if !d.win.form.keep.Checked {
		t.Error("elsewhere it is not ticked")
	}
	d.control.Form.ChooseEnvironment(env.Demo)
	d.win.form.story.SetSelectedIndex(0)
	d.win.form.check.Press()
	if len(d.vault.keys) != 0 || d.control.State().Selected != "" {
		t.Error("it was kept")
	}
	d.expectRead("The key was not saved", d.words.Text("ui.saving.declined.demo"))
	d.win.SetLanguage("de")
	if d.win.form.keep.Checked {
		t.Error("it is ticked in another language")
	}
}

// TestEditedFormIsNotWhatWasChecked: a verdict is not shown as that of a form which is
// about something else by now.
func TestEditedFormIsNotWhatWasChecked(t *testing.T) {
	d := newDesk(t)
	outdated := func(want bool, when string) {
		t.Helper()
		s, color := d.control.State(), kit.ColorNeutral
		if !want {
			color = verdictLook(s.Result.Verdict).text
		}
		if s.Outdated != want || kit.Contains(d.win.banner.root, d.win.banner.outdated) != want || d.win.banner.title.Color != color {
			t.Errorf("%s: outdated %v, banner on %s", when, s.Outdated, d.win.banner.title.Color)
		}
	}
	d.tell("full-access")
	outdated(false, "checked")
	company := d.win.form.company.Text
	d.win.form.company.SetText(company + "0")
	outdated(true, "another company")
	d.win.form.company.SetText(strings.ToUpper(company))
	outdated(false, "the same company again")

	d.win.newConnection()
	d.typeKey("demo-expired-key-not-real-0003")
	d.win.form.company.SetText(company)
	d.press("ui.form.check")
	outdated(false, "refused")
	d.control.Form.PasteKey("demo-full-access-key-not-real-0001")
	outdated(true, "another key")
	d.expectNotRead(d.words.Text("guide.how"))
	d.control.Form.PasteKey(" demo-expired-key-not-real-0003 ")
	outdated(false, "the same key again")
}

func TestSavedKeyIsCheckedAgainReplacedAndForgotten(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.menu("ui.menu.run")
	if r := d.win.shown.Result; r.Verdict != check.Working {
		t.Fatalf("the kept key is %s", r.Verdict)
	}

	d.press("ui.form.key.replace")
	if !d.win.form.keyTyped.Visible() || d.canvas().Focused() != d.win.rotation.have {
		t.Error("Replace does not lead to the steps of replacing")
	}
	d.typeKey("demo-expired-key-not-real-0003")
	d.press("ui.form.check")
	d.expectRead("Pleo did not accept this key", "The key was not saved", "The key that was saved before is still there.", "Go on with the old key")
	d.press("ui.form.key.keep-old")
	d.expectRead("In the keychain · ends in 0001")
	if d.win.form.key.Text != "" {
		t.Error("the refused key is still in the field")
	}

	d.press("ui.form.key.forget")
	d.expectRead("Forget the key of “Nordhavn Bageri ApS”?")
	d.press("ui.forget.yes")
	d.expectRead("The key is gone from the keychain.")
	if len(d.vault.keys) != 0 || !d.win.form.keyTyped.Visible() {
		t.Error("the key is still there")
	}
	if !d.win.forgetItem.Disabled || d.win.renameItem.Disabled {
		t.Error("the menu offers what cannot be done, or not what can")
	}
}

func TestWithoutKeychain(t *testing.T) {
	d := newDesk(t)
	d.vault.fail = &keystore.Error{Op: "set", Kind: keystore.Unavailable}
	d.tell("full-access")
	d.expectRead("The key is kept in memory only", "In memory · ends in 0001", "This computer has no keychain", "The key is not saved.")
	if d.win.form.key.Text != "" {
		t.Error("the key is still in the field")
	}
}

func TestLockedKeychainOnSecondCheck(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.vault.fail = &keystore.Error{Op: "get", Kind: keystore.Locked}
	d.menu("ui.menu.run")
	d.expectRead("The keychain is locked")
	d.win.askDelete()
	d.press("ui.delete.yes")
	notice := d.words.Text("ui.notice.key-not-removed")
	d.expectRead(notice, "Nordhavn Bageri ApS")
	d.press("ui.notice.read")
	d.expectNotRead(notice)
}

func TestQuestionWhenTheCheckCouldNotTell(t *testing.T) {
	d := newDesk(t)
	d.tell("pleo-down")
	d.expectRead("Save this key without knowing whether it works?")
	d.press("ui.saving.save")
	d.expectRead("The key is in the keychain", "ends in 0008")

	d = newDesk(t)
	d.tell("pleo-down")
	d.press("ui.saving.dont")
	d.expectRead("You chose not to save it.")
	if len(d.vault.keys) != 0 {
		t.Error("the key was kept")
	}
}

func TestCompanyOfTheKeyIsOffered(t *testing.T) {
	d := newDesk(t)
	d.tell("other-company")
	entered := d.win.form.company.Text
	d.press("ui.offer.use-company")
	if d.win.form.company.Text == entered {
		t.Fatal("the company ID is still the one entered")
	}
	d.press("ui.form.check")
	if r := d.win.shown.Result; r.Verdict != check.Working {
		t.Errorf("with the key's own company the key is %s", r.Verdict)
	}
}

func TestFindCompanyFromKey(t *testing.T) {
	d := newDesk(t)
	d.typeKey("demo-full-access-key-not-real-0001")
	d.press("ui.form.company.find")
	d.expectRead("Nordhavn Bageri ApS: the key told us.")
	if d.win.form.company.Text == "" {
		t.Error("no company ID was filled in")
	}

	d = newDesk(t)
	d.typeKey("demo-organisation-key-not-real-0005")
	d.press("ui.form.company.find")
	d.expectRead("This key reaches several companies.")
	first := d.win.form.companyChoices.Objects[0].(*entry)
	first.Tapped(nil)
	if d.win.form.company.Text != first.line.Text {
		t.Errorf("company %q, want %q", d.win.form.company.Text, first.line.Text)
	}
}

func TestAPartialListOfCompaniesSaysSo(t *testing.T) {
	d := newDesk(t)
	s := app.State{FormState: app.FormState{Environments: everyEnvironment, Environment: env.Demo, FormNotes: app.FormNotes{Choices: []check.Company{{ID: everyFact[check.FactCompanyID], Name: "Demo Ltd"}}}}}
	d.win.show(s)
	d.expectRead("Choose the one that you were given:")
	s.ChoicesPartial = true
	d.win.show(s)
	d.expectRead("Pleo's list of them is not complete")
	if len(d.win.form.companyChoices.Objects) != 1 {
		t.Error("there is nothing to choose")
	}
}

func TestEnvironmentsCannotBeOverlooked(t *testing.T) {
	for environment, want := range map[string][]string{
		env.Staging:    {"A key works only in the environment where it was created."},
		env.Production: {"Live data: the real company.", "Do you have access to Staging?"},
		env.Demo:       {"Everything here is made up"},
	} {
		d := newDeskOf(t, environment, "")
		d.expectRead(want...)
	}
	d := newDeskOf(t, "", "https://gateway.example.com")
	d.expectRead("Another server: https://gateway.example.com", "This is not Pleo's own server.")
}

func TestStepsAreSeenAsTheyHappen(t *testing.T) {
	d := newDesk(t)
	d.held = true
	d.tell("full-access")
	d.expectRead("Asking Pleo…", "Cancel\n", "What you entered has the right form")
	d.expectNotRead("Check key\n", "Does your key work?", "The answer")
	d.run()
	d.expectRead("This key works", "Check key\n")
}

func TestClosingCancelsAndRemembersNothingSecret(t *testing.T) {
	d := newDeskLeft(t, english(t), env.Demo, "", Memory{Width: 1000, Height: 650})
	var left Memory
	d.win.Remember(func(m Memory) { left = m })
	d.held = true
	d.resize(900, 700)
	d.tell("full-access")
	d.close()
	d.run()
	if d.control.State().Activity != app.Idle || d.control.State().Result != nil {
		t.Error("the check went on after the window was closed")
	}
	if len(d.vault.keys) != 0 {
		t.Error("a key was saved after the window was closed")
	}
	if want := (Memory{Width: 900, Height: 700, Environment: env.Demo}); left != want {
		t.Errorf("remembered %+v, want %+v", left, want)
	}
}

// TestRenderingTwiceChangesNothing shows the same state again.
func TestRenderingTwiceChangesNothing(t *testing.T) {
	for _, story := range demo.Stories() {
		d := newDesk(t)
		d.tell(story.ID)
		before := d.picture()
		for range 2 {
			d.win.show(d.win.shown)
			if after := d.picture(); after != before {
				t.Errorf("%s: shown again, the window differs: %s", story.ID, kittest.Difference(before, after))
			}
		}
		d.resize(700, 500)
		d.resize(1180, 800)
		d.win.panes.pages[1].Scroll.ScrollToTop()
		if len(strings.Split(d.picture(), "\n")) != len(strings.Split(before, "\n")) {
			t.Errorf("%s: other objects after the size changed and changed back", story.ID)
		}
	}
}

// TestLeavesOnce: the window tells once that it is left, also where its loop was
// ended, as by a signal, before it was closed.
func TestLeavesOnce(t *testing.T) {
	d := newDesk(t)
	var seen []string
	d.win.Remember(func(Memory) { seen = append(seen, "remembered") })
	d.win.OnLeaving(func() { seen = append(seen, "left") })
	for _, end := range []func(){
		func() { d.win.Show(); d.win.Run() }, // Fyne's double has no loop and returns at once
		d.win.Close,                          // which finds nothing to close
		d.close,
	} {
		end()
		if want := []string{"remembered", "left"}; !slices.Equal(seen, want) {
			t.Errorf("%q, want %q", seen, want)
		}
	}
}

// TestWhatBecameOfTheKey is a line where all went well, and a card where there is something to decide or to do.
func TestWhatBecameOfTheKey(t *testing.T) {
	for story, card := range map[string]bool{"full-access": false, "expired": false, "rate-limited": true} {
		d := newDesk(t)
		d.tell(story)
		if s := d.win.saving; s.root.Visible() != card || s.line.Visible() == card {
			t.Errorf("%s: a card: %v, a line: %v", story, s.root.Visible(), s.line.Visible())
		}
	}
	d := newDesk(t)
	d.vault.fail = errors.New("no")
	d.tell("full-access")
	if s := d.win.saving; !s.root.Visible() || s.line.Visible() {
		t.Error("trouble of the keychain is no card")
	}
}
