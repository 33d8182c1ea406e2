package faultlab

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
)

// row is a fault and what the check has to make of it.
type row struct {
	fault string // in plain words; unique within its group
	make  func(*lab)
	want  want
}

// want is what has to come of a fault.
type want struct {
	kind    check.Kind
	variant string
	verdict check.Verdict
	step    check.StepName // that failed or warned; empty for healthy rows
	facts   map[string]string
	// anyStep is true where it depends on a race in the system whether the
	// connection was seen to be there before it broke.
	anyStep bool
	// or is another kind that is as right, where it depends on the system which
	// of two things the client meets first.
	or check.Kind
}

func (w want) atAnyStep() want {
	w.anyStep = true
	return w
}

func (w want) fact(name, value string) want {
	facts := map[string]string{name: value}
	for k, v := range w.facts {
		facts[k] = v
	}
	w.facts = facts
	return w
}

func (w want) as(variant string) want {
	w.variant = variant
	return w
}

// unclear is a fault of the way or of the answer: nothing is said of the key.
func unclear(kind check.Kind, step check.StepName) want {
	return want{kind: kind, verdict: check.Inconclusive, step: step}
}

func failed(kind check.Kind, step check.StepName) want {
	return want{kind: kind, verdict: check.Failed, step: step}
}

func limited(kind check.Kind, step check.StepName) want {
	return want{kind: kind, verdict: check.Limited, step: step}
}

// healthy are the rows that are no fault at all, or one that does not matter.
func healthy(kind check.Kind) want { return want{kind: kind, verdict: check.Working} }

// group is a part of the table.
type group struct {
	title string
	rows  []row
}

// table is every fault.
func table() []group {
	return []group{
		{"Nothing is wrong, or nothing that matters", healthyRows()},
		{"What was typed", inputRows()},
		{"The name of the server", nameRows()},
		{"The connection", connectionRows()},
		{"The secure connection", secureRows()},
		{"A status in answer to everything", statusRows()},
		{"A status in answer to the test request alone", requestRows()},
		{"Waiting and dates in headers", waitRows()},
		{"Redirects", redirectRows()},
		{"Answers that are not Pleo's", answerRows()},
		{"Encodings and lengths", encodingRows()},
		{"Broken HTTP", brokenRows()},
		{"HTTP/2", framesRows()},
		{"Proxies", proxyRows()},
		{"Whose key it is", identityRows()},
		{"Whose rows they are", ownerRows()},
		{"Good data beside bad news", contradictionRows()},
		{"A deliberately wrong key, where a deeper check was asked for", controlRows()},
		{"The keychain", keychainRows()},
		{"The person", personRows()},
	}
}

// unasked is what Go's transport says to the standard logger of bytes behind an
// answer, with their beginning; there is no way to have it say less. Whoever
// runs a check must therefore not let that logger reach a terminal or a file.
var unasked = regexp.MustCompile(`(?m)^.*Unsolicited response received on idle HTTP channel.*$`)

func TestFaults(t *testing.T) {
	before := descriptors()
	t.Run("rows", func(t *testing.T) {
		for _, g := range table() {
			for _, r := range g.rows {
				t.Run(g.title+"/"+strings.ReplaceAll(r.fault, "/", "-"), func(t *testing.T) {
					t.Parallel()
					r.test(t)
				})
			}
		}
	})
	nothingLeft(t, before)
	noCanary(t, "the log", unasked.ReplaceAllString(logged.String(), ""), proxyPassword)
}

func (w row) test(t *testing.T) {
	l := newLab(t)
	w.make(l)
	var steps []check.Step
	also := l.onStep
	l.onStep = func(s check.Step) {
		steps = append(steps, s)
		if also != nil {
			also(s)
		}
	}
	r := l.check()
	if l.ctx.Err() != nil && w.want.kind != check.Cancelled && !l.deadline {
		t.Errorf("it hung: no limit of its own ended it")
	}
	w.want.hold(t, r)
	noCanary(t, "steps", fmt.Sprintf("%+v %#v", steps, r.Steps), l.forbidden...)
	noTrace(t, r, l.forbidden...)
	bounded(t, r, l.limits)
	letGo(t, l)
	for _, path := range l.paths {
		if strings.Contains(path, elsewhere) {
			t.Errorf("a redirect was followed: %s", path)
		}
	}
	if l.strangers > 0 {
		t.Errorf("another origin received %d connections", l.strangers)
	}
}

// hold compares a result with what was wanted.
func (w want) hold(t *testing.T, r *check.Result) {
	t.Helper()
	if r.Finding.Kind == w.or {
		w.kind = w.or
	}
	if r.Finding.Kind != w.kind || r.Finding.Variant != w.variant || r.Verdict != w.verdict {
		t.Errorf("%s %q, %s, want %s %q, %s (detail: %.300s)",
			r.Finding.Kind, r.Finding.Variant, r.Verdict, w.kind, w.variant, w.verdict, r.Finding.Detail)
	}
	for name, value := range w.facts {
		if got := r.Finding.Facts[name]; got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	stopped, failed := check.StepName(""), false
	for _, s := range r.Steps {
		if s.Status != check.Passed && s.Status != check.Skipped && s.Finding.Kind == r.Finding.Kind && !failed {
			stopped, failed = s.Name, s.Status == check.StepFailed // the first that failed decides
		}
		if s.Status == check.Running || s.Status == "" {
			t.Errorf("step %s ended as %q", s.Name, s.Status)
		}
	}
	if stopped != w.step && !(w.anyStep && stopped != "") {
		t.Errorf("the step that decided is %q, want %q", stopped, w.step)
	}
	if len(r.Steps) != len(check.StepNames()) {
		t.Errorf("%d steps", len(r.Steps))
	}
	if r.Verdict == check.Working && !(r.Accepted && r.Company != nil && r.Company.Confirmed) {
		t.Error("working without proof")
	}
	catalogue, err := words()
	if err != nil {
		t.Fatal(err)
	}
	if said := catalogue.Finding(r.Finding); said.Title == "" || said.Explanation == "" || said.Who == "" {
		t.Errorf("no words: %+v", said)
	}
}
