package check

import (
	"net/http"

	"pleokeycheck/pleoclient"
)

// Variants of Contradiction: which two statements do not go together.
const (
	variantAnswer            = "answer"             // here is the data; something went wrong
	variantKeyInactive       = "key-inactive"       // the key is accepted; it is switched off
	variantKeyExpired        = "key-expired"        // the key is accepted; it has expired
	variantInstallation      = "installation"       // the key is accepted; its installation does not work
	variantCompanyRefused    = "company-refused"    // the key reaches the company; asked for it, it is not accepted
	variantCompanyNotFound   = "company-not-found"  // the key reaches the company; there is no such company
	VariantCompanyOther      = "company-other"      // the key reaches the company; asked for it, another one came
	variantOtherOrganisation = "other-organisation" // the key is of one organisation; what it reaches, of another
)

// variantOf is the variant for what an answer says against itself.
var variantOf = map[pleoclient.ObjectionKind]string{
	pleoclient.ObjectionAnswer:       variantAnswer,
	pleoclient.ObjectionInactive:     variantKeyInactive,
	pleoclient.ObjectionExpired:      variantKeyExpired,
	pleoclient.ObjectionInstallation: variantInstallation,
}

// contradiction is the finding about an answer that contradicts another one, or
// itself. word is the server's own; empty where it has none.
func (r *run) contradiction(variant string, e *pleoclient.Exchange, word string) Finding {
	f := answered(Contradiction, e)
	f.Variant = variant
	if word = r.clean(word); word != "" {
		f.Facts[FactReason] = word
		f.Detail += "; it says of itself: " + word
	}
	return f
}

// objection is what an answer of the documented shape says against itself; nil
// for nothing.
func (r *run) objection(e *pleoclient.Exchange) *Finding {
	op, ok := pleoclient.LookupOperation(e.Operation)
	if !ok {
		return nil
	}
	now := e.ServerTime
	if now.IsZero() {
		now = r.o.Now()
	}
	o := pleoclient.ObjectionIn(op, e.Body, now)
	if o.Kind == 0 {
		return nil
	}
	f := r.contradiction(variantOf[o.Kind], e, o.Word)
	return &f
}

// doubtOf is what the answer to a lookup of the company says against the
// company, should anything else speak for it; nil for nothing. f is what the
// answer came to.
func (r *run) doubtOf(c *pleoclient.Company, e *pleoclient.Exchange, f Finding) *Finding {
	variant := ""
	switch {
	case f.Kind == Contradiction:
		return &f
	case f.Kind == OK && !pleoclient.SameCompany(c.ID, r.companyID):
		variant = VariantCompanyOther
	case f.Kind == OK && !r.sameOrganisation(c.OrganizationID):
		variant = variantOtherOrganisation
	case f.Kind == KeyRejected, f.Kind == KeyExpiredOrRemoved:
		variant = variantCompanyRefused
	case f.HTTPStatus == http.StatusNotFound && r.introspected: // else this may be a server without such questions
		variant = variantCompanyNotFound
	default:
		return nil
	}
	doubt := r.contradiction(variant, e, "")
	if variant == VariantCompanyOther {
		doubt.Facts[FactKeyCompanyID] = r.clean(c.ID)
	}
	return &doubt
}

// confirmUnlessDoubted ends the company step, or changes its end, where an answer speaks for
// the company: confirmed, unless a lookup spoke against it.
func (r *run) confirmUnlessDoubted() {
	switch {
	case r.doubt != nil:
		r.doubtCompany(*r.doubt)
	case !r.result.Company.Confirmed:
		r.confirmCompany()
	}
}

// doubtCompany ends the company step, or changes its end, where two answers about
// the company do not go together.
func (r *run) doubtCompany(f Finding) {
	r.result.Company.Confirmed = false
	r.end(StepCompany, Warned, f)
}
