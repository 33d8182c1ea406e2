package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Shortcut is a shortcut with the Ctrl key (Cmd on macOS).
func Shortcut(key fyne.KeyName, also fyne.KeyModifier) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | also}
}

// Key is a key alone.
func Key(key fyne.KeyName) *desktop.CustomShortcut { return &desktop.CustomShortcut{KeyName: key} }

// zoomKeys are other ways to press Ctrl and plus, on keyboards where plus needs
// Shift.
func zoomKeys() []fyne.Shortcut {
	return []fyne.Shortcut{Shortcut(fyne.KeyEqual, 0), Shortcut(fyne.KeyEqual, fyne.KeyModifierShift), Shortcut(fyne.KeyPlus, fyne.KeyModifierShift)}
}

// zooms are what those keys do, by canvas. They are used on the UI goroutine
// only.
var zooms = map[fyne.Canvas]func(){}

// OnZoom has those keys on a canvas do something; nil forgets what they did.
func OnZoom(c fyne.Canvas, do func()) {
	if do == nil {
		delete(zooms, c)
		return
	}
	zooms[c] = do
	for _, s := range zoomKeys() {
		c.AddShortcut(s, func(fyne.Shortcut) { zooms[c]() })
	}
}

// forwardKey does what the keys that enlarge the text do, which reach the field
// that has the focus and not the window, and reports whether it was one of them.
func forwardKey(from fyne.CanvasObject, s fyne.Shortcut) bool {
	for _, z := range zoomKeys() {
		if z.ShortcutName() != s.ShortcutName() {
			continue
		}
		if zoom := zooms[CanvasOf(from)]; zoom != nil {
			zoom()
		}
		return true
	}
	return false
}
