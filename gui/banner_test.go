package gui

import (
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
)

// The button counts down where the server asks to wait, and stays the same
// button, so that the focus stays on it.
func TestCountdownOnTheButton(t *testing.T) {
	d := newDesk(t)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	s := d.control.State()
	s.Result = &check.Result{Verdict: check.Inconclusive, Environment: app.Staging, Finding: check.Finding{Kind: check.RateLimited}}
	s.Offers = []app.Offer{{Kind: app.TryAgain, NotBefore: now.Add(18 * time.Second)}}
	s.Now = now
	d.win.show(s)
	press := d.button("Try again in 18 seconds")
	if !press.Disabled() {
		t.Error("it can be pressed too early")
	}
	s.Now = now.Add(17 * time.Second)
	d.win.show(s)
	if press.text != "Try again in 1 second" {
		t.Errorf("after 17 seconds: %q", press.text)
	}
	s.Now = now.Add(18 * time.Second)
	d.win.show(s)
	if press.text != "Try again" || press.Disabled() {
		t.Errorf("afterwards: %q, disabled %v", press.text, press.Disabled())
	}
	if d.win.banner.presses[0] != press {
		t.Error("it is another button now")
	}
}

// What IT asks for stands below the words, and not under a good verdict.
func TestTechnicalDetail(t *testing.T) {
	d := newDesk(t)
	for verdict, shown := range map[check.Verdict]bool{check.Failed: true, check.Inconclusive: true, check.Limited: true, check.Working: false} {
		s := d.control.State()
		s.Result = &check.Result{Verdict: verdict, Finding: check.Finding{Kind: check.TLSFailed, Detail: "tls: handshake failure"}}
		d.win.show(s)
		if got := d.win.banner.detail.Visible(); got != shown {
			t.Errorf("%s: the detail is shown: %v", verdict, got)
		}
	}
}

// What a server says of somebody is not on the screen until the person asks.
func TestBannerNamesNobody(t *testing.T) {
	d := newDesk(t)
	const who = "anna.eksempel@example.com"
	s := d.control.State()
	s.Result = &check.Result{Verdict: check.Failed, Environment: app.Staging, Finding: check.Finding{
		Kind: check.RequestRefused, Detail: "message no user " + who, Facts: map[string]string{check.FactReason: who},
	}}
	for _, revealed := range []bool{false, true, false} {
		s.Answer.Revealed = revealed
		d.win.show(s)
		for _, text := range []string{d.win.banner.detail.text, d.win.banner.meaning.text} {
			if got := strings.Contains(text, who); got != revealed {
				t.Errorf("asked for: %v; the screen says %q", revealed, text)
			}
		}
	}
}
