package kit

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/access"
)

// Calendar stands in for Fyne's, which names months in English only, has a stop of
// the Tab key for each day, keeps Esc to itself, and whose arrows say nothing: the
// days of a month, from Monday. The arrow keys go to another day, Page Up and Page
// Down to another month.
type Calendar struct {
	widget.BaseWidget
	Weekdays []string                   // seven, from Monday
	Spoken   string                     // its name, for screen readers
	SayDay   func(day time.Time) string // a day in words
	OnMoved  func()                     // another day is pointed at, perhaps of another month
	OnChosen func(day time.Time)

	At      time.Time // the day that is pointed at, in UTC
	today   time.Time
	focused bool
}

// NewCalendar points at a day.
func NewCalendar(at, today time.Time) *Calendar {
	c := &Calendar{At: dayOf(at), today: dayOf(today)}
	c.ExtendBaseWidget(c)
	return c
}

func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// first is the first day of the month that is shown.
func (c *Calendar) first() time.Time { return c.At.AddDate(0, 0, 1-c.At.Day()) }

// days is how many days the month has.
func (c *Calendar) days() int { return c.first().AddDate(0, 1, -1).Day() }

// before is how many days of its first week are those of another month.
func (c *Calendar) before() int { return (int(c.first().Weekday()) + 6) % 7 }

// Go points at another day.
func (c *Calendar) Go(day time.Time) {
	if day.Year() < 1 || day.Year() > 9999 {
		return
	}
	c.At = day
	c.Refresh()
	if c.OnMoved != nil {
		c.OnMoved()
	}
}

// GoMonths points at the same day of another month, or at its last.
func (c *Calendar) GoMonths(n int) {
	to := c.first().AddDate(0, n, 0)
	last := to.AddDate(0, 1, -1).Day()
	c.Go(to.AddDate(0, 0, min(c.At.Day(), last)-1))
}

// TypedKey points and chooses.
func (c *Calendar) TypedKey(e *fyne.KeyEvent) {
	if ToWindow(c, e) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		c.Go(c.At.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.Go(c.At.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.Go(c.At.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.Go(c.At.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.GoMonths(-1)
	case fyne.KeyPageDown:
		c.GoMonths(1)
	case fyne.KeyHome:
		c.Go(c.first())
	case fyne.KeyEnd:
		c.Go(c.first().AddDate(0, 0, c.days()-1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.OnChosen(c.At)
	}
}

// TypedRune does nothing: it takes no text.
func (c *Calendar) TypedRune(rune) {}

// FocusGained shows the ring.
func (c *Calendar) FocusGained() { c.focused = true; c.Refresh(); Reveal(c) }

// FocusLost hides the ring.
func (c *Calendar) FocusLost() { c.focused = false; c.Refresh() }

// Tapped chooses the day under the pointer.
func (c *Calendar) Tapped(e *fyne.PointEvent) {
	for day := 1; day <= c.days(); day++ {
		at, size := c.cell(day, c.Size())
		if in := e.Position.Subtract(at); in.X >= 0 && in.Y >= 0 && in.X < size.Width && in.Y < size.Height {
			c.Go(c.first().AddDate(0, 0, day-1))
			c.OnChosen(c.At)
			return
		}
	}
}

// Cursor is a hand over what can be chosen.
func (c *Calendar) Cursor() desktop.Cursor { return desktop.PointerCursor }

// cell is where a day stands, below the names of the days of the week.
func (c *Calendar) cell(day int, all fyne.Size) (fyne.Position, fyne.Size) {
	i := c.before() + day - 1
	size := fyne.NewSize(all.Width/7, c.row())
	return fyne.NewPos(float32(i%7)*size.Width, float32(1+i/7)*size.Height), size
}

// row is the height of a week.
func (c *Calendar) row() float32 {
	return MeasureText("0", Measure(theme.SizeNameText), fyne.TextStyle{}).Height + 2*Space8
}

// HeightFor is that of the longest month: a shorter one moves nothing.
func (c *Calendar) HeightFor(float32) float32 { return 7 * c.row() }

// AccessibilityLabel is the day that is pointed at.
func (c *Calendar) AccessibilityLabel() string { return c.SayDay(c.At) }

// AccessibilityRole is that of a container of choices.
func (c *Calendar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// AccessNode is the month with its days.
func (c *Calendar) AccessNode() access.Node {
	n := access.Node{Role: access.Group, Name: c.Spoken, Value: c.SayDay(c.At)}
	for day := 1; day <= c.days(); day++ {
		at, size := c.cell(day, c.Size())
		this := c.first().AddDate(0, 0, day-1)
		n.Children = append(n.Children, &access.Node{
			ID: strconv.Itoa(day), Role: access.RadioButton, Name: c.SayDay(this), Index: day, Of: c.days(),
			State:   access.Focusable | access.Checkable | (access.Checked | access.Focused).If(this.Equal(c.At)),
			Actions: []access.Action{{Name: "press", Do: func() { c.Go(this); c.OnChosen(this) }}},
			Bounds:  access.Rect{X: int(at.X), Y: int(at.Y), Width: int(size.Width), Height: int(size.Height)},
		})
	}
	return n
}

// CreateRenderer draws the month.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer { return Drawn(c, c.least, c.draw) }

func (c *Calendar) least() fyne.Size { return fyne.NewSize(7*Scaled(28), c.HeightFor(0)) }

func (c *Calendar) draw(size fyne.Size) (objects []fyne.CanvasObject) {
	text := func(words string, color fyne.ThemeColorName, bold bool, at fyne.Position, in fyne.Size) {
		t := canvas.NewText("", Color(color))
		SetText(t, words, Measure(theme.SizeNameText), fyne.TextStyle{Bold: bold})
		t.Alignment = fyne.TextAlignCenter
		t.Move(at.AddXY(0, Space8))
		t.Resize(in.SubtractWidthHeight(0, 2*Space8))
		objects = append(objects, t)
	}
	week := fyne.NewSize(size.Width/7, c.row())
	for i, name := range c.Weekdays[:min(7, len(c.Weekdays))] {
		text(name, ColorSecondary, false, fyne.NewPos(float32(i)*week.Width, 0), week)
	}
	for day := 1; day <= c.days(); day++ {
		at, cell := c.cell(day, size)
		this := c.first().AddDate(0, 0, day-1)
		color, here := theme.ColorNameForeground, this.Equal(c.At)
		if here {
			ground := NewRectangle(Color(ColorSelected), 8, at.AddXY(2, 2), cell.SubtractWidthHeight(4, 4))
			if c.focused {
				ground.StrokeColor, ground.StrokeWidth = Color(theme.ColorNamePrimary), 2
			}
			objects = append(objects, ground)
		}
		if this.Equal(c.today) {
			color = theme.ColorNamePrimary
		}
		text(strconv.Itoa(day), color, here || this.Equal(c.today), at, cell)
	}
	return objects
}
