package check

import (
	"strings"

	"pleokeycheck/pleoclient"
)

// Variants of CompanyUntold.
const (
	variantSeveral      = "several"       // the key reaches several companies: the person chooses
	variantNoPermission = "no-permission" // the key may not list the companies that it reaches
)

// maxChoices bounds the companies that are listed.
const maxChoices = 500

// findCompany takes the company from the key: its own, or the only one that it
// reaches. What the key names was compared with nothing; the result says so.
func (r *run) findCompany() bool {
	if r.subject.Kind == "company" {
		return r.keyNames(Company{ID: r.subject.ID})
	}
	organisation := ""
	if r.subject.Kind == "organisation" {
		organisation = r.subject.ID
	}
	var found []Company
	for c, err := range r.client.AllCompanies(r.ctx, organisation) {
		if err != nil && len(found) == 0 {
			return r.fail(StepCompany, r.unlisted(err))
		}
		if err != nil || len(found) == maxChoices {
			r.result.ChoicesPartial = true
			break
		}
		r.result.Accepted = true
		found = append(found, Company{ID: strings.ToLower(r.clean(c.ID)), Name: r.clean(c.Name)})
	}
	switch {
	case r.cancelled(StepCompany):
		return false
	case len(found) == 0:
		return r.fail(StepCompany, Finding{Kind: CompanyUntold})
	case len(found) == 1 && !r.result.ChoicesPartial:
		return r.keyNames(found[0])
	}
	r.result.Choices = found
	return r.fail(StepCompany, Finding{Kind: CompanyUntold, Variant: variantSeveral})
}

// keyNames takes the company that the key names, unless that is no company ID.
func (r *run) keyNames(c Company) bool {
	cleaned := CleanCompanyID(c.ID)
	if cleaned.Problem != nil {
		return r.fail(StepCompany, Finding{Kind: CompanyUntold, Detail: "what Pleo gives as the company's id is none"})
	}
	r.companyID, r.result.CompanyFromKey = cleaned.ID, true
	r.result.Company = &Company{ID: cleaned.ID, Name: c.Name}
	return true
}

// unlisted is what it means that the companies could not be listed: nothing is
// wrong with a key that was accepted, or that may not do this.
func (r *run) unlisted(err error) Finding {
	f := r.outcome(nil, err)
	switch {
	case f.Kind == AccessDenied:
		companies, _ := pleoclient.LookupOperation("companies")
		f.Kind, f.Variant = CompanyUntold, variantNoPermission
		f.Facts[FactScope] = companies.Scope
	case verdictOf(f.Kind) == Limited, verdictOf(f.Kind) == Failed && r.result.Accepted:
		f.Kind, f.Variant = CompanyUntold, ""
	}
	return f
}

// nameCompany looks up the name of the company that the key names, for the eye:
// that it fails changes nothing.
func (r *run) nameCompany() {
	companies, _ := pleoclient.LookupOperation("company")
	if r.result.Company.Name != "" || r.scopesKnown && !companies.CoveredBy(r.scopes) {
		return
	}
	c, e, err := r.client.Company(r.ctx, r.companyID)
	r.keep(e)
	if err == nil && pleoclient.SameCompany(c.ID, r.companyID) {
		r.result.Company.Name = r.clean(c.Name)
	}
}
