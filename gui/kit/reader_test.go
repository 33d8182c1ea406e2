package kit

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/access"
)

// TestReaderOfFyne: Fyne's own widgets are read as what they are, wherever they
// stand, and can be used.
func TestReaderOfFyne(t *testing.T) {
	test.NewTempApp(t)
	pressed := ""
	press := func(what string) func() { return func() { pressed = what } }
	list := widget.NewList(func() int { return 40 }, func() fyne.CanvasObject { return widget.NewLabel("row") },
		func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(fmt.Sprint("row ", i+1)) })
	rich := widget.NewRichTextFromMarkdown("# A title\n\nSome *text* with a [link](https://example.invalid/).\n\n* one\n* two\n")
	secret, field, off := widget.NewPasswordEntry(), widget.NewEntry(), widget.NewButton("Off", press("off"))
	secret.SetPlaceHolder("Key")
	secret.SetText("canary-fake")
	field.SetPlaceHolder("Name")
	field.SetText("Äpfel")
	off.Disable()
	hidden := widget.NewLabel("hidden")
	hidden.Hide()
	address, _ := url.Parse("https://example.invalid/")
	progress := widget.NewProgressBar()
	progress.SetValue(0.25)
	content := container.NewVBox(
		widget.NewLabel("A label"), hidden, widget.NewButton("Press", press("button")), off, widget.NewHyperlink("A link", address), widget.NewCheck("Tick", nil),
		widget.NewSelect([]string{"one", "two"}, nil), field, secret, progress, rich, widget.NewRadioGroup([]string{"left", "right"}, nil),
		container.NewAppTabs(container.NewTabItem("First", widget.NewLabel("on the first")), container.NewTabItem("Second", widget.NewLabel("on the second"))),
		container.NewGridWrap(fyne.NewSize(200, 120), list), container.NewGridWrap(fyne.NewSize(200, 50), container.NewVScroll(container.NewVBox(widget.NewLabel("seen"), widget.NewLabel("b"), widget.NewLabel("c"), widget.NewLabel("d")))),
	)
	w := test.NewTempWindow(t, content)
	w.SetTitle("Fyne")
	w.SetMainMenu(fyne.NewMainMenu(fyne.NewMenu("File", fyne.NewMenuItem("Open", press("menu")))))
	w.Resize(fyne.NewSize(500, 900))
	w.Canvas().Focus(list)
	list.Highlight(1)
	r := &Reader{Window: w, Active: true}
	tree := access.NewTree(r.Read())
	got := tree.String()
	for _, line := range []string{
		`window [window] "Fyne" (active)`, `menu item [menu-item] "Open" (offscreen)`, `"A label"`, `"Press" (focusable)`, `"Off" (focusable, disabled)`,
		`link [link-`, `check box [check-box-`, `"Tick" (focusable, checkable)`, `combo box [combo-box-`, `"Name" = "Äpfel" (focusable)`, `password [password-`, `"Key" (focusable)`, `progress [progress-`,
		`.1] "A title"`, `"Some text with a "`, `.3] "link"`, `radio button [radio-button-`, `"left" (`,
		`tab [tab-`, `"First"`, `"on the first"`, `"row 1" 1 of 40 (focusable, selectable)`, `"row 2" 2 of 40 (focusable, focused, selectable)`, `"seen"`,
	} {
		if !strings.Contains(got, line) {
			t.Errorf("no %s", line)
		}
	}
	for _, words := range []string{"hidden", "canary", "on the second", "row 30"} {
		if strings.Contains(got, words) {
			t.Errorf("%q is said", words)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	node := func(name string) *access.Node {
		for n := range tree.All() {
			if n.Name == name {
				return n
			}
		}
		t.Fatalf("no %q in\n%s", name, tree)
		return nil
	}
	if !node("d").State.Has(access.Offscreen) || node("seen").State.Has(access.Offscreen) {
		t.Error("what is scrolled out of sight is not told from what is seen")
	}
	for name, want := range map[string]string{"Press": "button", "Open": "menu"} {
		if node(name).Actions[0].Do(); pressed != want {
			t.Errorf("%s pressed %q", name, pressed)
		}
	}
	node("Name").SetText("Birnen")
	node("row 1").Focus()
	tree = access.NewTree(r.Read())
	if field.Text != "Birnen" || !node("row 1").State.Has(access.Focused) || node("row 2").State.Has(access.Focused) {
		t.Errorf("typed %q, and the focus is not on the row:\n%s", field.Text, tree)
	}
	if again := access.Diff(tree, access.NewTree(r.Read())); len(again) > 0 {
		t.Errorf("nothing happened, and it is told: %+v", again)
	}

	dialog.ShowConfirm("A question", "Really?", func(bool) {}, w)
	tree = access.NewTree(r.Read())
	if n := tree.Root.Children[0]; n.Role != access.Dialog || n.Name == "" || !n.State.Has(access.Modal) || len(tree.Root.Children) != 1 {
		t.Errorf("a question is not all there is:\n%s", tree)
	}
	node("A question")
	w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", fyne.NewMenuItem("Choice", press("choice"))), w.Canvas(), fyne.NewPos(5, 5))
	tree = access.NewTree(r.Read())
	if node("Choice").Actions[0].Do(); pressed != "choice" {
		t.Errorf("the choice pressed %q", pressed)
	}
	node("A label")
}

// TestSecretIsNotSaid: a secret is none less while it can be seen.
func TestSecretIsNotSaid(t *testing.T) {
	test.NewTempApp(t)
	f := NewSecretField("Key", nil, func(string) {})
	f.SetText("canary-fake")
	for _, f.Password = range []bool{true, false} {
		if n := f.AccessNode(); n.Role != access.Password || n.Value != "" || n.Caret != 0 {
			t.Errorf("masked %v: %+v", f.Password, n)
		}
	}
}

// TestFrames: the hook is called when the window is drawn, not when it is read.
func TestFrames(t *testing.T) {
	test.NewTempApp(t)
	f, frames := NewFrames(), 0
	w := test.NewTempWindow(t, container.NewStack(widget.NewLabel("a"), f))
	f.OnFrame = func() { frames++ }
	(&Reader{Window: w}).Read()
	if frames != 0 {
		t.Errorf("reading counts as %d frames", frames)
	}
	w.Canvas().Capture()
	if frames == 0 {
		t.Error("drawing is no frame")
	}
}
