package kit

import (
	"math"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// nativeMenu is true where the system draws the menu of a window, with its keys.
const nativeMenu = runtime.GOOS == "darwin"

// NewMenuItem makes an item of a menu with the keys that do the same, which keys
// names; nil for none. Fyne paints keys with a fifth of the colour of text, so they
// are a part of the words here (see AlignKeys), and Fyne is only told what to
// listen for. Keys without Ctrl, as F1, are no shortcut of Fyne's.
func NewMenuItem(words string, shortcut *desktop.CustomShortcut, keys string, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(words, do)
	if shortcut == nil {
		return m
	}
	if !nativeMenu {
		m.Label += "\t" + keys
	}
	switch {
	case shortcut.Modifier == 0:
	case nativeMenu:
		m.Shortcut = shortcut
	default:
		m.Shortcut = unpainted{shortcut}
	}
	return m
}

// unpainted is a shortcut that Fyne knows by its name only.
type unpainted struct{ fyne.Shortcut }

// MenuWords are the words of a menu item, and the keys beside them.
func MenuWords(m *fyne.MenuItem) (words, keys string) {
	words, keys, _ = strings.Cut(m.Label, "\t")
	return words, strings.TrimLeft(keys, "\t")
}

// tabStop is how far apart Fyne's tab stops are, at any size of text.
const tabStop = 40

// AlignKeys puts the keys of a menu, and of the menus in it, below each other.
func AlignKeys(m *fyne.Menu) {
	stops := func(words string) int {
		return int(math.Floor(float64(MeasureText(words, Measure(theme.SizeNameText), fyne.TextStyle{}).Width / tabStop)))
	}
	column := 0
	for _, item := range m.Items {
		words, _ := MenuWords(item)
		column = max(column, stops(words+"  ")+1)
		if item.ChildMenu != nil {
			AlignKeys(item.ChildMenu)
		}
	}
	for _, item := range m.Items {
		if words, keys := MenuWords(item); keys != "" {
			item.Label = words + strings.Repeat("\t", column-stops(words)) + keys
		}
	}
}

// OpenMenu opens the menu bar, for the keyboard.
func OpenMenu(c fyne.Canvas) {
	if m, is := c.(interface{ ToggleMenu() }); is && !CloseMenu(c) {
		m.ToggleMenu()
	}
}

// CloseMenu closes the menu bar, and reports whether it was open. What has the
// focus keeps it.
func CloseMenu(c fyne.Canvas) bool {
	m, is := c.(interface{ DismissMenu() bool })
	if !is {
		return false
	}
	focused := c.Focused()
	closed := m.DismissMenu()
	if closed && focused != nil && c.Overlays().Top() != nil {
		c.Focus(focused)
	}
	return closed
}

// ShowMenu shows the menu of an object at a place in the window.
func ShowMenu(of fyne.CanvasObject, m *fyne.Menu, at fyne.Position) {
	if c := CanvasOf(of); c != nil {
		widget.ShowPopUpMenuAtPosition(m, c, at)
	}
}

// IsMenuKey reports whether a key opens the menu of what has the focus.
func IsMenuKey(e *fyne.KeyEvent) bool {
	return e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && ShiftHeld()
}

// Beside is a press of the second button of the mouse, in an object, by keyboard.
func Beside(o fyne.CanvasObject) *fyne.PointEvent {
	at := fyne.NewPos(min(o.Size().Width/2, Scaled(4*Space24)), min(o.Size().Height, Scaled(Space24)))
	return &fyne.PointEvent{Position: at, AbsolutePosition: fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Add(at)}
}
