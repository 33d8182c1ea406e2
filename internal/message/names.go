package message

import (
	"strconv"

	"pleokeycheck/internal/check"
)

// Verdict gives the words for what a check as a whole concluded.
func (c *Catalogue) Verdict(v check.Verdict) string { return c.Text("verdict." + string(v)) }

// Environment gives the name of an environment: "Staging". A name that is not
// known comes back cleaned.
func (c *Catalogue) Environment(name string) string { return c.named("env.", name) }

// Operation gives an operation as it stands in the menu of test requests:
// "Employees, one row". name is that of the catalogue in pleoclient.
func (c *Catalogue) Operation(name string) string { return c.named("operation.", name) }

// Area gives what an operation reads: "Employees".
func (c *Catalogue) Area(name string) string { return c.named("area.", name) }

// Access gives the words for what trying an operation showed.
func (c *Catalogue) Access(a check.Access) string { return c.named("access.", string(a)) }

// Status gives an HTTP status with its meaning: "200 OK · as it should be". The
// code 0 stands for no answer.
func (c *Catalogue) Status(code int) string {
	if code == 0 {
		return c.Text("status.none")
	}
	digits := strconv.Itoa(code)
	id := c.first("status."+digits, "status."+strconv.Itoa(code/100)+"xx", "status.other")
	return c.Text(id, map[string]string{check.FactStatus: digits})
}

// StatusFor is Status for the answer that led to a finding of this kind: a
// status 2xx is not called as it should be where the answer was not.
func (c *Catalogue) StatusFor(kind check.Kind, code int) string {
	switch kind {
	case check.NotPleo, check.UnexpectedAnswer, check.AnswerTooLarge, check.AnswerCutOff, check.Contradiction, check.WrongKeyNotRefused:
		if code >= 200 && code <= 299 {
			return c.Text("status.2xx", map[string]string{check.FactStatus: strconv.Itoa(code)})
		}
	}
	return c.Status(code)
}

// Story gives the name of a demo story and what it shows.
func (c *Catalogue) Story(id string) (name, text string) {
	return c.Text("story." + id + ".name"), c.Text("story." + id + ".text")
}

// named gives the text of a name within a family of ids.
func (c *Catalogue) named(family, name string) string {
	if !c.texts.has(family + name) {
		return Clean(name)
	}
	return c.Text(family + name)
}
