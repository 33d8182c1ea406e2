package message

import (
	"strconv"

	"pleokeycheck/internal/check"
)

// Step gives the line of the receipt for s: a statement, which the mark and the
// word of StepOutcome beside it call true or not. environment is that of the
// check; identity is what is known of the key so far, or nil. Most particular
// text first: by the kind of the finding, by environment, then the usual one.
func (c *Catalogue) Step(s check.Step, environment string, identity *check.Identity) string {
	base := "step." + string(s.Name) + "." + string(s.Status)
	facts := map[string]string{}
	for k, v := range s.Finding.Facts {
		facts[k] = v
	}
	if facts[check.FactEnvironment] == "" {
		facts[check.FactEnvironment] = environment
	}
	facts = c.Facts(facts)
	if s.Status == check.Passed {
		switch {
		case s.Name == check.StepIdentity:
			return c.identityStep(base, facts, identity)
		case s.Name == check.StepRequest && facts[check.FactCount] != "":
			return c.requestStep(base, facts, s.Finding.Facts[check.FactOperation])
		}
	}
	if s.Name == check.StepCompany && facts[check.FactFromKey] != "" {
		return c.Text("step.company.from-key")
	}
	return c.Text(c.first(base+"."+string(s.Finding.Kind), base+"."+environment, base), facts)
}

// identityStep names the application and counts the permissions of the key, as
// far as Pleo said them.
func (c *Catalogue) identityStep(base string, facts map[string]string, identity *check.Identity) string {
	if identity == nil {
		return c.Text(base+".unknown", facts)
	}
	name := Clean(identity.ApplicationName)
	facts[factApp] = name
	facts[check.FactCount] = strconv.Itoa(len(identity.Scopes))
	if name == "" {
		return c.Plural(base+".no-name", len(identity.Scopes), facts)
	}
	return c.Plural(base, len(identity.Scopes), facts)
}

// requestStep counts the rows of the answer, in the words of the operation.
func (c *Catalogue) requestStep(base string, facts map[string]string, operation string) string {
	n, err := strconv.Atoi(facts[check.FactCount])
	if err != nil {
		return c.Text(base, facts)
	}
	if n == 0 {
		return c.Text(base+".ok-empty", facts)
	}
	facts["Rows"] = c.Plural(c.first("rows."+operation, "rows.any"), n)
	if total, err := strconv.Atoi(facts[check.FactTotal]); err == nil {
		facts[check.FactTotal] = c.Number(total)
	}
	return c.Text(base+".rows", facts)
}

// StepOutcome gives the short word beside a line of the receipt: that of its
// status, or a more particular one for its finding ("not allowed").
func (c *Catalogue) StepOutcome(s check.Step) string {
	base := "step.status." + string(s.Status)
	return c.Text(c.first(base+"."+string(s.Finding.Kind), base))
}
