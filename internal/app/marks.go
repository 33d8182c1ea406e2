package app

import (
	"context"
	"slices"
	"strings"
)

// Marks are what the person ticked, read or put away. They are kept between
// starts. Their ids: markWelcome, markReminder with the reminder's id, and
// markGuide with the anchor of a part.
const (
	markWelcome  = "welcome"
	markReminder = "reminder."
	markGuide    = "guide."
)

// Marked tells whether there is a mark.
func (s State) Marked(id string) bool { return slices.Contains(s.Marks, id) }

// marking is a change of marks on its way to the disk.
type marking struct {
	on  bool
	ids []string
}

// mark sets or takes away marks, in the state at once and on disk in the order
// of the presses. Where the disk does not take one, it lasts for this session:
// that is not worth a word.
func (c *Controller) mark(on bool, ids ...string) {
	marks := slices.DeleteFunc(slices.Clone(c.state.Marks), func(id string) bool { return slices.Contains(ids, id) })
	if on {
		marks = append(marks, ids...)
	}
	c.state.Marks = marks
	c.state.Erasing.Gone = false
	if c.d.Mark == nil || len(ids) == 0 {
		return
	}
	c.markings = append(c.markings, marking{on, ids})
	if len(c.markings) == 1 {
		c.keepMark()
	}
}

// keepMark writes the oldest change, and then the next.
func (c *Controller) keepMark() {
	m := c.markings[0]
	background(c, func(context.Context) error { return c.d.Mark(m.on, m.ids...) }, func(error) {
		if c.markings = c.markings[1:]; len(c.markings) > 0 {
			c.keepMark()
		}
	})
}

// PutAway takes a reminder away for good, and lets the next one wait for
// another moment.
func (c *Controller) PutAway(reminder string) {
	if reminder == "" {
		return
	}
	c.state.Quiet = true
	c.mark(true, markReminder+reminder)
	c.show()
}

// RemindAgain brings back every reminder that was put away.
func (c *Controller) RemindAgain() {
	var away []string
	for _, id := range c.state.Marks {
		if strings.HasPrefix(id, markReminder) {
			away = append(away, id)
		}
	}
	c.state.Quiet = false
	c.mark(false, away...)
	c.show()
}
