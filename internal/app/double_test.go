package app

import (
	"net/http"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

// result is a finished check as package check would give it, for outcomes that
// no server can be made to give.
func result(in check.Input, verdict check.Verdict, kind check.Kind) *check.Result {
	key, id := check.CleanKey(in.Key.Reveal()), check.CleanCompanyID(in.CompanyID)
	exchange := &pleoclient.Exchange{Operation: "introspect", Method: http.MethodGet, Status: 200, Body: []byte(`{"data":{}}`)}
	r := &check.Result{
		StartedAt: epoch, Environment: in.Environment, BaseURL: in.BaseURL, CompanyID: id.ID, KeyHint: key.Key.Hint(),
		Operation: in.Operation, Verdict: verdict, Finding: check.Finding{Kind: kind},
		Accepted:  verdict == check.Working || verdict == check.Limited || kind == check.CompanyMismatch,
		Exchanges: []*pleoclient.Exchange{exchange}, Answer: exchange,
	}
	for _, name := range check.StepNames() {
		r.Steps = append(r.Steps, check.Step{Name: name, Status: check.Passed, Finding: check.Finding{Kind: check.OK}})
	}
	return r
}
