//go:build e2e && linux

package e2e

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"pleokeycheck/test/screen"
)

// word is a word that was read off the window, with its place there in pixels.
type word struct {
	line                     string // words of one line have it in common
	text                     string
	left, top, width, height int
}

// click presses, with the mouse, what has this text; of several the lowest one.
// It is for what lies behind many others on the way of the Tab key, and may
// stand elsewhere tomorrow.
func (a *window) click(text string) {
	a.w.t.Helper()
	a.clickPlace(text, 1, func(found []word) word { return found[len(found)-1] })
}

// clickFirst is click for the highest of several.
func (a *window) clickFirst(text string) {
	a.w.t.Helper()
	a.clickPlace(text, 1, func(found []word) word { return found[0] })
}

// clickOf is click for the one with this number, from 0 at the top, of so many.
func (a *window) clickOf(text string, number, of int) {
	a.w.t.Helper()
	a.clickPlace(text, of, func(found []word) word { return found[number] })
}

func (a *window) clickPlace(text string, often int, which func([]word) word) {
	a.w.t.Helper()
	a.clickAt(a.find(text, often, which))
}

// clickAt presses, with the mouse, what is where a word was found.
func (a *window) clickAt(at word) {
	a.w.t.Helper()
	a.w.tool("", "xdotool", "mousemove", "--window", a.id, strconv.Itoa(at.left+at.width/2), strconv.Itoa(at.top+at.height/2), "click", "1")
}

// find waits until the text is seen that often at the least, and says where.
func (a *window) find(text string, often int, which func([]word) word) word {
	a.w.t.Helper()
	if a.screen == nil {
		return a.findPainted(text, often, which)
	}
	var found []word
	a.await(fmt.Sprintf("window that says %q %d times", text, often), func(w *screen.Window) bool {
		found = a.saidPlaces(w, text)
		return len(found) >= often
	})
	return which(found)
}

// places finds a text among words, each time it stands there, from top to
// bottom: neighbours on a line that together say just this.
func places(all []word, text string) []word {
	wanted := screen.Folded(text)
	var found []word
	for i := range all {
		if screen.Folded(all[i].text) == "" {
			continue // a sign before the text, not its beginning
		}
		said := ""
		for j := i; j < len(all) && all[j].line == all[i].line && len(said) < len(wanted); j++ {
			said += screen.Folded(all[j].text)
			if said != wanted {
				continue
			}
			at := all[i]
			at.width = all[j].left + all[j].width - at.left
			found = append(found, at)
		}
	}
	sortPlaces(found)
	return found
}

func sortPlaces(all []word) {
	slices.SortStableFunc(all, func(a, b word) int { return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left)) })
}
