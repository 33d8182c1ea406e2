package report_test

import (
	"net/http"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

const (
	nordhavnID = "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90"
	otherID    = "5b0d3a52-9f0c-4a3e-8a51-6a3f1f0c7d21"
	canary     = "canary-fake-key-that-must-never-show"
)

var started = time.Date(2026, 11, 23, 9, 30, 5, 0, time.UTC)

func english(t *testing.T) *message.Catalogue {
	t.Helper()
	c, err := message.New("en")
	if err != nil {
		t.Fatalf("message.New: %v", err)
	}
	return c.In(time.UTC)
}

// cases are the results that the goldens show.
func cases() map[string]*check.Result {
	return map[string]*check.Result{
		"working":      working(),
		"rejected":     rejected(),
		"permissions":  withPermissions(),
		"inspected":    inspected(),
		"cancelled":    cancelled(),
		"hostile":      hostile(),
		"input":        input(),
		"organisation": unconfirmed(),
	}
}

func exchange(op, url string, status int, d time.Duration) *pleoclient.Exchange {
	return &pleoclient.Exchange{
		Operation: op, Method: http.MethodGet, URL: url, Status: status, Proto: "HTTP/2.0",
		RequestHeader: http.Header{"Authorization": {canary}},
		Header:        http.Header{"Set-Cookie": {canary}},
		RequestBody:   []byte(canary), Body: []byte(canary),
		RequestID: "7d1e0b2c-fake-4f0f-9c1d-000000000001", Duration: d,
		Timing: pleoclient.Timing{
			DNS: 3 * time.Millisecond, Connect: 21 * time.Millisecond, TLS: 40 * time.Millisecond,
			Wait: d - 65*time.Millisecond, Download: 1 * time.Millisecond,
		},
		WireBytes: 312, BodyBytes: 890,
	}
}

func passed(name check.StepName, d time.Duration, facts map[string]string) check.Step {
	return check.Step{Name: name, Status: check.Passed, Duration: d, Finding: check.Finding{Kind: check.OK, Facts: facts}}
}

func working() *check.Result {
	introspect := exchange("introspect", "https://external.staging.pleo.io/v1/introspect", 200, 145*time.Millisecond)
	employees := exchange("employees", "https://external.staging.pleo.io/v2/employees?companyId="+nordhavnID+"&limit=1", 200, 73*time.Millisecond)
	rows := map[string]string{check.FactCount: "1", check.FactOperation: "employees", check.FactScoped: "yes"}
	return &check.Result{
		StartedAt: started, Duration: 218 * time.Millisecond,
		Environment: "staging", BaseURL: "https://external.staging.pleo.io",
		CompanyID: nordhavnID, KeyHint: "4f2a", Operation: "employees",
		Verdict: check.Working, Accepted: true,
		Finding: check.Finding{Kind: check.OK, Facts: rows, HTTPStatus: 200, RequestID: employees.RequestID},
		Steps: []check.Step{
			passed(check.StepInput, 0, nil),
			passed(check.StepConnect, 84*time.Millisecond, nil),
			passed(check.StepIdentity, 61*time.Millisecond, nil),
			passed(check.StepCompany, 0, nil),
			passed(check.StepRequest, 73*time.Millisecond, rows),
		},
		Identity: &check.Identity{
			AuthMethod: "API_KEY", ApplicationName: "ERP test", Subject: "company", SubjectID: nordhavnID,
			Scopes: []string{"users:read", "companies:read", "export-jobs:read", "vendors:read"},
		},
		Company:   &check.Company{ID: nordhavnID, Name: "Nordhavn Bageri ApS", Confirmed: true},
		Exchanges: []*pleoclient.Exchange{introspect, employees}, Answer: employees,
	}
}

func rejected() *check.Result {
	e := exchange("introspect", "https://external.pleo.io/v1/introspect", 401, 142*time.Millisecond)
	f := check.Finding{
		Kind: check.KeyRejected, HTTPStatus: 401, RequestID: e.RequestID, Detail: "401 Unauthorized from GET /v1/introspect",
		Facts: map[string]string{check.FactEnvironment: "production", check.FactOtherEnvironment: "staging", check.FactStatus: "401"},
	}
	return &check.Result{
		StartedAt: started, Duration: 142 * time.Millisecond,
		Environment: "production", BaseURL: "https://external.pleo.io",
		CompanyID: nordhavnID, KeyHint: "4f2a", Operation: "employees",
		Verdict: check.Failed, Finding: f,
		Steps: []check.Step{
			passed(check.StepInput, 0, nil),
			passed(check.StepConnect, 84*time.Millisecond, nil),
			{Name: check.StepIdentity, Status: check.StepFailed, Duration: 58 * time.Millisecond, Finding: f},
			{Name: check.StepCompany, Status: check.Skipped},
			{Name: check.StepRequest, Status: check.Skipped},
		},
		Company:   &check.Company{ID: nordhavnID},
		Exchanges: []*pleoclient.Exchange{e}, Answer: e,
	}
}

func withPermissions() *check.Result {
	r := working()
	r.Environment, r.BaseURL = "demo", "http://127.0.0.1:41234"
	for i := range r.Exchanges {
		r.Exchanges[i].URL = "http://127.0.0.1:41234/v1/introspect"
	}
	missing := check.Finding{
		Kind: check.ScopeMissing, HTTPStatus: 403, RequestID: "req-fake-2", Detail: "403 ACCESS_DENIED",
		Facts: map[string]string{check.FactScope: "tax-codes:read", check.FactOperation: "tax-codes"},
	}
	r.Verdict, r.Finding, r.Operation = check.Limited, missing, "tax-codes"
	r.Steps[4] = check.Step{Name: check.StepRequest, Status: check.Warned, Duration: 73 * time.Millisecond, Finding: missing}
	r.Permissions = []check.Permission{
		{Operation: "employees", Scope: "users:read", Claimed: true, Access: check.Allowed, Status: 200, Finding: check.Finding{Kind: check.OK}},
		{Operation: "tax-codes", Scope: "tax-codes:read", Access: check.Denied, Status: 403, Finding: missing},
		{Operation: "export-job-items", Scope: "export-jobs:read", Claimed: true, Access: check.NotTested},
		{Operation: "accounting-entries", Scope: "accounting-entries:read", Access: check.Unknown, Status: 503, Finding: check.Finding{Kind: check.PleoUnavailable}},
		{Operation: "installation", Access: check.Allowed, Status: 200, Finding: check.Finding{Kind: check.OK}},
	}
	return r
}

func inspected() *check.Result {
	f := check.Finding{
		Kind:   check.TLSUntrusted,
		Detail: "tls: failed to verify certificate: x509: certificate signed by unknown authority",
		Facts: map[string]string{
			check.FactHost: "pleo-gateway.example.com:8443", check.FactIssuer: "Example Corp Inspection CA",
		},
	}
	return &check.Result{
		StartedAt: started, Duration: 60 * time.Millisecond,
		Environment: "custom", BaseURL: "https://user:" + canary + "@pleo-gateway.example.com:8443/pleo/api?token=" + canary + "#" + canary,
		CompanyID: nordhavnID, Operation: "employees",
		Verdict: check.Inconclusive, Finding: f,
		Steps: []check.Step{
			passed(check.StepInput, 0, nil),
			{Name: check.StepConnect, Status: check.StepFailed, Duration: 60 * time.Millisecond, Finding: f},
			{Name: check.StepIdentity, Status: check.Skipped},
			{Name: check.StepCompany, Status: check.Skipped},
			{Name: check.StepRequest, Status: check.Skipped},
		},
	}
}

func cancelled() *check.Result {
	f := check.Finding{Kind: check.Cancelled}
	return &check.Result{
		StartedAt: started, Duration: 12300 * time.Millisecond,
		Environment: "staging", BaseURL: "https://external.staging.pleo.io", CompanyID: nordhavnID, KeyHint: "4f2a", Operation: "employees",
		Verdict: check.Stopped, Finding: f,
		Steps: []check.Step{
			passed(check.StepInput, 0, nil),
			{Name: check.StepConnect, Status: check.StepFailed, Duration: 12300 * time.Millisecond, Finding: f},
			{Name: check.StepIdentity, Status: check.Skipped},
			{Name: check.StepCompany, Status: check.Skipped},
			{Name: check.StepRequest, Status: check.Skipped},
		},
		Exchanges: []*pleoclient.Exchange{nil},
	}
}

// hostile is a result in which everything that comes from the server carries
// terminal sequences, direction marks, wide letters or is far too long.
func hostile() *check.Result {
	r := working()
	const evil = "\x1b[31m\u202eevil\u2066\r\n\x07\u200b東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京"
	r.Company = &check.Company{ID: nordhavnID, Name: evil, Confirmed: true}
	r.Identity = &check.Identity{
		AuthMethod: evil, ApplicationName: evil, Subject: evil, SubjectID: evil, Scopes: []string{evil},
	}
	r.Finding = check.Finding{
		Kind: check.RequestRefused, Detail: evil + " averyveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword" + evil,
		RequestID: evil, HTTPStatus: 400, Facts: map[string]string{check.FactReason: evil, check.FactHost: evil},
	}
	r.Verdict = check.Inconclusive
	r.Steps[4] = check.Step{Name: check.StepRequest, Status: check.StepFailed, Finding: r.Finding}
	r.Permissions = []check.Permission{{Operation: "employees", Scope: evil, Access: check.Denied, Status: 403, Finding: r.Finding}}
	r.Exchanges[0].Proto, r.Exchanges[0].RequestID, r.Exchanges[0].URL = evil, evil, "https://external.staging.pleo.io/%0a\u202e?key="+canary
	return r
}

func input() *check.Result {
	f := check.Finding{Kind: check.KeyMalformed, Variant: "masked"}
	return &check.Result{
		StartedAt: started, Environment: "staging", BaseURL: "https://external.staging.pleo.io", Operation: "employees",
		Verdict: check.Failed, Finding: f,
		Steps: []check.Step{{Name: check.StepInput, Status: check.StepFailed, Finding: f}},
	}
}

func unconfirmed() *check.Result {
	r := working()
	f := check.Finding{Kind: check.CompanyUnconfirmed, Variant: "no-introspect"}
	r.Verdict, r.Finding, r.Identity = check.Limited, f, &check.Identity{AuthMethod: "API_KEY", Subject: "organisation", SubjectID: otherID}
	r.Company = &check.Company{ID: nordhavnID}
	r.Steps[3] = check.Step{Name: check.StepCompany, Status: check.Warned, Finding: f}
	return r
}
