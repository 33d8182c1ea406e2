package gui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/keystore"
)

// lines are what the list says of each connection.
func (d *desk) lines() (all []string) {
	for _, con := range d.control.State().Connections {
		all = append(all, d.win.connections.entryOf(con.ID).line.Text)
	}
	return all
}

// TestListSaysWhatIsSo: a connection without a key does not work, whatever its last
// check said, and those of one name are told apart by their key.
func TestListSaysWhatIsSo(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	first := d.control.State().Selected
	if got := d.lines(); !strings.HasPrefix(got[0], "Demo · Works") {
		t.Errorf("one connection: %q", got)
	}
	d.win.newConnection()
	d.tell("slow") // of the same company
	if got := d.lines(); len(got) != 2 || !strings.HasPrefix(got[0], "…0001 · Demo · Works") || !strings.HasPrefix(got[1], "…0010 · Demo · Works") {
		t.Errorf("two of one company: %q", got)
	}
	d.control.Connections.Forget(first)
	if got := d.lines(); got[0] != "Demo · no key saved" {
		t.Errorf("after Forget: %q", got)
	}
	d.vault.fail = &keystore.Error{Op: "fake", Kind: keystore.Unavailable}
	d.win.newConnection()
	d.tell("read-only-employees")
	if got := d.lines(); len(got) != 3 || !strings.Contains(got[2], "Works") {
		t.Errorf("held in memory: %q", got)
	}
}

// TestAllSaysWhatIsKnown: before it is checked again, a connection is as its last
// check left it.
func TestAllSaysWhatIsKnown(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.win.newConnection()
	d.tell("empty-company")
	d.control.Connections.Forget(d.control.State().Selected)
	d.menu("ui.menu.all")
	v := d.win.view(app.ViewAll).(*viewAll)
	rowAt := func(i int) *allRow {
		o := v.newRow()
		v.fill(i, o)
		return o.(*fyne.Container).Layout.(*allRow)
	}
	if r := rowAt(0); r.verdict.Text != "Works" || !strings.HasPrefix(r.finding.Text, "Last check: Works, today") || !strings.HasPrefix(r.at.Text, "checked today") {
		t.Errorf("it says %q, %q, %q", r.verdict.Text, r.finding.Text, r.at.Text)
	}
	if r := rowAt(1); r.verdict.Text != "No key saved" {
		t.Errorf("without a key it says %q", r.verdict.Text)
	}
	d.expectNotRead(d.words.Text("ui.all.not-checked"))
}

// TestCompareNamesPermissions: what came and went is named, and nothing that differs
// stands under “The same in both”.
func TestCompareNamesPermissions(t *testing.T) {
	d := newDesk(t)
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	before := history.Check{Record: connection.Record{At: at, Verdict: "working", Kind: "ok", Environment: env.Demo, DurationMs: 120, Scopes: 2, ScopeNames: []string{"tax-codes:read", "users:read"}}}
	after := before
	after.At, after.DurationMs, after.ScopeNames = at.Add(time.Hour), 140, []string{"users:read", "vendors:read"}
	(&historyQuestions{d.win.window, d.words, d.control}).compare([]history.Check{after, before})
	d.expectRead("2, only here: Tax codes: read", "2, only here: Vendors: read")
	shown := d.read()
	same, vary := strings.Index(shown, d.words.Text("ui.compare.same")), strings.Index(shown, d.words.Text("ui.compare.vary"))
	if took := strings.Index(shown, "140 ms"); same < 0 || vary < same || took < vary {
		t.Errorf("“the same” at %d, what varies at %d, the time at %d", same, vary, took)
	}
}

// TestExpiringKeyIsReplacedNext: the next step is in the verdict and in the notice.
func TestExpiringKeyIsReplacedNext(t *testing.T) {
	d := newDesk(t)
	d.win.form.expires.SetText(time.Now().AddDate(0, 0, 5).Format(time.DateOnly))
	d.tell("full-access")
	d.expectRead("Replace the key before it expires", "This key expires in 5 days.")
	d.expectNotRead("Note the day the key expires")
	if !kit.Contains(d.win.banner.root, d.win.banner.replace) {
		t.Fatal("the verdict does not offer it")
	}
	d.win.banner.replace.Press()
	if s := d.control.State(); !s.Rotation.On() || s.ReplaceNext() {
		t.Errorf("rotation %+v", s.Rotation)
	}

	s := d.control.State()
	con, _ := s.Selection()
	d.win.newConnection()
	d.win.showNotices(app.State{ConnectionsState: s.ConnectionsState, Notices: []app.Notice{{ID: "expiry.notice", Expiring: []app.Expiring{{ID: con.ID, Name: con.Name, Environment: con.Environment}}}}})
	d.press("ui.form.key.replace")
	if s := d.control.State(); !s.Rotation.On() || s.Selected != con.ID {
		t.Errorf("selected %q, rotation %+v", s.Selected, s.Rotation)
	}
}

// TestGoodNewsIsNoWarning: what was saved is not told in the colour of a warning.
func TestGoodNewsIsNoWarning(t *testing.T) {
	for _, id := range []string{"ui.pass.saved", "ui.pass.not-saved"} {
		if goodNews[id] != (id == "ui.pass.saved") {
			t.Errorf("%s: %v", id, goodNews[id])
		}
		english(t).Text(id)
	}
}

// TestMoveIsNotCalledSwap: where one of the two fields is empty, nothing is swapped.
func TestMoveIsNotCalledSwap(t *testing.T) {
	d := newDesk(t)
	d.typeKey("0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90")
	d.press("ui.form.check")
	if d.control.State().Result.Finding.Kind != check.KeyIsCompanyID {
		t.Fatal(d.control.State().Result.Finding)
	}
	d.press("ui.offer.move-id")
	if f := d.win.form; f.key.Text != "" || f.company.Text != "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90" {
		t.Errorf("the fields hold %q, %q", f.key.Text, f.company.Text)
	}
}

// TestChosenConnectionSaysHowItStands: a connection that is opened says how its last check
// went, when, and what its key may do, with the permissions as they were tried last.
func TestChosenConnectionSaysHowItStands(t *testing.T) {
	d := newDesk(t)
	d.tell("read-only-employees")
	con := d.control.State().Selected
	d.menu("ui.menu.permissions")
	d.win.newConnection()
	d.control.Connections.Select(con)
	d.expectRead("Last check, today at ", ": This key works.", "Pleo said then that this key may read employees.")
	d.tab("ui.permissions.tab")
	d.expectRead("As it was when this was last tried, today at ", "Nothing was sent now.", "It may not read")
	d.press("ui.form.check")
	d.expectNotRead("Last check, today")
	d.control.Connections.Forget(con)
	d.expectRead(d.words.Text("ui.standing.no-key"))
}

// TestLeftAloneForTwoMinutes: each story is the same picture when it is painted again two
// minutes later, but for a wait that is over.
func TestLeftAloneForTwoMinutes(t *testing.T) {
	for _, story := range demo.Stories() {
		t.Run(story.ID, func(t *testing.T) {
			d := newDesk(t)
			d.tell(story.ID)
			for _, screen := range []struct {
				name string
				show func()
			}{
				{"answer", func() {}},
				{"guide", func() { d.control.Guide.Open(guide.Anchor{}) }},
				{"all", func() { d.control.Open(app.ViewAll) }},
				{"history", func() { d.control.Open(app.ViewHistory) }},
				{"leak", func() { d.control.Open(app.ViewLeak) }},
			} {
				if screen.name != "answer" && story.ID != "full-access" {
					continue // they are the same beside every story
				}
				screen.show()
				read, picture := d.read(), d.picture()
				d.later += 2 * time.Minute
				for _, f := range d.timers {
					f()
				}
				d.control.DismissNotices() // of which there are none: it is shown again
				d.refresh()
				if story.ID == "rate-limited" && screen.name == "answer" {
					d.expectRead(d.words.Text("ui.offer.try-again"))
					continue
				}
				if after := d.read(); after != read {
					t.Errorf("%s reads otherwise:\n%s\nbefore:\n%s", screen.name, after, read)
				}
				if after := d.picture(); after != picture {
					t.Errorf("%s is another picture: %s", screen.name, firstDifference(picture, after))
				}
			}
		})
	}
}

// firstDifference is the first line that is another.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "was" + x[i] + ", is" + y[i]
		}
	}
	return fmt.Sprintf("%d lines, %d after", len(x), len(y))
}

// TestWelcomeAsksBeforeItEmpties: the ways from the welcome lead to an empty form; what
// is typed in it is asked about.
func TestWelcomeAsksBeforeItEmpties(t *testing.T) {
	d := newDeskOf(t, env.Production, "")
	d.typeKey(canary)
	d.control.Open(app.ViewWelcome)
	ways := d.win.view(app.ViewWelcome).(*welcome).ways
	for i, way := range ways {
		way.Tapped(nil)
		d.expectRead(d.words.Text("ui.anew.title"))
		if d.key(fyne.KeyEscape); d.win.form.key.Text != canary {
			t.Errorf("way %d: the key is gone", i)
		}
	}
	ways[0].Tapped(nil)
	d.press("ui.anew.yes")
	if d.win.form.key.Text != "" || d.control.State().View != app.ViewCheck {
		t.Error("the form is not a new one")
	}
}
