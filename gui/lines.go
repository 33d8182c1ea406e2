package gui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// lines shows a text of any size, line by line; only the rows that are seen
// exist. Lines longer than the width are broken into rows.
type lines struct {
	widget.BaseWidget
	text  []string
	rows  []string
	width int  // columns for which rows were made
	words bool // break lines between words
	most  int  // rows that are shown before the list scrolls in itself
	list  *list
}

// list is a list that passes Esc on and shows its focus by a ring.
type list struct {
	widget.List
	escape func()
	focus  func(on bool)
	spoken string // what it is of, for screen readers
}

// CreateRenderer draws the rows that are seen. Fyne's list knows how far it was
// scrolled; its new scroller does not.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	r := laidOut(l, l.List.CreateRenderer())
	s := r.Objects()[0].(*container.Scroll)
	s.ScrollToOffset(fyne.NewPos(0, l.GetScrollOffset()))
	s.OnScrolled(s.Offset) // it may have less to scroll than it had
	return r
}

// FocusGained shows the ring.
func (l *list) FocusGained() { l.List.FocusGained(); l.focus(true) }

// FocusLost hides the ring.
func (l *list) FocusLost() { l.List.FocusLost(); l.focus(false) }

// TypedKey passes Esc on, turns pages, and leaves the rest to the list.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	if toWindow(l, e) {
		return
	}
	page := l.Size().Height - cell().Height
	switch e.Name {
	case fyne.KeyEscape:
		l.escape()
	case fyne.KeyPageUp:
		l.ScrollToOffset(max(l.GetScrollOffset()-page, 0))
	case fyne.KeyPageDown:
		l.ScrollToOffset(l.GetScrollOffset() + page)
	case fyne.KeyHome:
		l.ScrollToTop()
	case fyne.KeyEnd:
		l.ScrollToBottom()
	default:
		l.List.TypedKey(e)
	}
}

// lineSpace is the space between two rows.
const lineSpace = 3

// newLines shows its focus as a ring on edge.
func newLines(edge *panel, escape func()) *lines {
	l := &lines{most: mostRows}
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

// fit breaks the lines into rows for a width.
func (l *lines) fit(width float32) {
	columns := max(int((width-space16)/cell().Width), 20)
	if columns == l.width {
		return
	}
	l.width = columns
	l.rows = l.rows[:0]
	for _, line := range l.text {
		if l.words {
			l.rows = appendWords(l.rows, line, columns)
		} else {
			l.rows = appendRows(l.rows, line, columns)
		}
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

// lineHeight is that of a row and the space to the next.
func lineHeight() float32 { return cell().Height + lineSpace + measure(theme.SizeNamePadding) }

// appendWords breaks one line into rows between words where it can.
func appendWords(rows []string, line string, columns int) []string {
	row, length := "", 0
	for _, word := range strings.SplitAfter(line, " ") {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+utf8.RuneCountInString(strings.TrimRight(word, " ")) > columns {
			rows = appendRows(rows, strings.TrimRight(row, " "), columns)
			row, length = "", 0
		}
		row, length = row+word, length+n
	}
	return appendRows(rows, strings.TrimRight(row, " "), columns)
}

func (l *lines) heightFor(width float32) float32 {
	l.fit(width)
	return float32(min(len(l.rows), l.most))*lineHeight() + 2
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
