package check

import (
	"maps"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pleokeycheck/internal/env"
)

const (
	// maxDetail bounds a technical detail, in bytes.
	maxDetail = 600
	// clockNoticeable is how far a clock must be off to be worth a word; the
	// Date header has a resolution of one second, and answers take their time.
	clockNoticeable = time.Minute
)

// withFacts adds the facts that every finding of this check has. The finding's
// own facts win, and are not changed in place.
func (r *run) withFacts(step StepName, f Finding) Finding {
	if f.Kind == "" {
		return f
	}
	facts := map[string]string{FactEnvironment: r.in.Environment}
	if other, ok := env.Other(r.in.Environment); ok {
		facts[FactOtherEnvironment] = other
	}
	if r.base != nil {
		facts[FactHost] = r.clean(r.base.Host)
	}
	if r.companyID != "" {
		facts[FactCompanyID] = r.companyID
		facts[FactCompany] = r.companyID
		if c := r.result.Company; c != nil && c.Name != "" {
			facts[FactCompany] = c.Name
		}
	}
	if r.result.CompanyFromKey {
		facts[FactFromKey] = "yes"
	}
	if id := r.result.Identity; id != nil && id.ApplicationName != "" {
		facts[FactNamed] = "yes"
	}
	switch step {
	case StepIdentity:
		facts[FactOperation] = "introspect"
	case StepCompany:
		facts[FactOperation] = "company"
		if f.Kind == CompanyUntold {
			facts[FactOperation] = "companies"
		}
	case StepRequest:
		facts[FactOperation] = r.op.Name
	}
	maps.Copy(facts, f.Facts)
	f.Facts = facts
	return f
}

// addCompanyName puts the company's name, which may come late, into the
// findings.
func (r *run) addCompanyName() {
	c := r.result.Company
	if c == nil || c.Name == "" {
		return
	}
	for i, s := range r.result.Steps {
		if s.Finding.Facts[FactCompany] == c.ID {
			facts := maps.Clone(s.Finding.Facts)
			facts[FactCompany] = c.Name
			r.result.Steps[i].Finding.Facts = facts
		}
	}
}

// addConnectionFacts adds to the connect step what the first exchange showed
// of the way: the proxy, and the clock's difference where it is noticeable.
func (r *run) addConnectionFacts() {
	if len(r.result.Exchanges) == 0 {
		return
	}
	first, step := r.result.Exchanges[0], r.step(StepConnect)
	if step.Finding.Kind == "" {
		return
	}
	facts := maps.Clone(step.Finding.Facts)
	if first.Proxy != "" {
		facts[FactProxy] = r.clean(first.Proxy)
	}
	if offset := first.ClockOffset.Round(time.Second); offset.Abs() >= clockNoticeable {
		sign := ""
		if offset > 0 {
			sign = "+"
		}
		facts[FactClock] = sign + offset.String()
	}
	step.Finding.Facts = facts
}

// clean makes a server's or a library's text fit to be kept: without any form
// of the key, without control characters, and not longer than a detail may be.
func (r *run) clean(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || isInvisible(c) || c == utf8.RuneError {
			return ' '
		}
		return c
	}, s)
	s = r.redactor.String(s)
	if len(s) <= maxDetail {
		return s
	}
	cut := maxDetail
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
