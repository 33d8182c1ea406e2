package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Widths in device-independent pixels: of the panes, and below which they are
// arranged otherwise.
const (
	sideWidth   = 232
	formWidth   = 392
	wideFrom    = 960 // list, form and answer beside each other
	mediumFrom  = 640 // the answer below the form
	answerWidth = 640 // the answer grows no wider: lines stay readable
)

// arrangement is how the panes are laid out.
type arrangement int

const (
	unarranged arrangement = iota
	narrow                 // the list folded into a menu
	medium
	wide
)

// panes arranges the list, the form and the answer by the width there is.
type panes struct {
	side, form, answer, bar fyne.CanvasObject
	view                    fyne.CanvasObject // in the place of form and answer, if there is one
	root                    *fyne.Container
	now                     arrangement
	pages                   []*page
	list                    *page // of the pages the one with the list; nil where it is folded
	rules                   []fyne.CanvasObject
}

// newPanes arranges the three; bar stands above them where the list is folded.
func newPanes(side, form, answer, bar fyne.CanvasObject) *panes {
	p := &panes{side: side, form: form, answer: answer, bar: bar}
	p.root = &fyne.Container{Layout: p}
	return p
}

// arrangementFor chooses by width, which grows with the size of the text.
func arrangementFor(width float32) arrangement {
	width *= 14 / measure(theme.SizeNameText)
	switch {
	case width >= wideFrom:
		return wide
	case width >= mediumFrom:
		return medium
	}
	return narrow
}

// arrange puts the panes into pages.
func (p *panes) arrange(a arrangement) {
	p.now, p.list = a, nil
	side := func() *page {
		p.list = newPage(p.side, "", space12, space16)
		return p.list
	}
	switch {
	case p.view != nil && a == narrow:
		p.pages = []*page{newPage(newColumn(space24, p.bar, p.view), colorSurface, space16, space16)}
	case p.view != nil:
		p.pages = []*page{side(), newPage(p.view, colorSurface, space24, space24)}
	case a == wide:
		p.pages = []*page{side(), newPage(p.form, colorSurface, space24, space24), newPage(p.answer, "", space24, space24)}
		p.pages[2].most = answerWidth
	case a == medium:
		p.pages = []*page{side(), newPage(newColumn(space24, p.form, p.answer), colorSurface, space24, space24)}
	default:
		p.pages = []*page{newPage(newColumn(space24, p.bar, p.form, p.answer), colorSurface, space16, space16)}
	}
	p.root.Objects, p.rules = nil, nil
	for i, page := range p.pages {
		p.root.Objects = append(p.root.Objects, page.root)
		if i > 0 {
			p.rules = append(p.rules, newPanel(colorHairline, "", 0))
		}
	}
	p.root.Objects = append(p.root.Objects, p.rules...)
}

// Layout implements fyne.Layout.
func (p *panes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if a := arrangementFor(size.Width); a != p.now {
		p.arrange(a)
	}
	grown := measure(theme.SizeNameText) / 14
	widths := []float32{size.Width}
	switch len(p.pages) {
	case 3:
		widths = []float32{sideWidth * grown, formWidth * grown, size.Width - (sideWidth+formWidth)*grown}
	case 2:
		widths = []float32{sideWidth * grown, size.Width - sideWidth*grown}
	}
	var x float32
	for i, page := range p.pages {
		page.root.Move(fyne.NewPos(x, 0))
		page.root.Resize(fyne.NewSize(widths[i], size.Height))
		if i > 0 {
			p.rules[i-1].Move(fyne.NewPos(x, 0))
			p.rules[i-1].Resize(fyne.NewSize(1, size.Height))
		}
		x += widths[i]
	}
}

// MinSize implements fyne.Layout: anything can be scrolled to.
func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 320) }

// replace shows a view in the place of form and answer; nil brings these back.
func (p *panes) replace(view fyne.CanvasObject) {
	if p.view == view {
		return
	}
	p.view = view
	if p.now != unarranged {
		p.arrange(p.now)
		p.Layout(nil, p.root.Size())
		rearrange(p.root)
	}
}

// refit gives the pages the height that their content needs now.
func (p *panes) refit() {
	for _, page := range p.pages {
		page.fit()
	}
}

// refitBeside is refit but for the list, which may be long and is seldom another.
func (p *panes) refitBeside() {
	for _, page := range p.pages {
		if page != p.list {
			page.fit()
		}
	}
}

// refitList gives the list the height that it needs, after it drew itself.
func (p *panes) refitList() {
	if p.list != nil {
		p.list.settle()
	}
}

// toAnswer scrolls to the answer where it stands below the form.
func (p *panes) toAnswer() {
	if p.now == wide || p.view != nil || len(p.pages) == 0 {
		return
	}
	last := p.pages[len(p.pages)-1]
	last.scroll.ScrollToOffset(fyne.NewPos(0, p.answer.Position().Y))
}

// toTop scrolls form and answer to where they begin.
func (p *panes) toTop() {
	for i, page := range p.pages {
		if i > 0 || p.now == narrow {
			page.scroll.ScrollToTop()
		}
	}
}

// toGuide scrolls to the guide: to its title where one of its first steps is
// wanted, else to the step, so that as much of it as can be is seen.
func (p *panes) toGuide(title, head fyne.CanvasObject) {
	if p.view != nil || len(p.pages) == 0 {
		return
	}
	last := p.pages[len(p.pages)-1]
	top, _ := placeIn(last.scroll.Content, title)
	y, _ := placeIn(last.scroll.Content, head)
	if p.now == wide || y-top < last.scroll.Size().Height/3 {
		y = top
	}
	last.scroll.ScrollToOffset(fyne.NewPos(0, max(y-space24, 0)))
}

// page is content that scrolls, on a ground, with margins.
type page struct {
	content *fyne.Container
	scroll  *container.Scroll
	root    *fyne.Container
	most    float32 // the content grows no wider; 0 for any width
	sides   float32
}

func newPage(content fyne.CanvasObject, ground fyne.ThemeColorName, horizontal, vertical float32) *page {
	p := &page{sides: horizontal}
	p.content = newInset(horizontal, vertical, content)
	p.scroll = container.NewVScroll(&fyne.Container{Layout: p, Objects: []fyne.CanvasObject{p.content}})
	p.root = &fyne.Container{Layout: pageLayout{p}, Objects: []fyne.CanvasObject{newPanel(ground, "", 0), p.scroll}}
	return p
}

// width is that of the content.
func (p *page) width() float32 {
	width := p.scroll.Size().Width
	if most := (p.most + 2*p.sides) * measure(theme.SizeNameText) / 14; p.most > 0 && width > most {
		return most
	}
	return width
}

// fit gives the content the height that it needs at its width.
func (p *page) fit() {
	rearrange(p.content)
	p.settle()
}

// settle is fit for content that was laid out anew.
func (p *page) settle() {
	p.scroll.Content.Resize(p.scroll.Content.MinSize())
	lowest := max(p.scroll.Content.Size().Height-p.scroll.Size().Height, 0)
	p.scroll.Offset.Y = max(min(p.scroll.Offset.Y, lowest), 0)
	p.scroll.Base.Refresh() // of the bars; Scroll's own has the content make itself anew
}

// MinSize implements fyne.Layout for what is inside the scroll.
func (p *page) MinSize([]fyne.CanvasObject) fyne.Size {
	width := p.width()
	return fyne.NewSize(10, heightFor(p.content, width))
}

// Layout implements fyne.Layout for what is inside the scroll.
func (p *page) Layout([]fyne.CanvasObject, fyne.Size) {
	width := p.width()
	p.content.Resize(fyne.NewSize(width, heightFor(p.content, width)))
}

// pageLayout fills the page with its ground and its scroll.
type pageLayout struct{ p *page }

func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }
