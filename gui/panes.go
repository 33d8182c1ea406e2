package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
)

// Widths in device-independent pixels: of the panes, and below which they are
// arranged otherwise.
const (
	sideWidth  = 232
	formWidth  = 392
	wideFrom   = 960 // list, form and answer beside each other
	mediumFrom = 640 // the answer below the form
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
	rows                    *kit.LongColumn   // of side
	view                    fyne.CanvasObject // in the place of form and answer, if there is one
	root                    *fyne.Container
	now                     arrangement
	pages                   []*kit.Page
	list                    *kit.Page // of the pages the one with the list; nil where it is folded
	rules                   []fyne.CanvasObject
}

// newPanes arranges the three; bar stands above them where the list, which rows is
// of, is folded.
func newPanes(side fyne.CanvasObject, rows *kit.LongColumn, form, answer, bar fyne.CanvasObject) *panes {
	p := &panes{side: side, rows: rows, form: form, answer: answer, bar: bar}
	p.root = &fyne.Container{Layout: p}
	return p
}

// arrangementFor chooses by width, which grows with the size of the text.
func arrangementFor(width float32) arrangement {
	width *= 14 / kit.Measure(theme.SizeNameText)
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
	side := func() *kit.Page {
		p.list = kit.NewPage(p.side, "", kit.Space12, kit.Space16)
		p.rows.ScrollsWith(p.list)
		return p.list
	}
	switch {
	case p.view != nil && a == narrow:
		p.pages = []*kit.Page{kit.NewPage(kit.NewColumn(kit.Space24, p.bar, p.view), kit.ColorSurface, kit.Space16, kit.Space16)}
	case p.view != nil:
		p.pages = []*kit.Page{side(), kit.NewPage(p.view, kit.ColorSurface, kit.Space24, kit.Space24)}
	case a == wide:
		p.pages = []*kit.Page{side(), kit.NewPage(p.form, kit.ColorSurface, kit.Space24, kit.Space24), kit.NewPage(p.answer, "", kit.Space24, kit.Space24)}
		p.pages[2].MaxWidth = kit.ReadableWidth
	case a == medium:
		p.pages = []*kit.Page{side(), kit.NewPage(kit.NewColumn(kit.Space24, p.form, p.answer), kit.ColorSurface, kit.Space24, kit.Space24)}
	default:
		p.pages = []*kit.Page{kit.NewPage(kit.NewColumn(kit.Space24, p.bar, p.form, p.answer), kit.ColorSurface, kit.Space16, kit.Space16)}
	}
	p.root.Objects, p.rules = nil, nil
	for i, page := range p.pages {
		p.root.Objects = append(p.root.Objects, page.Root)
		if i > 0 {
			p.rules = append(p.rules, kit.NewPanel(kit.ColorHairline, "", 0))
		}
	}
	p.root.Objects = append(p.root.Objects, p.rules...)
}

func (p *panes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if a := arrangementFor(size.Width); a != p.now {
		p.arrange(a)
	}
	widths := []float32{size.Width}
	switch side, form := kit.Scaled(sideWidth), kit.Scaled(formWidth); len(p.pages) {
	case 3:
		widths = []float32{side, form, size.Width - side - form}
	case 2:
		widths = []float32{side, size.Width - side}
	}
	var x float32
	for i, page := range p.pages {
		page.Root.Move(fyne.NewPos(x, 0))
		page.Root.Resize(fyne.NewSize(widths[i], size.Height))
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
		kit.Rearrange(p.root)
	}
}

// refit gives the pages the height that their content needs now.
func (p *panes) refit() {
	for _, page := range p.pages {
		page.Fit()
	}
}

// refitStill is refitBeside after a press that must not move what it pressed.
func (p *panes) refitStill() {
	for _, page := range p.pages {
		if page != p.list {
			page.FitStill()
		}
	}
}

// release lets the pages be as short as their content again.
func (p *panes) release() {
	for _, page := range p.pages {
		page.Release()
	}
}

// refitBeside is refit but for the list, which may be long and is seldom another.
func (p *panes) refitBeside() {
	for _, page := range p.pages {
		if page != p.list {
			page.Fit()
		}
	}
}

// refitList gives the list the height that it needs, after it drew itself.
func (p *panes) refitList() {
	if p.list != nil {
		p.list.Settle()
	}
}

// toAnswer scrolls to the answer where it stands below the form.
func (p *panes) toAnswer() {
	if p.now == wide || p.view != nil || len(p.pages) == 0 {
		return
	}
	last := p.pages[len(p.pages)-1]
	last.ScrollTo(p.answer.Position().Y)
}

// toTop scrolls form and answer to where they begin.
func (p *panes) toTop() {
	for i, page := range p.pages {
		if i > 0 || p.now == narrow {
			page.ScrollTo(0)
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
	top, _ := kit.OffsetIn(last.Scroll.Content, title)
	y, _ := kit.OffsetIn(last.Scroll.Content, head)
	if p.now == wide || y-top < last.Scroll.Size().Height/3 {
		y = top
	}
	last.ScrollTo(max(y-kit.Space24, 0))
}
