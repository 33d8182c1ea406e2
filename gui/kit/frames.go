package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Frames is drawn as nothing and tells whenever the window was drawn: Fyne has no
// hook for that. It belongs into the content of a window.
type Frames struct {
	widget.BaseWidget
	OnFrame func() // may be nil
}

func NewFrames() *Frames {
	f := &Frames{}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer draws nothing.
func (f *Frames) CreateRenderer() fyne.WidgetRenderer {
	return framesRenderer{widget.NewSimpleRenderer(&fyne.Container{}), f}
}

type framesRenderer struct {
	fyne.WidgetRenderer
	f *Frames
}

// Objects is what Fyne asks for whenever it draws.
func (r framesRenderer) Objects() []fyne.CanvasObject {
	// Alt opens the menu also behind a dialog.
	if c := CanvasOf(r.f); c != nil && c.Overlays().Top() != nil {
		CloseMenu(c)
	}
	if r.f.OnFrame != nil {
		r.f.OnFrame()
	}
	return nil
}
