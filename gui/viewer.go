package gui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// viewer shows the body of an answer of any size: rows with numbers, folds and
// colours, a search, and what can be copied and saved.
type viewer struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container
	rows    *rowsView
	save    func() // asks where to save the answer

	raw, folds, value, path, toFile *button
	tools                           *fyne.Container
	find                            *searchField
	count                           *label
	previous, next                  *button
	steps                           *fyne.Container
	hidden                          *paragraph
	reveal                          *button
	privacy                         *fyne.Container
	told                            *paragraph // what was copied
	waiting                         *paragraph

	shown   app.Answer
	folded  bool // everything was folded
	matches answer.Matches
	current int // the match that was gone to, or -1
	sought  string
}

func newViewer(words *message.Catalogue, control *app.Controller) *viewer {
	v := &viewer{words: words, control: control, current: -1}
	t := words.Text
	link := func(id string, do func()) *button {
		b := newLink(t(id), do)
		b.escape = control.Cancel
		return b
	}
	edge := newPanel(colorSurface, colorHairline, 8)
	v.rows = newRowsView(v, edge)
	v.raw = link("ui.viewer.raw", func() { control.ShowRaw(!v.shown.Raw) })
	v.folds = link("ui.viewer.fold-all", v.foldAll)
	v.value = link("ui.viewer.copy-value", v.copyValue)
	v.path = link("ui.viewer.copy-path", v.copyPath)
	v.toFile = link("ui.viewer.save", func() {
		if v.save != nil {
			v.save()
		}
	})
	v.tools = outdented(v.raw, v.folds, v.value, v.path, v.toFile)
	v.find = newSearchField(v)
	v.count = word("", colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
	v.previous = link("ui.viewer.previous", func() { v.step(false) })
	v.next = link("ui.viewer.next", func() { v.step(true) })
	v.steps = newWrapped(space8, newInset(0, 3, v.count), v.previous, v.next)
	v.hidden = hint("")
	v.reveal = link("ui.viewer.reveal", func() { control.RevealPersonal(!v.shown.Revealed) })
	v.privacy = newColumn(0, v.hidden, outdented(v.reveal))
	v.told, v.waiting = hint(""), hint(t("ui.viewer.waiting"))
	v.root = newColumn(space8, v.privacy, v.find, v.steps, v.waiting, newInset(1, 1, edge, v.rows), v.told, v.tools)
	return v
}

// show puts an answer on the screen.
func (v *viewer) show(a app.Answer) {
	before := v.shown
	v.shown = a
	has := a.Document != nil
	visible(v.root, has || a.LayingOut)
	visible(v.waiting, a.LayingOut && a.Exchange != nil && len(a.Exchange.Body) > 0)
	v.showPrivacy(a)
	for _, o := range []fyne.CanvasObject{v.find, v.tools, v.rows} {
		visible(o, has)
	}
	if has {
		isJSON := a.Document.Pretty() || a.Raw
		visible(v.raw, isJSON)
		visible(v.folds, a.Document.Pretty())
		visible(v.path, a.Document.Pretty())
		v.raw.set(v.words.Text("ui.viewer.raw"))
		if a.Raw {
			v.raw.set(v.words.Text("ui.viewer.pretty"))
		}
	}
	if before.Document == a.Document {
		return
	}
	same := before.Exchange == a.Exchange && before.Raw == a.Raw
	v.rows.set(a.Document, same)
	if !same || before.Revealed != a.Revealed {
		v.told.set("")
		v.setFolded(false)
	}
	v.matches, v.current = answer.Matches{}, -1
	v.search(v.sought)
}

func (v *viewer) showPrivacy(a app.Answer) {
	visible(v.privacy, a.Hidden > 0 && a.Document != nil)
	if a.Revealed {
		v.hidden.set(v.words.Plural("ui.viewer.revealed", a.Hidden))
		v.reveal.set(v.words.Text("ui.viewer.hide"))
		return
	}
	v.hidden.set(v.words.Plural("ui.viewer.hidden", a.Hidden))
	v.reveal.set(v.words.Text("ui.viewer.reveal"))
}

// search looks for a text, in the background.
func (v *viewer) search(text string) {
	v.sought = text
	if text == "" || v.shown.Document == nil {
		v.found(answer.Matches{})
		return
	}
	v.control.SearchAnswer(text, v.found)
}

// found shows what a search found, and goes to the first match from where the
// rows are.
func (v *viewer) found(m answer.Matches) {
	v.matches, v.current = m, -1
	if v.rows.doc != nil && m.Len() > 0 {
		v.goTo(v.rows.doc.Next(m, v.rows.top))
		return
	}
	v.showCount()
	v.rows.Refresh()
}

// step goes to the next match, or the previous one.
func (v *viewer) step(forward bool) {
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
func (v *viewer) goTo(k int) {
	v.current = k
	if row := v.rows.doc.Reveal(v.matches, k); row >= 0 {
		v.rows.choose(row)
	}
	v.showCount()
}

// showCount says which match of how many is seen.
func (v *viewer) showCount() {
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
	v.count.set(text)
	changed := v.steps.Visible() != (text != "") || v.previous.Visible() != (v.matches.Len() > 0)
	visible(v.steps, text != "")
	visible(v.previous, v.matches.Len() > 0)
	visible(v.next, v.matches.Len() > 0)
	if changed {
		v.refit()
	}
}

// refit lays out what is around the rows after something came or went.
func (v *viewer) refit() {
	rearrange(v.root)
	if v.rows.changed != nil {
		v.rows.changed()
	}
}

// foldAll folds everything, or unfolds it again.
func (v *viewer) foldAll() {
	d := v.rows.doc
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

func (v *viewer) setFolded(on bool) {
	v.folded = on
	v.folds.set(v.words.Text("ui.viewer.fold-all"))
	if on {
		v.folds.set(v.words.Text("ui.viewer.unfold-all"))
	}
}

// copyValue copies what the chosen row says, as it is shown.
func (v *viewer) copyValue() {
	d := v.rows.doc
	if d == nil {
		return
	}
	value, cut := d.Value(v.rows.current)
	fyne.CurrentApp().Clipboard().SetContent(value)
	if cut {
		v.tell(v.words.Text("ui.viewer.copied-part", map[string]string{"Size": v.words.Size(int64(len(value)))}))
		return
	}
	v.tell(v.words.Text("ui.viewer.copied-value"))
}

// copyPath copies where the chosen row is.
func (v *viewer) copyPath() {
	d := v.rows.doc
	if d == nil {
		return
	}
	path := d.Path(v.rows.current)
	if path == "" {
		v.tell(v.words.Text("ui.viewer.no-path"))
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(path)
	v.tell(v.words.Text("ui.viewer.copied-path", map[string]string{"Path": message.Clean(path)}))
}

func (v *viewer) tell(text string) {
	v.told.set(text)
	v.refit()
}

// focusSearch goes to the search field.
func (v *viewer) focusSearch() {
	if c := canvasOf(v.find); c != nil && v.find.Visible() {
		c.Focus(v.find)
		v.find.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// focusRows goes to the rows.
func (v *viewer) focusRows() {
	if c := canvasOf(v.rows); c != nil && v.rows.Visible() {
		c.Focus(v.rows)
	}
}

// searchField is the field of the search: Enter goes to the next match, Esc
// leaves.
type searchField struct {
	field
	v *viewer
}

func newSearchField(v *viewer) *searchField {
	f := &searchField{v: v}
	f.escape = func() {
		f.SetText("")
		v.focusRows()
	}
	f.OnChanged = v.search
	f.OnSubmitted = func(string) { v.step(!shiftHeld()) }
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(v.words.Text("ui.viewer.search"))
	f.Icon = theme.SearchIcon()
	return f
}

// FocusGained brings the field into sight, with the answer that it searches.
func (f *searchField) FocusGained() {
	f.fresh, f.focused = true, true
	f.Entry.FocusGained()
	reveal(f.v.root)
}

// TypedKey takes F3 besides what every field takes.
func (f *searchField) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyF3 {
		f.fresh = false
		f.v.step(!shiftHeld())
		return
	}
	f.field.TypedKey(e)
}
