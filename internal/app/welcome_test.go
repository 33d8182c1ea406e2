package app

import (
	"errors"
	"slices"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
)

// greeting is a first start without flags, that keeps its marks.
func greeting(kept *[]string) func(*Deps) {
	return func(d *Deps) {
		d.Environment, d.Greet, d.Marks = "", true, *kept
		d.Mark = func(on bool, ids ...string) error {
			for _, id := range ids {
				*kept = slices.DeleteFunc(*kept, func(old string) bool { return old == id })
			}
			if on {
				*kept = append(*kept, ids...)
			}
			return nil
		}
	}
}

func (b *bench) wantView(view View) {
	b.t.Helper()
	if got := b.State().View; got != view {
		b.t.Errorf("view %q, want %q", got, view)
	}
}

func TestWelcomeOnce(t *testing.T) {
	var kept []string
	newBench(t, greeting(&kept)).wantView(ViewWelcome)
	if !slices.Equal(kept, []string{"welcome"}) {
		t.Errorf("kept %q", kept)
	}
	b := newBench(t, greeting(&kept))
	b.wantView(ViewCheck)
	b.Open(ViewWelcome) // asked for
	b.wantView(ViewWelcome)
}

// TestWelcomeStaysAway: with flags, with saved connections, and where these
// cannot be read.
func TestWelcomeStaysAway(t *testing.T) {
	newBench(t).wantView(ViewCheck)

	var kept []string
	first := newBench(t)
	first.save("full-access")
	benchIn(t, first.dir, first.keys, greeting(&kept)).wantView(ViewCheck)

	kept = nil
	b := newBench(t, greeting(&kept), func(d *Deps) {
		d.Connections.(*faulty).list = func() ([]connection.Connection, error) { return nil, errors.New("no disk") }
	})
	b.wantView(ViewCheck)
	b.wantNotices("ui.notice.disk")
}

func TestWaysIn(t *testing.T) {
	for name, c := range map[string]struct {
		choose      func(b *bench)
		environment string
		step        string
		open        bool
		key         bool
	}{
		"a key":    {func(b *bench) { b.Welcome.HaveKey(env.Production) }, env.Production, guide.Request, false, false},
		"show how": {func(b *bench) { b.Welcome.ShowHow() }, "", guide.Before, true, false},
		"demo":     {func(b *bench) { b.Welcome.TryDemo() }, env.Demo, guide.Request, false, true},
		"Esc":      {func(b *bench) { b.Cancel() }, "", guide.Request, false, false},
		"New":      {func(b *bench) { b.Connections.New() }, "", guide.Request, false, false},
		"paste":    {func(b *bench) { b.Form.PasteKey(canary) }, "", guide.Request, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			var kept []string
			b := newBench(t, greeting(&kept))
			c.choose(b)
			b.run()
			b.wantView(ViewCheck)
			s := b.State()
			if s.Environment != c.environment || s.Guide.At.Step != c.step || s.Guide.Open != c.open || !s.GuideShown() {
				t.Errorf("environment %s, guide %+v", s.Environment, s.Guide)
			}
			if has := b.filled().Key != nil && !b.filled().Key.Empty(); has != c.key {
				t.Errorf("a key is in the form: %v", has)
			}
			if !slices.Contains(kept, "welcome") {
				t.Error("it would come again")
			}
		})
	}
}

// TestWaysInFromASavedConnection: asked for again, the ways lead to a new one.
func TestWaysInFromASavedConnection(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Open(ViewWelcome)
	b.Welcome.TryDemo()
	if s := b.State(); s.Selected != "" || s.Environment != env.Demo || b.filled().Story != "full-access" || s.View != ViewCheck {
		t.Errorf("selected %q, environment %s, story %q, view %q", s.Selected, s.Environment, b.filled().Story, s.View)
	}
	b.Open(ViewWelcome)
	b.Welcome.HaveKey("")
	if s := b.State(); s.Selected != "" || s.Environment != "" || !b.filled().Key.Empty() {
		t.Errorf("selected %q, environment %s", s.Selected, s.Environment)
	}
}

func TestGuideOpensAndCloses(t *testing.T) {
	b := newBench(t)
	b.check(story(t, "expired"))
	if b.State().GuideShown() {
		t.Error("it stands in the way of the answer")
	}
	b.Guide.Open(guide.Anchor{})
	s := b.State()
	if !s.GuideShown() || s.Guide.At != guide.For(s.Result.Finding) {
		t.Errorf("opened at %+v", s.Guide)
	}
	b.Guide.Unfold(guide.Create)
	b.Guide.Unfold(guide.Create)
	if at := b.State().Guide.At; at != (guide.Anchor{}) {
		t.Errorf("folded: %+v", at)
	}
	b.Cancel()
	if s := b.State(); s.GuideShown() || s.Result == nil {
		t.Error("Esc does not lead back to the answer")
	}
	revision := b.State().Guide.Revision
	b.Guide.Open(guide.At("safe.leak"))
	if g := b.State().Guide; g.At.ID() != "safe.leak" || g.Revision == revision {
		t.Errorf("opened at %+v", g)
	}
	b.check(story(t, "full-access"))
	if b.State().GuideShown() {
		t.Error("it hides the answer to a new check")
	}
}

// TestTicksAreKeptInTheirOrder: quick presses reach the disk one after the
// other.
func TestTicksAreKeptInTheirOrder(t *testing.T) {
	var kept []string
	b := newBench(t, greeting(&kept))
	at := guide.At("before.role")
	b.Guide.Tick(at, true)
	b.Guide.Tick(at, false)
	b.Guide.Tick(at, true)
	b.Guide.Tick(guide.At("before.nothing"), true)
	if len(b.work) != 1 {
		t.Fatalf("%d writes at once", len(b.work))
	}
	b.run()
	if !slices.Equal(kept, []string{"welcome", "guide.before.role"}) {
		t.Errorf("kept %q", kept)
	}
	if e := b.State().GuideEvidence(); !e.Ticked("before.role") || e.Ticked("before.web-app") {
		t.Error("the guide does not know of the tick")
	}
}

func TestGuideEvidence(t *testing.T) {
	b := newBench(t)
	if e := b.State().GuideEvidence(); e.Kept || e.Worked || e.Result != nil || !e.Demo {
		t.Errorf("nothing yet: %+v", e)
	}
	b.save("full-access")
	again := benchIn(t, b.dir, b.keys)
	again.Connections.Select(b.State().Selected)
	if e := again.State().GuideEvidence(); !e.Kept || !e.Worked || e.Result != nil {
		t.Errorf("saved: %+v", e)
	}
	again.Rotation.Begin()
	if e := again.State().GuideEvidence(); e.Kept || e.Worked {
		t.Errorf("a new key: %+v", e)
	}
	if r := b.State().Result; r.Verdict != check.Working || b.State().GuideEvidence().Result != r {
		t.Error("the last check is not known")
	}
}
