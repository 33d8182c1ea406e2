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
	r.recordOutcome(e, f)
	f = r.judgeAnswer(e, f)
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
	f := r.outcome(e, err)
	if f.Kind == OK {
		rows := pleoclient.RowCount(e.Body)
		if rows == 0 {
			f.Kind = OKEmpty
		}
		f.Facts[FactCount] = strconv.Itoa(rows)
		if at, ok := pleoclient.PaginationOf(r.op, e.Body); ok && at.Total != nil && *at.Total > rows {
			f.Facts[FactTotal] = strconv.Itoa(*at.Total)
		}
		if r.op.AsksOneCompany(r.params()) {
			f.Facts[FactScoped] = "yes"
		}
		if len(e.Missing) > 0 {
			f.Detail += "; documented fields that the answer lacks: " + strings.Join(e.Missing, ", ")
		}
		if r.subject.Kind == "organisation" {
			f.Facts[FactOrganisation] = "yes"
		}
		if r.insteadOf != "" {
			f.Facts[FactInsteadOf] = r.insteadOf
		}
		return f
	}
	if f.Kind == AccessDenied && r.scopesKnown && !r.op.CoveredBy(r.scopes) {
		f.Kind = ScopeMissing
	}
	if f.Kind == ScopeMissing || f.Kind == AccessDenied {
		f.Facts[FactScope] = r.op.Scope
	}
	return f
}

// judgeAnswer notes what an answer to the test request proves, and gives the
// finding about it. An answer that reports trouble proves nothing; one about an
// installation that does not work is Pleo's all the same.
func (r *run) judgeAnswer(e *pleoclient.Exchange, f Finding) Finding {
	if f.Kind != OK && f.Kind != OKEmpty && !isInstallation(f) {
		return f
	}
	r.result.Accepted = true
	organisation := ""
	switch r.op.Name {
	case "company":
		company := companyOf(e.Body)
		organisation = company.OrganizationID
		if pleoclient.SameCompany(company.ID, r.companyID) {
			r.result.Company.Name = r.clean(company.Name)
		}
	case "installation":
		if subject := pleoclient.ParseSubject(resourceOf(e.Body)); subject.Kind == "organisation" {
			organisation = subject.ID
		}
	}
	if !r.sameOrganisation(organisation) {
		doubt := r.contradiction(variantOtherOrganisation, e, "")
		r.doubt = &doubt
		r.doubtCompany(doubt)
	}
	return r.judgeOwners(e, f)
}

// isInstallation reports whether a finding is about an installation that does not
// work.
func isInstallation(f Finding) bool {
	return f.Kind == Contradiction && f.Variant == variantInstallation
}

// fieldsIn are the fields of a body. Their names are exact: a struct would take
// them in any case.
func fieldsIn(body []byte) (fields map[string]any) {
	_ = json.Unmarshal(body, &fields) // what is no object has no fields
	return fields
}

// companyOf reads the answer to the operation company; what is no text is none.
func companyOf(body []byte) (c pleoclient.Company) {
	data, _ := fieldsIn(body)["data"].(map[string]any)
	c.ID, _ = data["id"].(string)
	c.Name, _ = data["name"].(string)
	c.OrganizationID, _ = data["organizationId"].(string)
	return c
}

// resourceOf reads whom an installation is for.
func resourceOf(body []byte) string {
	resource, _ := fieldsIn(body)["resource"].(string)
	return resource
}

// statusOf is how the request step ends with a finding: an accepted key that
// may not do this is a warning.
func (r *run) statusOf(f Finding) Status {
	switch {
	case f.Kind == OK || f.Kind == OKEmpty:
		return Passed
	case r.result.Accepted && (limits(f.Kind) || isInstallation(f)):
		return Warned
	}
	return StepFailed
}

// chooseCovered requests an operation that the key may do, and notes which one
// gave way to it.
func (r *run) chooseCovered() {
	if op := r.coveredOperation(); op.Name != r.op.Name {
		r.op, r.insteadOf = op, r.op.Name
	}
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
