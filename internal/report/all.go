package report

import (
	"slices"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
)

// AllRow is one connection of a check of all connections.
type AllRow struct {
	Name, Environment, CompanyID, CompanyName, KeyHint, ExpiresOn string
	// At is when the check ended; zero where there was none.
	At time.Time
	// Result is nil where the connection was not checked; NoKey where there was
	// no key to check with, Gone where the connection was deleted meanwhile.
	Result      *check.Result
	NoKey, Gone bool
}

// Company is the name of the company, or its ID.
func (r AllRow) Company() string {
	switch {
	case r.Result != nil && r.Result.Company != nil && r.Result.Company.Name != "":
		return message.Clean(personal.HideText(r.Result.Company.Name))
	case r.CompanyName != "":
		return message.Clean(personal.HideText(r.CompanyName))
	}
	return message.Clean(r.CompanyID)
}

// AllWords are what is said of one connection: the verdict, what was found, what
// to do, and who can do it.
type AllWords struct{ Verdict, Title, Action, Who string }

// Words says what was found of a connection.
func (r AllRow) Words(c *message.Catalogue) AllWords {
	switch {
	case r.Result != nil:
		w := c.Headline(Impersonal(r.Result))
		out := AllWords{Verdict: c.Verdict(r.Result.Verdict), Title: w.Title}
		if r.Result.Verdict != check.Working {
			out.Action, out.Who = strings.Join(w.Actions, " "), w.Who
		}
		return out
	case r.NoKey:
		return AllWords{Verdict: c.Text("ui.all.no-key"), Action: c.Text("ui.all.no-key.action"), Who: c.Text("ui.all.no-key.who")}
	case r.Gone:
		return AllWords{Verdict: c.Text("ui.all.gone")}
	}
	return AllWords{Verdict: c.Text("ui.all.not-checked")}
}

// Worst is the verdict of a check of all connections: the worst that was found,
// failed before limited before inconclusive; cancelled where it was not
// finished and nothing was worse. A connection without a kept key counts for
// nothing; where nothing was checked at all, nobody could tell.
func Worst(rows []AllRow) check.Verdict {
	if !slices.ContainsFunc(rows, func(r AllRow) bool { return !r.NoKey && !r.Gone }) {
		return check.Inconclusive
	}
	worst := check.Working
	rank := map[check.Verdict]int{check.Working: 0, check.Stopped: 1, check.Inconclusive: 2, check.Limited: 3, check.Failed: 4}
	for _, r := range rows {
		v := check.Stopped
		switch {
		case r.NoKey, r.Gone:
			continue
		case r.Result != nil:
			v = r.Result.Verdict
		}
		if rank[v] > rank[worst] {
			worst = v
		}
	}
	return worst
}

// AllJSON gives a check of all connections as JSON of version 1: for each
// connection its name, whether it was checked, and if it was everything that
// JSON says, else the reason.
func AllJSON(rows []AllRow, at time.Time, c *message.Catalogue) ([]byte, error) {
	type named struct {
		Connection string `json:"connection"`
		Checked    bool   `json:"checked"`
		Reason     string `json:"reason,omitempty"` // "no-key-kept", "deleted", "cancelled"
		*jsonReport
	}
	out := struct {
		Version   int     `json:"version"`
		StartedAt string  `json:"startedAt"` // RFC 3339
		Verdict   string  `json:"verdict"`   // the worst
		Results   []named `json:"results"`
	}{Version, at.Format(time.RFC3339), string(Worst(rows)), make([]named, 0, len(rows))}
	for _, r := range rows {
		n := named{Connection: message.Clean(r.Name), Checked: r.Result != nil}
		switch {
		case r.Result != nil:
			n.jsonReport = newReport(r.Result, c)
		case r.NoKey:
			n.Reason = "no-key-kept"
		case r.Gone:
			n.Reason = "deleted"
		default:
			n.Reason = "cancelled"
		}
		out.Results = append(out.Results, n)
	}
	return indented(out)
}

// AllText gives a check of all connections as a terminal prints it: a few lines
// a connection.
func AllText(rows []AllRow, c *message.Catalogue) string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteString("\n")
		}
		mark := "–"
		if r.Result != nil {
			if m, ok := verdictMarks[r.Result.Verdict]; ok {
				mark = m
			}
		}
		w := r.Words(c)
		hang(&b, mark+" ", c.Text("ui.all.text-line", map[string]string{
			"Name": r.Name, "Environment": c.Environment(r.Environment), "Verdict": w.Verdict,
		}))
		if w.Title != "" && r.Result.Verdict != check.Working {
			hang(&b, "  ", w.Title)
		}
		if w.Action != "" {
			hang(&b, "  ", w.Action)
		}
	}
	return b.String()
}
