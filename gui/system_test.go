package gui

import (
	"math"
	"testing"

	"pleokeycheck/gui/kit"
)

// TestFollowSystem: what was chosen in the window comes before what the system
// says, and no size is larger than there is room for.
func TestFollowSystem(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		what     string
		chosen   kit.Contrast
		size     int
		look     kit.Appearance
		system   kit.System
		contrast bool
		shown    kit.Appearance
		scale    float32
	}{
		{"nothing known", "", 100, "", kit.System{}, false, "", 1},
		{"all of the system", "", 100, "", kit.System{Appearance: kit.Dark, HighContrast: true, TextSize: 1.5}, true, kit.Dark, 1.5},
		{"all chosen", kit.NormalContrast, 125, kit.Light, kit.System{Appearance: kit.Dark, HighContrast: true, TextSize: 1}, false, kit.Light, 1.25},
		{"high contrast here alone", kit.HighContrast, 100, "", kit.System{TextSize: 1}, true, "", 1},
		{"larger than large", "", 150, "", kit.System{TextSize: 2}, false, "", 2},
		{"large here", "", 200, "", kit.System{TextSize: 1.25}, false, "", 2},
		{"too small to be meant", "", 100, "", kit.System{TextSize: 0.001}, false, "", 1},
		{"below nothing", "", 100, "", kit.System{TextSize: -1}, false, "", 1},
		{"no number", "", 100, "", kit.System{TextSize: float32(math.NaN())}, false, "", 1},
		{"without end", "", 100, "", kit.System{TextSize: float32(math.Inf(1))}, false, "", 2},
		{"smaller than normal", "", 80, "", kit.System{TextSize: 1.25}, false, "", 1},
	} {
		d.win.SetLook(c.look, c.size)
		d.win.SetContrast(c.chosen)
		d.win.FollowSystem(c.system)
		want := kit.Theme{Appearance: c.shown, HighContrast: c.contrast, Scale: c.scale}
		if got := d.app.Settings().Theme(); got != want {
			t.Errorf("%s: %+v, want %+v", c.what, got, want)
		}
	}
}
