//go:build !darwin

package kit

import "fyne.io/fyne/v2"

// Still gives Fyne's app without animations. Only the blinking caret would be
// one here, and it draws the window anew all the time: about 6 % of a core
// where there is no graphics card, for a window in which nothing happens. The
// caret stands still instead, inside the ring of the field.
func Still(a fyne.App) fyne.App {
	s := stillApp{a}
	fyne.SetCurrentApp(s) // where Fyne's widgets look for the settings
	return s
}

type stillApp struct{ fyne.App }

// Settings are Fyne's, but for the animations.
func (a stillApp) Settings() fyne.Settings { return stillSettings{a.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations is what Fyne's widgets ask before they move something.
func (stillSettings) ShowAnimations() bool { return false }
