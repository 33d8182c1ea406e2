package gui

import (
	"slices"
)

// Appearance is light, dark, or what the system has.
type Appearance string

// The appearances. Anything else counts as the system's.
const (
	LikeSystem Appearance = ""
	Light      Appearance = "light"
	Dark       Appearance = "dark"
)

// textSizes are the sizes of text to choose from, in percent.
var textSizes = []int{80, 90, 100, 110, 125, 150, 175, 200}

const normalTextSize = 100

// textSize makes a size one of those to choose from: the nearest one below.
func textSize(percent int) int {
	if percent == 0 {
		return normalTextSize
	}
	size := textSizes[0]
	for _, s := range textSizes {
		if s <= percent {
			size = s
		}
	}
	return size
}

// nextTextSize is the size so many steps larger, or the last.
func nextTextSize(percent, steps int) int {
	i := slices.Index(textSizes, textSize(percent)) + steps
	return textSizes[max(0, min(i, len(textSizes)-1))]
}

// SetLook shows the window in an appearance and a size of text, at once, and
// remembers them.
func (w *Window) SetLook(a Appearance, percent int) {
	if a != Light && a != Dark {
		a = LikeSystem
	}
	w.appearance, w.textSize = a, textSize(percent)
	w.app.Settings().SetTheme(w.theme())
	w.relayout()
	w.remember()
}

// theme is the theme for what was chosen.
func (w *Window) theme() Theme {
	return Theme{Appearance: w.appearance, Scale: float32(w.textSize) / 100}
}

// relayout gives everything its place again after the size of text changed.
func (w *Window) relayout() {
	if w.panes.now != unarranged {
		w.panes.Layout(nil, w.panes.root.Size())
	}
	w.show(w.shown)
	w.panes.refit()
	for _, sheet := range openSheets[w.window.Canvas()] {
		sheet.fit()
	}
}

// larger makes the text so many steps larger.
func (w *Window) larger(steps int) { w.SetLook(w.appearance, nextTextSize(w.textSize, steps)) }
