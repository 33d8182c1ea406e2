package kit

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pleokeycheck/internal/access"
)

func testCalendar(t *testing.T, at string) (*Calendar, *string) {
	t.Helper()
	day, err := time.Parse(time.DateOnly, at)
	if err != nil {
		t.Fatal(err)
	}
	chosen := ""
	c := NewCalendar(day, day)
	c.Weekdays = strings.Fields("Mo Tu We Th Fr Sa Su")
	c.SayDay = func(day time.Time) string { return day.Format(time.DateOnly) }
	c.OnChosen = func(day time.Time) { chosen = day.Format(time.DateOnly) }
	return c, &chosen
}

func TestCalendarByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for _, step := range []struct {
		from string
		key  fyne.KeyName
		to   string
	}{
		{"2027-12-31", fyne.KeyRight, "2028-01-01"}, {"2028-01-01", fyne.KeyLeft, "2027-12-31"},
		{"2027-12-31", fyne.KeyUp, "2027-12-24"}, {"2027-12-31", fyne.KeyDown, "2028-01-07"},
		{"2028-01-31", fyne.KeyPageDown, "2028-02-29"}, {"2027-03-31", fyne.KeyPageUp, "2027-02-28"}, {"2027-12-15", fyne.KeyPageDown, "2028-01-15"},
		{"2027-02-10", fyne.KeyHome, "2027-02-01"}, {"2027-02-10", fyne.KeyEnd, "2027-02-28"},
	} {
		c, chosen := testCalendar(t, step.from)
		c.TypedKey(&fyne.KeyEvent{Name: step.key})
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if *chosen != step.to {
			t.Errorf("%s from %s leads to %s, want %s", step.key, step.from, *chosen, step.to)
		}
	}
}

// TestCalendarPlaces: each day stands below the day of the week that it is, is chosen
// by a press there, and is said.
func TestCalendarPlaces(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for _, month := range []string{"2027-02-10", "2027-08-10", "2026-03-01", "2026-11-30"} {
		c, chosen := testCalendar(t, month)
		c.Resize(fyne.NewSize(350, c.HeightFor(350)))
		n := c.AccessNode()
		if len(n.Children) != c.days() {
			t.Errorf("%s: %d days are said", month, len(n.Children))
		}
		for day := 1; day <= c.days(); day++ {
			at, size := c.cell(day, c.Size())
			this := c.first().AddDate(0, 0, day-1)
			if column := int(at.X/size.Width + 0.5); time.Weekday((column+1)%7) != this.Weekday() || at.Y+size.Height > c.HeightFor(0)+0.5 {
				t.Errorf("%s stands at %v", this.Format(time.DateOnly), at)
			}
			c.Tapped(&fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)})
			if *chosen != this.Format(time.DateOnly) || n.Children[day-1].Name != *chosen {
				t.Errorf("a press on %v chooses %s, said is %s", at, *chosen, n.Children[day-1].Name)
			}
		}
		if said := c.AccessNode().Children[c.days()-1]; !said.State.Has(access.Checked) {
			t.Errorf("%s: the day that is pointed at is not said to be", month)
		}
		*chosen = ""
		c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 5)}) // a day of the week
		if *chosen != "" {
			t.Errorf("%s: a press beside the days chooses %s", month, *chosen)
		}
	}
}
