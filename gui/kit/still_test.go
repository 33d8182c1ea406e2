//go:build !darwin

package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestNothingBlinks: what Fyne's widgets ask says no, and the theme that is set
// arrives.
func TestNothingBlinks(t *testing.T) {
	inner := test.NewTempApp(t)
	defer fyne.SetCurrentApp(inner)
	a := Still(inner, "fake.id")
	if fyne.CurrentApp() != a || a.Settings().ShowAnimations() || fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("the caret blinks")
	}
	if fyne.CurrentApp().UniqueID() != "fake.id" {
		t.Error("desktops on Wayland do not find the icon")
	}
	theme := inner.Settings().Theme()
	if a.Settings().Theme() != theme {
		t.Error("the theme is another")
	}
}
