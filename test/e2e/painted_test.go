//go:build e2e && linux

package e2e

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// painted reports whether there is anything in the window: more than its ground.
func (a *window) painted() bool {
	a.w.t.Helper()
	a.assertRunning()
	path := filepath.Join(a.w.dir, "tmp", "painted.png")
	defer os.Remove(path)
	if !a.capture(path) {
		return false
	}
	file, err := os.Open(path)
	must(a.w.t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	must(a.w.t, err)
	seen := map[color.Color]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			seen[picture.At(x, y)] = true
		}
		if len(seen) > 20 { // letters have many shades
			return true
		}
	}
	return false
}

// waitForPainted is waitFor from pictures of the window.
func (a *window) waitForPainted(texts ...string) {
	a.w.t.Helper()
	path := filepath.Join(a.w.dir, "tmp", "screen.png")
	defer os.Remove(path)
	var seen []byte
	var shown string
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		a.assertRunning()
		if picture := a.look(path); picture != nil && !bytes.Equal(picture, seen) {
			began := time.Now()
			seen, shown = picture, a.w.recognise(path, "3")
			if missing(shown, texts) == "" {
				return
			}
			// Lines of neighbouring panes may have been read as one.
			shown += "\n" + a.readPanes(path, picture)
			if missing(shown, texts) == "" {
				return
			}
			// The window does not take longer where reading it does.
			deadline = deadline.Add(time.Since(began))
		}
	}
	a.w.t.Fatalf("the window does not show %q. It shows:\n%s", missing(shown, texts), shown)
}

// readPanes recognises the text of list, form and answer apart. Their places
// are those of a wide window, in pixels of the enlarged picture.
func (a *window) readPanes(path string, picture []byte) string {
	a.w.t.Helper()
	const side, form = 2 * 232, 2 * 392
	image, err := png.DecodeConfig(bytes.NewReader(picture))
	must(a.w.t, err)
	if image.Width <= side+form {
		return ""
	}
	zones := fmt.Sprintf("0 0 %d %d list\n%d 0 %d %d form\n%d 0 %d %d answer\n",
		side, image.Height, side+2, form-2, image.Height, side+form+2, image.Width-side-form-2, image.Height)
	file := strings.TrimSuffix(path, ".png") + ".uzn" // where tesseract looks for zones
	must(a.w.t, os.WriteFile(file, []byte(zones), 0o600))
	defer os.Remove(file)
	return a.w.recognise(path, "4")
}

// recognise reads the text of a picture; mode is how tesseract looks at the page.
// What is asked of it besides follows. It is slow on a busy machine.
func (w *world) recognise(path, mode string, more ...string) string {
	w.t.Helper()
	got, ok := w.runWithin(5*patience, "", "tesseract", append([]string{path, "-", "--psm", mode}, more...)...)
	if !ok {
		w.t.Fatalf("tesseract took longer than %v", 5*patience)
	}
	return got.stdout
}

// enlarged is how many times larger than on the screen the picture is that text
// is recognised on: recognition was made for letters of about twice the usual
// size.
func (a *window) enlarged() int {
	if a.w.vars["FYNE_SCALE"] == "2" {
		return 1
	}
	return 2
}

// look takes a picture of the window for text recognition; nil if there was
// none to take.
func (a *window) look(path string) []byte {
	a.w.t.Helper()
	size := strconv.Itoa(100*a.enlarged()) + "%"
	if !a.capture(path, "-colorspace", "Gray", "-resize", size, "-define", "png:compression-level=1") {
		return nil
	}
	picture, err := os.ReadFile(path)
	must(a.w.t, err)
	return picture
}

// readsPainted is reads from a picture of the window.
func (a *window) readsPainted() string {
	a.w.t.Helper()
	path := filepath.Join(a.w.dir, "tmp", "read.png")
	defer os.Remove(path)
	var picture []byte
	a.w.eventually("a picture of the window", func() bool {
		picture = a.look(path)
		return picture != nil
	})
	return a.w.recognise(path, "3") + "\n" + a.readPanes(path, picture)
}

// findPainted is find from pictures of the window.
func (a *window) findPainted(text string, often int, which func([]word) word) word {
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
			shown = words(a.w.recognise(path, mode, "tsv"), a.enlarged())
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

// words reads what tesseract tells of the words on a picture that is so many times
// larger than the window.
func words(table string, larger int) []word {
	var all []word
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 12 || f[0] != "5" || strings.TrimSpace(f[11]) == "" {
			continue
		}
		w := word{line: strings.Join(f[1:5], "."), text: f[11]}
		for i, to := range []*int{&w.left, &w.top, &w.width, &w.height} {
			*to, _ = strconv.Atoi(f[6+i])
			*to /= larger
		}
		all = append(all, w)
	}
	return all
}
