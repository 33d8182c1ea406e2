package viewer

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
)

// Viewer shows the body of an answer of any size: as a table, and as text in rows
// with numbers, folds and colours; a search, and what can be copied and saved.
type Viewer struct {
	words     Words
	control   Control
	Root      *fyne.Container
	rows      *rowsView
	OnSave    func() // asks where to save the answer
	OnResized func() // called when the height changes
	// OnSaveTable asks where to save the answer as a table.
	OnSaveTable func()
	table       *tableView
	tabs        *kit.Segments
	way         string          // asTable or asText, as it was chosen
	text        *fyne.Container // the rows, with their edge

	raw, folds, value, path, toFile *kit.Button
	tools                           *fyne.Container
	find                            *kit.Field
	matched                         *kit.Label
	previous, next                  *kit.Button
	steps                           *fyne.Container
	hidden                          *kit.Label
	reveal                          *kit.Button
	privacy                         *fyne.Container
	copied                          *kit.Label // says what was copied
	waiting                         *kit.Label

	Shown   Shown
	folded  bool // everything was folded
	matches answer.Matches
	current int // the match that was gone to, or -1
	sought  string
}

// Words are the texts of the viewer in the language of the window.
type Words interface {
	Text(id string, facts ...map[string]string) string
	Plural(id string, n int, facts ...map[string]string) string
	Size(bytes int64) string
	Number(n int) string
	// Field is the name of a field, Cell what stands in a cell of a table.
	Field(name string) string
	Cell(c answer.Cell) string
}

// Control does what takes long, or what changes more than the viewer.
type Control interface {
	ShowRaw(on bool)
	RevealPersonal(on bool)
	FitAnswer(columns int)
	FoldAnswer(done func())
	SearchAnswer(text string, done func(answer.Matches))
	SortAnswer(t *answer.Table, column int, down bool, done func(order []int32))
}

// Shown is the answer as it is shown.
type Shown struct {
	Document  *answer.Document // nil where there is none, or none yet
	Table     *answer.Table    // nil where it is neither a list nor an object
	Of        any              // the answer, the same one in whatever layout
	Hidden    int              // values that may be personal and are hidden, or would be
	Revealed  bool             // the person asked to see them
	Raw       bool             // JSON as it came
	LayingOut bool             // another layout is being made
	Empty     bool             // the answer has no text
}

// New makes an empty viewer.
func New(words Words, control Control) *Viewer {
	v := &Viewer{words: words, control: control, current: -1}
	t := words.Text
	link := func(id string, do func()) *kit.Button { return kit.NewLink(t(id), do) }
	edge := kit.NewPanel(kit.ColorSurface, kit.ColorHairline, 8)
	v.rows = newRowsView(v, edge)
	v.raw = link("ui.viewer.raw", func() { control.ShowRaw(!v.Shown.Raw) })
	v.folds = link("ui.viewer.fold-all", v.foldAll)
	v.value = link("ui.viewer.copy-value", v.copyValue)
	v.path = link("ui.viewer.copy-path", v.copyPath)
	v.toFile = link("ui.viewer.save", func() {
		if v.OnSave != nil {
			v.OnSave()
		}
	})
	v.tools = kit.NewOutdented(v.raw, v.folds, v.value, v.path, v.toFile)
	v.find = v.newSearch()
	v.matched = kit.NewLabel("", kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
	v.previous = link("ui.viewer.previous", func() { v.step(false) })
	v.next = link("ui.viewer.next", func() { v.step(true) })
	v.steps = kit.NewWrapped(kit.Space8, kit.NewInset(0, 3, v.matched), v.previous, v.next)
	v.hidden = kit.NewHint("")
	v.reveal = link("ui.viewer.reveal", func() { control.RevealPersonal(!v.Shown.Revealed) })
	v.privacy = kit.NewColumn(0, v.hidden, kit.NewOutdented(v.reveal))
	v.copied, v.waiting = kit.NewHint(""), kit.NewHint(t("ui.viewer.waiting"))
	v.text = kit.NewInset(1, 1, edge, v.rows)
	v.way, v.table = asTable, newTableView(v)
	v.tabs = kit.NewSegments(v.showAs)
	v.tabs.Spoken = func(chosen string) string {
		return t("ui.spoken.choice", map[string]string{"Name": t("ui.viewer.show-as"), "Value": chosen})
	}
	v.Root = kit.NewColumn(kit.Space8, v.privacy, v.tabs, v.find, v.steps, v.waiting, v.table.root, v.text, v.copied, v.tools)
	v.find.Around = v.Root
	return v
}

// Show puts an answer on the screen.
func (v *Viewer) Show(a Shown) {
	before := v.Shown
	v.Shown = a
	has := a.Document != nil
	kit.SetVisible(v.Root, has || a.LayingOut)
	kit.SetVisible(v.waiting, a.LayingOut && !a.Empty)
	v.showPrivacy(a)
	kit.SetVisible(v.find, has)
	kit.SetVisible(v.tabs, has && a.Table != nil)
	if has {
		isJSON := a.Document.Pretty() || a.Raw
		kit.SetVisible(v.raw, isJSON)
		kit.SetVisible(v.folds, a.Document.Pretty())
		kit.SetVisible(v.path, a.Document.Pretty())
		v.raw.SetText(v.words.Text("ui.viewer.raw"))
		if a.Raw {
			v.raw.SetText(v.words.Text("ui.viewer.pretty"))
		}
	}
	if before.Table != a.Table {
		v.table.set(a.Table, before.Of == a.Of && a.Table != nil && before.Table != nil)
	}
	v.showWay()
	if before.Document == a.Document {
		return
	}
	same := before.Of == a.Of && before.Raw == a.Raw
	v.rows.set(a.Document, same)
	if !same || before.Revealed != a.Revealed {
		v.copied.SetText("")
		v.setFolded(false)
	}
	v.matches, v.current = answer.Matches{}, -1
	v.search(v.sought)
}

// showAs shows the answer in another way.
func (v *Viewer) showAs(way string) {
	if v.way == way {
		return
	}
	v.way = way
	v.showWay()
	v.sayCopied("")
	if v.current >= 0 {
		v.goTo(v.current)
	}
}

// tabled reports whether the table is shown.
func (v *Viewer) tabled() bool { return v.way == asTable && v.Shown.Table != nil }

// showWay shows the table or the text.
func (v *Viewer) showWay() {
	has, words := v.Shown.Document != nil, v.words.Text
	v.tabs.SetOptions([]string{asTable, asText}, []string{words("ui.viewer.as-table"), words("ui.viewer.as-text")},
		[]fyne.ThemeColorName{theme.ColorNamePrimary, theme.ColorNamePrimary}, v.way)
	kit.SetVisible(v.table.root, has && v.tabled())
	for _, o := range []fyne.CanvasObject{v.text, v.rows, v.tools} {
		kit.SetVisible(o, has && !v.tabled())
	}
}

func (v *Viewer) showPrivacy(a Shown) {
	kit.SetVisible(v.privacy, a.Hidden > 0 && a.Document != nil)
	if a.Revealed {
		v.hidden.SetText(v.words.Plural("ui.viewer.revealed", a.Hidden))
		v.reveal.SetText(v.words.Text("ui.viewer.hide"))
		return
	}
	v.hidden.SetText(v.words.Plural("ui.viewer.hidden", a.Hidden))
	v.reveal.SetText(v.words.Text("ui.viewer.reveal"))
}

// search looks for a text, in the background.
func (v *Viewer) search(text string) {
	v.sought = text
	if text == "" || v.Shown.Document == nil {
		v.found(answer.Matches{})
		return
	}
	v.control.SearchAnswer(text, v.found)
}

// found shows what a search found, and goes to the first match from where the
// rows are.
func (v *Viewer) found(m answer.Matches) {
	v.matches, v.current = m, -1
	v.table.grid.hitRow = -1
	switch {
	case m.Len() > 0 && v.tabled():
		v.goTo(0)
		return
	case v.rows.document != nil && m.Len() > 0:
		v.goTo(v.rows.document.Next(m, v.rows.top))
		return
	}
	v.showCount()
	v.rows.Refresh()
	v.table.grid.Refresh()
}

// step goes to the next match, or the previous one.
func (v *Viewer) step(forward bool) {
	n := v.matches.Len()
	switch {
	case n == 0:
	case forward:
		v.goTo((v.current + 1) % n)
	default:
		v.goTo((v.current - 1 + n) % n)
	}
}

// goTo shows a match, and unfolds what hides it.
func (v *Viewer) goTo(k int) {
	v.current = k
	if v.tabled() {
		v.table.found(v.matches, k)
	} else if row := v.rows.document.Reveal(v.matches, k); row >= 0 {
		v.rows.choose(row)
	}
	v.showCount()
}

// showCount says which match of how many is seen.
func (v *Viewer) showCount() {
	facts := map[string]string{"Number": strconv.Itoa(v.current + 1), "Count": strconv.Itoa(v.matches.Len())}
	text := ""
	switch {
	case v.sought == "":
	case v.matches.Len() == 0:
		text = v.words.Text("ui.viewer.not-found")
	case v.matches.More:
		text = v.words.Text("ui.viewer.match-more", facts)
	default:
		text = v.words.Text("ui.viewer.match", facts)
	}
	v.matched.SetText(text)
	changed := v.steps.Visible() != (text != "") || v.previous.Visible() != (v.matches.Len() > 0)
	kit.SetVisible(v.steps, text != "")
	kit.SetVisible(v.previous, v.matches.Len() > 0)
	kit.SetVisible(v.next, v.matches.Len() > 0)
	if changed {
		v.refit()
	}
}

// resized says that the height is another.
func (v *Viewer) resized() {
	if v.OnResized != nil {
		v.OnResized()
	}
}

// refit lays out what is around the rows after something came or went.
func (v *Viewer) refit() {
	kit.Rearrange(v.Root)
	v.resized()
}

// foldAll folds everything, or unfolds it again.
func (v *Viewer) foldAll() {
	d := v.rows.document
	switch {
	case d == nil:
	case v.folded:
		d.UnfoldAll()
		v.setFolded(false)
		v.rows.again()
	case d.Size() <= shortBody:
		if folds, err := d.AllFolded(context.Background()); err == nil {
			d.Apply(folds)
			v.setFolded(true)
			v.rows.again()
		}
	default:
		v.control.FoldAnswer(func() {
			v.setFolded(true)
			v.rows.again()
		})
	}
}

func (v *Viewer) setFolded(on bool) {
	v.folded = on
	v.folds.SetText(v.words.Text("ui.viewer.fold-all"))
	if on {
		v.folds.SetText(v.words.Text("ui.viewer.unfold-all"))
	}
}

// copyValue copies what the chosen row says, as it is shown.
func (v *Viewer) copyValue() {
	d := v.rows.document
	if d == nil {
		return
	}
	v.copy(d.Value(v.rows.current))
}

// copy puts a value into the clipboard and says so.
func (v *Viewer) copy(value string, cut bool) {
	fyne.CurrentApp().Clipboard().SetContent(value)
	if cut {
		v.sayCopied(v.words.Text("ui.viewer.copied-part", map[string]string{"Size": v.words.Size(int64(len(value)))}))
		return
	}
	v.sayCopied(v.words.Text("ui.viewer.copied-value"))
}

// copyPath copies where the chosen row is.
func (v *Viewer) copyPath() {
	d := v.rows.document
	if d == nil {
		return
	}
	path := d.Path(v.rows.current)
	if path == "" {
		v.sayCopied(v.words.Text("ui.viewer.no-path"))
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(path)
	v.sayCopied(v.words.Text("ui.viewer.copied-path", map[string]string{"Path": path}))
}

func (v *Viewer) sayCopied(text string) {
	v.copied.SetText(text)
	v.refit()
}

// FocusSearch goes to the search field.
func (v *Viewer) FocusSearch() {
	if c := kit.CanvasOf(v.find); c != nil && v.find.Visible() {
		c.Focus(v.find)
		v.find.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// focusRows goes to the rows.
func (v *Viewer) focusRows() {
	if v.tabled() {
		v.table.grid.focus()
		return
	}
	if c := kit.CanvasOf(v.rows); c != nil && v.rows.Visible() {
		c.Focus(v.rows)
	}
}

// newSearch makes the field of the search: Enter and F3 go to the next match, Esc
// leaves. It is shown with the answer that it searches.
func (v *Viewer) newSearch() *kit.Field {
	f := kit.NewField(v.words.Text("ui.viewer.search"), false, v.search)
	f.OnSubmitted = func(string) { v.step(!kit.ShiftHeld()) }
	f.Icon = theme.SearchIcon()
	f.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyF3:
			v.step(!kit.ShiftHeld())
		case fyne.KeyEscape:
			f.SetText("")
			v.focusRows()
		default:
			return false
		}
		return true
	}
	return f
}
