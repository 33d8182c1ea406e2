package check

import (
	"time"

	"pleokeycheck/pleoclient"
)

// Tried is what trying one operation showed, as it is kept.
type Tried struct {
	Operation string
	Access    Access
	Kind      Kind
}

// Recalled is what was kept of trying everything.
type Recalled struct {
	Environment, CompanyID, KeyHint, Operation string

	At     time.Time
	Scopes []string // that the key claimed
	Tried  []Tried
}

// TriedOf is what is worth keeping of Permissions: which operations were tried, and what
// came of it.
func TriedOf(r *Result) (tried []Tried) {
	for _, p := range r.Permissions {
		if p.Operation != "" && p.Access != NotTested {
			tried = append(tried, Tried{p.Operation, p.Access, p.Finding.Kind})
		}
	}
	return tried
}

// Recall gives what was kept as the result that it was. Nobody is asked.
func Recall(k Recalled) *Result {
	r := &Result{
		StartedAt: k.At, Environment: k.Environment, CompanyID: k.CompanyID, KeyHint: k.KeyHint, Operation: k.Operation,
		Identity: &Identity{Scopes: k.Scopes},
	}
	byName := map[string]Tried{}
	for _, t := range k.Tried {
		byName[t.Operation] = t
	}
	for _, op := range pleoclient.Operations() {
		if t, was := byName[op.Name]; was {
			r.Permissions = append(r.Permissions, Permission{
				Operation: op.Name, Scope: op.Scope, Claimed: len(k.Scopes) > 0 && op.Scope != "" && op.CoveredBy(k.Scopes), Access: t.Access,
				Finding: Finding{Kind: t.Kind, Facts: map[string]string{FactEnvironment: k.Environment, FactOperation: op.Name}},
			})
		}
	}
	r.Permissions = append(r.Permissions, claims(k.Scopes, func(s string) string { return s })...)
	return r
}
