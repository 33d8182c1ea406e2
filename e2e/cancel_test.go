//go:build e2e && linux

package e2e

import (
	"syscall"
	"testing"
	"time"
)

// promptly is how soon something has to end that somebody stopped: sooner than
// a check of the slow demo key, which takes four seconds.
const promptly = 3 * time.Second

// TestCancel: Esc stops a check, and closing the window stops it too.
func TestCancel(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	s := w.story("slow")

	a := w.open("-env", "demo")
	a.fill(s.key, s.company)
	a.press("ctrl+Return", "Escape")
	a.waitFor(say(t, "finding.cancelled.title"))
	a.picture("stopped")
	w.assertGone()

	a.press("ctrl+Return")
	a.waitFor(say(t, "ui.waiting.check"))
	a.picture("checking")
	a.press("Escape")
	a.waitFor(say(t, "finding.cancelled.title"))

	a.press("ctrl+Return", "ctrl+q")
	if status := a.wait(promptly); status != 0 {
		t.Errorf("closed during a check: status %d", status)
	}
	w.assertGone()
	w.assertNowhere(s.key)
}

// TestInterrupt: Ctrl+C stops a check on the command line.
func TestInterrupt(t *testing.T) {
	w := newWorld(t)
	server := newEchoServer(t)
	p := w.start("check.log", canary, nil, nil, w.binary, "check", "-base-url", server.url, "-company-id", anyCompany, "-key-stdin")
	select {
	case <-server.asked:
	case <-time.After(patience):
		t.Fatal("the check asked nothing")
	}
	assertNotIn(t, canary, "what other programs see of the process", p.traces())
	must(t, p.cmd.Process.Signal(syscall.SIGINT))
	if status := p.wait(promptly); status != 130 {
		t.Errorf("status %d after an interrupt, want 130", status)
	}
	w.assertNowhere(canary)
}
