package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// A kind that is declared but not listed would have no words and no verdict.
func TestEveryKindIsKnown(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "kind.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var declared []Kind
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "Kind" {
				text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				declared = append(declared, Kind(text))
			}
		}
		return true
	})
	if !slices.Equal(declared, Kinds()) {
		t.Errorf("declared %v\nlisted   %v", declared, Kinds())
	}
	for _, k := range Kinds() {
		if verdictOf(k) == "" {
			t.Errorf("%s has no verdict", k)
		}
	}
}

func TestDecide(t *testing.T) {
	steps := func(company, request Step) []Step {
		company.Name, request.Name = StepCompany, StepRequest
		return []Step{
			{Name: StepInput, Status: Passed, Finding: Finding{Kind: OK}}, {Name: StepConnect, Status: Passed, Finding: Finding{Kind: OK}},
			{Name: StepIdentity, Status: Passed, Finding: Finding{Kind: OK}}, company, request,
		}
	}
	step := func(s Status, k Kind) Step { return Step{Status: s, Finding: Finding{Kind: k}} }
	skipped := Step{Status: Skipped}
	tests := map[string]struct {
		steps    []Step
		accepted bool
		verdict  Verdict
		kind     Kind
	}{
		"proven":              {steps(step(Passed, OK), step(Passed, OKEmpty)), true, Working, OKEmpty},
		"not accepted":        {steps(step(Passed, OK), step(Passed, OK)), false, Inconclusive, OK},
		"company first":       {steps(step(Warned, CompanyUnconfirmed), step(Warned, ScopeMissing)), true, Limited, CompanyUnconfirmed},
		"failure before":      {steps(step(Warned, CompanyUnconfirmed), step(StepFailed, RateLimited)), true, Inconclusive, RateLimited},
		"first failure":       {steps(step(StepFailed, CompanyMismatch), step(StepFailed, RateLimited)), true, Failed, CompanyMismatch},
		"cancelled over all":  {steps(step(StepFailed, CompanyMismatch), step(StepFailed, Cancelled)), true, Stopped, Cancelled},
		"request not reached": {steps(step(Passed, OK), skipped), true, Inconclusive, ""},
		"warned, unknown key": {steps(step(Warned, CompanyUnconfirmed), step(Passed, OK)), false, Inconclusive, CompanyUnconfirmed},
		"denied, accepted":    {steps(step(Passed, OK), step(StepFailed, AccessDenied)), true, Limited, AccessDenied},
		"denied":              {steps(step(Passed, OK), step(StepFailed, AccessDenied)), false, Failed, AccessDenied},
		"unknown kind":        {steps(step(StepFailed, "fake"), skipped), true, Inconclusive, "fake"},
	}
	for name, tt := range tests {
		if v, f := decide(tt.steps, tt.accepted); v != tt.verdict || f.Kind != tt.kind {
			t.Errorf("%s: %s %s, want %s %s", name, v, f.Kind, tt.verdict, tt.kind)
		}
	}
}

// Nothing but a passed request over a passed company is ever green.
func TestGreenNeedsProof(t *testing.T) {
	for _, company := range []Status{Passed, Warned, StepFailed, Skipped} {
		for _, request := range []Status{Passed, Warned, StepFailed, Skipped} {
			for _, accepted := range []bool{true, false} {
				v, _ := decide([]Step{
					{Name: StepCompany, Status: company, Finding: Finding{Kind: CompanyUnconfirmed}},
					{Name: StepRequest, Status: request, Finding: Finding{Kind: NotFound}},
				}, accepted)
				if (v == Working) != (company == Passed && request == Passed && accepted) {
					t.Errorf("company %s, request %s, accepted %v: %s", company, request, accepted, v)
				}
			}
		}
	}
}
