//go:build wine && linux

package windows

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// border is how many pixels of it may be beyond the right edge of the screen: that is the
// border, not what is in the window.
const border = 8

// TestWindowFitsTheScreen: at the first start and with a size that was remembered of a
// larger screen, at 100 % and at 150 %, all of the window is on the screen.
func TestWindowFitsTheScreen(t *testing.T) {
	for name, tt := range map[string]struct {
		size          string
		width, height int
		percent       int
		remembered    string
	}{
		"small":              {"1366x768", 1366, 768, 100, ""},
		"small, remembered":  {"1366x768", 1366, 768, 100, `{"width":2400,"height":1300,"marks":["welcome"]}`},
		"small, enlarged":    {"1366x768", 1366, 768, 150, ""},
		"usual and enlarged": {"1920x1080", 1920, 1080, 150, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, tt.size)
			if tt.percent != 100 {
				w.registry(`Control Panel\Desktop`, "LogPixels", "144")
			}
			if tt.remembered != "" {
				must(t, os.MkdirAll(w.config, 0o700))
				must(t, os.WriteFile(filepath.Join(w.config, "window.json"), []byte(tt.remembered), 0o600))
			}
			a := w.open()
			var p place
			defer func() { t.Logf("the window is at %+v", p) }()
			w.eventually("all of the window is on the screen", func() bool {
				a.assertRunning()
				p = a.place()
				return p.width > tt.width/2 && p.x >= 0 && p.y >= 0 && p.x+p.width <= tt.width+border && p.y+p.height <= tt.height
			})
			first := w.say("welcome.title")
			if tt.remembered != "" {
				first = w.say("ui.form.key")
			}
			a.waitFor("shown", first)
			if tt.percent == 150 && tt.width == 1920 && p.width < 1500 {
				t.Errorf("at 150 %% the window is %d pixels wide", p.width)
			}
			a.close("ctrl+q")
		})
	}
}

// TestWithoutOpenGL: with a driver that is too old, and with none, the person reads in a
// message box what is missing, and the program ends with a status of its own.
func TestWithoutOpenGL(t *testing.T) {
	for name, tt := range map[string]struct{ screen, variable string }{
		"too old": {variable: "MESA_GL_VERSION_OVERRIDE=1.1"},
		"none":    {screen: "GLX"},
	} {
		t.Run(name, func(t *testing.T) {
			var options []string
			if tt.screen != "" {
				options = []string{"-extension", tt.screen}
			}
			w := newWorld(t, "1366x768", options...)
			if tt.variable != "" {
				w.vars = append(w.vars, tt.variable)
			}
			a := w.open()
			a.picture("message")
			if p := a.place(); p.width < 200 || p.width > 700 {
				t.Errorf("what is shown is no message box: %+v", p)
			}
			a.press("Return")
			if status, said := a.end(); status != 5 || !strings.Contains(said, w.say("ui.start.no-graphics")) {
				t.Errorf("status %d: %s", status, said)
			}
		})
	}
}
