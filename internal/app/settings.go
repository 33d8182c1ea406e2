package app

import (
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

// Marked reports whether there is a mark.
func (s State) Marked(id string) bool { return slices.Contains(s.Marks, id) }

// SettingsPart is what is kept of the window between starts.
type SettingsPart struct {
	*core
	// writes are small things that are not on disk yet, the first on its way.
	writes []func()
}

func newSettingsPart(c *core) *SettingsPart {
	p := &SettingsPart{core: c}
	c.on.reset = append(c.on.reset, func() { p.writes, c.state.Marks = nil, nil })
	return p
}

// mark sets or takes away marks, in the state at once and on disk in the order
// of the presses. Where the disk does not take one, it lasts for this session:
// that is not worth a word.
func (c *SettingsPart) mark(on bool, ids ...string) {
	marks := slices.DeleteFunc(slices.Clone(c.state.Marks), func(id string) bool { return slices.Contains(ids, id) })
	if on {
		marks = append(marks, ids...)
	}
	c.state.Marks = marks
	c.state.Erasing.Gone = false
	if c.d.Mark == nil || len(ids) == 0 {
		return
	}
	c.Keep(func() { _ = c.d.Mark(on, ids...) })
}

// Keep writes something small of the window, off the UI goroutine and after what
// was to be written before: the disk may let it wait. What was not written when
// everything is removed never is.
func (c *SettingsPart) Keep(write func()) {
	c.writes = append(c.writes, write)
	if len(c.writes) == 1 {
		c.keepNext()
	}
}

// keepNext writes the oldest, and then the next.
func (c *SettingsPart) keepNext() {
	write := c.writes[0]
	background(c.core, func() struct{} { write(); return struct{}{} }, func(struct{}) {
		if c.writes = c.writes[1:]; len(c.writes) > 0 {
			c.keepNext()
		}
	})
}

// PutAway takes a reminder away for good, and lets the next one wait for
// another moment.
func (c *SettingsPart) PutAway(reminder string) {
	if reminder == "" {
		return
	}
	c.state.Quiet = true
	c.mark(true, markReminder+reminder)
	c.show()
}

// RemindAgain brings back every reminder that was put away.
func (c *SettingsPart) RemindAgain() {
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
