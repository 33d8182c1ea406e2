package report

import (
	"slices"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/internal/service"
)

// CompanyOf is the name of the company of a row, or its ID.
func CompanyOf(r service.Row) string {
	switch {
	case r.Result != nil && r.Result.Company != nil && r.Result.Company.Name != "":
		return message.Clean(personal.HideText(r.Result.Company.Name))
	case r.Connection.CompanyName != "":
		return message.Clean(personal.HideText(r.Connection.CompanyName))
	}
	return message.Clean(r.Connection.CompanyID)
}

// AllWords are what is said of one connection: the verdict, what was found, what
// to do, and who can do it.
type AllWords struct{ Verdict, Title, Action, Who string }

// WordsOf says what was found of a connection.
func WordsOf(r service.Row, c *message.Catalogue) AllWords {
	switch {
	case r.Result != nil:
		w := c.Headline(Impersonal(r.Result))
		out := AllWords{Verdict: c.Verdict(r.Result.Verdict), Title: w.Title}
		if r.Result.Verdict != check.Working {
			out.Action, out.Who = strings.Join(w.Actions, " "), w.Who
		}
		return out
	case r.Status == service.RowNoKey:
		return AllWords{Verdict: c.Text("ui.all.no-key"), Action: c.Text("ui.all.no-key.action"), Who: c.Text("ui.all.no-key.who")}
	case r.Status == service.RowGone:
		return AllWords{Verdict: c.Text("ui.all.gone")}
	case r.Known != nil:
		known := check.Finding{Kind: check.Kind(r.Known.Kind), Facts: map[string]string{check.FactEnvironment: r.Connection.Environment}}
		return AllWords{Verdict: c.Verdict(check.Verdict(r.Known.Verdict)), Title: c.Finding(known).Title}
	}
	return AllWords{Verdict: c.Text("ui.all.not-checked")}
}

func skipped(r service.Row) bool { return r.Status == service.RowNoKey || r.Status == service.RowGone }

// Worst is the verdict of a check of all connections: the worst that was found,
// failed before limited before inconclusive; cancelled where it was not
// finished and nothing was worse. A connection without a kept key counts for
// nothing; where nothing was checked at all, nobody could tell.
func Worst(rows []service.Row) check.Verdict {
	if !slices.ContainsFunc(rows, func(r service.Row) bool { return !skipped(r) }) {
		return check.Inconclusive
	}
	worst := check.Working
	rank := map[check.Verdict]int{check.Working: 0, check.Stopped: 1, check.Inconclusive: 2, check.Limited: 3, check.Failed: 4}
	for _, r := range rows {
		v := check.Stopped
		switch {
		case skipped(r):
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

var allJSONFormat = Format{
	Subject: AllChecks, Name: "json", ForPrograms: true,
	Write: func(s Source) ([]byte, error) { return AllJSON(s.Rows, s.At, s.Words) },
}

// AllJSON gives a check of all connections as JSON of version 1: for each
// connection its name, environment and company, whether it was checked, and if it was everything that
// JSON says, else the reason.
func AllJSON(rows []service.Row, at time.Time, c *message.Catalogue) ([]byte, error) {
	type named struct {
		Connection string `json:"connection"`
		Checked    bool   `json:"checked"`
		Reason     string `json:"reason,omitempty"` // "no-key-kept", "keychain" (see the finding), "deleted", "cancelled"
		// Two connections may have one name: these are said of every one.
		Environment string `json:"environment"`
		CompanyID   string `json:"companyId"`
		*jsonReport
	}
	out := struct {
		Version   int     `json:"version"`
		StartedAt string  `json:"startedAt"` // RFC 3339
		Verdict   string  `json:"verdict"`   // the worst
		Results   []named `json:"results"`
	}{Version, at.Format(time.RFC3339), string(Worst(rows)), make([]named, 0, len(rows))}
	for _, r := range rows {
		n := named{Connection: message.Clean(r.Connection.Name), Checked: r.Result != nil && !r.KeyRefused(), Environment: r.Connection.Environment, CompanyID: message.Clean(r.Connection.CompanyID)}
		switch {
		case r.Result != nil:
			n.jsonReport = newReport(r.Result, c)
			if r.KeyRefused() {
				n.Reason = "keychain"
			}
		case r.Status == service.RowNoKey:
			n.Reason = "no-key-kept"
		case r.Status == service.RowGone:
			n.Reason = "deleted"
		default:
			n.Reason = "cancelled"
		}
		out.Results = append(out.Results, n)
	}
	return indented(out)
}

var allTextFormat = Format{
	Subject: AllChecks, Name: "text", ForPrograms: true, // the window is this text
	Write: func(s Source) ([]byte, error) { return []byte(AllText(s.Rows, s.Words)), nil },
}

// AllText gives a check of all connections as a terminal prints it: a few lines
// a connection.
func AllText(rows []service.Row, c *message.Catalogue) string {
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
		w := WordsOf(r, c)
		writeIndented(&b, mark+" ", c.Text("ui.all.text-line", map[string]string{
			"Name": r.Connection.Name, "Environment": c.Environment(r.Connection.Environment), "Verdict": w.Verdict,
		}))
		if w.Title != "" && r.Result.Verdict != check.Working {
			writeIndented(&b, "  ", w.Title)
		}
		if w.Action != "" {
			writeIndented(&b, "  ", w.Action)
		}
	}
	return b.String()
}
