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
	if w.percent != nil {
		w.percent.SetText(w.words.Percent(w.textSize))
	}
	w.restyle()
	w.remember()
}

// SetContrast shows the window in a contrast, at once, and remembers it.
func (w *Window) SetContrast(c kit.Contrast) {
	w.contrast = c
	w.restyle()
	w.remember()
}

// FollowSystem shows the window as the system's settings are now, where nothing
// else was chosen in its own.
func (w *Window) FollowSystem(s kit.System) {
	if !(s.TextSize >= leastScale) { // nor is it a number always
		s.TextSize = 0
	}
	if w.system != s {
		w.system = s
		w.restyle()
	}
}

// restyle shows the window in the theme for what was chosen.
func (w *Window) restyle() {
	kit.SetTheme(w.app, w.window.Canvas(), w.theme())
	w.relayout()
}

// mostScale is twice the normal size of text: the window has room for no more.
// Below leastScale it cannot be read, and is nothing that a person chose.
const mostScale, leastScale = 2, 0.5

// theme is the theme for what was chosen, here and in the system.
func (w *Window) theme() kit.Theme {
	t := kit.Theme{
		Appearance: w.appearance, Scale: float32(w.textSize) / 100,
		HighContrast: w.contrast == kit.HighContrast || w.contrast == kit.ContrastOfSystem && w.system.HighContrast,
	}
	if t.Appearance == kit.LikeSystem {
		t.Appearance = w.system.Appearance
	}
	if w.system.TextSize > 0 {
		t.Scale = min(t.Scale*w.system.TextSize, max(mostScale, t.Scale))
	}
	return t
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
