//go:build e2e && linux

package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// pictureWidth and pictureHeight are the size of the pictures of the README.
const pictureWidth, pictureHeight = 1280, 800

// TestScreenshots takes the pictures of the README, in light and dark, and the
// same at twice the size for a look at the details.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("SCREENSHOT_DIR")
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			w := newWorld(t).withScreen().withKeychain()
			if folder == "" {
				folder = w.out
			}
			target, err := filepath.Abs(folder)
			must(t, err)
			must(t, os.MkdirAll(target, 0o755))
			w.vars["FYNE_THEME"] = theme
			s := w.story("full-access")

			a := w.open("-env", "demo")
			a.resize(pictureWidth, pictureHeight)
			a.fill(s.key, s.company)
			a.press("ctrl+Return")
			a.waitFor(say(t, "finding.ok.title"), demoCompany, say(t, "ui.saving.saved.title"))
			if !a.capture(filepath.Join(target, theme+".png")) {
				t.Error("no picture could be taken")
			}
			a.quit()

			w.vars["FYNE_SCALE"] = "2"
			a = w.open("-env", "demo")
			a.resize(2*pictureWidth, 2*pictureHeight)
			a.selectFirst()
			a.waitFor(say(t, "ui.form.key.kept", "Hint", "0001"))
			a.press("ctrl+Return")
			a.waitFor(say(t, "finding.ok.title"), demoCompany)
			a.picture("scale-2-" + theme)
			a.quit()
		})
	}
}

// resize gives the window a size in pixels, as the window manager would.
func (a *window) resize(width, height int) {
	a.w.t.Helper()
	a.w.tool("", "xdotool", "windowsize", a.id, strconv.Itoa(width), strconv.Itoa(height))
	a.w.eventually("the window has its new size", func() bool {
		w, h := a.size()
		return w == width && h == height
	})
}
