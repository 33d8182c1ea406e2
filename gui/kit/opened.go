package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// Opened reports whether the system made a window for one that was shown. Fyne
// only logs that it did not.
func Opened(w fyne.Window) bool {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return true // Fyne's double in tests
	}
	opened := true
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.X11WindowContext:
			opened = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			opened = c.WaylandSurface != 0
		case driver.WindowsWindowContext:
			opened = c.HWND != 0
		}
	})
	return opened
}
