//go:build !darwin

package kit

import "fyne.io/fyne/v2"

// Still gives Fyne's app without animations. Only the blinking caret would be
// one here, and it draws the window anew all the time: about 6 % of a core
// where there is no graphics card, for a window in which nothing happens. The
// caret stands still instead, inside the ring of the field. id is the app's.
func Still(a fyne.App, id string) fyne.App {
	s := stillApp{a, id}
	fyne.SetCurrentApp(s) // where Fyne's widgets look for the settings
	return s
}

type stillApp struct {
	fyne.App
	id string
}

// UniqueID is what desktops on Wayland find the icon and the name of a window by:
// the name of the desktop file. Fyne's own has no id, see its maker.
func (a stillApp) UniqueID() string { return a.id }

// Settings are Fyne's, but for the animations.
func (a stillApp) Settings() fyne.Settings { return stillSettings{a.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations is what Fyne's widgets ask before they move something.
func (stillSettings) ShowAnimations() bool { return false }
