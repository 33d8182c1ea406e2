package app

import (
	"context"
	"errors"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// TestStale: what comes back after the person went on is dropped, and its key
// is not saved.
func TestStale(t *testing.T) {
	for name, goOn := range map[string]func(b *bench, other connection.Connection){
		"new connection":     func(b *bench, _ connection.Connection) { b.Connections.New() },
		"another connection": func(b *bench, other connection.Connection) { b.Connections.Select(other.ID) },
		"environment":        func(b *bench, _ connection.Connection) { b.Form.ChooseEnvironment(env.Production) },
		"a story":            func(b *bench, _ connection.Connection) { b.Form.UseStory("expired") },
		"swap":               func(b *bench, _ connection.Connection) { b.Form.Swap(form(canary, someID)) },
		"close":              func(b *bench, _ connection.Connection) { b.Close() },
	} {
		for _, late := range []bool{false, true} { // before and after the work is done
			t.Run(name, func(t *testing.T) {
				b := newBench(t)
				other := b.save("empty-company")
				b.Connections.New()
				b.Check.Run(story(t, "full-access"))
				if late {
					b.doWork()
				}
				goOn(b, other)
				s := b.State()
				b.run()
				after := b.State()
				if s.Activity != Idle || after.Activity != Idle || after.Result != nil || len(after.Steps) != 0 {
					t.Errorf("the stale check is on the screen: %+v", after.Result)
				}
				if len(b.list()) != 1 || !b.held.pending.Key.Empty() {
					t.Error("the stale check's key was saved or is held")
				}
				b.wantHeld("demo-empty-company-key-not-real-0011")
			})
		}
	}
}

// TestLeavingCancels: the check of a form that was left is stopped at once.
func TestLeavingCancels(t *testing.T) {
	for name, leave := range map[string]func(*bench){
		"new":    func(b *bench) { b.Connections.New() },
		"close":  func(b *bench) { b.Close() },
		"cancel": func(b *bench) { b.Cancel() },
	} {
		var b *bench
		b = newBench(t, func(d *Deps) {
			d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
				leave(b)
				if ctx.Err() == nil {
					t.Errorf("%s: the check was not cancelled", name)
				}
				return check.Run(ctx, in, o)
			}
		})
		b.check(form(canary, someID))
		b.wantHeld()
	}
}

// TestCustomChosen: the custom server can be left and chosen again.
func TestCustomChosen(t *testing.T) {
	b := newBench(t, customURL("https://pleo.example/api"))
	b.Form.ChooseEnvironment(env.Staging)
	b.Form.ChooseEnvironment(env.Custom)
	if s := b.State(); s.Environment != env.Custom || s.CustomURL != "https://pleo.example/api" {
		t.Errorf("%s at %s", s.Environment, s.CustomURL)
	}
}

// TestStaleStep: the steps of a check that is no longer shown are not shown.
func TestStaleStep(t *testing.T) {
	b := newBench(t)
	b.Check.Run(story(t, "full-access"))
	b.doWork()
	b.Connections.New()
	b.Check.Run(story(t, "expired"))
	b.doUI()
	if s := b.State(); s.Activity != Checking || len(s.Steps) != 0 {
		t.Errorf("activity %d, steps %+v", s.Activity, s.Steps)
	}
	b.run()
	if r := b.State().Result; r == nil || r.Finding.Kind != check.KeyRejected {
		t.Errorf("result %+v", r)
	}
}

func TestCheckTwice(t *testing.T) {
	b := newBench(t)
	b.Check.Run(story(t, "full-access"))
	b.Check.Run(story(t, "expired"))
	b.Check.FindCompany(story(t, "expired"))
	b.Check.With(story(t, "expired"), "companies")
	if len(b.work) != 1 {
		t.Fatalf("%d pieces of work", len(b.work))
	}
	// Until the key is saved, there is no second check either.
	b.doWork()
	b.doUI()
	b.wantSaving(SavingNow)
	b.Check.Run(story(t, "full-access"))
	b.Check.FindCompany(story(t, "full-access"))
	b.Saving.Save()
	if len(b.work) != 1 {
		t.Fatalf("%d pieces of work while saving", len(b.work))
	}
	b.run()
	b.wantSaving(Saved)
	if len(b.list()) != 1 {
		t.Errorf("%d connections", len(b.list()))
	}
}

// TestLeaveWhileSaving: the saving goes on; the form is free at once.
func TestLeaveWhileSaving(t *testing.T) {
	for name, leave := range map[string]func(*bench){
		"new":   func(b *bench) { b.Connections.New() },
		"close": func(b *bench) { b.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.Check.Run(story(t, "full-access"))
			b.doWork()
			b.doUI()
			b.wantSaving(SavingNow)
			leave(b)
			b.wantSaving(NotAsked)
			shown := b.shown
			b.run()
			b.wantKey(Typed, "")
			if s := b.State(); s.Selected != "" {
				t.Error("the late saving changed the form")
			}
			if len(b.list()) != 1 {
				t.Error("the connection was not saved")
			}
			b.wantHeld("demo-full-access-key-not-real-0001")
			if name == "close" && b.shown != shown {
				t.Error("something was shown after the end")
			}
		})
	}
}

// cancelAt cancels when a step begins.
func cancelAt(b **bench, at check.StepName) func(*Deps) {
	return func(d *Deps) {
		d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			report := o.OnStep
			o.OnStep = func(s check.Step) {
				report(s)
				if s.Name == at && s.Status == check.Running {
					(*b).Cancel()
				}
			}
			return check.Run(ctx, in, o)
		}
	}
}

func TestCancel(t *testing.T) {
	for _, at := range check.StepNames() {
		t.Run(string(at), func(t *testing.T) {
			var b *bench
			b = newBench(t, cancelAt(&b, at))
			b.check(story(t, "full-access"))
			s := b.State()
			if s.Result == nil || s.Result.Verdict != check.Stopped || s.Activity != Idle || len(s.Steps) != len(check.StepNames()) {
				t.Fatalf("result %+v, activity %d", s.Result, s.Activity)
			}
			b.wantSaving(NotAsked)
			b.wantHeld()
			if len(b.list()) != 0 || !b.held.pending.Key.Empty() {
				t.Error("something was kept")
			}
		})
	}
}

func TestCancelBeforeWork(t *testing.T) {
	b := newBench(t)
	b.Cancel() // nothing runs
	b.Check.Run(story(t, "full-access"))
	b.Cancel()
	b.Cancel()
	b.run()
	if r := b.State().Result; r == nil || r.Verdict != check.Stopped || len(r.Exchanges) != 0 {
		t.Errorf("result %+v", r)
	}
}

// TestCancelTooLate: the check was done, but the person had pressed Cancel: the
// key is not saved without being asked for.
func TestCancelTooLate(t *testing.T) {
	b := newBench(t)
	b.Check.Run(story(t, "full-access"))
	b.doWork()
	b.Cancel()
	b.run()
	if r := b.State().Result; r == nil || r.Verdict != check.Working {
		t.Errorf("result %+v", r)
	}
	b.wantSaving(Declined)
	b.wantHeld()
	b.check(story(t, "full-access"))
	b.wantSaving(Saved)
}

func TestCancelWhileKeychainAsks(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.keys.get = func(ctx context.Context, _ keystore.Slot) (secret.Key, error) {
		b.Cancel()
		return secret.Key{}, ctx.Err()
	}
	b.Check.Run(Form{CompanyID: someID})
	if a := b.State().Activity; a != ReadingKeychain {
		t.Errorf("activity %d", a)
	}
	b.run()
	if r := b.State().Result; r.Verdict != check.Stopped || len(b.State().Offers) != 0 {
		t.Errorf("result %+v, offers %+v", r, b.State().Offers)
	}
	b.wantKey(Kept, "0001")
}

// TestKeyGone: the key went from the keychain between two uses.
func TestKeyGone(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	delete(b.keys.keys, service.SlotOf(con))
	b.check(Form{CompanyID: someID})
	s := b.State()
	if s.Result.Finding.Kind != check.KeychainFailed || s.Result.Finding.Variant != check.VariantKeyGone || len(s.Result.Exchanges) != 0 {
		t.Errorf("finding %+v", s.Result.Finding)
	}
	if !b.state.offered(ReplaceKept) {
		t.Error("no offer to enter the key again")
	}
	b.Rotation.Begin()
	b.check(story(t, "full-access"))
	b.wantSaving(Saved)
	if len(b.list()) != 1 {
		t.Error("another connection was made")
	}
}

func TestKeychainFindings(t *testing.T) {
	for kind, want := range map[keystore.Kind]check.Finding{
		keystore.Unavailable: {Kind: check.KeychainUnavailable},
		keystore.Locked:      {Kind: check.KeychainLocked},
		keystore.Denied:      {Kind: check.KeychainDenied},
		keystore.TimedOut:    {Kind: check.KeychainTimeout},
		keystore.NotFound:    {Kind: check.KeychainFailed, Variant: check.VariantKeyGone},
		keystore.TooLarge:    {Kind: check.KeychainFailed, Variant: check.VariantTooLarge},
		keystore.Mismatch:    {Kind: check.KeychainFailed, Variant: check.VariantDiffers},
		keystore.Other:       {Kind: check.KeychainFailed},
	} {
		got := service.KeychainFinding(t.Context(), trouble(kind))
		if got.Kind != want.Kind || got.Variant != want.Variant || got.Detail == "" {
			t.Errorf("%s: %+v", kind, got)
		}
	}
	for cause, want := range map[error]string{keystore.ErrNoWallet: check.VariantNoWallet, keystore.ErrNoGroup: check.VariantNoGroup, keystore.ErrNoKeyring: check.VariantNoKeyring} {
		got := service.KeychainFinding(t.Context(), &keystore.Error{Op: "set", Kind: keystore.Unavailable, Err: cause})
		if got.Kind != check.KeychainUnavailable || got.Variant != want {
			t.Errorf("%v: %+v", cause, got)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := service.KeychainFinding(ctx, errors.New("fake")); got.Kind != check.Cancelled {
		t.Errorf("cancelled: %+v", got)
	}
}

func TestDemoServerFails(t *testing.T) {
	b := newBench(t, func(d *Deps) { d.Demo = func() (string, error) { return "", errors.New("no port is free") } })
	b.check(story(t, "full-access"))
	s := b.State()
	if s.Result.Verdict != check.Inconclusive || s.Result.Finding.Kind != check.ConnectionRefused || s.Result.Finding.Detail != "no port is free" {
		t.Errorf("finding %+v", s.Result.Finding)
	}
	b.wantSaving(NotAsked)
	b.Check.FindCompany(story(t, "full-access"))
	b.run()
	if b.State().Result == nil {
		t.Error("no result from FindCompany")
	}
}

// TestEditedDuringCheck: a key that is no longer in the field is not saved, and
// what was typed meanwhile is left alone.
func TestEditedDuringCheck(t *testing.T) {
	for name, edit := range map[string]func(*bench){
		"typed":  func(b *bench) { b.Form.KeyEdited() },
		"pasted": func(b *bench) { b.Form.PasteKey(canary) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.Check.Run(story(t, "full-access"))
			edit(b)
			revision := b.State().Fill.Revision
			b.run()
			if b.State().Result == nil || b.State().Fill.Revision != revision {
				t.Error("the field was overwritten, or the result is missing")
			}
			b.wantSaving(NotAsked)
			b.wantHeld()
			if !b.held.pending.Key.Empty() {
				t.Error("the earlier key is held")
			}
		})
	}
}

// TestEditedAtQuestion: a question about a key is withdrawn with the key.
func TestEditedAtQuestion(t *testing.T) {
	b := newBench(t)
	b.check(story(t, "pleo-down"))
	b.wantSaving(AskToSave)
	b.Form.KeyEdited()
	b.wantSaving(NotAsked)
	b.Saving.Save()
	b.run()
	b.wantHeld()
	if !b.held.pending.Key.Empty() {
		t.Error("the key is still held")
	}
	shown := b.shown
	b.Form.KeyEdited() // nothing to forget any more
	if b.shown != shown {
		t.Error("shown again for nothing")
	}
}

func TestSessionKeyAfterClose(t *testing.T) {
	b := newBench(t)
	refuseAll(b.keys, keystore.Unavailable)
	b.check(story(t, "full-access"))
	b.Close()
	if len(b.held.session) != 0 || b.filled().Key != nil || b.State().Result != nil {
		t.Error("something is still held")
	}
}
