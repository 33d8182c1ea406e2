package app

import (
	"context"
	"encoding/base64"
	"slices"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
)

func (b *bench) wantFilled(key string) {
	b.t.Helper()
	if k := b.filled().Key; k == nil || !k.Equal(secret.New(key)) {
		b.t.Error("the key field does not hold what it should")
	}
}

func TestPasteKey(t *testing.T) {
	for _, test := range []struct {
		name, text, key string
		cleaned         []string
		problem         check.Kind
	}{
		{"plain", canary, canary, nil, ""},
		{"spaces and a line break", "  " + canary + "\r\n", canary, []string{"white-space", "line-break"}, ""},
		{"quotes and colon", "“" + canary + ":”", canary, []string{"quotes", "trailing-colon"}, ""},
		{"header", "Authorization: Basic " + canary, canary, []string{"white-space", "header-name", "basic"}, ""},
		{"invisible", canary[:5] + "\u200b" + canary[5:], canary, []string{"invisible"}, ""},
		{"label", "API-Schlüssel: " + canary, canary, []string{"label"}, ""},
		{"base64", base64.StdEncoding.EncodeToString([]byte(canary + ":")), canary, []string{"base64"}, ""},
		{"company", someID, someID, nil, check.KeyIsCompanyID},
		{"dots", "••••••••7777", "••••••••7777", nil, check.KeyMalformed},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t)
			b.Form.PasteKey(test.text)
			s := b.State()
			b.wantFilled(test.key)
			if !slices.Equal(s.KeyNote.Cleaned, test.cleaned) || s.KeyNote.KeyInside {
				t.Errorf("note %+v", s.KeyNote)
			}
			if (s.KeyProblem == nil) != (test.problem == "") || s.KeyProblem != nil && s.KeyProblem.Kind != test.problem {
				t.Errorf("problem %+v", s.KeyProblem)
			}
			b.Form.KeyEdited()
			if s := b.State(); s.KeyProblem != nil || len(s.KeyNote.Cleaned) != 0 {
				t.Error("the note stays")
			}
		})
	}
}

func TestTakeKeyInside(t *testing.T) {
	for name, text := range map[string]string{
		"base64": base64.StdEncoding.EncodeToString([]byte(canary)),
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, checking(answering(check.Failed, check.KeyRejected)))
			b.Form.TakeKeyInside() // nothing inside
			if b.State().Fill.Revision != 0 {
				t.Error("filled with nothing")
			}
			b.Form.PasteKey(text)
			if s := b.State(); !s.KeyNote.KeyInside || s.KeyProblem == nil {
				t.Fatalf("no offer, or nothing said: %+v", s.KeyProblem)
			}
			// The offer is still there after the text itself was refused.
			b.check(form(b.filled().Key.Reveal(), someID))
			if !b.State().KeyNote.KeyInside {
				t.Fatal("no offer after the check")
			}
			b.Form.TakeKeyInside()
			b.wantFilled(canary)
			if s := b.State(); s.KeyNote.ID != "ui.key.taken-from-inside" || s.KeyNote.KeyInside || s.KeyProblem != nil {
				t.Errorf("note %+v", s.KeyNote)
			}
			if !b.held.inside.Empty() {
				t.Error("the key is still held")
			}
		})
	}
}

// TestSendAsIs: what may be a key in coded form is sent as it is only after the
// person said so, and then for every further check of it.
func TestSendAsIs(t *testing.T) {
	coded := base64.StdEncoding.EncodeToString([]byte(canary))
	var sent []string
	b := newBench(t, checking(func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		if in.Ask {
			return check.Run(ctx, in, o) // which ends before anything is sent
		}
		sent = append(sent, in.Key.Reveal())
		return answering(check.Inconclusive, check.PleoUnavailable)(ctx, in, o)
	}), func(d *Deps) { d.Environment = env.Staging })
	b.Form.PasteKey(coded)
	f := form(coded, someID)
	b.check(f)
	s := b.State()
	if s.Result.Finding.Variant != check.VariantCoded || len(s.Offers) != 1 || s.Offers[0].Kind != SendAsIs || !s.KeyNote.KeyInside || len(sent) != 0 {
		t.Fatalf("%+v, offers %+v, sent %d", s.Result.Finding, s.Offers, len(sent))
	}
	b.Check.AsIs(f)
	b.run()
	b.check(f) // try again
	if !slices.Equal(sent, []string{coded, coded}) {
		t.Errorf("sent %d", len(sent))
	}
	b.Form.PasteKey(coded + "=") // another text is asked about anew
	b.check(f)
	if len(sent) != 2 || b.State().Result.Finding.Variant != check.VariantCoded {
		t.Errorf("sent %d, %+v", len(sent), b.State().Result.Finding)
	}
}

// TestTextStaysOut: a text with words in it does not stay in the field, where a
// second look would take its words for one long key.
func TestTextStaysOut(t *testing.T) {
	b := newBench(t)
	b.Form.PasteKey("Nordhavn Kaffe\t" + canary + "\t01/01/2027")
	b.wantFilled("")
	if s := b.State(); s.KeyProblem == nil || s.KeyProblem.Variant != "text" || !s.KeyNote.KeyInside {
		t.Errorf("problem %+v, note %+v", s.KeyProblem, s.KeyNote)
	}
	b.Form.TakeKeyInside()
	b.wantFilled(canary)
}

// TestInsideDuringCheck: what was pasted last counts.
func TestInsideDuringCheck(t *testing.T) {
	b := newBench(t, checking(answering(check.Failed, check.KeyRejected)))
	b.Form.PasteKey(base64.StdEncoding.EncodeToString([]byte(canary)))
	b.Check.Run(form(b.filled().Key.Reveal(), someID))
	b.Form.PasteKey(base64.StdEncoding.EncodeToString([]byte(otherCanary)))
	b.run()
	b.Form.TakeKeyInside()
	b.wantFilled(otherCanary)
}

// TestTakeWrongKeyInside: what is inside is looked at like anything else.
func TestTakeWrongKeyInside(t *testing.T) {
	b := newBench(t)
	b.Form.PasteKey("curl https://external.pleo.io/v1/introspect -u " + someID + ":")
	b.Form.TakeKeyInside()
	if p := b.State().KeyProblem; p == nil || p.Kind != check.KeyIsCompanyID {
		t.Errorf("problem %+v", p)
	}
}

func TestInsideIsForgotten(t *testing.T) {
	for name, f := range map[string]func(*bench){
		"edited":   func(b *bench) { b.Form.KeyEdited() },
		"new":      func(b *bench) { b.Connections.New() },
		"accepted": func(b *bench) { b.check(story(b.t, "full-access")) },
	} {
		b := newBench(t)
		b.Form.PasteKey(base64.StdEncoding.EncodeToString([]byte(canary)))
		f(b)
		revision := b.State().Fill.Revision
		b.Form.TakeKeyInside()
		if b.State().Fill.Revision != revision || b.State().KeyNote.KeyInside {
			t.Errorf("%s: the key inside is still offered", name)
		}
	}
}

// TestPasteOverKept: a key pasted over a kept one is a new one, which the kept
// one waits for.
func TestPasteOverKept(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Form.PasteKey("demo-slow-answer-key-not-real-0010")
	if k := b.State().Key; k.Source != Typed || !k.Replacing {
		t.Errorf("key %+v", k)
	}
	b.wantFilled("demo-slow-answer-key-not-real-0010")
	b.wantHeld("demo-full-access-key-not-real-0001")
	b.Rotation.Cancel()
	b.wantKey(Kept, "0001")
	b.wantFilled("")
}

func TestReplaceKeyWithoutKey(t *testing.T) {
	b := newBench(t)
	b.Rotation.Begin()
	b.Rotation.Cancel()
	if s := b.State(); s.Fill.Revision != 0 || s.Key.Replacing {
		t.Errorf("state %+v", s)
	}
}

func TestChooseEnvironment(t *testing.T) {
	b := newBench(t)
	b.check(story(t, "pleo-down"))
	b.Form.ChooseEnvironment(env.Demo) // already there
	if b.State().Result == nil {
		t.Error("the answer is gone")
	}
	b.Form.ChooseEnvironment("moon")
	b.Form.ChooseEnvironment(env.Custom)
	if s := b.State(); s.Environment != env.Demo {
		t.Errorf("environment %q", s.Environment)
	}
	b.Form.ChooseEnvironment(env.Production)
	if s := b.State(); s.Environment != env.Production || s.Result != nil || !b.held.pending.Key.Empty() {
		t.Errorf("environment %q", s.Environment)
	}
	b.Form.ChooseEnvironment(env.Demo)
	b.save("full-access")
	b.Form.ChooseEnvironment(env.Production)
	if s := b.State(); s.Environment != env.Demo {
		t.Errorf("a saved connection went to %q", s.Environment)
	}
}

// Nothing in the clipboard does not empty the field.
func TestPasteNothing(t *testing.T) {
	for _, nothing := range []string{"", " \n"} {
		b := newBench(t)
		b.Form.PasteKey(canary)
		revision := b.State().Fill.Revision
		b.Form.PasteKey(nothing)
		if s := b.State(); s.Fill.Revision != revision || s.KeyNote.ID != "ui.form.key.nothing-to-paste" || !s.ClipboardHolds {
			t.Errorf("%q: fill %d, note %+v", nothing, s.Fill.Revision, s.KeyNote)
		}
		b.wantFilled(canary)
	}
}

// No environment is assumed: without one, nothing is sent, and the form says so.
func TestEnvironmentIsChosen(t *testing.T) {
	for name, press := range map[string]func(b *bench, f Form){
		"check":  func(b *bench, f Form) { b.Check.Run(f) },
		"find":   func(b *bench, f Form) { b.Check.FindCompany(f) },
		"deeper": func(b *bench, f Form) { b.Check.Deep(f) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, func(d *Deps) { d.Environment = "" })
			press(b, story(t, "full-access"))
			b.run()
			if s := b.State(); !s.EnvironmentMissing || s.Activity != Idle || s.Result != nil || len(b.work) != 0 {
				t.Errorf("missing %v, activity %v, result %v", s.EnvironmentMissing, s.Activity, s.Result)
			}
			b.Form.ChooseEnvironment(env.Demo)
			if b.State().EnvironmentMissing {
				t.Error("it is still called missing")
			}
			b.check(story(t, "full-access"))
			b.wantSaving(Saved)
		})
	}
}

func TestFirstEnvironment(t *testing.T) {
	for environment, want := range map[string]string{"": "", env.Demo: env.Demo, env.Production: env.Production, env.Custom: "", "moon": ""} {
		b := newBench(t, func(d *Deps) { d.Environment = environment })
		if got := b.State().Environment; got != want {
			t.Errorf("%q: %q, want %q", environment, got, want)
		}
	}
}

func TestUseStory(t *testing.T) {
	b := newBench(t)
	b.Form.UseStory("empty-company")
	b.wantFilled("demo-empty-company-key-not-real-0011")
	if *b.filled().CompanyID != "7a95d3c0-1e68-4d24-a7bf-c3f2094e8b61" {
		t.Errorf("fill %+v", b.filled())
	}
	revision := b.State().Fill.Revision
	b.Form.UseStory("nothing")
	b.Form.ChooseEnvironment(env.Production)
	b.Form.UseStory("expired")
	b.Form.ChooseEnvironment(env.Demo)
	if b.State().Fill.Revision != revision {
		t.Error("a demo key was filled in where it does not belong")
	}
	b.save("full-access")
	revision = b.State().Fill.Revision
	b.Form.UseStory("expired")
	if b.State().Fill.Revision != revision {
		t.Error("a demo key was filled in over a kept one")
	}
}
