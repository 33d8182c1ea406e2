package gui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

const fullAccess = "demo-full-access-key-not-real-0001"

// click presses the pointer on an environment.
func (d *desk) click(environment string) {
	d.t.Helper()
	if d.win.view(d.win.shown.View) != nil {
		d.t.Fatal("the form is not on the screen")
	}
	s := d.win.form.environment
	row := s.Size().Height / float32(len(s.IDs))
	d.canvas().Focus(s) // as Fyne's driver does
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, row*(float32(slices.Index(s.IDs, environment))+0.5))})
}

// paste presses Ctrl+V where the focus is.
func (d *desk) paste(text string) {
	d.t.Helper()
	d.app.Clipboard().SetContent(text)
	d.canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: d.app.Clipboard()})
}

// TestMainJob: somebody new, with the key in the clipboard, needs one click for
// the environment, one paste and Enter, and reads for which company it is.
func TestMainJob(t *testing.T) {
	d := newDeskOf(t, "", "")
	d.key(fyne.KeyEscape) // where one has been before
	if f := d.win.form; f.environment.Selected != "" || f.environment.Captions == nil || f.more.box.Visible() {
		t.Error("an environment is assumed, or the form is not short")
	}
	d.click(env.Demo)
	d.paste(fullAccess)
	d.key(fyne.KeyReturn)
	d.expectRead("This key works")
	d.expectRead("Connected to Nordhavn Bageri ApS")
	d.expectRead("The key told us the company. Compare the ID with the one you were given.")
	d.expectRead("Key ends in 0001")
	d.press("ui.banner.copy-id")
	d.expectRead("Copied")
	if got := d.app.Clipboard().Content(); got != d.win.shown.Result.CompanyID || got == "" {
		t.Errorf("copied %q", got)
	}
}

// On the very first start the click is on the welcome.
func TestMainJobFromTheWelcome(t *testing.T) {
	for i, environment := range []string{env.Production, env.Staging} {
		d := newDeskOf(t, "", "")
		d.check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			if in.Environment != environment {
				t.Errorf("the key goes to %s", in.Environment)
			}
			in.Environment, in.BaseURL = env.Demo, demoServer.URL()
			return check.Run(ctx, in, o)
		}
		d.win.views[app.ViewWelcome].(*welcome).ways[i].Tapped(nil)
		d.paste(fullAccess)
		d.key(fyne.KeyReturn)
		d.expectRead("This key works")
	}
}

// Pasted first and chosen afterwards, the same keys lead to the same verdict.
func TestMainJobPasteFirst(t *testing.T) {
	d := newDeskOf(t, "", "")
	d.key(fyne.KeyEscape)
	d.canvas().Focus(d.win.form.key)
	d.paste(fullAccess)
	d.key(fyne.KeyReturn)
	if d.canvas().Focused() != fyne.Focusable(d.win.form.environment) || d.win.shown.Result != nil {
		t.Fatalf("the focus is on %q", d.nameOfFocus())
	}
	d.expectRead("Choose where the key was created. Nothing was sent.")
	d.click(env.Demo)
	if d.canvas().Focused() != fyne.Focusable(d.win.form.check) {
		t.Errorf("the focus is on %q", d.nameOfFocus())
	}
	d.key(fyne.KeyReturn)
	d.expectRead("This key works")
}

// Enter checks from every field of the form, and from the choice of environment.
func TestEnterChecks(t *testing.T) {
	for name, at := range map[string]func(f *form) fyne.Focusable{
		"environment": func(f *form) fyne.Focusable { return f.environment },
		"key":         func(f *form) fyne.Focusable { return f.key },
		"company":     func(f *form) fyne.Focusable { return f.company },
		"a filter":    func(f *form) fyne.Focusable { return f.params.inputs[0].text },
		"expiry date": func(f *form) fyne.Focusable { return f.expires },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.typeKey(fullAccess)
			d.win.form.more.set(true)
			d.canvas().Focus(at(d.win.form))
			d.key(fyne.KeyReturn)
			d.expectRead("This key works")
		})
	}
}

// A key for several companies asks which one; the focus is on the first, and a
// press goes on with the check.
func TestWhichCompany(t *testing.T) {
	d := newDesk(t)
	d.typeKey("demo-organisation-key-not-real-0005")
	d.press("ui.form.check")
	d.expectRead("This key reaches several companies")
	first, is := d.canvas().Focused().(*entry)
	if !is || !kit.Contains(d.win.form.companyChoices, first) || first.name.Text == "" {
		t.Fatalf("the focus is on %q", d.nameOfFocus())
	}
	d.key(fyne.KeySpace)
	if r := d.win.shown.Result; r.Verdict != check.Working || !r.CompanyFromKey || r.Company.Name != "Nordhavn Bageri ApS" {
		t.Errorf("%+v", r)
	}
}

// The options are folded until they are used, stay as a person puts them, and are
// open with a connection that uses them.
func TestMoreOptions(t *testing.T) {
	d := newDesk(t)
	shown := func(want bool, when string) {
		t.Helper()
		if d.win.form.more.box.Visible() != want {
			t.Errorf("%s: open %v", when, !want)
		}
	}
	shown(false, "at first")
	d.press("ui.form.more")
	shown(true, "opened")
	d.win.form.operation.Choose("export-jobs")
	d.typeKey(fullAccess)
	d.win.form.keep.SetChecked(true)
	d.press("ui.form.check")
	shown(true, "used")
	d.press("ui.form.less")
	d.refresh()
	shown(false, "folded by hand")
	used := d.win.shown.Selected
	d.press("ui.connections.new")
	shown(false, "a new one")
	d.control.Connections.Select(used)
	shown(true, "of a connection that uses one")

	d = newDesk(t)
	d.win.form.operation.Choose("employee") // which needs an ID
	d.win.form.params.choose("employees")
	d.win.form.params.write("employees", map[string]string{"limit": "many"})
	d.win.form.more.set(false)
	d.typeKey(fullAccess)
	d.press("ui.form.check")
	shown(true, "something is wrong in them")
}

// A cURL command pasted into either field fills in all three, and says so.
func TestPasteCommandIntoTheForm(t *testing.T) {
	for name, at := range map[string]func(f *form) fyne.Focusable{
		"key":     func(f *form) fyne.Focusable { return f.key },
		"company": func(f *form) fyne.Focusable { return f.company },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskOf(t, "", "")
			d.key(fyne.KeyEscape)
			d.canvas().Focus(at(d.win.form))
			id := everyFact[check.FactCompanyID]
			d.paste("curl -u '" + fullAccess + ":' 'https://external.staging.pleo.io/v2/employees?companyId=" + id + "'")
			f := d.win.form
			if f.key.Text != fullAccess || f.company.Text != id || f.environment.Selected != env.Staging {
				t.Errorf("key taken %v, company %q, environment %q", f.key.Text == fullAccess, f.company.Text, f.environment.Selected)
			}
			d.expectRead("Taken from the command: API key, Company ID, Environment.")
			d.paste("curl https://external.pleo.io/v2/employees")
			d.expectRead("Taken from the command: Environment. Not taken: API key, Company ID.")
		})
	}
}

// What stands in the wrong field beside an empty one is moved there, not swapped.
func TestMoveOffer(t *testing.T) {
	d := newDesk(t)
	id := everyFact[check.FactCompanyID]
	d.typeKey(id)
	d.press("ui.form.check")
	d.expectRead("Move it to the company ID")
	d.press("ui.offer.move-id")
	if f := d.win.form; f.key.Text != "" || f.company.Text != id {
		t.Errorf("key %d characters, company %q", len(f.key.Text), f.company.Text)
	}
	d.win.form.company.SetText(fullAccess)
	d.press("ui.form.check")
	d.press("ui.offer.move-key")
	if f := d.win.form; f.key.Text != fullAccess || f.company.Text != "" {
		t.Errorf("the key was not moved, company %q", f.company.Text)
	}
}

// Nothing to paste leaves the field, and says so.
func TestPasteButtonWithAnEmptyClipboard(t *testing.T) {
	d := newDesk(t)
	d.typeKey(fullAccess)
	d.app.Clipboard().SetContent("")
	d.press("ui.form.key.paste")
	if d.win.form.key.Text != fullAccess {
		t.Error("the field was emptied")
	}
	d.expectRead("There is nothing to paste.")
}

// What a bookkeeper wants first comes first: the verdict, what to pass on, the data;
// the steps last. Times, headers, certificate and Postman are one level down.
func TestOrderBelowTheVerdict(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	var last float32 = -1
	for i, o := range []fyne.CanvasObject{d.win.banner.root, d.win.shareBar.root, d.win.details.root, d.win.receipt.root} {
		at := o.Position().Y
		if at <= last {
			t.Errorf("part %d stands at %.0f, above the one before at %.0f", i, at, last)
		}
		last = at
	}
	if want := []string{"ui.details.answer", "ui.permissions.tab", "ui.history.tab", "ui.details.technical"}; !slices.Equal(d.win.details.tabs.IDs, want) {
		t.Errorf("tabs %q", d.win.details.tabs.IDs)
	}
	d.expectNotRead("Request ID")
	d.win.details.open("ui.details.technical")
	d.expectRead("Request ID")
	d.expectRead("Export to Postman")
}
