package check

import (
	"context"
	"net/http"
	"strings"
	"time"

	"pleokeycheck/pleoclient"
)

// variantNoIntrospect is the variant of CompanyUnconfirmed where the server
// did not describe the key.
const variantNoIntrospect = "no-introspect"

// nameGrace is how much longer than the test request the lookup of the
// company's name may take. It is for the eye only, so a check that is done
// does not wait for it.
const nameGrace = 500 * time.Millisecond

// company compares whom the key belongs to with the company ID.
func (r *run) company() bool {
	r.begin(StepCompany)
	if r.cancelled(StepCompany) {
		return false
	}
	if r.companyID == "" && !r.findCompany() {
		return false
	}
	r.result.Company = &Company{ID: r.companyID}
	if r.subject.Kind != "company" {
		return r.lookUpCompany()
	}
	if !strings.EqualFold(r.subject.ID, r.companyID) {
		return r.fail(StepCompany, r.otherSubject())
	}
	r.confirmCompany()
	companies, _ := pleoclient.LookupOperation("company")
	if r.op.Name != companies.Name && (!r.scopesKnown || companies.CoveredBy(r.scopes)) {
		r.nameLookup = startNameLookup(r.ctx, r.client, r.companyID)
	}
	return true
}

// otherSubject is the finding about a key that belongs to another company.
func (r *run) otherSubject() Finding {
	return Finding{Kind: CompanyMismatch, Facts: map[string]string{FactKeyCompanyID: r.clean(r.subject.ID)}}
}

// confirmCompany ends the company step, or changes its end, for a key that was proven
// to reach the company.
func (r *run) confirmCompany() {
	r.result.Company.Confirmed = true
	r.end(StepCompany, Passed, Finding{Kind: OK})
}

// lookUpCompany asks for the company itself, where the key's own company is
// not known.
func (r *run) lookUpCompany() bool {
	c, e, err := r.client.Company(r.ctx, r.companyID)
	r.answer(e)
	f := r.outcome(e, err)
	r.recordOutcome(e, f)
	r.doubt = r.doubtOf(c, e, f)
	if f.Kind == OK {
		r.result.Accepted = true
		if r.doubt != nil {
			r.companyUnconfirmed(answered(CompanyUnconfirmed, e))
			return true
		}
		r.result.Company.Name = r.clean(c.Name)
		r.confirmCompany()
		return true
	}
	switch f.Kind {
	case NotFound:
		if f.HTTPStatus == http.StatusNotFound && r.subject.Kind == "organisation" && !r.result.CompanyFromKey {
			f.Kind = CompanyMismatch
			return r.fail(StepCompany, f)
		}
	case KeyRejected, KeyExpiredOrRemoved:
		if !r.result.Accepted {
			return r.fail(StepCompany, f)
		}
	case AccessDenied, RequestRefused, PleoUnavailable, UnexpectedAnswer, AnswerTooLarge, AnswerCutOff, Contradiction:
	default: // the network, a portal, a limit: the next request would fare no better
		return r.fail(StepCompany, f)
	}
	r.companyUnconfirmed(f)
	return true
}

// companyUnconfirmed ends the company step where nothing proves the company. Of the
// finding about the attempt, the technical part is kept.
func (r *run) companyUnconfirmed(attempt Finding) {
	attempt.Kind, attempt.Variant = CompanyUnconfirmed, ""
	if !r.introspected {
		attempt.Variant = variantNoIntrospect
	}
	r.end(StepCompany, Warned, attempt)
}

// sameOrganisation reports whether what an answer says of an organisation goes
// together with what Pleo said of the key.
func (r *run) sameOrganisation(id string) bool {
	if named := pleoclient.ParseSubject(id); named.Kind == "organisation" {
		id = named.ID
	}
	return r.subject.Kind != "organisation" || id == "" || pleoclient.SameCompany(id, r.subject.ID)
}

// judgeOwners compares what an answer is about with the company ID, whatever was
// concluded before, and gives the finding about the answer, which rows that
// name no company change. Where the operation takes no company, rows of several
// companies are what an organisation's key is for; then they prove nothing
// against it.
func (r *run) judgeOwners(e *pleoclient.Exchange, f Finding) Finding {
	switch o := r.owners(r.op, e.Body); {
	case o.Other != "" && r.reachesSeveral(r.op):
	case o.Other != "" && r.op.Name == "companies":
		r.otherCompany(e, o.Other)
	case o.Other != "":
		r.companyMismatch(o.Other)
	case o.Unclear:
		return unclearOwner(e)
	case o.Own > 0 && o.Own == o.Rows:
		r.confirmUnlessDoubted()
	}
	return f
}

// owners is what an answer says of the company that it is about.
func (r *run) owners(op pleoclient.Operation, body []byte) pleoclient.Owners {
	switch op.Name {
	case "company":
		return r.ownerOf(companyOf(body).ID)
	case "companies":
		return r.ownersOfList(body)
	case "installation":
		subject := pleoclient.ParseSubject(resourceOf(body))
		if subject.Kind != "company" {
			return pleoclient.Owners{}
		}
		return r.ownerOf(subject.ID)
	}
	return pleoclient.RowOwners(body, r.companyID)
}

// ownerOf is owners for an answer about one thing that names one company.
func (r *run) ownerOf(id string) pleoclient.Owners {
	switch {
	case id == "":
		return pleoclient.Owners{Rows: 1, Unclear: true}
	case pleoclient.SameCompany(id, r.companyID):
		return pleoclient.Owners{Rows: 1, Own: 1}
	}
	return pleoclient.Owners{Rows: 1, Other: id}
}

// ownersOfList is owners for a list of companies: the one asked about if it is
// there, another one if the list is whole and it is not.
func (r *run) ownersOfList(body []byte) pleoclient.Owners {
	if o := pleoclient.RowOwners(body, r.companyID); o.Own > 0 || o.Other != "" || o.Unclear {
		return o
	}
	list := fieldsIn(body)
	rows, _ := list["data"].([]any)
	page, _ := list["pagination"].(map[string]any)
	var ids []string
	for _, row := range rows {
		fields, _ := row.(map[string]any)
		id, _ := fields["id"].(string)
		if pleoclient.SameCompany(id, r.companyID) {
			return r.ownerOf(id)
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 || page["hasNextPage"] == true || page["hasPreviousPage"] == true {
		return pleoclient.Owners{}
	}
	return r.ownerOf(ids[0])
}

// otherCompany takes back that the company is confirmed, where an answer that
// should be about it is about another one.
func (r *run) otherCompany(e *pleoclient.Exchange, id string) {
	doubt := r.contradiction(VariantCompanyOther, e, "")
	doubt.Facts[FactKeyCompanyID] = r.clean(id)
	r.doubt = &doubt
	r.doubtCompany(doubt)
}

// reachesSeveral reports whether rows of other companies are what the key is
// for, where not one company was asked about.
func (r *run) reachesSeveral(op pleoclient.Operation) bool {
	var p pleoclient.Params
	if op.Name == r.op.Name {
		p = r.params()
	}
	return r.subject.Kind != "company" && !op.AsksOneCompany(p)
}

// unclearOwner is the finding about rows whose company cannot be read.
func unclearOwner(e *pleoclient.Exchange) Finding {
	f := answered(UnexpectedAnswer, e)
	f.Detail += "; what stands where the company's id should is none"
	return f
}

// companyMismatch ends the company step, or changes its end, where the answer is
// about another company.
func (r *run) companyMismatch(id string) {
	r.result.Company.Confirmed = false
	r.end(StepCompany, StepFailed, Finding{
		Kind: CompanyMismatch, Facts: map[string]string{FactKeyCompanyID: r.clean(id)},
		Detail: "the answer to " + r.op.Name + " is about company " + r.clean(id),
	})
}

// nameLookup asks for the name of a company that is already confirmed. That it
// fails changes nothing; an answer that speaks against the company does, where
// the test request speaks for it.
type nameLookup struct {
	cancel   context.CancelFunc
	done     chan struct{}
	company  *pleoclient.Company
	exchange *pleoclient.Exchange
	err      error
}

func startNameLookup(ctx context.Context, client *pleoclient.Client, id string) *nameLookup {
	ctx, cancel := context.WithCancel(ctx)
	l := &nameLookup{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(l.done)
		l.company, l.exchange, l.err = client.Company(ctx, id)
	}()
	return l
}

// finishNameLookup ends the lookup after the test request, with a little
// patience where the check is going well.
func (r *run) finishNameLookup(patient bool) {
	l := r.nameLookup
	if l == nil {
		return
	}
	if patient {
		timer := time.NewTimer(nameGrace)
		select {
		case <-l.done:
		case <-timer.C:
		case <-r.ctx.Done():
		}
		timer.Stop()
	}
	l.cancel()
	<-l.done
	if l.exchange == nil || l.exchange.Status == 0 {
		return
	}
	r.keep(l.exchange)
	f := r.outcome(l.exchange, l.err)
	r.recordOutcome(l.exchange, f)
	switch doubt := r.doubtOf(l.company, l.exchange, f); {
	case doubt != nil && r.result.Company.Confirmed && r.step(StepRequest).Status == Passed:
		r.doubtCompany(*doubt)
	case f.Kind == OK && doubt == nil:
		r.result.Company.Name = r.clean(l.company.Name)
	}
}
