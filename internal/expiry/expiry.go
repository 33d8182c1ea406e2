// Package expiry owns what is known of the day on which a key expires: how the
// date is read from what a person types, how many days are left, and how near
// that is. It is the one place that counts days, for the window, the reports
// and the reminders alike. It holds no words and has no clock of its own.
package expiry

import "time"

// Level is how near the expiry is. A higher level is more urgent.
type Level int

// The levels. Each but Unknown and Far is reminded of once.
const (
	Unknown Level = iota // no date was noted
	Far                  // more than 30 days
	Month                // 30 days or less
	Week                 // 7 days or less
	Last                 // 1 day or less: tomorrow or today
	Over                 // the noted day is over
)

// codes are how the levels that are reminded of are kept on disk.
var codes = map[Level]string{Month: "30", Week: "7", Last: "1", Over: "over"}

// Code is the level as it is kept on disk; empty for what is not reminded of.
func (l Level) Code() string { return codes[l] }

// LevelOf reads a Code; Unknown for what is none.
func LevelOf(code string) Level {
	for level, c := range codes {
		if c == code {
			return level
		}
	}
	return Unknown
}

// Near reports whether it is time to do something.
func (l Level) Near() bool { return l >= Month }

// Urgent reports whether it is time to do it now.
func (l Level) Urgent() bool { return l >= Week }

// Status is an expiry date as it is seen on one day.
type Status struct {
	Level Level
	// Day is midnight in UTC of the expiry date, whatever the local zone: there
	// are zones where some days have no midnight. Zero where Level is Unknown.
	Day time.Time
	// Days are the local days from today to Day; negative when it is over.
	Days int
}

// Of is the status of a kept date, "2006-01-02", at the moment now. What is no
// date gives Unknown.
func Of(kept string, now time.Time) Status {
	day, err := time.Parse(time.DateOnly, kept)
	if err != nil {
		return Status{}
	}
	s := Status{Day: day, Days: Days(day, now)}
	switch {
	case s.Days < 0:
		s.Level = Over
	case s.Days <= 1:
		s.Level = Last
	case s.Days <= 7:
		s.Level = Week
	case s.Days <= 30:
		s.Level = Month
	default:
		s.Level = Far
	}
	return s
}

// Days counts the days from today, in the local time of now's clock, to a day;
// negative when day is over. An hour more or less in between changes nothing.
func Days(day, now time.Time) int {
	return int(unixDay(day) - unixDay(now.Local()))
}

// unixDay numbers the days of the calendar, by the date that t shows.
func unixDay(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
}

// Today is the local date of now, as dates are kept.
func Today(now time.Time) string { return now.Local().Format(time.DateOnly) }
