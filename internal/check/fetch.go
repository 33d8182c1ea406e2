package check

import (
	"context"
	"slices"

	"pleokeycheck/pleoclient"
)

// VariantParams is the variant of RequestRefused for parameters that are not
// as Pleo documents them, so that nothing was sent.
const VariantParams = "params"

// Fetch sends one request: Input.Operation with Input.Params, as it is, for
// another page of an answer. What Input.Known says of the key is believed. The
// steps identity and, unless the rows tell about it, company are skipped. Rows
// of another company fail it as they fail a check.
func Fetch(ctx context.Context, in Input, o Options) *Result {
	r := newRun(ctx, in, o)
	defer r.close()
	if !r.input(companyEntered) {
		return r.finish()
	}
	r.result.Company = &Company{ID: r.companyID}
	if in.Known != nil {
		r.subject = pleoclient.Subject{Kind: in.Known.Subject, ID: in.Known.SubjectID}
		r.scopes, r.scopesKnown = in.Known.Scopes, len(in.Known.Scopes) > 0
		r.result.Accepted = true
		r.result.Company.Confirmed = r.subject.Kind == "company" && pleoclient.SameCompany(r.subject.ID, r.companyID)
	}
	r.fetch()
	return r.finish()
}

func (r *run) fetch() {
	r.begin(StepConnect)
	if r.cancelled(StepConnect) {
		return
	}
	if f := r.cannotSend(); f != nil {
		r.fail(StepConnect, *f)
		return
	}
	e, err := r.client.Do(r.ctx, r.op, r.params())
	defer r.answer(e)
	if noConnection(err, e) {
		r.fail(StepConnect, r.classify.finding(err, e))
		return
	}
	r.end(StepConnect, Passed, Finding{Kind: OK})
	r.end(StepIdentity, Skipped, Finding{})
	r.end(StepCompany, Skipped, Finding{})
	f := r.judgeAnswer(e, r.requestFinding(e, err))
	r.end(StepRequest, r.statusOf(f), f)
}

// paramsHoldKey reports whether a parameter holds the key, which would put it into an
// address or a body.
func (r *run) paramsHoldKey(p pleoclient.Params) bool {
	var texts []string
	for _, v := range p.Path {
		texts = append(texts, v)
	}
	for _, v := range p.Query {
		texts = append(texts, v...)
	}
	for _, v := range p.Body {
		switch v := v.(type) {
		case string:
			texts = append(texts, v)
		case []string:
			texts = append(texts, v...)
		}
	}
	return slices.ContainsFunc(texts, func(s string) bool { return r.redactor.String(s) != s })
}
