//go:build !unix || darwin

package desktop

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
)

// followSystem hands over the settings of the system now, and again whenever the
// person comes back to the window, as after having changed them.
func followSystem(a fyne.App, show func(kit.System)) (end func()) {
	show(readSystem())
	a.Lifecycle().SetOnEnteredForeground(func() { show(readSystem()) })
	return func() {}
}
