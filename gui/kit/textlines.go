package kit

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Lines stands in for Fyne's TextGrid, which takes seconds for a long line: a text
// of any size, line by line, in letters of one width. Lines longer than the width
// are broken into rows; only the rows that are seen exist.
type Lines struct {
	Table
	BreakAtWords bool     // break lines between words
	MostRows     int      // rows that are shown before the list scrolls in itself
	Text         []string // as it was set
	rows         []string
	columns      int // for which rows were made
}

// MostRows is how many rows of a text are seen at once.
const MostRows = 24

// NewLines shows its focus as a ring on edge.
func NewLines(edge *Panel) *Lines {
	l := &Lines{MostRows: MostRows}
	create := func() fyne.CanvasObject {
		return NewInset(0, 1.5, NewLabel("", theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Monospace: true}))
	}
	set := func(i int, o fyne.CanvasObject) { o.(*fyne.Container).Objects[0].(*Label).SetText(l.rows[i]) }
	l.build(l, edge, create, set, func() float32 { return Cell().Height + 3 }, func() int { return l.MostRows }, func(int) {})
	return l
}

// SetText shows another text.
func (l *Lines) SetText(text []string) {
	if len(text) == len(l.Text) && (len(text) == 0 || &text[0] == &l.Text[0]) {
		return
	}
	l.Text, l.columns = text, 0
	l.fit(l.Size().Width)
	l.List.Refresh()
	l.List.ScrollToTop()
	l.Refresh()
}

// fit breaks the lines into rows for a width.
func (l *Lines) fit(width float32) {
	columns := max(int((width-Space16)/Cell().Width), 20)
	if columns == l.columns {
		return
	}
	l.columns, l.rows = columns, l.rows[:0]
	for _, line := range l.Text {
		if l.BreakAtWords {
			l.rows = appendWords(l.rows, line, columns)
		} else {
			l.rows = appendRows(l.rows, line, columns)
		}
	}
	l.length = len(l.rows)
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

// HeightFor is the height of the rows at a width.
func (l *Lines) HeightFor(width float32) float32 {
	l.fit(width)
	return l.Table.HeightFor(width)
}

// Resize breaks the lines for the new width.
func (l *Lines) Resize(size fyne.Size) {
	l.fit(size.Width)
	l.Table.Resize(size)
}

// MinSize asks for as many rows as are shown without scrolling.
func (l *Lines) MinSize() fyne.Size {
	return fyne.NewSize(120, l.HeightFor(max(l.Size().Width, 120)))
}

// Cell is the size of a character.
func Cell() fyne.Size {
	return MeasureText("m", Measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true})
}

// RowHeight is the height of a row.
func RowHeight() float32 { return Cell().Height + 5 }
