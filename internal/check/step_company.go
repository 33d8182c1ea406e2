package check

import (
	"context"
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
	r.result.Company = &Company{ID: r.companyID}
	if r.subject.Kind != "company" {
		return r.lookUpCompany()
	}
	if !strings.EqualFold(r.subject.ID, r.companyID) {
		return r.fail(StepCompany, Finding{Kind: CompanyMismatch, Facts: map[string]string{FactKeyCompanyID: r.clean(r.subject.ID)}})
	}
	r.confirm()
	companies, _ := pleoclient.LookupOperation("company")
	if r.op.Name != companies.Name && (!r.scopesKnown || companies.CoveredBy(r.scopes)) {
		r.nameLookup = startNameLookup(r.ctx, r.client, r.companyID)
	}
	return true
}

// confirm ends the company step, or changes its end, for a key that was proven
// to reach the company.
func (r *run) confirm() {
	r.result.Company.Confirmed = true
	r.end(StepCompany, Passed, Finding{Kind: OK})
}

// lookUpCompany asks for the company itself, where the key's own company is
// not known.
func (r *run) lookUpCompany() bool {
	c, e, err := r.client.Company(r.ctx, r.companyID)
	r.answer(e)
	r.learn(e, r.outcome(e, err))
	if err == nil {
		r.result.Accepted = true
		if !strings.EqualFold(c.ID, r.companyID) || !r.sameOrganisation(c) {
			r.unconfirmed(answered(CompanyUnconfirmed, e))
			return true
		}
		r.result.Company.Name = r.clean(c.Name)
		r.confirm()
		return true
	}
	f := r.outcome(e, err)
	switch f.Kind {
	case NotFound:
		if f.HTTPStatus == 404 && r.subject.Kind == "organisation" {
			f.Kind = CompanyMismatch
			return r.fail(StepCompany, f)
		}
	case KeyRejected, KeyExpiredOrRemoved:
		if !r.result.Accepted {
			return r.fail(StepCompany, f)
		}
	case AccessDenied, RequestRefused, PleoUnavailable, UnexpectedAnswer, AnswerTooLarge, AnswerCutOff:
	default: // the network, a portal, a limit: the next request would fare no better
		return r.fail(StepCompany, f)
	}
	r.unconfirmed(f)
	return true
}

// unconfirmed ends the company step where nothing proves the company. because
// is what was concluded from the attempt; its technical part is kept.
func (r *run) unconfirmed(because Finding) {
	because.Kind, because.Variant = CompanyUnconfirmed, ""
	if !r.introspected {
		because.Variant = variantNoIntrospect
	}
	r.end(StepCompany, Warned, because)
}

func (r *run) sameOrganisation(c *pleoclient.Company) bool {
	return r.subject.Kind != "organisation" || c.OrganizationID == "" || strings.EqualFold(c.OrganizationID, r.subject.ID)
}

// weighRows holds the companies that the rows of an answer belong to against
// the company ID, whatever was concluded before. Where the operation takes no
// company, rows of several companies are what an organisation's key is for;
// then they prove nothing against it.
func (r *run) weighRows(body []byte) {
	ids := pleoclient.RowCompanyIDs(body)
	for _, id := range ids {
		if strings.EqualFold(id, r.companyID) {
			continue
		}
		if !r.op.AsksOneCompany(r.params()) && r.subject.Kind != "company" {
			return
		}
		r.mismatch(id)
		return
	}
	if len(ids) > 0 && len(ids) == pleoclient.RowCount(body) && !r.result.Company.Confirmed {
		r.confirm()
	}
}

// mismatch ends the company step, or changes its end, where the answer is
// about another company.
func (r *run) mismatch(id string) {
	r.result.Company.Confirmed = false
	r.end(StepCompany, StepFailed, Finding{
		Kind: CompanyMismatch, Facts: map[string]string{FactKeyCompanyID: r.clean(id)},
		Detail: "the answer to " + r.op.Name + " is about company " + r.clean(id),
	})
}

// nameLookup asks for the name of a company that is already confirmed. Its
// failure changes nothing.
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
	r.learn(l.exchange, r.outcome(l.exchange, l.err))
	if l.err == nil && strings.EqualFold(l.company.ID, r.companyID) {
		r.result.Company.Name = r.clean(l.company.Name)
	}
}
