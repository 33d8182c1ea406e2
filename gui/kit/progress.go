package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ProgressBar stands in for Fyne's, which is as high as a button. It shows how much
// of something is done.
type ProgressBar struct {
	widget.BaseWidget
	share float32
}

// NewProgressBar makes one with nothing done.
func NewProgressBar() *ProgressBar {
	b := &ProgressBar{}
	b.ExtendBaseWidget(b)
	return b
}

// SetDone shows that so many of the total are done.
func (b *ProgressBar) SetDone(done, total int) {
	b.share = 0
	if total > 0 {
		b.share = float32(done) / float32(total)
	}
	b.Refresh()
}

// CreateRenderer draws the track and what is done of it.
func (b *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(b, func() fyne.Size { return fyne.NewSize(80, 6) }, func(size fyne.Size) []fyne.CanvasObject {
		done := fyne.NewSize(size.Width*b.share, size.Height)
		return []fyne.CanvasObject{
			NewRectangle(Color(ColorNeutralGround), 3, fyne.Position{}, size), NewRectangle(Color(theme.ColorNamePrimary), 3, fyne.Position{}, done),
		}
	})
}
