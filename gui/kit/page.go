package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Page is content that scrolls, on a ground, with margins.
type Page struct {
	Content  *fyne.Container
	Scroll   *container.Scroll
	Root     *fyne.Container
	MaxWidth float32 // the content grows no wider, at the text size 14; 0 for any width
	sides    float32
	floor    float32 // the content is as high at least
	onSeen   func()  // where other parts of the content may be seen than before; may be nil
}

// NewPage makes a page with margins around its content.
func NewPage(content fyne.CanvasObject, ground fyne.ThemeColorName, horizontal, vertical float32) *Page {
	p := &Page{sides: horizontal}
	p.Content = NewInset(horizontal, vertical, content)
	p.Scroll = container.NewVScroll(&fyne.Container{Layout: p, Objects: []fyne.CanvasObject{p.Content}})
	p.Root = &fyne.Container{Layout: pageRoot{layout.NewStackLayout(), p}, Objects: []fyne.CanvasObject{NewPanel(ground, "", 0), p.Scroll}}
	return p
}

// pageRoot lays the page out on its ground.
type pageRoot struct {
	stack fyne.Layout
	p     *Page
}

func (l pageRoot) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.stack.MinSize(objects) }

func (l pageRoot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.stack.Layout(objects, size)
	if l.p.onSeen != nil {
		l.p.onSeen()
	}
}

// ScrollTo scrolls to a height of the content.
func (p *Page) ScrollTo(y float32) { scrollTo(p.Scroll, y) }

// Width is that of the content.
func (p *Page) Width() float32 {
	width := p.Scroll.Size().Width
	if most := Scaled(p.MaxWidth + 2*p.sides); p.MaxWidth > 0 && width > most {
		return most
	}
	return width
}

// FitStill is Fit without moving what is seen: where the content gets shorter, it
// ends no higher than what is seen of it now.
func (p *Page) FitStill() {
	p.floor = p.Scroll.Offset.Y + p.Scroll.Size().Height
	p.Fit()
}

// Release ends what FitStill began, when something else is shown.
func (p *Page) Release() { p.floor = 0 }

// Fit gives the content the height that it needs at its width.
func (p *Page) Fit() {
	Rearrange(p.Content)
	p.Settle()
}

// Settle is Fit for content that has laid itself out.
func (p *Page) Settle() {
	p.floor = min(p.floor, p.Scroll.Offset.Y+p.Scroll.Size().Height)
	p.Scroll.Content.Resize(p.Scroll.Content.MinSize())
	lowest := max(p.Scroll.Content.Size().Height-p.Scroll.Size().Height, 0)
	p.Scroll.Offset.Y = max(min(p.Scroll.Offset.Y, lowest), 0)
	p.Scroll.Base.Refresh() // of the bars; Scroll's own has the content make itself anew
}

// MinSize implements fyne.Layout for what is inside the scroll.
func (p *Page) MinSize([]fyne.CanvasObject) fyne.Size {
	width := p.Width()
	return fyne.NewSize(10, max(HeightFor(p.Content, width), p.floor))
}

// Layout implements fyne.Layout for what is inside the scroll.
func (p *Page) Layout([]fyne.CanvasObject, fyne.Size) {
	width := p.Width()
	p.Content.Resize(fyne.NewSize(width, HeightFor(p.Content, width)))
}
