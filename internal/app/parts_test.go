package app

import (
	"context"
	"reflect"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/secret"
)

// alone is a core without parts whose work is done at once.
func alone(now time.Time) *core {
	at := func(f func()) { f() }
	return newCore(Deps{Show: func(State) {}, Go: at, UI: at, Now: func() time.Time { return now }})
}

// TestLeakPartAlone: the list of no connection needs no other part.
func TestLeakPartAlone(t *testing.T) {
	c := alone(epoch)
	leak := newLeakPart(c, nil)
	leak.Tick("delete", true)
	leak.Tick("delete", true)
	leak.Tick("no such step", true)
	if l := c.state.Leak; l.Since != "2026-11-23" || len(l.Done) != 1 || l.Done["delete"] != "2026-11-23" {
		t.Errorf("list %+v", l)
	}
	leak.Close()
	if l := c.state.Leak; l.Open() || len(l.Done) != 0 {
		t.Errorf("closed: %+v", l)
	}
	leak.Tick("tell", true)
	each(c.on.reset)
	c.show()
	if c.state.Leak.Open() {
		t.Error("the list is there after everything was removed")
	}
}

// TestSettingsPartAlone: what is small is written one after the other.
func TestSettingsPartAlone(t *testing.T) {
	c := alone(epoch)
	var work []func()
	c.d.Go = func(f func()) { work = append(work, f) }
	var kept []string
	c.d.Mark = func(_ bool, ids ...string) error { kept = append(kept, ids...); return nil }
	settings := newSettingsPart(c)
	settings.PutAway("key")
	settings.PutAway("share")
	if len(work) != 1 || !c.state.Quiet || !c.state.Marked("reminder.share") {
		t.Fatalf("%d pieces of work, state %+v", len(work), c.state.SettingsState)
	}
	for len(work) > 0 {
		f := work[0]
		work = work[1:]
		f()
	}
	if want := []string{"reminder.key", "reminder.share"}; !reflect.DeepEqual(kept, want) {
		t.Errorf("kept %q, want %q", kept, want)
	}
}

func TestLatest(t *testing.T) {
	var l latest
	first, one := l.next()
	second, two := l.next()
	if first.Err() == nil || second.Err() != nil || l.current(one) || !l.current(two) {
		t.Error("the first piece of work is not given up for the second")
	}
	l.end()
	if second.Err() == nil || !l.current(two) {
		t.Error("what ended is stale, or its context is held")
	}
	_, three := l.next()
	l.stop()
	if l.current(three) {
		t.Error("what was stopped is current")
	}
}

// TestNewestOnly: of two pieces of work that end in the order in which they
// began, only what came of the second is applied.
func TestNewestOnly(t *testing.T) {
	c := alone(epoch)
	var ui []func()
	c.d.UI = func(f func()) { ui = append(ui, f) }
	var l latest
	var got []int
	for n := range 2 {
		newest(c, &l, func(context.Context) int { return n }, func(n int) { got = append(got, n) })
	}
	each(ui)
	if len(got) != 1 || got[0] != 1 || c.working != 0 {
		t.Errorf("applied %v, %d under way", got, c.working)
	}
}

// TestNoFieldOfTheFormTakesAKeyToDisk types a key into each text of the form, one
// after the other: whatever is kept of the form, no key goes with it.
func TestNoFieldOfTheFormTakesAKeyToDisk(t *testing.T) {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Form]()) {
		if field.Type.Kind() != reflect.String {
			continue
		}
		for name, press := range map[string]func(*bench, Form){
			"of a new key":  func(b *bench, f Form) { b.check(f) },
			"of a kept key": func(b *bench, f Form) { b.save("full-access"); b.check(f) },
			"not checked":   func(b *bench, f Form) { b.save("full-access"); b.Expiry.Note(f); b.run() },
		} {
			t.Run(field.Name+" "+name, func(t *testing.T) {
				b := newBench(t)
				f := story(t, "full-access")
				b.held.known.add(secret.New(canary)) // it was in the key field before
				reflect.ValueOf(&f).Elem().FieldByIndex(field.Index).SetString("key: " + canary)
				press(b, f)
				b.noKeyOnDisk()
			})
		}
	}
}

// TestKeyIsKeptOutOfWhatWasEntered: of the texts that are kept, only that with
// the key in it goes.
func TestKeyIsKeptOutOfWhatWasEntered(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	f := Form{CompanyID: someID}
	f.ExpiresOn, f.Operation = "2027-01-31", "x "+canary
	b.held.known.add(secret.New(canary))
	b.check(f)
	if got := b.list()[0]; got.ID != con.ID || got.ExpiresOn != "2027-01-31" || got.Operation != "" {
		t.Errorf("kept: %+v", got.Entered)
	}
	if b.State().Result.Verdict != check.Working {
		t.Error("the check did not go on")
	}
}
