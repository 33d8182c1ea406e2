package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

func TestArrangement(t *testing.T) {
	d := newDesk(t)
	for _, by := range []float32{1, 2} {
		d.scale(by)
		for _, c := range []struct {
			width float32
			want  arrangement
			pages int
		}{
			{wideFrom, wide, 3}, {wideFrom - 1, medium, 2}, {mediumFrom, medium, 2}, {mediumFrom - 1, narrow, 1}, {320, narrow, 1},
			{mediumFrom, medium, 2}, {wideFrom, wide, 3}, {3840, wide, 3},
		} {
			d.resize(c.width*by, 700)
			if got := d.win.panes.now; got != c.want || len(d.win.panes.pages) != c.pages {
				t.Errorf("at %v, %vx: arrangement %d of %d pages, want %d of %d", c.width, by, got, len(d.win.panes.pages), c.want, c.pages)
			}
			var x float32
			for i, page := range d.win.panes.pages {
				if page.Root.Position().X != x {
					t.Errorf("at %v: page %d begins at %v, want %v", c.width, i, page.Root.Position().X, x)
				}
				x += page.Root.Size().Width
			}
			if x != c.width*by {
				t.Errorf("at %v the pages are %v wide together", c.width*by, x)
			}
		}
	}
}

// TestListIsFolded: below the width, and only there, a button opens it.
func TestListIsFolded(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		width  float32
		folded bool
	}{{500, true}, {700, false}, {1200, false}, {500, true}} {
		d.resize(c.width, 700)
		found := false
		kittest.See(d.canvas().Content(), func(s kittest.Sight) {
			if b, ok := s.Object.(*kit.Button); ok && b.Text == d.words.Text("ui.connections.open") {
				found = true
			}
		})
		if found != c.folded {
			t.Errorf("at %v the list is folded: %v", c.width, found)
		}
	}
}

// expectFitted fails where a page's content is not as high as it needs to be.
func (d *desk) expectFitted(when string) {
	d.t.Helper()
	for i, page := range d.win.panes.pages {
		need := kit.HeightFor(page.Content, page.Width())
		if got := page.Scroll.Content.Size().Height; got < need-slack || got > max(need, page.Scroll.Size().Height)+slack {
			d.t.Errorf("%s: the content of page %d is %v high and needs %v", when, i, got, need)
		}
		if got := page.Content.Size().Height; got < need-slack {
			d.t.Errorf("%s: page %d is laid out %v high and needs %v", when, i, got, need)
		}
	}
}

func TestPagesAreAsHighAsTheirContent(t *testing.T) {
	d := newDesk(t)
	everySize(t, d, func(_ *testing.T, where string) {
		d.expectFitted(where)
		d.win.show(fullState(check.Finding{Kind: check.TLSUntrusted, Facts: everyFact}, check.Inconclusive, env.Production))
		d.expectFitted(where + ", full")
		for i := range d.win.details.tabs.IDs {
			d.win.details.tabs.ChooseAt(i)
			d.expectFitted(where + ", tab " + d.win.details.now.name())
		}
		d.win.form.expires.SetText("2020-01-01")
		d.expectFitted(where + ", expired")
		d.win.form.expires.SetText("")
		d.expectFitted(where + ", without expiry date")
		s := d.control.State()
		d.win.show(s)
		d.expectFitted(where + ", empty again")
	})
}

func TestAnswerIsScrolledTo(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 600, Height: 600}, {Width: 800, Height: 600}} {
		d := newDesk(t)
		d.resize(size.Width, size.Height)
		d.tell("full-access")
		page := d.win.panes.pages[len(d.win.panes.pages)-1]
		top := d.win.banner.root.Position().Y + d.win.answer.Position().Y - page.Scroll.Offset.Y
		if top < 0 || top > size.Height/2 {
			t.Errorf("at %v the verdict is at %v", size, top)
		}
	}
}
