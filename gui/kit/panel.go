package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panel is a ground with round corners and, where edge is set, an edge.
type Panel struct {
	widget.BaseWidget
	fill, Edge fyne.ThemeColorName // "" for none
	radius     float32
	focused    bool // the edge is the ring of the focus
	rectangle  *canvas.Rectangle
}

// NewPanel makes a panel of a size that others give it.
func NewPanel(fill, edge fyne.ThemeColorName, radius float32) *Panel {
	p := &Panel{fill: fill, Edge: edge, radius: radius, rectangle: canvas.NewRectangle(nil)}
	p.ExtendBaseWidget(p)
	return p
}

// SetColors changes the colours.
func (p *Panel) SetColors(fill, edge fyne.ThemeColorName) {
	p.fill, p.Edge = fill, edge
	p.Refresh()
}

// Ring shows that what is on the panel has the focus, or the usual edge.
func (p *Panel) Ring(on bool, edge fyne.ThemeColorName) {
	p.focused, p.Edge = on, edge
	p.Refresh()
}

func (p *Panel) apply() {
	p.rectangle.CornerRadius = p.radius
	p.rectangle.FillColor, p.rectangle.StrokeColor, p.rectangle.StrokeWidth = nil, nil, 0
	if p.fill != "" {
		p.rectangle.FillColor = Color(p.fill)
	}
	if p.Edge != "" {
		p.rectangle.StrokeColor, p.rectangle.StrokeWidth = Color(p.Edge), 1
	}
	if p.focused {
		p.rectangle.StrokeColor, p.rectangle.StrokeWidth = Color(theme.ColorNamePrimary), 2
	}
}

// Refresh takes the colours of the theme.
func (p *Panel) Refresh() {
	p.apply()
	p.rectangle.Refresh()
}

// CreateRenderer shows the rectangle.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.apply()
	return widget.NewSimpleRenderer(p.rectangle)
}

// NewCard puts content on a surface with an edge.
func NewCard(content fyne.CanvasObject) *fyne.Container {
	return NewInset(Space16, Space8, NewPanel(ColorSurface, ColorHairline, 12), content)
}

// NewRule makes a thin line across.
func NewRule() fyne.CanvasObject { return NewPanel(ColorHairline, "", 0) }
