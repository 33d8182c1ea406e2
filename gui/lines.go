package gui

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// lines shows a text of any size, line by line; only the rows that are seen
// exist. Lines longer than the width are broken into rows.
type lines struct {
	widget.BaseWidget
	text  []string
	rows  []string
	width int // columns for which rows were made
	list  *list
}

// list is a list that passes Esc on and shows its focus by a ring.
type list struct {
	widget.List
	escape func()
	focus  func(on bool)
}

// FocusGained shows the ring.
func (l *list) FocusGained() { l.List.FocusGained(); l.focus(true) }

// FocusLost hides the ring.
func (l *list) FocusLost() { l.List.FocusLost(); l.focus(false) }

// TypedKey passes Esc on and leaves the rest to the list.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	if toWindow(l, e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		l.escape()
		return
	}
	l.List.TypedKey(e)
}

// lineSpace is the space between two rows.
const lineSpace = 3

// mostRows is how many rows are shown before the list scrolls in itself.
const mostRows = 24

// newLines shows its focus as a ring on edge.
func newLines(edge *panel, escape func()) *lines {
	l := &lines{}
	l.list = &list{escape: escape, focus: func(on bool) {
		edge.ring(on, edge.edge)
		if on {
			reveal(l)
		}
	}}
	l.list.Length = func() int { return len(l.rows) }
	l.list.CreateItem = func() fyne.CanvasObject { return newRow() }
	l.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*row).set(l.rows[i]) }
	l.list.ExtendBaseWidget(l.list)
	l.list.HideSeparators = true
	l.list.OnSelected = func(widget.ListItemID) { l.list.UnselectAll() }
	l.ExtendBaseWidget(l)
	return l
}

// set shows another text.
func (l *lines) set(text []string) {
	if len(text) == len(l.text) && (len(text) == 0 || &text[0] == &l.text[0]) {
		return
	}
	l.text, l.width = text, 0
	l.fit(l.Size().Width)
	l.list.Refresh()
	l.list.ScrollToTop()
	l.Refresh()
}

// cell is the size of a character.
func cell() fyne.Size {
	return fyne.MeasureText("m", measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true})
}

// fit breaks the lines into rows for a width.
func (l *lines) fit(width float32) {
	columns := max(int((width-space16)/cell().Width), 20)
	if columns == l.width {
		return
	}
	l.width = columns
	l.rows = l.rows[:0]
	for _, line := range l.text {
		l.rows = appendRows(l.rows, line, columns)
	}
}

// appendRows breaks one line into rows of at most columns characters.
func appendRows(rows []string, line string, columns int) []string {
	for {
		end := 0
		for n := 0; n < columns && end < len(line); n++ {
			_, size := utf8.DecodeRuneInString(line[end:])
			end += size
		}
		rows = append(rows, line[:end])
		if line = line[end:]; line == "" {
			return rows
		}
	}
}

func (l *lines) heightFor(width float32) float32 {
	l.fit(width)
	rows := min(len(l.rows), mostRows)
	return float32(rows)*(cell().Height+lineSpace+measure(theme.SizeNamePadding)) + 2
}

// Resize breaks the lines for the new width.
func (l *lines) Resize(size fyne.Size) {
	l.fit(size.Width)
	l.BaseWidget.Resize(size)
	l.list.Refresh()
}

// MinSize asks for as many rows as are shown without scrolling.
func (l *lines) MinSize() fyne.Size {
	return fyne.NewSize(120, l.heightFor(max(l.Size().Width, 120)))
}

// CreateRenderer shows the list.
func (l *lines) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.list) }

// row is one row of text in a fixed-width type.
type row struct {
	widget.BaseWidget
	text *canvas.Text
}

func newRow() *row {
	r := &row{text: canvas.NewText("", nil)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(text string) {
	r.text.Text = text
	r.Refresh()
}

// Refresh takes the colours and sizes of the theme.
func (r *row) Refresh() {
	r.apply()
	r.text.Refresh()
}

func (r *row) apply() {
	r.text.Color = themed(theme.ColorNameForeground)
	r.text.TextSize = measure(theme.SizeNameCaptionText)
	r.text.TextStyle = fyne.TextStyle{Monospace: true}
}

// MinSize is a row's height; its width is the list's.
func (r *row) MinSize() fyne.Size { return fyne.NewSize(10, cell().Height+lineSpace) }

// CreateRenderer shows the text.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	r.apply()
	return widget.NewSimpleRenderer(r.text)
}
