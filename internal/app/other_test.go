package app

import (
	"context"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// elsewhere is a check whose key is refused in staging; production answers as a
// test says. It notes where the key was sent.
type elsewhere struct {
	other func(context.Context, check.Input, check.Options) *check.Result
	sent  []string
}

func (e *elsewhere) deps(d *Deps) {
	d.Environment = env.Staging
	answer := func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		e.sent = append(e.sent, in.Environment+" "+in.Key.Hint())
		if in.Environment == env.Staging {
			return answering(check.Failed, check.KeyRejected)(ctx, in, o)
		}
		return e.other(ctx, in, o)
	}
	d.Check, d.Identify = answer, answer
}

func TestTryOther(t *testing.T) {
	for _, test := range []struct {
		name    string
		other   func(context.Context, check.Input, check.Options) *check.Result
		kind    check.Kind // of the result on the screen afterwards
		notices []string
		again   bool // it is still on offer
	}{
		{"known there", answering(check.Limited, check.OK), check.WrongEnvironment, nil, false},
		{"refused there too", answering(check.Failed, check.KeyRejected), check.KeyRejected, []string{"ui.notice.other-refused"}, false},
		{"no network", answering(check.Inconclusive, check.Offline), check.KeyRejected, []string{"ui.notice.other-untold"}, true},
		{"cancelled", answering(check.Stopped, check.Cancelled), check.KeyRejected, nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := &elsewhere{other: test.other}
			b := newBench(t, e.deps)
			b.check(form(canary, someID))
			b.wantSaving(NotSaved)
			if !b.state.offered(TryOtherEnvironment) || b.State().Offers[0].Environment != env.Production || len(e.sent) != 1 {
				t.Fatalf("offers %+v, sent %v", b.State().Offers, e.sent)
			}
			b.Check.TryOther()
			if a := b.State().Activity; a != TryingOther {
				t.Errorf("activity %d", a)
			}
			b.Check.TryOther() // pressed twice
			b.run()
			s := b.State()
			if len(e.sent) != 2 || e.sent[1] != "production 7777" {
				t.Errorf("sent %v", e.sent)
			}
			if s.Result.Finding.Kind != test.kind || s.Result.Verdict != check.Failed || s.Environment != env.Staging || s.Activity != Idle {
				t.Errorf("result %+v", s.Result)
			}
			if test.kind == check.WrongEnvironment && (s.Result.Finding.Facts[check.FactEnvironment] != env.Staging || s.Result.Finding.Facts[check.FactOtherEnvironment] != env.Production) {
				t.Errorf("facts %v", s.Result.Finding.Facts)
			}
			b.wantNotices(test.notices...)
			if len(test.notices) == 1 && (s.Notices[0].Finding == nil || s.Notices[0].Facts[check.FactEnvironment] != env.Production) {
				t.Errorf("notice %+v", s.Notices[0])
			}
			if b.state.offered(TryOtherEnvironment) != test.again || b.held.pending.Key.Empty() == test.again {
				t.Errorf("offers %+v, key held: %v", s.Offers, !b.held.pending.Key.Empty())
			}
			b.Check.TryOther()
			b.run()
			if len(e.sent) > 2 != test.again {
				t.Errorf("sent %v", e.sent)
			}
			b.wantHeld()
		})
	}
}

// TestTryOtherOnlyOffered: the key goes to the other environment only while
// that is offered for this very key.
func TestTryOtherOnlyOffered(t *testing.T) {
	for name, before := range map[string]func(*bench){
		"nothing checked": func(*bench) {},
		"not told": func(b *bench) {
			b.d.Check = answering(check.Inconclusive, check.Offline)
			b.check(form(canary, someID))
		},
		"revoked": func(b *bench) {
			b.d.Check = answering(check.Failed, check.KeyRejected, func(r *check.Result) { r.Finding.Variant = "fake" })
			b.check(form(canary, someID))
		},
		"working":     func(b *bench) { b.d.Check = answering(check.Working, check.OK); b.check(form(canary, someID)) },
		"key edited":  func(b *bench) { b.check(form(canary, someID)); b.Form.KeyEdited() },
		"key pasted":  func(b *bench) { b.check(form(canary, someID)); b.Form.PasteKey(otherCanary) },
		"environment": func(b *bench) { b.check(form(canary, someID)); b.Form.ChooseEnvironment(env.Production) },
		"checking":    func(b *bench) { b.check(form(canary, someID)); b.Check.Run(form(canary, someID)) },
		"new":         func(b *bench) { b.check(form(canary, someID)); b.Connections.New() },
	} {
		t.Run(name, func(t *testing.T) {
			e := &elsewhere{other: answering(check.Limited, check.OK)}
			b := newBench(t, e.deps)
			before(b)
			e.sent = nil
			b.Check.TryOther()
			b.run()
			for _, s := range e.sent {
				if s == "production 7777" {
					t.Error("the key was sent to the other environment")
				}
			}
		})
	}
}

// TestTryOtherFromProduction goes the other way.
func TestTryOtherFromProduction(t *testing.T) {
	b := newBench(t, checking(answering(check.Failed, check.KeyRejected)), func(d *Deps) { d.Environment = env.Production })
	b.check(form(canary, someID))
	if o := b.State().Offers; len(o) != 1 || o[0].Environment != env.Staging {
		t.Errorf("offers %+v", o)
	}
}

// The demo plays the other environment as well: one of its refused keys is known
// there, the others nowhere.
func TestTryOtherInDemo(t *testing.T) {
	for id, want := range map[string]check.Kind{"other-environment": check.WrongEnvironment, "expired": check.KeyRejected} {
		b := newBench(t)
		b.check(story(t, id))
		if o := b.State().Offers; len(o) == 0 || o[0].Kind != TryOtherEnvironment || o[0].Environment != env.DemoOther {
			t.Fatalf("%s: offers %+v", id, o)
		}
		b.Check.TryOther()
		b.run()
		s := b.State()
		if s.Result.Finding.Kind != want || s.Environment != env.Demo || s.Result.Verdict != check.Failed {
			t.Errorf("%s: %+v", id, s.Result.Finding)
		}
		if b.state.offered(TryOtherEnvironment) || b.state.offered(CheckThere) {
			t.Errorf("%s: offers %+v", id, s.Offers)
		}
		b.wantHeld()
	}
}

// A key that is known in the other environment is checked there in one press.
func TestCheckThere(t *testing.T) {
	e := &elsewhere{other: answering(check.Limited, check.OK)}
	b := newBench(t, e.deps)
	b.check(form(canary, someID))
	b.Check.TryOther()
	b.run()
	o := b.State().Offers
	if len(o) == 0 || o[0].Kind != CheckThere || o[0].Environment != env.Production {
		t.Fatalf("offers %+v", o)
	}
	b.Check.CheckThere(form(canary, someID), o[0].Environment)
	b.run()
	if s := b.State(); s.Environment != env.Production || s.Result.Verdict != check.Limited || len(e.sent) != 3 || e.sent[2] != "production 7777" {
		t.Errorf("environment %s, sent %v", s.Environment, e.sent)
	}
}

// A custom server has no other environment.
func TestTryOtherNotOfCustom(t *testing.T) {
	b := newBench(t, checking(answering(check.Failed, check.KeyRejected)), func(d *Deps) { d.CustomURL = "http://127.0.0.1:1" })
	b.check(form(canary, someID))
	if b.state.offered(TryOtherEnvironment) || !b.held.pending.Key.Empty() {
		t.Errorf("offers %+v", b.State().Offers)
	}
}

// TestTryOtherKept: a kept key that was refused can also be replaced, before
// and after the other environment was asked.
func TestTryOtherKept(t *testing.T) {
	e := &elsewhere{other: answering(check.Failed, check.KeyRejected)}
	b := newBench(t, e.deps)
	con, err := b.store.Add(connection.Connection{Name: "Kept", Environment: env.Staging, CompanyID: someID, KeyKept: true, KeyHint: "7777"})
	if err != nil {
		t.Fatal(err)
	}
	b.keys.store(service.SlotOf(con), secret.New(canary))
	b.Connections.reload()
	b.run()
	b.Connections.Select(con.ID)
	b.check(Form{CompanyID: someID})
	if !b.state.offered(TryOtherEnvironment) || !b.state.offered(ReplaceKept) {
		t.Fatalf("offers %+v", b.State().Offers)
	}
	b.Check.TryOther()
	b.run()
	if b.state.offered(TryOtherEnvironment) || !b.state.offered(ReplaceKept) || !b.held.pending.Key.Empty() {
		t.Errorf("offers %+v", b.State().Offers)
	}
}
