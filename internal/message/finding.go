package message

import (
	"maps"
	"strconv"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
)

// Words are what a person reads of a finding.
type Words struct {
	// Title is a short sentence with a subject, at most 60 characters.
	Title string
	// Explanation says what the title means.
	Explanation string
	// Actions are things to do, in order, without numbers: 1 to 4 of them.
	Actions []string
	// Who can do them, a short phrase.
	Who string
}

// Action gives the actions in one text, a line each.
func (w Words) Action() string { return strings.Join(w.Actions, "\n") }

// Finding gives the words of f. A variant overrides single fields of its kind.
// The zero Finding gives zero Words.
func (c *Catalogue) Finding(f check.Finding) Words {
	if f.Kind == "" {
		return Words{}
	}
	facts := c.Facts(f.Facts)
	field := func(name string) string {
		base := "finding." + string(f.Kind) + "."
		id := c.first(base+f.Variant+"."+name, base+name)
		if n, err := strconv.Atoi(facts[check.FactCount]); err == nil {
			return c.Plural(id, n, facts)
		}
		return c.Text(id, facts)
	}
	return Words{
		Title:       field("title"),
		Explanation: field("explanation"),
		Actions:     strings.Split(field("action"), "\n"),
		Who:         field("who"),
	}
}

// Headline gives the words of the finding that decided r, filled with what the
// result knows besides: environment, company and operation.
func (c *Catalogue) Headline(r *check.Result) Words {
	f := r.Finding
	facts := map[string]string{
		check.FactEnvironment: r.Environment,
		check.FactOperation:   r.Operation,
		check.FactCompanyID:   r.CompanyID,
	}
	if near := expiry.Of(r.ExpiresOn, r.StartedAt); near.Level != expiry.Unknown {
		facts[factDated] = set
		if near.Level.Near() && near.Level != expiry.Over && r.Accepted {
			facts[factSoon] = set
		}
	}
	if r.Company != nil && r.Company.Confirmed {
		facts[check.FactCompany] = r.Company.Name
		if r.Company.Name == "" {
			facts[check.FactCompany] = r.Company.ID
		}
	}
	maps.Copy(facts, f.Facts)
	f.Facts = facts
	return c.Finding(f)
}
