package check

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"pleokeycheck/pleoclient"
)

// request sends the chosen operation.
func (r *run) request() {
	r.begin(StepRequest)
	if r.cancelled(StepRequest) {
		r.finishNameLookup(false)
		return
	}
	if f := r.cannotSend(); f != nil {
		r.end(StepRequest, r.statusOf(*f), *f)
		r.finishNameLookup(true)
		return
	}
	e, err := r.client.Do(r.ctx, r.op, r.params())
	f := r.requestFinding(e, err)
	r.learn(e, f)
	if err == nil {
		r.result.Accepted = true
		r.weighAnswer(e)
	}
	r.end(StepRequest, r.statusOf(f), f)
	r.finishNameLookup(r.statusOf(f) != StepFailed)
	r.answer(e)
}

// cannotSend is what keeps an operation from being sent at all.
func (r *run) cannotSend() *Finding {
	if !r.op.BasicAuth {
		return &Finding{Kind: RequestRefused, Variant: variantBearerOnly}
	}
	for _, name := range r.op.PathParams {
		if strings.TrimSpace(r.in.Params.Path[name]) == "" {
			return &Finding{Kind: RequestRefused, Variant: variantMissingID, Facts: map[string]string{FactReason: name}}
		}
	}
	return nil
}

func (r *run) params() pleoclient.Params {
	var p pleoclient.Params
	if r.in.Operation != "" {
		p = r.in.Params
	}
	return withCompany(r.op, r.companyID, p)
}

// withCompany asks for the company's rows, and for one where nothing else is
// said: a check wants proof, not data.
func withCompany(op pleoclient.Operation, id string, p pleoclient.Params) pleoclient.Params {
	p.CompanyID = id
	if p.Limit == 0 && op.Page != pleoclient.PageNone && !p.Query.Has("limit") {
		p.Limit = 1
	}
	return p
}

func (r *run) requestFinding(e *pleoclient.Exchange, err error) Finding {
	if err == nil {
		rows := pleoclient.RowCount(e.Body)
		f := answered(OK, e)
		if rows == 0 {
			f.Kind = OKEmpty
		}
		f.Facts[FactCount] = strconv.Itoa(rows)
		if r.op.AsksOneCompany(r.params()) {
			f.Facts[FactScoped] = "yes"
		}
		if len(e.Missing) > 0 {
			f.Detail += "; documented fields that the answer lacks: " + strings.Join(e.Missing, ", ")
		}
		return f
	}
	f := r.outcome(e, err)
	if f.Kind == AccessDenied && r.scopesKnown && !r.op.CoveredBy(r.scopes) {
		f.Kind = ScopeMissing
	}
	if f.Kind == ScopeMissing || f.Kind == AccessDenied {
		f.Facts[FactScope] = r.op.Scope
	}
	return f
}

// weighAnswer holds what the answer is about against the company ID.
func (r *run) weighAnswer(e *pleoclient.Exchange) {
	if r.op.Name != "company" {
		r.weighRows(e.Body)
		return
	}
	company := companyOf(e.Body)
	if !strings.EqualFold(company.ID, r.companyID) {
		r.mismatch(company.ID)
		return
	}
	r.result.Company.Name = r.clean(company.Name)
	if !r.result.Company.Confirmed {
		r.confirm()
	}
}

// companyOf reads the answer to the operation company; an ID that is no text
// is none.
func companyOf(body []byte) (c Company) {
	var answer map[string]any
	if json.Unmarshal(body, &answer) == nil {
		data, _ := answer["data"].(map[string]any)
		c.ID, _ = data["id"].(string)
		c.Name, _ = data["name"].(string)
	}
	return c
}

// statusOf is how the request step ends with a finding: an accepted key that
// may not do this is a warning.
func (r *run) statusOf(f Finding) Status {
	switch {
	case f.Kind == OK || f.Kind == OKEmpty:
		return Passed
	case r.result.Accepted && limits(f.Kind):
		return Warned
	}
	return StepFailed
}

// coveredOperation is the default operation, or the first that the key's known
// scopes cover: one with a documented scope, usable with a key, that needs no
// id and shows no credentials, rather one that takes a company. Where nothing
// is covered it is the default, and the answer will name the scope.
func (r *run) coveredOperation() pleoclient.Operation {
	if !r.scopesKnown || r.op.CoveredBy(r.scopes) {
		return r.op
	}
	var other *pleoclient.Operation
	for _, op := range pleoclient.Operations() {
		if !op.NeedsOnlyCompany() || op.Sensitive || op.Scope == "" || !op.CoveredBy(r.scopes) {
			continue
		}
		if op.Company != pleoclient.CompanyNone {
			return op
		}
		if other == nil && op.List {
			other = &op
		}
	}
	if other != nil {
		return *other
	}
	return r.op
}

// answered is a finding about an answer of the documented shape.
func answered(kind Kind, e *pleoclient.Exchange) Finding {
	f := Finding{Kind: kind, Facts: map[string]string{}}
	if e != nil {
		f.HTTPStatus, f.RequestID = e.Status, e.RequestID
		f.Facts[FactStatus] = strconv.Itoa(e.Status)
		f.Detail = strings.TrimSpace(e.Method + " " + e.Operation + ": " + strconv.Itoa(e.Status) + " " + http.StatusText(e.Status))
	}
	return f
}
