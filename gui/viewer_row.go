package gui

import (
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/answer"
)

// kindColors are the colours of the pieces of a row.
var kindColors = map[answer.Kind]fyne.ThemeColorName{
	answer.Plain:       theme.ColorNameForeground,
	answer.Key:         colorCodeKey,
	answer.String:      colorCodeText,
	answer.Number:      colorCodeNumber,
	answer.Literal:     colorCodeLiteral,
	answer.Punctuation: colorSecondary,
}

// viewRow is one row: its number, its fold mark, its pieces.
type viewRow struct {
	widget.BaseWidget
	row     answer.Row
	gutter  float32
	chosen  bool
	ground  *canvas.Rectangle
	number  *canvas.Text
	mark    *widget.Icon
	texts   []*canvas.Text
	marks   []*canvas.Rectangle // behind what was searched for
	objects []fyne.CanvasObject
}

func newViewRow() *viewRow {
	r := &viewRow{ground: canvas.NewRectangle(nil), number: canvas.NewText("", nil), mark: widget.NewIcon(nil)}
	r.number.Alignment = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

// set shows a row.
func (r *viewRow) set(row answer.Row, gutter float32, chosen bool) {
	r.row, r.gutter, r.chosen = row, gutter, chosen
	r.Refresh()
}

// Refresh lays out the pieces, in the colours and sizes of the theme.
func (r *viewRow) Refresh() {
	r.apply()
	canvas.Refresh(r)
}

func (r *viewRow) apply() {
	size, style := measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true}
	one, height := cell(), r.Size().Height
	r.ground.FillColor = nil
	if r.chosen {
		r.ground.FillColor = themed(colorSelected)
	}
	r.ground.CornerRadius = space4
	r.ground.Move(fyne.NewPos(space4, 0))
	r.ground.Resize(fyne.NewSize(max(r.Size().Width-2*space4, 0), height))
	number := ""
	if r.row.Line > 0 {
		number = strconv.Itoa(r.row.Line)
	}
	setText(r.number, number, size, style)
	r.number.Color = themed(colorSecondary)
	r.number.Resize(fyne.NewSize(max(r.gutter-rowHeight(), 0), height))
	r.placeMark(height)
	r.texts, r.marks = r.texts[:0], r.marks[:0]
	x := r.gutter + float32(r.row.Indent)*one.Width
	for _, span := range r.spans() {
		t := canvas.NewText("", themed(kindColors[span.Kind]))
		setText(t, span.Text, size, style)
		width := float32(len(span.Text)) * one.Width
		if utf8.RuneCountInString(span.Text) != len(span.Text) {
			width = extent(span.Text, size, style).Width
		}
		t.Move(fyne.NewPos(x, 0))
		t.Resize(fyne.NewSize(width, height))
		if span.Hit != answer.NoHit {
			ground := canvas.NewRectangle(themed(colorFound))
			if span.Hit == answer.Current {
				ground.FillColor = themed(colorFoundNow)
				ground.StrokeColor, ground.StrokeWidth = themed(theme.ColorNamePrimary), 1
			}
			t.Color = themed(theme.ColorNameForeground)
			ground.CornerRadius = 3
			ground.Move(fyne.NewPos(x-1, 1))
			ground.Resize(fyne.NewSize(width+2, height-2))
			r.marks = append(r.marks, ground)
		}
		r.texts = append(r.texts, t)
		x += width
	}
	r.objects = append(r.objects[:0], r.ground)
	for _, m := range r.marks {
		r.objects = append(r.objects, m)
	}
	r.objects = append(r.objects, r.number, r.mark)
	for _, t := range r.texts {
		r.objects = append(r.objects, t)
	}
}

// spans are the pieces of the row; a closed row says how much it holds.
func (r *viewRow) spans() []answer.Span {
	if r.row.Fold == answer.Closed && r.row.Count >= 0 {
		return append(r.row.Spans[:len(r.row.Spans):len(r.row.Spans)], answer.Span{Text: "  " + strconv.Itoa(r.row.Count), Kind: answer.Punctuation})
	}
	return r.row.Spans
}

// placeMark shows whether the row can be folded.
func (r *viewRow) placeMark(height float32) {
	switch r.row.Fold {
	case answer.Opened:
		r.mark.SetResource(theme.NewColoredResource(theme.MenuDropDownIcon(), colorSecondary))
	case answer.Closed:
		r.mark.SetResource(theme.NewColoredResource(theme.MenuExpandIcon(), theme.ColorNamePrimary))
	}
	visible(r.mark, r.row.Fold != answer.NoFold)
	r.mark.Move(fyne.NewPos(r.gutter-height+1, 1))
	r.mark.Resize(fyne.NewSquareSize(height - 2))
}

// MinSize is a row's height; its width is the viewer's.
func (r *viewRow) MinSize() fyne.Size { return fyne.NewSize(10, rowHeight()) }

// CreateRenderer shows the pieces.
func (r *viewRow) CreateRenderer() fyne.WidgetRenderer {
	r.apply()
	return &viewRowRenderer{r}
}

type viewRowRenderer struct{ r *viewRow }

func (p *viewRowRenderer) Destroy() {}

func (p *viewRowRenderer) MinSize() fyne.Size { return p.r.MinSize() }

func (p *viewRowRenderer) Objects() []fyne.CanvasObject { return p.r.objects }

func (p *viewRowRenderer) Layout(fyne.Size) { p.r.apply() }

func (p *viewRowRenderer) Refresh() {
	p.r.apply()
	canvas.Refresh(p.r)
}
