package guide

import "pleokeycheck/internal/check"

// Status is how far a step is.
type Status string

// The statuses. They are also the last part of the ids of their words.
const (
	Open      Status = "open"      // not done, as far as is known
	Done      Status = "done"      // done: shown by a check, or ticked
	Attention Status = "attention" // what the last check found is solved here
	Lookup    Status = "lookup"    // no step of the way: there to be looked up
)

// Evidence is what is known of the key in the form.
type Evidence struct {
	// Ticked tells which parts the person ticked, by the id of their anchor.
	Ticked func(id string) bool
	// Result is the last check of this session, nil without one.
	Result *check.Result
	// Kept is true where a key is in the keychain or in memory.
	Kept bool
	// Worked is true where the last check of the saved connection, in an earlier
	// session, was a success. A Result knows better.
	Worked bool
	// Demo is true in the demo environment, where a working key proves nothing
	// about the person's own account, and was not made in it.
	Demo bool
}

// accepted reports whether Pleo is known to have accepted the key.
func (e Evidence) accepted() bool {
	if e.Result != nil {
		return e.Result.Accepted
	}
	return e.Worked
}

func (e Evidence) works() bool {
	if e.Result != nil {
		return e.Result.Verdict == check.Working
	}
	return e.Worked
}

// Points is the part that solves what the last check found, or nowhere where
// there is nothing to solve.
func (e Evidence) Points() Anchor {
	if e.Result == nil || e.Result.Verdict == check.Working || e.Result.Verdict == check.Stopped {
		return Anchor{}
	}
	return For(e.Result.Finding)
}

// Of tells how far a step is.
func (e Evidence) Of(s Step) Status {
	done := false
	switch s.ID {
	case Before:
		done = e.accepted() && !e.Demo || e.ticked(s)
	case Create:
		done = (e.Kept || e.accepted()) && !e.Demo
	case Request, Result:
		done = e.works()
	case Next:
		done = e.ticked(s)
	}
	switch {
	case e.Points().Step == s.ID:
		return Attention
	case s.Number == 0:
		return Lookup
	case done:
		return Done
	}
	return Open
}

// ticked reports whether everything that can be ticked in a step is.
func (e Evidence) ticked(s Step) bool {
	if e.Ticked == nil {
		return false
	}
	for _, p := range s.Parts {
		if p.Tick && !e.Ticked(Anchor{s.ID, p.ID}.ID()) {
			return false
		}
	}
	return true
}

// First is the step to unfold for somebody who asks for the guide: the one that
// solves what was found, else the first that is not done.
func (e Evidence) First() Anchor {
	if at := e.Points(); at.Exists() {
		return at
	}
	for _, s := range Steps() {
		if e.Of(s) == Open {
			return Anchor{Step: s.ID}
		}
	}
	return Anchor{Step: Next}
}
