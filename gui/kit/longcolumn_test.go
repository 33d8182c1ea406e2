package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// TestWalkFromARowThatIsGone: a key that comes when the last row was just taken away
// does nothing.
func TestWalkFromARowThatIsGone(t *testing.T) {
	l := NewLongColumn(Space4, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {})
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyPageUp} {
		l.Walk("gone", key)
	}
}
