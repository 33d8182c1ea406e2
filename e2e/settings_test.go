//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSettings: language, appearance and text size change at once, and are
// found again at the next start.
func TestSettings(t *testing.T) {
	w := newWorld(t).withScreen()
	delete(w.vars, "FYNE_THEME")
	a := w.open("-env", "demo")
	a.resize(tallWidth, tallHeight)
	a.press("ctrl+comma")
	a.waitFor(say(t, "ui.settings.title"), say(t, "ui.settings.language.system", "Name", "English"), "100")
	a.click(say(t, "ui.settings.appearance.light"))
	w.eventually("the window is light", func() bool { return a.brightness() > 0x80 })
	a.click(say(t, "ui.settings.appearance.dark"))
	w.eventually("the window is dark", func() bool { return a.brightness() < 0x80 })
	a.press("Escape")
	for range 2 {
		a.press("ctrl+plus")
	}
	a.press("ctrl+comma")
	a.waitFor(say(t, "ui.settings.title"), "150")
	a.picture("dark-and-large")
	a.press("Escape")
	a.quit()

	a = w.open("-env", "demo")
	if a.brightness() > 0x80 {
		t.Error("after a restart the window is light again")
	}
	a.press("ctrl+comma")
	a.waitFor(say(t, "ui.settings.title"), "150")
	a.quit()
}

// TestLanguage: the words of the window change without a restart, to every
// language that there is.
func TestLanguage(t *testing.T) {
	files, err := filepath.Glob("../assets/translations/*.json")
	must(t, err)
	w := newWorld(t).withScreen()
	w.vars["LC_ALL"] = "C.UTF-8"
	a := w.open("-env", "demo")
	a.waitFor(say(t, "ui.welcome.title"))
	for _, file := range files {
		tag := strings.TrimSuffix(filepath.Base(file), ".json")
		if tag != "de" { // of several, one is enough, and one whose letters are recognised
			continue
		}
		text, err := os.ReadFile(file)
		must(t, err)
		var words map[string]any
		must(t, json.Unmarshal(text, &words))
		a.press("ctrl+comma")
		a.waitFor(say(t, "ui.settings.title"))
		a.click(say(t, "ui.settings.language.system", "Name", "English"))
		a.click("Deutsch")
		a.waitFor(words["ui.settings.title"].(string))
		a.press("Escape")
		a.waitFor(words["ui.form.company"].(string))
		a.picture(tag)
	}
	a.quit()
}

// brightness is that of the window's corner, which has its ground.
func (a *window) brightness() uint32 {
	a.w.t.Helper()
	path := filepath.Join(a.w.dir, "tmp", "corner.png")
	if !a.capture(path, "-colorspace", "Gray") {
		return 0x80
	}
	file, err := os.Open(path)
	must(a.w.t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	must(a.w.t, err)
	size := picture.Bounds()
	grey, _, _, _ := picture.At(size.Max.X-4, size.Max.Y-4).RGBA()
	return grey >> 8
}
