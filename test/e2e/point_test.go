//go:build e2e && linux

package e2e

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// word is a word that was read off the window, with its place in pixels.
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
	scale := a.enlarged()
	a.w.tool("", "xdotool", "mousemove", "--window", a.id, strconv.Itoa((at.left+at.width/2)/scale), strconv.Itoa((at.top+at.height/2)/scale), "click", "1")
}

// find waits until the text is seen that often at the least, and says where.
func (a *window) find(text string, often int, which func([]word) word) word {
	a.w.t.Helper()
	path := filepath.Join(a.w.dir, "tmp", "point.png")
	defer os.Remove(path)
	var seen []byte
	var shown []word
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		a.assertRunning()
		picture := a.look(path)
		if picture == nil || bytes.Equal(picture, seen) {
			continue
		}
		seen = picture
		began := time.Now()
		// 11: any text, wherever it is; 3 reads what stands in paragraphs better.
		for _, mode := range []string{"11", "3"} {
			shown = words(a.w.recognise(path, mode, "tsv"))
			if found := places(shown, text); len(found) >= often {
				return which(found)
			}
		}
		deadline = deadline.Add(time.Since(began))
	}
	var all []string
	for _, w := range shown {
		all = append(all, w.text)
	}
	a.w.t.Fatalf("the window does not say %q %d times. It shows: %s", text, often, strings.Join(all, " "))
	return word{}
}

// words reads what tesseract tells of the words on a picture.
func words(table string) []word {
	var all []word
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 12 || f[0] != "5" || strings.TrimSpace(f[11]) == "" {
			continue
		}
		w := word{line: strings.Join(f[1:5], "."), text: f[11]}
		for i, to := range []*int{&w.left, &w.top, &w.width, &w.height} {
			*to, _ = strconv.Atoi(f[6+i])
		}
		all = append(all, w)
	}
	return all
}

// places finds a text among words, each time it stands there, from top to
// bottom: neighbours on a line that together say just this.
func places(all []word, text string) []word {
	wanted := folded(text)
	var found []word
	for i := range all {
		if folded(all[i].text) == "" {
			continue // a sign before the text, not its beginning
		}
		said := ""
		for j := i; j < len(all) && all[j].line == all[i].line && len(said) < len(wanted); j++ {
			said += folded(all[j].text)
			if said != wanted {
				continue
			}
			at := all[i]
			at.width = all[j].left + all[j].width - at.left
			found = append(found, at)
		}
	}
	slices.SortStableFunc(found, func(a, b word) int { return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left)) })
	return found
}
