package report_test

import (
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
	"pleokeycheck/pleoclient"
)

// serverWorded is a result in which a server named somebody wherever it can.
func serverWorded() *check.Result {
	const who = "anna.eksempel@example.com +45 12345678"
	f := check.Finding{
		Kind: check.RequestRefused, HTTPStatus: 400, RequestID: who, Detail: "http status 400, message no user " + who,
		Facts: map[string]string{check.FactReason: who, check.FactCompany: who, check.FactKeyCompanyID: who, check.FactIssuer: who, check.FactSubject: who},
	}
	x := &pleoclient.Exchange{Operation: "employees", Method: "GET", URL: "https://external.pleo.io/v2/employees?email=anna.eksempel@example.com", Status: 400, RequestID: who}
	r := &check.Result{
		Environment: "production", Verdict: check.Failed, Finding: f, Operation: "employees", Answer: x, Exchanges: []*pleoclient.Exchange{x},
		Identity: &check.Identity{AuthMethod: who, ApplicationName: who, Subject: who, SubjectID: who, Scopes: []string{who, "users:read"}},
		Company:  &check.Company{ID: "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", Name: who, Confirmed: true},
		Permissions: []check.Permission{
			{Operation: "employees", Scope: "users:read", Access: check.Unknown, Finding: f}, {Scope: who, Access: check.NotTested, Claimed: true},
		},
	}
	for _, name := range check.StepNames() {
		step := f
		if name == check.StepIdentity {
			step.Kind = check.OK
		}
		r.Steps = append(r.Steps, check.Step{Name: name, Status: check.Warned, Finding: step})
	}
	for _, kind := range []check.Kind{check.CompanyMismatch, check.TLSUntrusted, check.TLSWrongHost} {
		f.Kind = kind
		r.Permissions = append(r.Permissions, check.Permission{Operation: "companies", Access: check.Unknown, Finding: f})
	}
	return r
}

func TestNothingPersonalLeaves(t *testing.T) {
	c, r := english(t), serverWorded()
	all := map[string]string{"text": report.Text(r, c), "markdown": report.Markdown(r, c)}
	var err error
	if all["html"], err = report.HTML(r, c); err != nil {
		t.Fatal(err)
	}
	one, err := report.JSON(r, c)
	if err != nil {
		t.Fatal(err)
	}
	inspected := serverWorded()
	inspected.Finding.Kind = check.TLSUntrusted // whose action names the issuer
	rows := []service.Row{
		{Connection: connection.Connection{Name: "Nordhavn", Environment: "production"}, Result: r},
		{Connection: connection.Connection{Name: "Office", Environment: "production"}, Result: inspected},
		{Connection: connection.Connection{Name: "Old", CompanyName: r.Company.Name}},
	}
	many, err := report.AllJSON(rows, time.Now(), c)
	if err != nil {
		t.Fatal(err)
	}
	all["JSON"], all["JSON of all"] = string(one), string(many)
	all["text of all"], all["CSV of all"] = report.AllText(rows, c), string(report.AllCSV(rows, c))
	for name, text := range all {
		for _, personal := range []string{"anna", "example.com", "12345678"} {
			if strings.Contains(text, personal) {
				t.Errorf("%s holds %q:\n%s", name, personal, text)
			}
		}
		if !strings.Contains(text, "•••••") {
			t.Errorf("%s does not say that something is hidden:\n%s", name, text)
		}
	}
	if !strings.Contains(r.Finding.Detail, "anna") || !strings.Contains(r.Steps[0].Finding.Facts[check.FactReason], "anna") || r.Permissions[0].Finding.RequestID != r.Answer.RequestID {
		t.Error("the result itself was changed")
	}
}
