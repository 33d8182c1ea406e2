package kit

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Lines shows a text of any size, line by line; only the rows that are seen
// exist. Lines longer than the width are broken into rows.
type Lines struct {
	widget.BaseWidget
	Text         []string
	Rows         []string
	width        int  // columns for which rows were made
	BreakAtWords bool // break lines between words
	MostRows     int  // rows that are shown before the list scrolls in itself
	List         *List
}

// List is a list that turns pages and shows its focus by a ring.
type List struct {
	widget.List
	OnFocus func(on bool)
	spoken  string // what it is of, for screen readers
}

// CreateRenderer draws the rows that are seen. Fyne's list knows how far it was
// scrolled; its new scroller does not.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	r := LaidOut(l, l.List.CreateRenderer())
	s := r.Objects()[0].(*container.Scroll)
	s.ScrollToOffset(fyne.NewPos(0, l.GetScrollOffset()))
	s.OnScrolled(s.Offset) // it may have less to scroll than it had
	return r
}

// FocusGained shows the ring.
func (l *List) FocusGained() { l.List.FocusGained(); l.OnFocus(true) }

// FocusLost hides the ring.
func (l *List) FocusLost() { l.List.FocusLost(); l.OnFocus(false) }

// TypedKey turns pages, and leaves the rest to the list.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(l, e) {
		return
	}
	page := l.Size().Height - Cell().Height
	switch e.Name {
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

// NewLines shows its focus as a ring on edge.
func NewLines(edge *Panel) *Lines {
	l := &Lines{MostRows: MostRows}
	l.List = &List{OnFocus: func(on bool) {
		edge.Ring(on, edge.Edge)
		if on {
			Reveal(l)
		}
	}}
	l.List.Length = func() int { return len(l.Rows) }
	l.List.CreateItem = func() fyne.CanvasObject { return newTextRow() }
	l.List.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*TextRow).set(l.Rows[i]) }
	l.List.ExtendBaseWidget(l.List)
	l.List.HideSeparators = true
	l.List.OnSelected = func(widget.ListItemID) { l.List.UnselectAll() }
	l.ExtendBaseWidget(l)
	return l
}

// SetText shows another text.
func (l *Lines) SetText(text []string) {
	if len(text) == len(l.Text) && (len(text) == 0 || &text[0] == &l.Text[0]) {
		return
	}
	l.Text, l.width = text, 0
	l.fit(l.Size().Width)
	l.List.Refresh()
	l.List.ScrollToTop()
	l.Refresh()
}

// fit breaks the lines into rows for a width.
func (l *Lines) fit(width float32) {
	columns := max(int((width-Space16)/Cell().Width), 20)
	if columns == l.width {
		return
	}
	l.width = columns
	l.Rows = l.Rows[:0]
	for _, line := range l.Text {
		if l.BreakAtWords {
			l.Rows = appendWords(l.Rows, line, columns)
		} else {
			l.Rows = appendRows(l.Rows, line, columns)
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
func lineHeight() float32 { return Cell().Height + lineSpace + Measure(theme.SizeNamePadding) }

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

func (l *Lines) HeightFor(width float32) float32 {
	l.fit(width)
	return float32(min(len(l.Rows), l.MostRows))*lineHeight() + 2
}

// Resize breaks the lines for the new width.
func (l *Lines) Resize(size fyne.Size) {
	l.fit(size.Width)
	l.BaseWidget.Resize(size)
	l.List.Refresh()
}

// MinSize asks for as many rows as are shown without scrolling.
func (l *Lines) MinSize() fyne.Size {
	return fyne.NewSize(120, l.HeightFor(max(l.Size().Width, 120)))
}

// CreateRenderer shows the list.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.List) }

// TextRow is one row of text in a fixed-width type.
type TextRow struct {
	widget.BaseWidget
	Text *canvas.Text
}

func newTextRow() *TextRow {
	r := &TextRow{Text: canvas.NewText("", nil)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *TextRow) set(text string) {
	r.Text.Text = text
	r.Refresh()
}

// Refresh takes the colours and sizes of the theme.
func (r *TextRow) Refresh() {
	r.apply()
	r.Text.Refresh()
}

func (r *TextRow) apply() {
	r.Text.Color = Color(theme.ColorNameForeground)
	r.Text.TextSize = Measure(theme.SizeNameCaptionText)
	r.Text.TextStyle = fyne.TextStyle{Monospace: true}
}

// MinSize is a row's height; its width is the list's.
func (r *TextRow) MinSize() fyne.Size { return fyne.NewSize(10, Cell().Height+lineSpace) }

// CreateRenderer shows the text.
func (r *TextRow) CreateRenderer() fyne.WidgetRenderer {
	r.apply()
	return widget.NewSimpleRenderer(r.Text)
}

// MostRows is how many rows are seen at once.
const MostRows = 24

// Cell is the size of a character.
func Cell() fyne.Size {
	return MeasureText("m", Measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true})
}

// RowHeight is the height of a row.
func RowHeight() float32 { return Cell().Height + 5 }
