package viewer

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
)

// kindColors are the colours of the pieces of a row.
var kindColors = map[answer.Kind]fyne.ThemeColorName{
	answer.Plain:       theme.ColorNameForeground,
	answer.Key:         kit.ColorCodeKey,
	answer.String:      kit.ColorCodeText,
	answer.Number:      kit.ColorCodeNumber,
	answer.Literal:     kit.ColorCodeLiteral,
	answer.Punctuation: kit.ColorSecondary,
}

// Row is one row: its number, its fold mark, its pieces. What it shows and
// where that is are apart: laying it out again changes nothing and draws nothing.
type Row struct {
	widget.BaseWidget
	Row     answer.Row
	gutter  float32
	chosen  bool
	ground  *canvas.Rectangle
	Number  *canvas.Text
	mark    *widget.Icon
	made    []piece // so far
	Pieces  []piece // that are shown
	objects []fyne.CanvasObject
}

// piece is a text of a row, and what is behind it if it was searched for.
type piece struct {
	Text  *canvas.Text
	found *canvas.Rectangle
	width float32
	hit   answer.Hit
}

func newRow() *Row {
	r := &Row{ground: canvas.NewRectangle(nil), Number: canvas.NewText("", nil), mark: widget.NewIcon(nil)}
	r.ground.CornerRadius = kit.Space4
	r.Number.Alignment = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

// set shows a row, unless it is shown already.
func (r *Row) set(row answer.Row, gutter float32, chosen bool) {
	if r.objects != nil && gutter == r.gutter && chosen == r.chosen && sameRow(row, r.Row) {
		return
	}
	r.Row, r.gutter, r.chosen = row, gutter, chosen
	r.Refresh()
}

// sameRow reports whether two rows look the same.
func sameRow(a, b answer.Row) bool {
	return a.Line == b.Line && a.Indent == b.Indent && a.Fold == b.Fold && a.Count == b.Count && slices.Equal(a.Spans, b.Spans)
}

// Refresh shows the pieces, in the colours and sizes of the theme.
func (r *Row) Refresh() {
	r.apply()
	r.place()
	canvas.Refresh(r)
}

// apply gives the pieces their texts and colours.
func (r *Row) apply() {
	size, style := kit.Measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true}
	r.ground.FillColor = nil
	if r.chosen {
		r.ground.FillColor = kit.Color(kit.ColorSelected)
	}
	number := ""
	if r.Row.Line > 0 {
		number = strconv.Itoa(r.Row.Line)
	}
	kit.SetText(r.Number, number, size, style)
	r.Number.Color = kit.Color(kit.ColorSecondary)
	r.applyMark()
	one := kit.Cell().Width
	spans := r.spans()
	for len(r.made) < len(spans) {
		found := canvas.NewRectangle(nil)
		found.CornerRadius = 3
		r.made = append(r.made, piece{Text: canvas.NewText("", nil), found: found})
	}
	r.Pieces = r.made[:len(spans)]
	for i, span := range spans {
		p := &r.Pieces[i]
		kit.SetText(p.Text, span.Text, size, style)
		p.Text.Color = kit.Color(kindColors[span.Kind])
		p.width = float32(len(span.Text)) * one
		if utf8.RuneCountInString(span.Text) != len(span.Text) {
			p.width = kit.MeasureText(span.Text, size, style).Width
		}
		p.hit = span.Hit
		if p.hit == answer.NoHit {
			continue
		}
		p.Text.Color = kit.Color(theme.ColorNameForeground)
		p.found.FillColor, p.found.StrokeWidth = kit.Color(kit.ColorFound), 0
		if p.hit == answer.Current {
			p.found.FillColor = kit.Color(kit.ColorFoundNow)
			p.found.StrokeColor, p.found.StrokeWidth = kit.Color(theme.ColorNamePrimary), 1
		}
	}
	r.objects = append(r.objects[:0], r.ground)
	for _, p := range r.Pieces {
		if p.hit != answer.NoHit {
			r.objects = append(r.objects, p.found)
		}
	}
	r.objects = append(r.objects, r.Number, r.mark)
	for _, p := range r.Pieces {
		r.objects = append(r.objects, p.Text)
	}
}

// place puts the pieces where they belong.
func (r *Row) place() {
	height := r.Size().Height
	r.ground.Move(fyne.NewPos(kit.Space4, 0))
	r.ground.Resize(fyne.NewSize(max(r.Size().Width-2*kit.Space4, 0), height))
	r.Number.Resize(fyne.NewSize(max(r.gutter-kit.RowHeight(), 0), height))
	r.mark.Move(fyne.NewPos(r.gutter-height+1, 1))
	r.mark.Resize(fyne.NewSquareSize(max(height-2, 0)))
	x := r.gutter + float32(r.Row.Indent)*kit.Cell().Width
	for _, p := range r.Pieces {
		p.Text.Move(fyne.NewPos(x, 0))
		p.Text.Resize(fyne.NewSize(p.width, height))
		p.found.Move(fyne.NewPos(x-1, 1))
		p.found.Resize(fyne.NewSize(p.width+2, max(height-2, 0)))
		x += p.width
	}
}

// spans are the pieces of the row; a closed row says how much it holds.
func (r *Row) spans() []answer.Span {
	if r.Row.Fold == answer.Closed && r.Row.Count >= 0 {
		return append(r.Row.Spans[:len(r.Row.Spans):len(r.Row.Spans)], answer.Span{Text: "  " + strconv.Itoa(r.Row.Count), Kind: answer.Punctuation})
	}
	return r.Row.Spans
}

// applyMark shows whether the row can be folded.
func (r *Row) applyMark() {
	switch r.Row.Fold {
	case answer.Opened:
		kit.SetIcon(r.mark, theme.MenuDropDownIcon(), kit.ColorSecondary)
	case answer.Closed:
		kit.SetIcon(r.mark, theme.MenuExpandIcon(), theme.ColorNamePrimary)
	}
	kit.SetVisible(r.mark, r.Row.Fold != answer.NoFold)
}

// MinSize is a row's height; its width is the viewer's.
func (r *Row) MinSize() fyne.Size { return fyne.NewSize(10, kit.RowHeight()) }

// CreateRenderer shows the pieces.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	r.apply()
	return &viewRowRenderer{r}
}

type viewRowRenderer struct{ r *Row }

func (p *viewRowRenderer) Destroy() {}

func (p *viewRowRenderer) MinSize() fyne.Size { return p.r.MinSize() }

func (p *viewRowRenderer) Objects() []fyne.CanvasObject { return p.r.objects }

func (p *viewRowRenderer) Layout(fyne.Size) { p.r.place() }

func (p *viewRowRenderer) Refresh() { p.r.Refresh() }
