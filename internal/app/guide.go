package app

import (
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
)

// Guide is the guide beside the form. It stands where the answer will be, and
// in the answer's place where it was asked for.
type Guide struct {
	// Open is true where it was asked for.
	Open bool
	// At is the step that is unfolded, and the part that is pointed at.
	At guide.Anchor
	// Revision is new each time that the guide was opened at a place.
	Revision int
}

// GuideShown reports whether the guide stands where the answer would: where it
// was opened, and where there is nothing else to show.
func (s State) GuideShown() bool {
	return s.Activity == Idle && !s.Erasing.Running && (s.Guide.Open || !s.HasOutcome())
}

// HasOutcome reports whether there is a result, a key that is being replaced, or
// a past of the selected connection.
func (s State) HasOutcome() bool {
	return s.Result != nil || s.Rotation.On() || s.Selected != "" && len(s.Past.Of(s.Selected)) > 0
}

// GuideEvidence is what the guide needs to know of the form.
func (s State) GuideEvidence() guide.Evidence {
	con, _ := s.Selection()
	return guide.Evidence{
		Ticked: func(id string) bool { return s.Marked(markGuide + id) },
		Result: s.Result,
		Kept:   s.Key.Source != Typed,
		Worked: s.Key.Source != Typed && con.LastCheck != nil && con.LastCheck.Verdict == string(check.Working),
		Demo:   s.Environment == env.Demo,
	}
}

// OpenGuide opens the guide beside the form, at a step or a part of it; at
// nowhere, it opens at what is to do next.
func (c *Controller) OpenGuide(at guide.Anchor) {
	if !at.Exists() {
		at = c.state.GuideEvidence().First()
	}
	c.leaveWelcome()
	c.state.View = ViewCheck
	c.state.Guide = Guide{Open: true, At: at, Revision: c.state.Guide.Revision + 1}
	c.show()
}

// CloseGuide goes back to the answer.
func (c *Controller) CloseGuide() {
	c.state.Guide.Open = false
	c.show()
}

// Unfold shows the parts of a step, or folds it where it is unfolded.
func (c *Controller) Unfold(step string) {
	at := guide.Anchor{Step: step}
	if c.state.Guide.At.Step == step {
		at = guide.Anchor{}
	}
	c.state.Guide.At = at
	c.show()
}

// Tick notes that the person did what a part of the guide says, or did not.
func (c *Controller) Tick(at guide.Anchor, on bool) {
	if at.Exists() {
		c.mark(on, markGuide+at.ID())
		c.show()
	}
}
