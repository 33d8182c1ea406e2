//go:build e2e && linux

package e2e

import (
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// promptly is how soon something has to end that somebody stopped: far sooner
// than a check ends by itself that nobody answers.
const promptly = 3 * time.Second

// TestCancel: Esc stops a check, and closing the window stops it too. The
// server keeps silent until it is stopped, however slow the machine is.
func TestCancel(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	server := newEchoServer(t)

	a := w.open("--base-url", server.url)
	a.waitFor(say(t, "ui.form.key.hint"))
	a.fill(canary, anyCompany)
	a.press("ctrl+Return")
	server.awaited(t)
	a.picture("checking")
	a.press("Escape") // before the screen is read: on a slow machine that takes as long as a check may
	a.waitFor(say(t, "finding.cancelled.title"))
	a.picture("stopped")
	w.assertGone()

	a.press("ctrl+Return")
	server.awaited(t)
	a.press("ctrl+q")
	a.waitFor(say(t, "ui.leave.title")) // what was typed is not saved
	a.press("Tab", "space")             // and may go
	if status := a.wait(promptly); status != 0 {
		t.Errorf("closed during a check: status %d", status)
	}
	w.assertGone()
	w.assertNowhere(canary)
}

// TestTerminate: the signal that ends a session closes the window, and it is
// remembered how it was left; also where the signal comes while it opens.
func TestTerminate(t *testing.T) {
	w := newWorld(t).withScreen()
	for range 3 {
		p := w.start("opening.log", "", nil, nil, w.binary, "window", "--env", "demo")
		w.eventually("there is a window", func() bool {
			return w.run("", "xdotool", "search", "--pid", strconv.Itoa(p.pid())).stdout != ""
		})
		must(t, p.cmd.Process.Signal(syscall.SIGTERM))
		if status := p.wait(patience); status != 0 {
			t.Errorf("ended while it opened: status %d", status)
		}
	}
	w.forget()
	a := w.open("--env", "demo")
	must(t, a.cmd.Process.Signal(syscall.SIGTERM))
	if status := a.wait(patience); status != 0 {
		t.Errorf("ended: status %d", status)
	}
	if text := w.file(filepath.Join(w.config, "window.json")); !strings.Contains(text, `"environment":"demo"`) {
		t.Errorf("remembered: %s", text)
	}
}

// TestInterrupt: Ctrl+C stops a check on the command line.
func TestInterrupt(t *testing.T) {
	w := newWorld(t)
	server := newEchoServer(t)
	p := w.start("check.log", canary, nil, nil, w.binary, "check", "--base-url", server.url, "--company-id", anyCompany, "--key-stdin")
	server.awaited(t)
	assertNotIn(t, canary, "what other programs see of the process", p.traces())
	must(t, p.cmd.Process.Signal(syscall.SIGINT))
	if status := p.wait(promptly); status != 130 {
		t.Errorf("status %d after an interrupt, want 130", status)
	}
	w.assertNowhere(canary)
}
