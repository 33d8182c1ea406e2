package app

import (
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
)

// ViewWelcome is the first thing that a new person sees: three ways in.
const ViewWelcome View = "welcome"

// greet begins with the welcome, for somebody who has not seen it. Where
// connections turn out to be saved, it goes away again.
func (c *Controller) greet() {
	if c.d.Greet && !c.state.Marked(markWelcome) {
		c.greeting = true
		c.state.View = ViewWelcome
	}
}

// greeted looks again once the saved connections are known, or could not be
// read.
func (c *Controller) greeted(trouble error) {
	if !c.greeting {
		return
	}
	c.greeting = false
	c.mark(true, markWelcome)
	if (len(c.state.Connections) > 0 || trouble != nil) && c.state.View == ViewWelcome {
		c.state.View = ViewCheck
	}
}

// leaveWelcome goes on to the form, for good.
func (c *Controller) leaveWelcome() {
	if c.state.View == ViewWelcome {
		c.state.View = ViewCheck
		if !c.state.Marked(markWelcome) {
			c.mark(true, markWelcome)
		}
	}
}

// HaveKey goes from the welcome to an empty form.
func (c *Controller) HaveKey() {
	c.leaveWelcome()
	c.NewConnection()
	if c.state.Environment == env.Demo {
		c.ChooseEnvironment(env.Staging)
	}
	c.state.Guide.At = guide.Anchor{Step: guide.Request}
	c.show()
}

// ShowHow goes from the welcome to the guide, at its beginning.
func (c *Controller) ShowHow() {
	c.HaveKey()
	c.OpenGuide(guide.Anchor{Step: guide.Before})
}

// TryDemo goes from the welcome to the form with a demo key in it.
func (c *Controller) TryDemo() {
	c.HaveKey()
	c.ChooseEnvironment(env.Demo)
	if len(c.d.Stories) > 0 {
		c.UseStory(c.d.Stories[0].ID)
	}
}
