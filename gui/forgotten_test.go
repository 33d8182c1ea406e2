package gui

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/guide"
)

// destroyRenderer has Fyne drop the renderer of a widget, as it does with those of
// what was not painted for a minute.
//
//go:linkname destroyRenderer fyne.io/fyne/v2/internal/cache.DestroyRenderer
func destroyRenderer(fyne.Widget)

// forget drops the renderers of all widgets of ours in an object, and returns
// the names of their types. Those that Fyne's widgets make inside are
// completed by its drivers, which this test has none of.
func forget(root fyne.CanvasObject) map[string]bool {
	names := map[string]bool{}
	var ours []fyne.Widget
	seeEverywhere(root, func(s sight) {
		if w, ok := s.object.(fyne.Widget); ok && reflect.TypeOf(w).Elem().PkgPath() == reflect.TypeFor[panel]().PkgPath() {
			names[reflect.TypeOf(w).Elem().Name()] = true
			ours = append(ours, w)
		}
	})
	for _, w := range ours {
		destroyRenderer(w)
	}
	return names
}

// painting is everything that is drawn of an object, with place, size, colour and
// text, a line each. Fyne's painter for tests cannot do it: it takes no empty
// colours.
func painting(root fyne.CanvasObject) string {
	var all strings.Builder
	see(root, func(s sight) {
		switch o := s.object.(type) {
		case *canvas.Image:
			fmt.Fprintf(&all, "image %v %v %s\n", s.at, o.Size(), o.Resource.Name())
		case *canvas.Text, *canvas.Rectangle, *canvas.Circle, *canvas.Line:
			fmt.Fprintf(&all, "%T %v %+v\n", o, s.at, o)
		}
	})
	return all.String()
}

// expectRemembered fails the test if objects look otherwise when their renderers
// were dropped and made again, and returns the types of what is in them.
func expectRemembered(t *testing.T, where string, roots ...fyne.CanvasObject) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, root := range roots {
		before := painting(root)
		maps.Copy(names, forget(root))
		if after := painting(root); after != before {
			t.Errorf("%s is drawn otherwise after its renderers were dropped: %s", where, difference(before, after))
		}
	}
	return names
}

// forgotten are all widgets of this package, each in its states. What a widget
// is made of counts as well.
func forgotten(t *testing.T) map[string]fyne.CanvasObject {
	words := english(t)
	nothing := func() {}
	long := "Words that do not fit on one line, and so stand on several."
	all := map[string]fyne.CanvasObject{
		"paragraph": body(long), "label": word("A word", colorSecondary, theme.SizeNameText, fyne.TextStyle{}), "panel": newPanel(colorSurface, colorEdge, 8),
		"page link": newPageLink(long, nothing, nothing), "way": newWay("A way", long, keyIcon, nothing, nothing),
		"row": newRow(), "row of an answer": newViewRow(), "progress": newProgressBar(), "mark": newVerdictMark(), "bars": newFallBars(), "strip": newStrip(words, 8),
	}
	all["row"].(*row).set("row")
	all["row of an answer"].(*viewRow).set(answer.Row{Line: 3, Fold: answer.Closed, Count: 2, Spans: []answer.Span{{Text: "text", Kind: answer.Key, Hit: answer.Current}}}, 50, true)
	all["progress"].(*progressBar).set(1, 3)
	all["mark"].(*verdictMark).set(check.Limited)
	all["strip"].(*strip).set([]check.Verdict{check.Working, check.Failed, check.Inconclusive, check.Stopped})
	all["bars"].(*fallBars).set([]time.Duration{1, 2, 3, 4, 5}, [][]time.Duration{{5, 4, 3, 2, 1}})
	for name, look := range map[string]buttonLook{"primary": primaryLook, "secondary": secondaryLook, "link": linkLook} {
		all["button "+name] = newButton(long, look, nothing)
		off := newButton(name, look, nothing)
		off.Disable()
		all["button off "+name] = off
	}
	for _, text := range []string{"", "demo"} {
		f, off, secret := newField("placeholder", true, nil, nothing), newField("placeholder", false, nil, nothing), newSecretField("placeholder", nil, nil, nothing)
		f.SetText(text)
		off.SetText(text)
		off.Disable()
		secret.SetText(text)
		all["field "+text], all["field off "+text], all["secret field "+text] = f, off, secret
	}
	s := newSegments(func(string) {})
	s.set([]string{"a", "b", "c"}, []string{"One", "Two", "Three"}, []fyne.ThemeColorName{colorWorks, colorLimited, colorFailed}, "b")
	all["segments"] = s
	c := newChoice(nil, nothing)
	c.options([]string{"a", "b"}, []string{"One", "Two"})
	all["choice of none"] = edged(c)
	c = newChoice(nil, nothing)
	c.options([]string{"a", "b"}, []string{"One", "Two"})
	c.choose("b")
	all["choice"] = edged(c)
	for _, on := range []bool{true, false} {
		k := newTick(long, nothing)
		all["tick "+strconv.FormatBool(on)] = ringed(k)
		k.SetChecked(on)
	}
	for _, status := range []guide.Status{guide.Open, guide.Done, guide.Attention, guide.Lookup} {
		f := newFold(2, "A step", nothing, nothing)
		f.set(status, "how far", long, status == guide.Open)
		all["fold "+string(status)] = f
	}
	e := newEntry(words, nothing, nothing)
	e.strip.set([]check.Verdict{check.Working, check.Failed})
	e.set("A connection", long, verdictLook(check.Working), true)
	e.warn(verdictLook(check.Limited))
	all["entry"] = e
	for _, right := range []bool{true, false} {
		c := newClip(colorSecondary, theme.SizeNameText, true)
		c.right = right
		c.set(long, colorWorks)
		all["clip "+strconv.FormatBool(right)] = c
	}
	var text []string
	for i := range 60 {
		text = append(text, strconv.Itoa(i)+long)
	}
	edge := newPanel(colorSurface, colorEdge, 8)
	l := newLines(edge, nothing)
	l.set(text)
	all["lines"] = l
	l = newLines(edge, nothing)
	l.set(text)
	all["lines further down"] = l
	table := newTable(edge, func() fyne.CanvasObject { return newClip(colorSecondary, theme.SizeNameText, false) },
		func(i int, o fyne.CanvasObject) { o.(*clip).set(text[i], colorWorks) }, func() float32 { return 20 }, func() int { return 10 }, func(int) {}, nothing)
	table.rows(len(text))
	all["table"] = table
	v := newViewer(words, nil)
	v.find.SetText("")
	all["search"] = v.find
	d, err := answer.Open(t.Context(), []byte("["+strings.Repeat(`{"a":"b"},`, 100)+"1]"), 60, true)
	if err != nil {
		t.Fatal(err)
	}
	v.rows.set(d, false)
	all["rows"] = v.rows
	return all
}

// TestForgottenWidgets: every widget of this package looks the same when its
// renderer was dropped and made again, at the size that it has.
func TestForgottenWidgets(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	seen := map[string]bool{}
	for name, o := range forgotten(t) {
		const width = 240
		w := test.NewTempWindow(t, &fyne.Container{Layout: atTop{}, Objects: []fyne.CanvasObject{o}})
		w.Resize(fyne.NewSize(width, 400))
		if l, ok := o.(*lines); ok && name == "lines further down" {
			l.list.ScrollToOffset(300)
		}
		maps.Copy(seen, expectRemembered(t, name, w.Content()))
	}
	for _, name := range widgets(t) {
		if !seen[name] {
			t.Errorf("%s is a widget that this test does not look at: show one in forgotten", name)
		}
	}
}

// TestForgottenListWithFewerRows: a list that was scrolled and forgotten, and has
// few rows when it is seen again, shows them.
func TestForgottenListWithFewerRows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	tab := forgotten(t)["table"].(*table)
	w := test.NewTempWindow(t, tab)
	w.Resize(fyne.NewSize(240, 200))
	tab.list.ScrollToBottom()
	if strings.Contains(painting(tab), "Text:0Words") {
		t.Fatal("it is not scrolled")
	}
	destroyRenderer(tab.list)
	tab.rows(3)
	if got := painting(tab); !strings.Contains(got, "Text:0Words") {
		t.Errorf("the first row is not seen: %s", got)
	}
}

// atTop gives objects the width that there is and the height that they need.
type atTop struct{}

func (atTop) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, heightFor(o, size.Width)))
	}
}

func (atTop) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

// widgets are the names of the types of this package that make a renderer, or
// have that of one of Fyne's widgets.
func widgets(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "CreateRenderer" {
					names = append(names, strings.TrimPrefix(types.ExprString(n.Recv.List[0].Type), "*"))
				}
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok && slices.ContainsFunc(s.Fields.List, ofFyne) {
					names = append(names, n.Name.Name)
				}
			}
			return true
		})
	}
	return names
}

// ofFyne reports whether a field makes its struct one of Fyne's widgets.
func ofFyne(f *ast.Field) bool {
	name, ok := strings.CutPrefix(types.ExprString(f.Type), "widget.")
	return ok && len(f.Names) == 0 && name != "BaseWidget" && name != "DisableableWidget"
}

// TestForgottenScreens: every screen looks the same when all its renderers were
// dropped and made again.
func TestForgottenScreens(t *testing.T) {
	d := company(t, 3)
	d.app.Settings().SetTheme(Theme{Appearance: Light})
	d.resize(1180, 900)
	screen := func(name string) {
		t.Helper()
		expectRemembered(t, name, d.roots()...)
	}
	screen("answer")
	d.resize(500, 900)
	screen("narrow")
	d.press("ui.connections.open")
	screen("folded list")
	d.win.popup.Hide()
	d.resize(1180, 900)
	for _, tab := range d.win.details.tabs.ids {
		d.tab(tab)
		screen("tab " + tab)
	}
	for _, id := range []string{
		"ui.menu.history", "ui.menu.all", "leak.menu", "welcome.menu", "guide.menu", "ui.menu.rename", "ui.menu.delete", "erase.menu",
		"ui.menu.settings", "ui.menu.reminders", "ui.menu.shortcuts", "ui.menu.about", "ui.menu.support", "ui.menu.report", "ui.menu.postman",
	} {
		d.menu(id)
		screen(id)
		if sheet := topSheet(d.canvas()); sheet != nil {
			sheet.close()
		}
	}
}
