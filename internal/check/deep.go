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
	DeepPassed  DeepCheck = "passed"  // the wrong key was refused, as it should be
	DeepFailed  DeepCheck = "failed"  // the wrong key was accepted too: nothing is proven
	DeepUnknown DeepCheck = "unknown" // another answer, or none
)

// variantAcceptsAnything is the variant of NotPleo where a wrong key was
// accepted as well.
const variantAcceptsAnything = "accepts-anything"

// deep sends a deliberately wrong key the same way as the right one and
// expects 401, so that a network that answers 200 to anything is found out.
// Only an accepted key is worth the question.
func (r *run) deep() {
	if !r.in.Deep || !r.result.Accepted || r.ctx.Err() != nil {
		return
	}
	wrong := "key-check-deliberately-wrong-" + rand.Text()
	client, err := pleoclient.New(r.base.String(), func() string { return wrong }, r.options()...)
	if err != nil {
		r.result.Deep = DeepUnknown
		return
	}
	defer client.Close()
	op, params, step := r.op, r.params(), StepRequest
	if r.introspected {
		op, _ = pleoclient.LookupOperation("introspect")
		params, step = pleoclient.Params{}, StepIdentity
	}
	e, err := client.Do(r.ctx, op, params)
	switch {
	case err == nil:
		r.result.Deep = DeepFailed
		r.result.Accepted = false
		f := answered(NotPleo, e)
		f.Variant = variantAcceptsAnything
		r.end(step, StepFailed, f)
	case e != nil && e.Status == http.StatusUnauthorized:
		r.result.Deep = DeepPassed
		r.factOfRequest(FactDeep, string(DeepPassed))
	default:
		r.result.Deep = DeepUnknown
	}
}

// factOfRequest adds a fact to what the request step found.
func (r *run) factOfRequest(name, value string) {
	if s := r.step(StepRequest); s != nil && s.Finding.Kind != "" {
		s.Finding.Facts = maps.Clone(s.Finding.Facts)
		s.Finding.Facts[name] = value
	}
}
