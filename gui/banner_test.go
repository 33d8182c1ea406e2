package gui

import (
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

// The button counts down where the server asks to wait, and stays the same
// button, so that the focus stays on it.
func TestCountdownOnTheButton(t *testing.T) {
	d := newDesk(t)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	s := d.control.State()
	s.Result = &check.Result{Verdict: check.Inconclusive, Environment: env.Staging, Finding: check.Finding{Kind: check.RateLimited}}
	s.Offers = []app.Offer{{Kind: app.TryAgain, NotBefore: now.Add(18 * time.Second)}}
	s.Now = now
	d.win.show(s)
	press := d.button("Try again in 18 seconds")
	if !press.Disabled() {
		t.Error("it can be pressed too early")
	}
	s.Now = now.Add(17 * time.Second)
	d.win.show(s)
	if press.Text != "Try again in 1 second" {
		t.Errorf("after 17 seconds: %q", press.Text)
	}
	s.Now = now.Add(18 * time.Second)
	d.win.show(s)
	if press.Text != "Try again" || press.Disabled() {
		t.Errorf("afterwards: %q, disabled %v", press.Text, press.Disabled())
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
	s.Result = &check.Result{Verdict: check.Failed, Environment: env.Staging, Finding: check.Finding{
		Kind: check.RequestRefused, Detail: "message no user " + who, Facts: map[string]string{check.FactReason: who},
	}}
	for _, revealed := range []bool{false, true, false} {
		s.Answer.Revealed = revealed
		d.win.show(s)
		for _, text := range []string{d.win.banner.detail.Text, d.win.banner.meaning.Text} {
			if got := strings.Contains(text, who); got != revealed {
				t.Errorf("asked for: %v; the screen says %q", revealed, text)
			}
		}
	}
}

// What Pleo asks a product to say of a connection stands only where the company
// is proven: not after a control that did not pass, nor after a page of another
// company.
func TestConnectedOnlyWhereProven(t *testing.T) {
	d := newDesk(t)
	company := check.Company{ID: "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90", Name: "Fake Bakery"}
	for _, kind := range []check.Kind{check.OK, check.WrongKeyNotRefused, check.CompanyMismatch, check.Contradiction} {
		company.Confirmed = kind == check.OK
		s := d.control.State()
		s.Result = &check.Result{Verdict: check.Inconclusive, Environment: env.Staging, Company: &company, Finding: check.Finding{Kind: kind}}
		d.win.show(s)
		for _, said := range []string{d.win.banner.company.Text, d.win.banner.title.Text, d.win.banner.meaning.Text} {
			if strings.Contains(said, "Connected to") && kind != check.OK {
				t.Errorf("%s: %q", kind, said)
			}
		}
		if got := strings.Contains(d.win.banner.company.Text, "Connected to Fake Bakery"); got != (kind == check.OK) {
			t.Errorf("%s: %q", kind, d.win.banner.company.Text)
		}
	}
}
