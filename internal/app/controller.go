package app

// Controller owns the state of the window, in parts that each own a piece of it
// and its actions. See the package comment for who may call it.
type Controller struct {
	*core
	Form        *FormPart
	Check       *CheckPart
	Saving      *SavingPart
	Rotation    *RotationPart
	Answer      *AnswerPart
	Explore     *ExplorePart
	Connections *ConnectionsPart
	Expiry      *ExpiryPart
	History     *HistoryPart
	All         *AllPart
	Share       *SharePart
	Leak        *LeakPart
	Guide       *GuidePart
	Welcome     *WelcomePart
	Settings    *SettingsPart
	Erase       *ErasePart
}

// New makes a controller. Start must be called before anything else.
func New(d Deps) *Controller {
	c := newCore(d)
	settings, answer := newSettingsPart(c), newAnswerPart(c)
	guide := newGuidePart(c, settings)
	connections := newConnectionsPart(c, guide)
	expiry, history := newExpiryPart(c, connections), newHistoryPart(c, connections)
	saving := &SavingPart{core: c, connections: connections, history: history}
	check := newCheckPart(c, answer, saving)
	rotation := newRotationPart(c, check, saving, connections)
	form := newFormPart(c, rotation, guide)
	return &Controller{
		core: c, Form: form, Check: check, Saving: saving, Rotation: rotation,
		Answer: answer, Explore: &ExplorePart{core: c, answer: answer, check: check, connections: connections},
		Connections: connections, Expiry: expiry, History: history, All: newAllPart(c, answer, check, connections),
		Share: newSharePart(c, settings), Leak: newLeakPart(c, connections),
		Guide: guide, Welcome: &WelcomePart{core: c, guide: guide, connections: connections, form: form},
		Settings: settings, Erase: newErasePart(c, connections),
	}
}

// Start shows the first state and reads the saved connections.
func (c *Controller) Start() {
	c.Guide.greet()
	c.show()
	c.Form.UseStory(c.d.Story)
	c.Connections.reload()
}

// Close cancels what runs, lets go of every key, and shows nothing any more.
// What is being saved is still saved.
func (c *Controller) Close() {
	c.stop()
	c.All.Cancel()
	c.closed = true
	c.clearOutcome()
	c.held.forget()
	c.state.Fill.Change, c.state.Fill.Leave = nil, nil
}

// State is a copy of the state.
func (c *Controller) State() State { return c.state }

// Open shows another view. What runs goes on.
func (c *Controller) Open(view View) { c.open(view) }

// DismissNotices clears the notices.
func (c *Controller) DismissNotices() {
	c.state.Notices = nil
	c.show()
}

// Cancel stops what runs. The check itself says that it was cancelled, so that
// the receipt shows how far it came. Where nothing runs, it goes back from
// another view to the form, or from the guide to the answer.
func (c *Controller) Cancel() {
	switch {
	case c.state.View == ViewAll && c.state.All.Running:
		c.All.Cancel()
	case c.running.cancel != nil:
		c.cancelled = c.running.number
		c.running.cancel()
	case c.state.View == ViewAll, c.state.View == ViewHistory, c.state.View == ViewLeak:
		c.Open(ViewCheck)
	case c.state.View == ViewWelcome:
		c.Guide.leaveWelcome()
		c.show()
	case c.state.View == ViewCheck && c.state.Guide.Open:
		c.Guide.Close()
	}
}
