package message

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Duration says a length of time in words, in the largest unit that fits:
// "20 seconds", "3 hours". It rounds up, so that a wait is never too short.
// Under a second counts as one second; a negative d is taken as positive.
func (c *Catalogue) Duration(d time.Duration) string {
	d = d.Abs()
	up := func(unit time.Duration) int { return int((d + unit - 1) / unit) }
	switch {
	case d < 2*time.Second:
		return c.Plural("duration.seconds", 1)
	case d <= 90*time.Second:
		return c.Plural("duration.seconds", up(time.Second))
	case d <= 90*time.Minute:
		return c.Plural("duration.minutes", up(time.Minute))
	case d <= 36*time.Hour:
		return c.Plural("duration.hours", up(time.Hour))
	default:
		return c.Plural("duration.days", up(24*time.Hour))
	}
}

// Took says how long something took, briefly: "84 ms", "2.3 s", "2,3 s".
func (c *Catalogue) Took(d time.Duration) string {
	if d < 0 {
		d = 0
	}
	if d.Round(time.Millisecond) < time.Second {
		return c.Text("time.milliseconds", map[string]string{"Count": c.Number(int(d.Round(time.Millisecond).Milliseconds()))})
	}
	return c.Text("time.seconds", map[string]string{"Count": c.decimal(d.Seconds(), 1)})
}

// Month says the month of t with its year.
func (c *Catalogue) Month(t time.Time) string {
	month, _, _ := strings.Cut(c.Text("month."+strconv.Itoa(int(t.Month()))), " ")
	return month + " " + strconv.Itoa(t.Year())
}

// Date says the day of t in words, as it is in the catalogue's time zone.
func (c *Catalogue) Date(t time.Time) string {
	t = t.In(c.zone)
	month, _, _ := strings.Cut(c.Text("month."+strconv.Itoa(int(t.Month()))), " ") // the first is that of dates
	return c.Text("date.day", map[string]string{
		"Day":   strconv.Itoa(t.Day()),
		"Month": month,
		"Year":  strconv.Itoa(t.Year()),
	})
}

// DateTime says day and time of day of t in the catalogue's time zone.
func (c *Catalogue) DateTime(t time.Time) string {
	return c.Text("date.time", map[string]string{
		"Date": c.Date(t),
		"Time": c.Clock(t),
	})
}

// Clock says the time of day of t in the catalogue's time zone, over 24 hours.
func (c *Catalogue) Clock(t time.Time) string {
	t = t.In(c.zone)
	return c.Text("time.clock", map[string]string{"Hour": t.Format("15"), "Minute": t.Format("04")})
}

// limitForm is the form in which a check states a limit it reached.
var limitForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,9})(\.\d+)? (ms|s|B|KiB|MiB)$`)
})

// limitWords says a limit such as "20 s" or "10 MiB" in words; another form
// stays as it is.
func (c *Catalogue) limitWords(limit string) string {
	m := limitForm().FindStringSubmatch(limit)
	if m == nil {
		return limit
	}
	n, _ := strconv.Atoi(m[1])
	switch {
	case m[3] == "s" && m[2] == "":
		return c.Duration(time.Duration(n) * time.Second)
	case m[3] == "B" && m[2] == "":
		return c.Plural("size.bytes", n)
	}
	id := map[string]string{
		"ms": "time.milliseconds", "s": "time.seconds", "B": "size.bytes", "KiB": "size.kilobytes", "MiB": "size.megabytes",
	}[m[3]]
	v, _ := strconv.ParseFloat(m[1]+m[2], 64)
	return c.Text(id, map[string]string{"Count": c.decimal(v, max(len(m[2])-1, 0))})
}
