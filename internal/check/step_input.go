package check

import (
	"net/url"
	"slices"

	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// Variants of RequestRefused for what is refused here, before it is sent.
const (
	variantUnknownOperation = "unknown-operation"
	variantBaseURL          = "base-url"
	variantBearerOnly       = "bearer-only"
	variantMissingID        = "missing-id"
)

// companyNeed is what a run does about the company ID.
type companyNeed int

const (
	companyEntered   companyNeed = iota // it has to be there
	companyOrFromKey                    // where it is empty, the key names the company
	companyFromKey                      // it is not looked at
)

// input cleans what was typed and makes the client. Nothing is sent.
func (r *run) input(need companyNeed) bool {
	r.begin(StepInput)
	key := CleanKey(r.in.Key.Reveal())
	r.redactor = secret.NewRedactor(key.Key, key.Offer.Key)
	r.in.Key = secret.Key{}
	var company CleanedCompanyID
	if need != companyFromKey {
		company = CleanCompanyID(r.in.CompanyID)
		r.companyID = company.ID
		r.result.CompanyFromKey = r.in.CompanyFromKey && company.ID != ""
	}
	if need == companyOrFromKey && company.Problem != nil && company.Problem.Kind == CompanyMissing {
		company.Problem = nil
	}
	base, baseErr := r.parseBaseURL()
	r.base = base
	if r.cancelled(StepInput) {
		return false
	}
	if key.Problem != nil {
		return r.fail(StepInput, *key.Problem)
	}
	if key.Doubt != nil && r.in.Ask {
		return r.fail(StepInput, *key.Doubt)
	}
	r.result.KeyHint = key.Key.Hint()
	if company.Problem != nil {
		return r.fail(StepInput, *company.Problem)
	}
	if baseErr != nil {
		return r.fail(StepInput, Finding{Kind: RequestRefused, Variant: variantBaseURL, Detail: r.clean(baseErr.Error())})
	}
	if name := r.in.Operation; name != "" && need != companyFromKey {
		op, ok := pleoclient.LookupOperation(name)
		if !ok {
			return r.fail(StepInput, Finding{Kind: RequestRefused, Variant: variantUnknownOperation})
		}
		r.op = op
	}
	if r.paramsHoldKey(r.in.Params) {
		return r.fail(StepInput, Finding{Kind: RequestRefused, Variant: VariantParams})
	}
	client, err := pleoclient.New(base.String(), key.Key.Reveal, r.options()...)
	if err != nil {
		return r.fail(StepInput, Finding{Kind: RequestRefused, Variant: variantBaseURL, Detail: r.clean(err.Error())})
	}
	r.client = client
	r.end(StepInput, Passed, Finding{Kind: OK})
	return true
}

// parseBaseURL is the one address that the key goes to.
func (r *run) parseBaseURL() (*url.URL, error) {
	switch r.in.Environment {
	case env.Staging:
		return pleoclient.ParseBaseURL(pleoclient.Staging.BaseURL)
	case env.Production:
		return pleoclient.ParseBaseURL(pleoclient.Production.BaseURL)
	}
	return pleoclient.ParseBaseURL(r.in.BaseURL)
}

// options are the caller's, and the scrubbing, which no caller can take away.
func (r *run) options() []pleoclient.Option {
	return append(slices.Clip(r.o.Client),
		pleoclient.WithScrub(r.redactor.String), pleoclient.WithScrubTail(r.redactor.Tail))
}
