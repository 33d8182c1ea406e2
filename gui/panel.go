package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// panel is a ground with round corners and, where edge is set, an edge.
type panel struct {
	widget.BaseWidget
	fill, edge fyne.ThemeColorName // "" for none
	radius     float32
	focused    bool // the edge is the ring of the focus
	rectangle  *canvas.Rectangle
}

func newPanel(fill, edge fyne.ThemeColorName, radius float32) *panel {
	p := &panel{fill: fill, edge: edge, radius: radius, rectangle: canvas.NewRectangle(nil)}
	p.ExtendBaseWidget(p)
	return p
}

// set changes the colours.
func (p *panel) set(fill, edge fyne.ThemeColorName) {
	p.fill, p.edge = fill, edge
	p.Refresh()
}

// ring shows that what is on the panel has the focus, or the usual edge.
func (p *panel) ring(on bool, edge fyne.ThemeColorName) {
	p.focused, p.edge = on, edge
	p.Refresh()
}

func (p *panel) apply() {
	p.rectangle.CornerRadius = p.radius
	p.rectangle.FillColor, p.rectangle.StrokeColor, p.rectangle.StrokeWidth = nil, nil, 0
	if p.fill != "" {
		p.rectangle.FillColor = themed(p.fill)
	}
	if p.edge != "" {
		p.rectangle.StrokeColor, p.rectangle.StrokeWidth = themed(p.edge), 1
	}
	if p.focused {
		p.rectangle.StrokeColor, p.rectangle.StrokeWidth = themed(theme.ColorNamePrimary), 2
	}
}

// Refresh takes the colours of the theme.
func (p *panel) Refresh() {
	p.apply()
	p.rectangle.Refresh()
}

// CreateRenderer shows the rectangle.
func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	p.apply()
	return widget.NewSimpleRenderer(p.rectangle)
}

// card puts content on a surface with an edge.
func card(content fyne.CanvasObject) *fyne.Container {
	return newInset(space16, space8, newPanel(colorSurface, colorHairline, 12), content)
}

// ruler is a thin line across.
func ruler() fyne.CanvasObject {
	p := newPanel(colorHairline, "", 0)
	return &fyne.Container{Layout: fixedHeight(1), Objects: []fyne.CanvasObject{p}}
}

// fixedHeight fills its width at a fixed height.
type fixedHeight float32

func (h fixedHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (h fixedHeight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, float32(h)) }
