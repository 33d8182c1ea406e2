package gui

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
)

// TestLooksHaveContrast holds every verdict, status and environment to the
// grounds that it is shown on, whatever colours they name.
func TestLooksHaveContrast(t *testing.T) {
	for name, variant := range kittest.Variants {
		at := func(c fyne.ThemeColorName) color.Color { return kit.Theme{}.Color(c, variant) }
		for _, v := range everyVerdict {
			l := verdictLook(v)
			if got := kittest.Contrast(at(l.text), at(l.ground)); got < kittest.LeastText {
				t.Errorf("%s: verdict %s has %.2f:1", name, v, got)
			}
		}
		for _, s := range everyStatus {
			if got := kittest.Contrast(at(stepLook(s).text), at(kit.ColorSurface)); got < kittest.LeastText {
				t.Errorf("%s: status %s has %.2f:1", name, s, got)
			}
		}
		for _, e := range everyEnvironment {
			for _, ground := range []fyne.ThemeColorName{kit.ColorSelected, kit.ColorSurface} {
				if got := kittest.Contrast(at(environmentColor(e)), at(ground)); got < kittest.LeastText {
					t.Errorf("%s: environment %s on %s has %.2f:1", name, e, ground, got)
				}
			}
		}
	}
}

func TestEnvironmentColorsDiffer(t *testing.T) {
	seen := map[fyne.ThemeColorName]string{}
	for _, e := range everyEnvironment {
		c := environmentColor(e)
		if other, ok := seen[c]; ok {
			t.Errorf("%s and %s have the same colour", e, other)
		}
		if c == kit.ColorFailed {
			t.Errorf("%s has the colour of failure", e)
		}
		seen[c] = e
	}
}
