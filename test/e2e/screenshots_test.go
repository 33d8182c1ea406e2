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

// desk is what the pictures show: a bookkeeper's keys, one of which was refused.
func (w *world) desk() {
	w.t.Helper()
	bakery, shop := w.story("full-access").kept(1, "Nordhavn Bageri"), w.story("read-only-employees").kept(2, "Nordhavn Bageri, HR")
	bakery["expiresOn"], shop["expiresOn"] = inDays(300), inDays(120)
	w.keep(bakery, shop, w.story("empty-company").kept(3, "Tom Demo"), w.story("expired").kept(4, "Webshop, old key"))
}

// TestScreenshots takes the pictures of the README, in English: in light a key
// that works, what it may do, all keys at once and the guide; in dark a key
// that does not work, also at twice the size for a look at the details.
func TestScreenshots(t *testing.T) {
	target := os.Getenv("SCREENSHOT_DIR")
	open := func(t *testing.T, theme string) (a *window, shoot func(name string)) {
		w := newWorld(t).withoutReaders().withScreen().withKeychain()
		if target == "" {
			target = w.out
		}
		target, err := filepath.Abs(target)
		must(t, err)
		must(t, os.MkdirAll(target, 0o755))
		w.vars["FYNE_THEME"] = theme
		w.desk()
		a = w.open("--env", "demo")
		a.resize(pictureWidth, pictureHeight)
		return a, func(name string) {
			a.rest()
			if !a.capture(filepath.Join(target, name+".png")) {
				t.Errorf("no picture could be taken: %s", name)
			}
		}
	}
	t.Run("light", func(t *testing.T) {
		a, shoot := open(t, "light")
		a.press("ctrl+shift+Return")
		a.waitFor(sayCount(t, "ui.all.sum.works", 3), sayCount(t, "ui.all.sum.failed", 1))
		shoot("check-all")
		a.clickFirst("Nordhavn Bageri")
		a.waitFor(kept(t, "0001"))
		a.press("ctrl+Return")
		a.waitFor(say(t, "finding.ok.title"), demoCompany, kept(t, "0001"))
		shoot("light")
		a.press("F1")
		a.waitFor(say(t, "guide.title"), say(t, "guide.close"))
		shoot("guide")
		a.press("Escape")
		a.waitFor(say(t, "finding.ok.title"))
		a.menu(1, 4) // what the key may do
		a.waitFor(say(t, "permissions.reads"), say(t, "ui.permissions.again"))
		shoot("permissions")
		a.quit()
	})
	t.Run("dark", func(t *testing.T) {
		a, shoot := open(t, "dark")
		refused := func() {
			a.clickFirst("Webshop, old key")
			a.waitFor(kept(t, "0003"))
			a.press("ctrl+Return")
			a.waitFor(say(t, "finding.key-rejected.title"), say(t, "guide.how"))
		}
		a.press("ctrl+shift+Return")
		a.waitFor(sayCount(t, "ui.all.sum.failed", 1))
		refused()
		shoot("dark")
		a.quit()
		a.w.vars["FYNE_SCALE"] = "2"
		a = a.w.open("--env", "demo")
		a.resize(2*pictureWidth, 2*pictureHeight)
		refused()
		a.picture("scale-2-dark")
		a.quit()
	})
}

// rest takes the mouse away, so that nothing looks as if it were pointed at.
func (a *window) rest() {
	a.w.t.Helper()
	a.w.tool("", "xdotool", "mousemove", "2590", "1690")
}

// resize gives the window a size in pixels, as the window manager would.
func (a *window) resize(width, height int) {
	a.w.t.Helper()
	a.w.eventually("the window has its new size", func() bool { // which it may not take while it opens
		a.w.tool("", "xdotool", "windowsize", a.id, strconv.Itoa(width), strconv.Itoa(height))
		w, h := a.size()
		return w == width && h == height
	})
}
