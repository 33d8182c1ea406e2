package gui

import (
	"pleokeycheck/gui/kit"
)

// SetLook shows the window in an appearance and a size of text, at once, and
// remembers them.
func (w *Window) SetLook(a kit.Appearance, percent int) {
	if a != kit.Light && a != kit.Dark {
		a = kit.LikeSystem
	}
	w.appearance, w.textSize = a, kit.NearestTextSize(percent)
	w.app.Settings().SetTheme(w.theme())
	if w.percent != nil {
		w.percent.SetText(w.words.Percent(w.textSize))
	}
	w.relayout()
	w.remember()
}

// theme is the theme for what was chosen.
func (w *Window) theme() kit.Theme {
	return kit.Theme{Appearance: w.appearance, Scale: float32(w.textSize) / 100}
}

// relayout gives everything its place again after the size of text changed.
func (w *Window) relayout() {
	if w.panes.now != unarranged {
		w.panes.Layout(nil, w.panes.root.Size())
	}
	w.setMenu()
	w.show(w.shown)
	w.panes.refit()
	kit.FitSheets(w.window.Canvas())
}

// larger makes the text so many steps larger.
func (w *Window) larger(steps int) { w.SetLook(w.appearance, kit.NextTextSize(w.textSize, steps)) }
