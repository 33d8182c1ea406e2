//go:build wine && linux

package windows

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"pleokeycheck/test/screen"
)

const title = "Key Check for Pleo"

// window is the program with its window, or with the message box that says why there
// is none.
type window struct {
	*world
	cmd  *exec.Cmd
	done chan struct{} // closed when the program ended
	said bytes.Buffer  // read it when the program ended
	id   string
}

// open starts the program and waits until it shows something that has the keyboard.
func (w *world) open(args ...string) *window {
	w.t.Helper()
	a := &window{world: w, done: make(chan struct{})}
	a.cmd = w.command("wine", append([]string{filepath.Join(os.Getenv("WINDOWS_PROGRAMS"), "pleo-key-check.exe")}, args...)...)
	a.cmd.Stdout, a.cmd.Stderr = &a.said, &a.said
	must(w.t, a.cmd.Start())
	go func() {
		_ = a.cmd.Wait() // its status is read by who waits
		close(a.done)
	}()
	w.t.Cleanup(func() {
		if w.t.Failed() {
			a.picture("failed")
		}
		_ = a.cmd.Process.Kill()
		<-a.done
	})
	w.eventually("the program shows something", func() bool {
		a.assertRunning()
		found, _ := w.run("xdotool", "search", "--onlyvisible", "--name", "^"+title+"$")
		for id := range strings.FieldsSeq(found) {
			a.id = id
		}
		if a.id == "" {
			return false
		}
		w.run("xdotool", "windowactivate", a.id)
		focus, _ := w.run("xdotool", "getwindowfocus")
		return strings.TrimSpace(focus) == a.id
	})
	return a
}

func (a *window) assertRunning() {
	a.t.Helper()
	select {
	case <-a.done:
		a.t.Fatalf("the program ended by itself, with status %d: %s", a.cmd.ProcessState.ExitCode(), &a.said)
	default:
	}
}

// end waits until the program ended, and gives its status and all that it printed.
func (a *window) end() (status int, said string) {
	a.t.Helper()
	a.eventually("the program ends", func() bool {
		select {
		case <-a.done:
			return true
		default:
			return false
		}
	})
	must(a.t, os.WriteFile(filepath.Join(a.out, "program.log"), a.said.Bytes(), 0o600))
	return a.cmd.ProcessState.ExitCode(), a.said.String()
}

// close presses keys that close the window; the program has to end well, without a
// complaint.
func (a *window) close(keys string) {
	a.t.Helper()
	a.press(keys)
	if status, said := a.end(); status != 0 || said != "" {
		a.t.Fatalf("after %s the program ended with status %d: %s", keys, status, said)
	}
}

// press presses keys, by the names of xdotool: "Tab", "ctrl+Return".
func (a *window) press(keys ...string) {
	a.t.Helper()
	a.assertRunning()
	if _, status := a.run("xdotool", append([]string{"key", "--delay", "25"}, keys...)...); status != 0 {
		a.t.Fatalf("xdotool key %v: status %d", keys, status)
	}
}

// picture keeps a picture of the whole screen.
func (a *window) picture(name string) string {
	a.t.Helper()
	path := filepath.Join(a.out, name+".png")
	a.run("import", "-silent", "-window", "root", path)
	return path
}

// waitFor waits until these texts can be read off the screen at once.
func (a *window) waitFor(name string, texts ...string) {
	a.t.Helper()
	var seen string
	var last []byte
	a.eventually(fmt.Sprintf("%q on the screen", texts), func() bool {
		a.assertRunning()
		path, large := a.picture(name), filepath.Join(a.home, "large.png")
		a.run("convert", path, "-colorspace", "Gray", "-resize", "200%", "-strip", "-define", "png:exclude-chunks=date,time", "-define", "png:compression-level=1", large)
		defer os.Remove(large)
		now, err := os.ReadFile(large)
		if err != nil || bytes.Equal(now, last) {
			return false // no picture, or the one that was read
		}
		last = now
		seen, _ = a.run("tesseract", large, "-", "--psm", "3")
		must(a.t, os.WriteFile(filepath.Join(a.out, name+".txt"), []byte(seen), 0o600))
		for _, text := range texts {
			if !strings.Contains(screen.Folded(seen), screen.Folded(text)) {
				return false
			}
		}
		return true
	})
}

// place is where the inside of the window is on the screen, in pixels.
type place struct{ x, y, width, height int }

func (a *window) place() (p place) {
	a.t.Helper()
	out, _ := a.run("xdotool", "getwindowgeometry", "--shell", a.id)
	for line := range strings.Lines(out) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		n, _ := strconv.Atoi(value)
		switch name {
		case "X":
			p.x = n
		case "Y":
			p.y = n
		case "WIDTH":
			p.width = n
		case "HEIGHT":
			p.height = n
		}
	}
	return p
}

// say gives a text of the catalogue as a person reads it on Windows.
func (w *world) say(id string, facts ...string) string {
	w.t.Helper()
	file, err := os.ReadFile("../../assets/translations/en.json")
	must(w.t, err)
	var all map[string]any
	must(w.t, json.Unmarshal(file, &all))
	text, ok := all[id].(string)
	if !ok {
		w.t.Fatalf("the catalogue has no text %q", id)
	}
	values := map[string]string{"Keychain": all["keychain.credential-manager"].(string)}
	for i := 0; i+1 < len(facts); i += 2 {
		values[facts[i]] = facts[i+1]
	}
	parsed, err := template.New(id).Option("missingkey=zero").Parse(text)
	must(w.t, err)
	var b strings.Builder
	must(w.t, parsed.Execute(&b, values))
	return b.String()
}
