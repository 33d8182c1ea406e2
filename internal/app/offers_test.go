package app

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/pleoclient"
)

func TestOffers(t *testing.T) {
	variant := func(v string) func(*check.Result) { return func(r *check.Result) { r.Finding.Variant = v } }
	scopes := func(s ...string) func(*check.Result) {
		return func(r *check.Result) { r.Identity, r.Operation = &check.Identity{Scopes: s}, "employees" }
	}
	for _, test := range []struct {
		name    string
		verdict check.Verdict
		kind    check.Kind
		change  func(*check.Result)
		want    []OfferKind
	}{
		{"no company", check.Failed, check.CompanyMissing, scopes(), []OfferKind{FindFromKey}},
		{"sample company", check.Failed, check.CompanyIsSample, scopes(), []OfferKind{FindFromKey}},
		{"key as company", check.Failed, check.CompanyMalformed, variant("looks-like-key"), []OfferKind{SwapFields}},
		{"company as key", check.Failed, check.KeyIsCompanyID, scopes(), []OfferKind{SwapFields}},
		{"mismatch, company not known", check.Failed, check.CompanyMismatch, scopes(), nil},
		{"rejected", check.Failed, check.KeyRejected, scopes(), []OfferKind{TryOtherEnvironment}},
		{"another test", check.Limited, check.ScopeMissing, scopes("companies:read"), []OfferKind{UseOtherTest}},
		{"no other test", check.Limited, check.AccessDenied, scopes("users:read"), nil},
		{"not told", check.Inconclusive, check.PleoUnavailable, scopes(), []OfferKind{TryAgain}},
		{"working", check.Working, check.OK, scopes(), nil},
		{"not described", check.Working, check.OK, func(r *check.Result) { r.Identity = nil }, []OfferKind{CheckDeeper}},
		{"by proxy", check.Working, check.OK, func(r *check.Result) {
			r.Identity = &check.Identity{}
			r.Exchanges = []*pleoclient.Exchange{{Proxy: "proxy.example:8080"}}
		}, []OfferKind{CheckDeeper}},
		{"looked deeper", check.Working, check.OK, func(r *check.Result) { r.Deep = check.DeepPassed }, nil},
		{"a wrong key was taken", check.Inconclusive, check.NotPleo, func(r *check.Result) { r.Deep, r.Accepted = check.DeepFailed, false }, []OfferKind{CheckDeeper}},
		{"a wrong key was not answered", check.Inconclusive, check.WrongKeyNotRefused, func(r *check.Result) { r.Deep, r.Accepted = check.DeepUnknown, false }, []OfferKind{CheckDeeper}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, checking(answering(test.verdict, test.kind, test.change)), func(d *Deps) { d.Environment = env.Staging })
			f := form(canary, someID)
			f.Keep = false
			b.check(f)
			var got []OfferKind
			for _, o := range b.State().Offers {
				got = append(got, o.Kind)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("offers %+v, want %v", b.State().Offers, test.want)
			}
		})
	}
}

// TestOtherTest takes another test request, with the real catalogue.
func TestOtherTest(t *testing.T) {
	b := newBench(t)
	f := story(t, "read-only-employees")
	f.Operation = "vendors"
	b.check(f)
	offers := b.State().Offers
	if b.State().Result.Finding.Kind != check.ScopeMissing || len(offers) != 1 || offers[0].Operation != "employees" {
		t.Fatalf("finding %+v, offers %+v", b.State().Result.Finding, offers)
	}
	b.Check.With(Form{CompanyID: someID, Entered: connection.Entered{Operation: "vendors"}}, offers[0].Operation)
	b.run()
	if s := b.State(); s.Result.Verdict != check.Working || b.filled().Operation == nil || *b.filled().Operation != "employees" {
		t.Errorf("%s, fill %+v", s.Result.Verdict, s.Fill)
	}
}

func TestDeepCheck(t *testing.T) {
	var deep []bool
	b := newBench(t)
	b.d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		deep = append(deep, in.Deep)
		return answering(check.Working, check.OK)(ctx, in, o)
	}
	b.check(form(canary, someID))
	b.Check.Deep(Form{CompanyID: someID})
	b.run()
	if !slices.Equal(deep, []bool{false, true}) {
		t.Errorf("deep: %v", deep)
	}
}

// TestAfter: without a timer of the caller's, ticks come to the UI.
func TestAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := make(chan string, 2)
		c := New(Deps{UI: func(f func()) { got <- "on the UI"; f() }})
		c.d.After(time.Second, func() { got <- "done" })
		c.d.After(time.Minute, func() { t.Error("stopped, and came all the same") })()
		<-time.After(time.Hour)
		if a, b := <-got, <-got; a != "on the UI" || b != "done" || len(got) != 0 {
			t.Errorf("%s, %s", a, b)
		}
	})
}

// TestWait counts down to the time at which the check may be tried again, and
// stops with the answer.
func TestWait(t *testing.T) {
	now := epoch
	var after []func()
	stopped := 0
	b := newBench(t, func(d *Deps) {
		d.Now = func() time.Time { return now }
		d.After = func(wait time.Duration, f func()) func() {
			if wait <= 0 || wait > time.Second+time.Millisecond {
				t.Errorf("waits %v", wait)
			}
			after = append(after, f)
			return func() { stopped++ }
		}
	})
	b.check(story(t, "rate-limited"))
	wait := b.State().Offers[0].Wait(b.State().Now)
	if wait <= 0 || len(after) != 1 {
		t.Fatalf("wait %d, %d timers", wait, len(after))
	}
	for left := wait - 1; left >= 0; left-- {
		now = now.Add(time.Second)
		after[len(after)-1]()
		if got := b.State().Offers[0].Wait(b.State().Now); got != left {
			t.Fatalf("wait %d, want %d", got, left)
		}
	}
	if len(after) != wait {
		t.Errorf("%d timers for %d s", len(after), wait)
	}
	now, stopped = epoch, 0
	b.check(story(t, "rate-limited"))
	b.Connections.New()
	if stopped != 1 {
		t.Errorf("%d timers stopped", stopped)
	}
	timers := len(after)
	after[timers-1]() // it was on its way when it was stopped
	if len(after) != timers {
		t.Error("a stopped timer went on")
	}
	b.check(story(t, "rate-limited"))
	after[timers-1]() // late, beside a new timer: one goes on
	if stopped != 2 || len(after) != timers+2 {
		t.Errorf("%d timers stopped of %d", stopped, len(after))
	}
	b.Close()
	if stopped != 3 {
		t.Errorf("%d timers stopped at the end", stopped)
	}
}
