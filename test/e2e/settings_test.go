//go:build e2e && linux

package e2e

import (
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"pleokeycheck/internal/message"
)

// TestSettings: language, appearance and size of text change at once, in the
// window that is open, and are found again at the next start.
func TestSettings(t *testing.T) {
	w := newWorld(t).withScreen()
	delete(w.vars, "FYNE_THEME") // which would win
	a := w.open("--env", "demo")
	a.waitFor(say(t, "ui.welcome.title"), say(t, "ui.form.check"))

	// The button to close has the focus; the next is the first, the language.
	a.press("ctrl+comma")
	a.waitFor(say(t, "ui.settings.title"), say(t, "ui.settings.hint"))
	a.picture("settings")
	a.press("Tab")
	for at, tag := 0, ""; tag != "fi"; at++ { // from the system's, the first, in the order of the names
		a.press("Right")
		if tag = message.AllLanguages()[at].Tag; tag == "nl" || tag == "fi" {
			a.waitFor(sayIn(t, tag, "ui.settings.title"), sayIn(t, tag, "ui.settings.language"))
			a.picture(tag)
		}
	}

	// The focus is still at the language; the next is the appearance.
	a.press("Tab", "End")
	w.eventually("the window is dark", a.dark)
	a.press("Left")
	w.eventually("the window is light", func() bool { return !a.dark() })
	a.press("End")
	w.eventually("the window is dark again", a.dark)
	a.press("Tab", "End") // the contrast
	w.eventually("the ground is black", func() bool { return a.corner() == 0 })
	a.press("Escape")
	a.waitFor(sayIn(t, "fi", "ui.form.check"))
	a.press("ctrl+plus")
	a.picture("dark-and-large")
	a.quit()
	want := left{Language: "fi", Theme: "dark", Contrast: "high", TextSize: 110}
	if got := w.left(); got != want {
		t.Errorf("remembered %+v, want %+v", got, want)
	}

	a = w.open("--env", "demo")
	a.waitFor(sayIn(t, "fi", "ui.form.check"))
	if !a.dark() {
		t.Error("after a restart the window is light again")
	}
	a.picture("started-again")
	a.quit()
	if got := w.left(); got != want {
		t.Errorf("after a restart %+v is remembered, want %+v", got, want)
	}
}

// left is what is remembered of the settings.
type left struct {
	Language, Theme, Contrast string
	TextSize                  int
}

func (w *world) left() left {
	w.t.Helper()
	var l left
	must(w.t, json.Unmarshal([]byte(w.file(filepath.Join(w.config, "window.json"))), &l))
	return l
}

// dark reports whether the window has a dark ground.
func (a *window) dark() bool {
	a.w.t.Helper()
	return a.corner() < 0x60
}

// corner is the brightness of the window's ground, 0 to 255, where nothing else
// is; also where a sheet dims it.
func (a *window) corner() int {
	a.w.t.Helper()
	path := filepath.Join(a.w.dir, "tmp", "corner.png")
	defer os.Remove(path)
	if !a.capture(path, "-colorspace", "Gray") {
		a.w.t.Fatal("no picture could be taken")
	}
	file, err := os.Open(path)
	must(a.w.t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	must(a.w.t, err)
	grey, _, _, _ := picture.At(4, picture.Bounds().Max.Y-4).RGBA()
	return int(grey >> 8)
}
