package gui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/service"
)

// shareItem is an item of the menu Share.
func (d *desk) shareItem(id string) *fyne.MenuItem {
	d.t.Helper()
	for _, item := range d.win.shareItems {
		if words, _ := kit.MenuWords(item); words == d.words.Text(id) {
			return item
		}
	}
	d.t.Fatalf("no item %s", id)
	return nil
}

// TestShareShortcuts: the menu has its keys, and nothing to share before a
// check.
func TestShareShortcuts(t *testing.T) {
	d := newDesk(t)
	keys := map[string]string{
		"ui.menu.support": kit.Shortcut(fyne.KeyC, fyne.KeyModifierShift).ShortcutName(), "ui.menu.report": kit.Shortcut(fyne.KeyS, 0).ShortcutName(), "ui.menu.curl": "", "ui.menu.postman": "",
	}
	for id, key := range keys {
		item := d.shareItem(id)
		if !item.Disabled {
			t.Errorf("%s can be chosen before a check", id)
		}
		item.Action() // as its shortcut does
		if d.canvas().Overlays().Top() != nil {
			t.Errorf("%s opens a sheet before a check", id)
		}
		got := ""
		if item.Shortcut != nil {
			got = item.Shortcut.ShortcutName()
		}
		if got != key {
			t.Errorf("%s has the keys %q, want %q", id, got, key)
		}
	}
	d.tell("full-access")
	for id := range keys {
		d.menu(id)
		if d.canvas().Overlays().Top() == nil || len(d.win.sharing.shown.Text) == 0 {
			t.Errorf("%s opens no sheet with a text", id)
		}
		d.key(fyne.KeyEscape)
	}
}

// TestNothingSentIsNoCommand: where no request was made, none is offered as
// cURL; the report is.
func TestNothingSentIsNoCommand(t *testing.T) {
	d := newDesk(t)
	for _, sent := range []bool{true, false} {
		if !sent {
			d.check = func(_ context.Context, in check.Input, _ check.Options) *check.Result {
				return &check.Result{Environment: in.Environment, Verdict: check.Inconclusive, Finding: check.Finding{Kind: check.Offline}}
			}
		}
		d.tell("full-access")
		for id, want := range map[string]bool{"ui.menu.curl": sent, "ui.menu.report": true} {
			if got := !d.shareItem(id).Disabled; got != want {
				t.Errorf("sent %v: %s can be chosen: %v", sent, id, got)
			}
		}
		if got := d.win.shareBar.curl.Visible(); got != sent || !d.win.shareBar.root.Visible() {
			t.Errorf("sent %v: the link is seen: %v", sent, got)
		}
		d.win.shareCurl() // as a shortcut would
		if got := d.canvas().Overlays().Top() != nil; got != sent {
			t.Errorf("sent %v: a sheet opens: %v", sent, got)
		}
		d.key(fyne.KeyEscape)
	}
}

// What is copied and what is saved is what the sheet shows.
func TestCopyAndSave(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	dir := t.TempDir()
	for n, tt := range []struct {
		open   func()
		ending string
		holds  string
	}{
		{func() { d.menu("ui.menu.support") }, ".txt", "Nordhavn Bageri ApS"},
		{func() { d.menu("ui.menu.support"); d.win.sharing.choose(app.ShareMarkdown) }, ".md", "# ✓"},
		{func() { d.menu("ui.menu.report") }, ".html", "<!doctype html>"},
		{func() { d.menu("ui.menu.curl") }, ".sh", "curl --config -"},
		{d.win.shareBody, ".json", `"data"`},
	} {
		tt.open()
		shown := strings.Join(d.win.sharing.shown.Text, "\n")
		d.press("ui.pass.copy")
		copied := d.app.Clipboard().Content()
		if tt.ending != ".html" && tt.ending != ".json" && strings.TrimSuffix(copied, "\n") != shown {
			t.Errorf("%s: copied %q, shown %q", tt.ending, copied, shown)
		}
		if !strings.Contains(copied, tt.holds) && !strings.Contains(strings.ToLower(copied), tt.holds) {
			t.Errorf("%s: copied %q", tt.ending, copied)
		}
		d.expectRead(d.words.Text("ui.pass.copied"))
		tt.open()
		d.win.sharing.folder.SetText(dir)
		d.press("ui.pass.save")
		files, err := filepath.Glob(filepath.Join(dir, "*"+tt.ending))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %q, %v", tt.ending, files, err)
		}
		saved, err := os.ReadFile(files[0])
		if err != nil || tt.ending != ".html" && string(saved) != copied {
			t.Errorf("%s: saved %q, copied %q, %v", tt.ending, saved, copied, err)
		}
		if all, err := os.ReadDir(dir); err != nil || len(all) != n+1 {
			t.Errorf("%s: %d files, %v", tt.ending, len(all), err)
		}
	}
}

// Every sheet that lets something leave has its buttons and texts in sight, at
// every size.
func TestPassingFits(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.control.All.Check()
	d.control.Open(app.ViewCheck)
	everySize(t, d, func(t *testing.T, where string) {
		for name, open := range map[string]func(){
			"report": d.win.shareReport, "curl": d.win.shareCurl, "postman": d.win.sharePostman, "answer": d.win.shareBody, "rows": d.win.shareRows,
			"table": func() { d.win.shareTable(service.ByName, false) },
		} {
			open()
			d.expectAllSeen(where + ", " + name)
			d.win.sharing.sheet.Close()
		}
	})
}
