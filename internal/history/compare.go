package history

import (
	"slices"
	"strconv"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
)

// Aspect is something in which two checks can differ.
type Aspect string

// The aspects, besides "step:" with the name of a step and "time:" with that
// of a phase.
const (
	AspectVerdict     Aspect = "verdict"
	AspectFinding     Aspect = "finding"
	AspectEnvironment Aspect = "environment"
	AspectCompany     Aspect = "company"
	AspectKey         Aspect = "key"
	AspectScopes      Aspect = "scopes"
	AspectTook        Aspect = "took"
	aspectStep               = "step:"
	aspectTime               = "time:"
)

// Step is the step that an aspect is the finding of.
func (a Aspect) Step() (check.StepName, bool) {
	name, is := strings.CutPrefix(string(a), aspectStep)
	return check.StepName(name), is
}

// Phase is the number of the phase, in the order of Phases, that an aspect is
// the time of.
func (a Aspect) Phase() (int, bool) {
	name, is := strings.CutPrefix(string(a), aspectTime)
	return slices.Index(Phases, name), is
}

// Phases are the names of the times of a record, in their order.
var Phases = []string{"dns", "connect", "tls", "wait", "download"}

// Difference is one aspect of two checks. The values are codes, or
// milliseconds; empty where a check has none.
type Difference struct {
	Aspect        Aspect
	Before, After string
	// Changed is true where the two say different things. Times vary from check
	// to check: only one that at least doubled or halved, by 100 ms or more,
	// counts.
	Changed bool
	// Only are the permissions that one of the two has and the other has not, as far
	// as they were noted.
	Only []string
}

// Compare sets two checks of the past side by side, the earlier one first.
func Compare(before, after connection.Record) []Difference {
	if after.At.Before(before.At) {
		before, after = after, before
	}
	var all []Difference
	add := func(a Aspect, x, y string) {
		if x != "" || y != "" {
			all = append(all, Difference{Aspect: a, Before: x, After: y, Changed: x != y})
		}
	}
	add(AspectVerdict, before.Verdict, after.Verdict)
	add(AspectFinding, before.Kind, after.Kind)
	add(AspectEnvironment, before.Environment, after.Environment)
	add(AspectCompany, before.CompanyID, after.CompanyID)
	add(AspectKey, before.KeyHint, after.KeyHint)
	add(AspectScopes, number(int64(before.Scopes)), number(int64(after.Scopes)))
	if n := len(all) - 1; all[n].Aspect == AspectScopes && before.ScopeNames != nil && after.ScopeNames != nil {
		all[n].Only = append(without(before.ScopeNames, after.ScopeNames), without(after.ScopeNames, before.ScopeNames)...)
		all[n].Changed = all[n].Changed || len(all[n].Only) > 0
	}
	x, y := findingsOf(before), findingsOf(after)
	for _, name := range check.StepNames() {
		add(Aspect(aspectStep+string(name)), x[name], y[name])
	}
	times := func(a Aspect, x, y int64) {
		if x != 0 || y != 0 {
			all = append(all, Difference{Aspect: a, Before: number(x), After: number(y), Changed: muchApart(x, y)})
		}
	}
	times(AspectTook, before.DurationMs, after.DurationMs)
	for _, p := range Phases {
		times(Aspect(aspectTime+p), before.Timing[p], after.Timing[p])
	}
	return all
}

// without lists what is in all and not in some.
func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}

// findingsOf are the kinds of the findings of a record, by step.
func findingsOf(r connection.Record) map[check.StepName]string {
	out := map[check.StepName]string{}
	for _, f := range r.Findings {
		if step, kind, ok := strings.Cut(f, ":"); ok {
			out[check.StepName(step)] = kind
		}
	}
	return out
}

func muchApart(x, y int64) bool {
	low, high := min(x, y), max(x, y)
	return high >= 2*low && high-low >= 100
}

// number is n as a value; empty for none.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
