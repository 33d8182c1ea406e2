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

// rowView is one row: its number, its fold mark, its pieces. What it shows and
// where that is are apart: laying it out again changes nothing and draws nothing.
type rowView struct {
	widget.BaseWidget
	row     answer.Row
	gutter  float32
	chosen  bool
	ground  *canvas.Rectangle
	number  *canvas.Text
	mark    *widget.Icon
	made    []piece // so far
	pieces  []piece // that are shown
	objects []fyne.CanvasObject
}

// piece is a text of a row, and what is behind it if it was searched for.
type piece struct {
	text  *canvas.Text
	found *canvas.Rectangle
	width float32
	hit   answer.Hit
}

func newRow() *rowView {
	r := &rowView{ground: canvas.NewRectangle(nil), number: canvas.NewText("", nil), mark: widget.NewIcon(nil)}
	r.ground.CornerRadius = kit.Space4
	r.number.Alignment = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

// set shows a row, unless it is shown already.
func (r *rowView) set(row answer.Row, gutter float32, chosen bool) {
	if r.objects != nil && gutter == r.gutter && chosen == r.chosen && sameRow(row, r.row) {
		return
	}
	r.row, r.gutter, r.chosen = row, gutter, chosen
	r.Refresh()
}

// sameRow reports whether two rows look the same.
func sameRow(a, b answer.Row) bool {
	return a.Line == b.Line && a.Indent == b.Indent && a.Fold == b.Fold && a.Count == b.Count && slices.Equal(a.Spans, b.Spans)
}

// Refresh shows the pieces, in the colours and sizes of the theme.
func (r *rowView) Refresh() {
	r.apply()
	r.place()
	canvas.Refresh(r)
}

// apply gives the pieces their texts and colours.
func (r *rowView) apply() {
	size, style := kit.Measure(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true}
	r.ground.FillColor = nil
	if r.chosen {
		r.ground.FillColor = kit.Color(kit.ColorSelected)
	}
	number := ""
	if r.row.Line > 0 {
		number = strconv.Itoa(r.row.Line)
	}
	kit.SetText(r.number, number, size, style)
	r.number.Color = kit.Color(kit.ColorSecondary)
	r.applyMark()
	one := kit.Cell().Width
	spans := r.spans()
	for len(r.made) < len(spans) {
		found := canvas.NewRectangle(nil)
		found.CornerRadius = 3
		r.made = append(r.made, piece{text: canvas.NewText("", nil), found: found})
	}
	r.pieces = r.made[:len(spans)]
	for i, span := range spans {
		p := &r.pieces[i]
		kit.SetText(p.text, span.Text, size, style)
		p.text.Color = kit.Color(kindColors[span.Kind])
		p.width = float32(len(span.Text)) * one
		if utf8.RuneCountInString(span.Text) != len(span.Text) {
			p.width = kit.MeasureText(span.Text, size, style).Width
		}
		p.hit = span.Hit
		if p.hit == answer.NoHit {
			continue
		}
		p.text.Color = kit.Color(theme.ColorNameForeground)
		p.found.FillColor, p.found.StrokeWidth = kit.Color(kit.ColorFound), 0
		if p.hit == answer.Current {
			p.found.FillColor = kit.Color(kit.ColorFoundNow)
			p.found.StrokeColor, p.found.StrokeWidth = kit.Color(theme.ColorNamePrimary), 1
		}
	}
	r.objects = append(r.objects[:0], r.ground)
	for _, p := range r.pieces {
		if p.hit != answer.NoHit {
			r.objects = append(r.objects, p.found)
		}
	}
	r.objects = append(r.objects, r.number, r.mark)
	for _, p := range r.pieces {
		r.objects = append(r.objects, p.text)
	}
}

// place puts the pieces where they belong.
func (r *rowView) place() {
	height := r.Size().Height
	r.ground.Move(fyne.NewPos(kit.Space4, 0))
	r.ground.Resize(fyne.NewSize(max(r.Size().Width-2*kit.Space4, 0), height))
	r.number.Resize(fyne.NewSize(max(r.gutter-kit.RowHeight(), 0), height))
	r.mark.Move(fyne.NewPos(r.gutter-height+1, 1))
	r.mark.Resize(fyne.NewSquareSize(max(height-2, 0)))
	x := r.gutter + float32(r.row.Indent)*kit.Cell().Width
	for _, p := range r.pieces {
		p.text.Move(fyne.NewPos(x, 0))
		p.text.Resize(fyne.NewSize(p.width, height))
		p.found.Move(fyne.NewPos(x-1, 1))
		p.found.Resize(fyne.NewSize(p.width+2, max(height-2, 0)))
		x += p.width
	}
}

// spans are the pieces of the row; a closed row says how much it holds.
func (r *rowView) spans() []answer.Span {
	if r.row.Fold == answer.Closed && r.row.Count >= 0 {
		return append(r.row.Spans[:len(r.row.Spans):len(r.row.Spans)], answer.Span{Text: "  " + strconv.Itoa(r.row.Count), Kind: answer.Punctuation})
	}
	return r.row.Spans
}

// applyMark shows whether the row can be folded.
func (r *rowView) applyMark() {
	switch r.row.Fold {
	case answer.Opened:
		kit.SetIcon(r.mark, theme.MenuDropDownIcon(), kit.ColorSecondary)
	case answer.Closed:
		kit.SetIcon(r.mark, theme.MenuExpandIcon(), theme.ColorNamePrimary)
	}
	kit.SetVisible(r.mark, r.row.Fold != answer.NoFold)
}

// MinSize is a row's height; its width is the viewer's.
func (r *rowView) MinSize() fyne.Size { return fyne.NewSize(10, kit.RowHeight()) }

// AccessibilityLabel is what the row says.
func (r *rowView) AccessibilityLabel() string { return answer.Row{Spans: r.spans()}.Text() }

// AccessibilityRole is that of text.
func (r *rowView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer shows the pieces.
func (r *rowView) CreateRenderer() fyne.WidgetRenderer {
	r.apply()
	return &viewRowRenderer{r}
}

type viewRowRenderer struct{ r *rowView }

func (p *viewRowRenderer) Destroy() {}

func (p *viewRowRenderer) MinSize() fyne.Size { return p.r.MinSize() }

func (p *viewRowRenderer) Objects() []fyne.CanvasObject { return p.r.objects }

func (p *viewRowRenderer) Layout(fyne.Size) { p.r.place() }

func (p *viewRowRenderer) Refresh() { p.r.Refresh() }
