package check

import (
	"crypto/rand"
	"maps"
	"net/http"

	"pleokeycheck/pleoclient"
)

// DeepCheck is what a deliberately wrong key showed.
type DeepCheck string

// The outcomes of a deep check. The zero value: it was not made.
const (
	DeepPassed  DeepCheck = "passed"  // the wrong key was refused with 401, as it should be
	DeepFailed  DeepCheck = "failed"  // the wrong key got another answer: nothing is proven
	DeepUnknown DeepCheck = "unknown" // no answer that says anything of the wrong key: nothing is proven either
)

const (
	// variantAcceptsAnything is the variant of NotPleo where a wrong key was
	// accepted as well.
	variantAcceptsAnything = "accepts-anything"
	// variantNotMade is the variant of WrongKeyNotRefused where the server could
	// not be asked about the wrong key, or had no time for it.
	variantNotMade = "not-made"
)

// deep sends a deliberately wrong key the same way as the right one and
// expects 401, so that a network that answers 200 to anything is found out.
// Whatever else comes leaves nothing proven. Only an accepted key is worth the
// question.
func (r *run) deep() {
	if !r.in.Deep || !r.result.Accepted {
		return
	}
	op, params, step := r.acceptedRequest()
	e, err := r.askWithWrongKey(op, params)
	if e != nil && e.Status == http.StatusUnauthorized {
		r.result.Deep = DeepPassed
		s := r.step(StepRequest)
		s.Finding.Facts = maps.Clone(s.Finding.Facts) // OnStep may have kept them
		s.Finding.Facts[FactDeep] = string(DeepPassed)
		return
	}
	if err == nil {
		f := answered(NotPleo, e)
		f.Variant = variantAcceptsAnything
		r.result.Deep = DeepFailed
		r.disprove(step, f)
		return
	}
	r.result.Deep = DeepUnknown
	f := r.classify.finding(err, e)
	switch {
	case f.Kind == Cancelled:
		return // the check as a whole is
	case e == nil || e.Status == 0, f.Kind == RateLimited, f.Kind == PleoUnavailable:
		f.Kind, f.Variant = WrongKeyNotRefused, variantNotMade
	default:
		f.Kind, f.Variant = WrongKeyNotRefused, ""
		r.result.Deep = DeepFailed
	}
	r.disprove(step, f)
}

// acceptedRequest is the request by which the key was accepted, with the step that
// it belongs to.
func (r *run) acceptedRequest() (pleoclient.Operation, pleoclient.Params, StepName) {
	switch {
	case r.introspected:
		op, _ := pleoclient.LookupOperation("introspect")
		return op, pleoclient.Params{}, StepIdentity
	case r.step(StepRequest).Finding.HTTPStatus == http.StatusOK:
		return r.op, r.params(), StepRequest
	}
	op, _ := pleoclient.LookupOperation("company")
	return op, pleoclient.Params{CompanyID: r.companyID}, StepCompany
}

// askWithWrongKey sends a request with a key that nobody has.
func (r *run) askWithWrongKey(op pleoclient.Operation, params pleoclient.Params) (*pleoclient.Exchange, error) {
	wrong := "key-check-deliberately-wrong-" + rand.Text()
	client, err := pleoclient.New(r.base.String(), func() string { return wrong }, r.options()...)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	return client.Do(r.ctx, op, params)
}

// disprove takes back what the answers seemed to prove: that the key is known,
// and that it reaches the company.
func (r *run) disprove(step StepName, f Finding) {
	r.result.Accepted = false
	r.result.Company.Confirmed = false
	r.end(step, StepFailed, f)
	if r.step(StepCompany).Status == Passed {
		r.end(StepCompany, Warned, f)
	}
}
