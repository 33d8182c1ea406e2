package gui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestLimit: a window is never larger than the screen that is there.
func TestLimit(t *testing.T) {
	for name, row := range map[string]struct {
		left          fyne.Size
		width, height int
	}{
		"first window on a small screen": {fyne.NewSize(1180, 800), 1366, 728},
		"left on a large screen":         {fyne.NewSize(2400, 1500), 1920, 1040},
		"left small":                     {fyne.NewSize(700, 500), 1920, 1040},
		"narrow":                         {fyne.NewSize(1180, 600), 800, 600},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.win.window.Resize(row.left)
			d.win.Limit(row.width, row.height)
			got, scale := d.win.window.Canvas().Size(), d.win.window.Canvas().Scale()
			if got.Width*scale > float32(row.width) || (got.Height+80)*scale > float32(row.height) {
				t.Errorf("%v at scale %v on a screen of %d × %d", got, scale, row.width, row.height)
			}
			if row.left.Width < 1000 && got != row.left {
				t.Errorf("a window that fits became %v", got)
			}
		})
	}
}
