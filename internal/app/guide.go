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
	con, _ := s.Selection()
	return s.Result != nil || s.Rotation.On() || con.LastCheck != nil || s.Selected != "" && len(s.Past.Of(s.Selected)) > 0
}

// GuideEvidence is what the guide needs to know of the form.
func (s State) GuideEvidence() guide.Evidence {
	con, _ := s.Selection()
	result := s.Result
	if s.Outdated { // it says nothing of what is in the form
		result = nil
	}
	return guide.Evidence{
		Ticked: func(id string) bool { return s.Marked(markGuide + id) },
		Result: result,
		Kept:   s.Key.Source != Typed,
		Worked: s.Key.Source != Typed && con.LastCheck != nil && con.LastCheck.Verdict == string(check.Working),
		Demo:   s.Environment == env.Demo,
	}
}

// GuidePart is the guide, and the welcome that leads to it.
type GuidePart struct {
	*core
	settings *SettingsPart
	// greeting is true until it is known whether the welcome may stay.
	greeting bool
}

// startAnew closes the guide: the form is about something else.
func (c *GuidePart) startAnew() {
	c.state.Guide = Guide{At: start, Revision: c.state.Guide.Revision}
}

// start is where the guide stands at first.
var start = guide.Anchor{Step: guide.Request}

func newGuidePart(c *core, settings *SettingsPart) *GuidePart {
	p := &GuidePart{core: c, settings: settings}
	c.state.Guide.At = start
	c.on.begin = append(c.on.begin, func() {
		p.leaveWelcome()
		c.state.Guide.Open = false
	})
	c.on.reset = append(c.on.reset, func() { c.state.Guide = Guide{At: start, Revision: c.state.Guide.Revision} })
	return p
}

// Open opens the guide beside the form, at a step or a part of it; at
// nowhere, it opens at what is to do next.
func (c *GuidePart) Open(at guide.Anchor) {
	if !at.Exists() {
		at = c.state.GuideEvidence().First()
	}
	c.leaveWelcome()
	c.state.View = ViewCheck
	c.state.Guide = Guide{Open: true, At: at, Revision: c.state.Guide.Revision + 1}
	c.show()
}

// Close goes back to the answer.
func (c *GuidePart) Close() {
	c.state.Guide.Open = false
	c.show()
}

// Unfold shows the parts of a step, or folds it where it is unfolded.
func (c *GuidePart) Unfold(step string) {
	at := guide.Anchor{Step: step}
	if c.state.Guide.At.Step == step {
		at = guide.Anchor{}
	}
	c.state.Guide.At = at
	c.show()
}

// Tick notes that the person did what a part of the guide says, or did not.
func (c *GuidePart) Tick(at guide.Anchor, on bool) {
	if at.Exists() {
		c.settings.mark(on, markGuide+at.ID())
		c.show()
	}
}

// greet begins with the welcome, for somebody who has not seen it. Where
// connections turn out to be saved, it goes away again.
func (c *GuidePart) greet() {
	if c.d.Greet && !c.state.Marked(markWelcome) {
		c.greeting = true
		c.state.View = ViewWelcome
	}
}

// greeted looks again once the saved connections are known, or could not be
// read.
func (c *GuidePart) greeted(trouble error) {
	if !c.greeting {
		return
	}
	c.greeting = false
	c.settings.mark(true, markWelcome)
	if (len(c.state.Connections) > 0 || trouble != nil) && c.state.View == ViewWelcome {
		c.state.View = ViewCheck
	}
}

// leaveWelcome goes on to the form, for good.
func (c *GuidePart) leaveWelcome() {
	if c.state.View == ViewWelcome {
		c.state.View = ViewCheck
		if !c.state.Marked(markWelcome) {
			c.settings.mark(true, markWelcome)
		}
	}
}
