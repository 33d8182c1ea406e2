package gui

import (
	"runtime"
	"testing"
	"time"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/guide"
)

// forgotten are the widgets of this package, each in its states. What a widget
// is made of counts as well.
func forgotten(t *testing.T) map[string]fyne.CanvasObject {
	words := english(t)
	nothing := func() {}
	long := "Words that do not fit on one line, and so stand on several."
	all := map[string]fyne.CanvasObject{"mark": newVerdictMark(), "bars": newFallBars(), "strip": newStrip(words, 8)}
	all["mark"].(*verdictMark).set(check.Limited)
	all["strip"].(*strip).set([]check.Verdict{check.Working, check.Failed, check.Inconclusive, check.Stopped})
	all["bars"].(*fallBars).set([]time.Duration{1, 2, 3, 4, 5}, [][]time.Duration{{5, 4, 3, 2, 1}})
	for _, status := range []guide.Status{guide.Open, guide.Done, guide.Attention, guide.Lookup} {
		f := newFold(2, "A step", nothing)
		f.set(status, "how far", long, status == guide.Open)
		all["fold "+string(status)] = f
	}
	e := newEntry(words, nothing)
	e.strip.set([]check.Verdict{check.Working, check.Failed})
	e.set("A connection", long, verdictLook(check.Working), true)
	e.warn(verdictLook(check.Limited))
	all["entry"] = e
	return all
}

// TestForgottenWidgets: every widget of this package looks the same when its
// renderer was dropped and made again, at the size that it has.
func TestForgottenWidgets(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{Appearance: kit.Light})
	kittest.ExpectWidgetsRemembered(t, forgotten(t), nil)
}

// TestForgottenScreens: every screen looks the same when all its renderers were
// dropped and made again.
func TestForgottenScreens(t *testing.T) {
	d := company(t, 3)
	d.app.Settings().SetTheme(kit.Theme{Appearance: kit.Light})
	everyScreen(d, func(name string) {
		t.Helper()
		kittest.ExpectRemembered(t, name, d.roots()...)
	})
}

// everyScreen opens every screen there is, one after the other.
func everyScreen(d *desk, screen func(name string)) {
	d.t.Helper()
	d.resize(1180, 900)
	screen("answer")
	d.resize(500, 900)
	screen("narrow")
	d.press("ui.connections.open")
	screen("folded list")
	d.win.popup.Hide()
	d.resize(1180, 900)
	for _, tab := range d.win.details.tabs.IDs {
		d.tab(tab)
		screen("tab " + tab)
	}
	for _, id := range []string{
		"ui.menu.history", "ui.menu.all", "leak.menu", "welcome.menu", "guide.menu", "ui.menu.rename", "ui.menu.delete", "erase.menu",
		"ui.menu.settings", "ui.menu.reminders", "ui.menu.shortcuts", "ui.menu.about", "ui.menu.support", "ui.menu.report", "ui.menu.postman",
	} {
		d.menu(id)
		screen(id)
		if sheet := kit.TopSheet(d.canvas()); sheet != nil {
			sheet.Close()
		}
	}
}

// TestRowsAreNotKept: Fyne's list makes a row each time it is shown anew, to see
// how high it is; nothing may hold on to that.
func TestRowsAreNotKept(t *testing.T) {
	d := newDesk(t)
	for _, name := range []app.View{app.ViewAll, app.ViewHistory} {
		view := d.win.view(name)
		var table *kit.Table
		switch v := view.(type) {
		case *viewAll:
			table = v.table
		case *viewHistory:
			table = v.table
		}
		spare := func() weak.Pointer[fyne.Container] { return weak.Make(table.List.CreateItem().(*fyne.Container)) }()
		runtime.GC()
		if spare.Value() != nil {
			t.Errorf("view %v keeps a row that is not shown", name)
		}
		runtime.KeepAlive(view)
	}
}
