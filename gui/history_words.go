package gui

import (
	"time"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/message"
)

// weekdays are the ids of the names of the days, from Sunday.
var weekdays = []string{
	"ui.day.sunday", "ui.day.monday", "ui.day.tuesday", "ui.day.wednesday", "ui.day.thursday", "ui.day.friday", "ui.day.saturday",
}

// dayWords says a day of the past as a person would: today, yesterday, Tuesday,
// or the date.
func dayWords(words *message.Catalogue, at, now time.Time) string {
	switch days := -expiry.Days(at.Local(), now); {
	case days == 0:
		return words.Text("ui.day.today", map[string]string{"Time": words.Clock(at)})
	case days == 1:
		return words.Text("ui.day.yesterday")
	case days > 1 && days < 7:
		return words.Text(weekdays[at.Local().Weekday()])
	}
	return words.Date(at)
}

// untilWords says until when a key worked that is refused by now; "" for others.
func untilWords(words *message.Catalogue, id string, s app.State, con connection.Connection) string {
	last, stopped := s.Past.WorkedUntil(con)
	if !stopped {
		return ""
	}
	return words.Text(id, words.Facts(map[string]string{
		check.FactEnvironment: con.Environment, "Verdict": words.Verdict(check.Failed), "Day": dayWords(words, last.At, time.Now()),
	}))
}

// earlierRuns are the checks before the one whose main answer is shown.
func earlierRuns(s app.State) []history.Check {
	if s.Result == nil || s.Answer.Exchange != s.Result.Answer {
		return nil
	}
	var out []history.Check
	for _, p := range s.Past.Of(s.Selected) {
		if p.At.Before(s.Result.StartedAt.Truncate(time.Millisecond)) {
			out = append(out, p)
		}
	}
	return out
}

// kindTitle is the title of a finding of which only the kind is known.
func kindTitle(words *message.Catalogue, kind, environment string) string {
	if kind == "" {
		return ""
	}
	return words.Finding(check.Finding{Kind: check.Kind(kind), Facts: map[string]string{check.FactEnvironment: environment}}).Title
}

// nameOfPast is the name of what was checked.
func nameOfPast(words *message.Catalogue, s app.State, p history.Check) string {
	for _, con := range s.Connections {
		if con.ID == p.ConnectionID && !p.Unsaved {
			return con.Name
		}
	}
	switch {
	case p.Unsaved && p.Name != "":
		return words.Text("ui.history.session-of", map[string]string{"Name": p.Name})
	case p.Unsaved:
		return words.Text("ui.history.session")
	}
	return words.Text("ui.history.nameless")
}
