package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ProgressBar shows how much of something is done. It stands in for Fyne's, which
// is as high as a button and does not say its height at a width.
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

func (b *ProgressBar) HeightFor(float32) float32 { return 6 }

// CreateRenderer draws the track and what is done of it.
func (b *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(b, &progressRenderer{b, canvas.NewRectangle(nil), canvas.NewRectangle(nil)})
}

type progressRenderer struct {
	b           *ProgressBar
	track, done *canvas.Rectangle
}

func (r *progressRenderer) Destroy() {}

func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.done} }

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 6) }

func (r *progressRenderer) Layout(size fyne.Size) {
	r.track.FillColor, r.done.FillColor = Color(ColorNeutralGround), Color(theme.ColorNamePrimary)
	r.track.CornerRadius, r.done.CornerRadius = 3, 3
	r.track.Resize(size)
	r.done.Resize(fyne.NewSize(size.Width*r.b.share, size.Height))
}

func (r *progressRenderer) Refresh() {
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
