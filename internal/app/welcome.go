package app

import (
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
)

// ViewWelcome is the first thing that a new person sees: how one can begin.
const ViewWelcome View = "welcome"

// WelcomePart is the welcome.
type WelcomePart struct {
	*core
	guide       *GuidePart
	connections *ConnectionsPart
	form        *FormPart
}

// HaveKey goes from the welcome to an empty form for a key of an environment;
// empty where the person has not said which.
func (c *WelcomePart) HaveKey(environment string) {
	c.guide.leaveWelcome()
	c.connections.New()
	if environment != "" || c.state.Environment == env.Demo {
		c.state.Environment = environment
	}
	c.state.Guide.At = start
	c.show()
}

// ShowHow goes from the welcome to the guide, at its beginning.
func (c *WelcomePart) ShowHow() {
	c.HaveKey("")
	c.guide.Open(guide.Anchor{Step: guide.Before})
}

// TryDemo goes from the welcome to the form with a demo key in it.
func (c *WelcomePart) TryDemo() {
	c.HaveKey("")
	c.form.ChooseEnvironment(env.Demo)
	if len(c.d.Stories) > 0 {
		c.form.UseStory(c.d.Stories[0].ID)
	}
}
