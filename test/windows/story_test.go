//go:build wine && linux

package windows

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// saved is a connection as it is kept on disk.
type saved struct {
	Name, KeyHint string
	KeyKept       bool
	LastCheck     struct{ Verdict string }
}

// connection is the only one on disk; the zero one where there is none yet.
func (w *world) connection() saved {
	w.t.Helper()
	var kept struct{ Connections []saved }
	if text := w.file("connections.json"); text != "" {
		must(w.t, json.Unmarshal([]byte(text), &kept))
	}
	if len(kept.Connections) == 0 {
		return saved{}
	}
	return kept.Connections[0]
}

// TestStory is what a bookkeeper does on Windows, from the first start on: the demo, a
// key in the Credential Manager, a name with Danish letters pasted, a report in the
// documents, dark, everything removed.
func TestStory(t *testing.T) {
	const name = "Bogføring æøå ÆØÅ"
	w := newWorld(t, "1366x768")
	a := w.open()
	a.waitFor("1-welcome", w.say("welcome.title"), w.say("welcome.key.title"), w.say("welcome.demo.title"))
	a.press("Tab", "Tab", "Tab", "space") // "Try it with a demo"
	a.waitFor("2-form", w.say("ui.form.check"), w.say("story.full-access.name"))
	// Check has the focus; the next is whether to keep the key, which of the demo it is not by
	// itself.
	a.press("Tab", "space", "shift+Tab", "space")
	w.eventually("the key works and is kept", func() bool { c := w.connection(); return c.KeyKept && c.LastCheck.Verdict == "working" })
	a.waitFor("3-works", w.say("finding.ok.title"), "In the keychain (Credential") // the line breaks there
	if !strings.Contains(w.credentials(), "pleo-key-check") {
		t.Errorf("the Credential Manager holds %q", w.credentials())
	}

	clipboard := w.command("xclip", "-quiet", "-selection", "clipboard", "-in") // in the foreground, so that it ends with the test
	clipboard.Stdin = strings.NewReader(name)
	w.start(clipboard)
	w.eventually("the clipboard holds the name", func() bool { out, _ := w.run("xclip", "-selection", "clipboard", "-out"); return out == name })
	a.press("F2")
	a.waitFor("4-rename", w.say("ui.rename.title"))
	a.press("ctrl+a", "ctrl+v", "Return")
	w.eventually("the connection has the pasted name", func() bool { return w.connection().Name == name })

	// The other program reads the key that the window kept.
	out, status := w.cli("check", "--connection", name, "--json")
	var report struct{ Verdict string }
	if err := json.Unmarshal([]byte(out), &report); err != nil || status != 0 || report.Verdict != "working" {
		t.Errorf("the other program ends with %d: %s", status, out)
	}

	a.press("ctrl+s")
	a.waitFor("5-report", w.say("ui.pass.report.title"), w.say("ui.pass.folder"))
	a.press("space") // Save has the focus
	var files []string
	w.eventually("the report is in the documents", func() bool {
		files, _ = filepath.Glob(filepath.Join(w.home, "Documents", "*.html"))
		return len(files) == 1
	})
	page, err := os.ReadFile(files[0])
	if err != nil || !strings.Contains(string(page), w.say("finding.ok.title")) || strings.Contains(string(page), "demo-full-access-key") {
		t.Errorf("the report: %v, %s", err, page)
	}

	a.press("ctrl+comma")
	a.waitFor("6-settings", w.say("ui.settings.title"), w.say("ui.settings.language"))
	a.press("Tab", "Tab", "End") // the appearance
	w.eventually("dark is remembered", func() bool { return strings.Contains(w.file("window.json"), `"theme":"dark"`) })
	a.press("Escape")

	a.press("Alt_L", "Down", "Down", "Down", "Down", "Down", "Down", "Return")
	a.waitFor("7-remove", w.say("erase.title"), w.say("erase.tick"))
	a.press("shift+Tab", "space") // the tick stands before the buttons
	a.press("Tab", "Tab", "space")
	w.eventually("the folder is gone", func() bool { _, err := os.Stat(w.config); return os.IsNotExist(err) })
	a.waitFor("8-removed", w.say("erase.done.title"))
	if left := w.credentials(); strings.Contains(left, "pleo-key-check") {
		t.Errorf("the Credential Manager still holds %s", left)
	}
	a.press("Escape")
	a.close("alt+F4")
	if _, err := os.Stat(w.config); err == nil {
		t.Error("closing brought the folder back")
	}
}
