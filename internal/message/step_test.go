package message_test

import (
	"testing"

	"pleokeycheck/internal/check"
)

func TestStep(t *testing.T) {
	c := english(t)
	erp := &check.Identity{ApplicationName: "ERP test", Scopes: []string{"a", "b", "c", "d"}}
	step := func(name check.StepName, status check.Status, kind check.Kind, facts ...string) check.Step {
		f := check.Finding{Kind: kind, Facts: map[string]string{}}
		for i := 0; i < len(facts); i += 2 {
			f.Facts[facts[i]] = facts[i+1]
		}
		return check.Step{Name: name, Status: status, Finding: f}
	}
	tests := []struct {
		name     string
		step     check.Step
		env      string
		identity *check.Identity
		want     string
	}{
		{"input", step(check.StepInput, check.Passed, check.OK), "staging", nil, "What you entered has the right form"},
		{"connect", step(check.StepConnect, check.Passed, check.OK), "production", nil, "Secure connection to Pleo"},
		{"connect demo", step(check.StepConnect, check.Passed, check.OK), "demo", nil, "Connection to the demo server"},
		{"connect custom", step(check.StepConnect, check.StepFailed, check.TLSFailed), "custom", nil, "Connection to the custom server"},
		{"identity", step(check.StepIdentity, check.Passed, check.OK), "staging", erp, "Pleo knows this key: “ERP test”, 4 permissions"},
		{
			"identity, one", step(check.StepIdentity, check.Passed, check.OK), "custom",
			&check.Identity{ApplicationName: "E\u202eRP", Scopes: []string{"a"}},
			"The custom server knows this key: “ERP”, 1 permission",
		},
		{
			"identity, none", step(check.StepIdentity, check.Passed, check.OK), "demo",
			&check.Identity{ApplicationName: "ERP"}, "Pleo knows this key: “ERP”, no permissions listed",
		},
		{
			"identity, no name", step(check.StepIdentity, check.Passed, check.OK), "staging",
			&check.Identity{Scopes: []string{"a", "b"}}, "Pleo knows this key: 2 permissions",
		},
		{"identity, nothing known", step(check.StepIdentity, check.Passed, check.OK), "staging", nil, "Pleo knows this key"},
		{"identity failed", step(check.StepIdentity, check.StepFailed, check.KeyRejected), "staging", nil, "Pleo knows this key"},
		{"company", step(check.StepCompany, check.Passed, check.OK), "staging", erp, "It belongs to the company you entered"},
		{
			"request", step(check.StepRequest, check.Passed, check.OK, check.FactCount, "1", check.FactOperation, "employees"),
			"staging", erp, "Test request answered: 1 employee",
		},
		{
			"request, several", step(check.StepRequest, check.Passed, check.OK, check.FactCount, "3", check.FactOperation, "tag-groups"),
			"staging", erp, "Test request answered: 3 tag groups",
		},
		{
			"request, other operation", step(check.StepRequest, check.Passed, check.OK, check.FactCount, "1", check.FactOperation, "new"),
			"staging", erp, "Test request answered: 1 row",
		},
		{
			"request, empty", step(check.StepRequest, check.Passed, check.OKEmpty, check.FactCount, "0"),
			"staging", erp, "Test request answered: nothing to show yet",
		},
		{"request, one of many", step(check.StepRequest, check.Passed, check.OK, check.FactCount, "1", check.FactTotal, "1200", check.FactOperation, "employees"),
			"staging", erp, "Test request answered: 1 employee of 1,200"},
		{"request, empty, no count", step(check.StepRequest, check.Passed, check.OKEmpty), "staging", erp, "Test request answered: nothing to show yet"},
		{"request, no count", step(check.StepRequest, check.Passed, check.OK), "staging", erp, "Test request answered"},
		{"request, odd count", step(check.StepRequest, check.Passed, check.OK, check.FactCount, "x"), "staging", erp, "Test request answered"},
		{"request not allowed", step(check.StepRequest, check.Warned, check.ScopeMissing), "staging", erp, "Test request answered"},
		{"request skipped", step(check.StepRequest, check.Skipped, ""), "staging", nil, "Test request"},
		{"running", step(check.StepConnect, check.Running, ""), "demo", nil, "Connecting to the demo server"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.Step(tt.step, tt.env, tt.identity); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestStepOutcome(t *testing.T) {
	c := english(t)
	tests := []struct {
		status check.Status
		kind   check.Kind
		want   string
	}{
		{check.Passed, check.OK, "yes"},
		{check.StepFailed, check.KeyRejected, "no"},
		{check.StepFailed, check.Cancelled, "stopped"},
		{check.StepFailed, check.PleoUnavailable, "not certain"},
		{check.Warned, check.CompanyUnconfirmed, "not certain"},
		{check.Warned, check.ScopeMissing, "not allowed"},
		{check.Skipped, "", "not reached"},
	}
	for _, tt := range tests {
		step := check.Step{Name: check.StepRequest, Status: tt.status, Finding: check.Finding{Kind: tt.kind}}
		if got := c.StepOutcome(step); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.status, tt.kind, got, tt.want)
		}
	}
}
