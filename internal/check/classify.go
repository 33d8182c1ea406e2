package check

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"pleokeycheck/pleoclient"
)

// variantWebPage is the variant of KeyRejected where the refusal came as a web
// page, which Pleo's API does not send.
const variantWebPage = "web-page"

// classifier turns errors of pleoclient into findings.
type classifier struct {
	now        func() time.Time
	hasNetwork func() bool
	lastWorked time.Time
	clean      func(string) string
}

// finding is what an error means. e is the exchange it came with and may be
// nil. The finding's Facts are never nil.
func (c classifier) finding(err error, e *pleoclient.Exchange) Finding {
	f := c.kindOf(err, e)
	if f.Facts == nil {
		f.Facts = map[string]string{}
	}
	f.Detail = c.clean(err.Error())
	if e != nil {
		f.RequestID = c.clean(e.RequestID)
		if e.Status != 0 {
			f.HTTPStatus = e.Status
			f.Facts[FactStatus] = strconv.Itoa(e.Status)
		}
	}
	return f
}

func (c classifier) kindOf(err error, e *pleoclient.Exchange) Finding {
	if errors.Is(err, context.Canceled) {
		return Finding{Kind: Cancelled}
	}
	if api, ok := errors.AsType[*pleoclient.APIError](err); ok {
		return c.status(api, e)
	}
	if _, ok := errors.AsType[*pleoclient.RedirectError](err); ok {
		return Finding{Kind: Redirected}
	}
	if other, ok := errors.AsType[*pleoclient.NotJSONError](err); ok {
		if other.HTML {
			return Finding{Kind: NotPleo}
		}
		return Finding{Kind: UnexpectedAnswer}
	}
	if _, ok := errors.AsType[*pleoclient.ShapeError](err); ok {
		return Finding{Kind: UnexpectedAnswer}
	}
	if large, ok := errors.AsType[*pleoclient.TooLargeError](err); ok {
		return Finding{Kind: AnswerTooLarge, Facts: map[string]string{FactLimit: bytesText(large.Limit)}}
	}
	if _, ok := errors.AsType[*pleoclient.CutOffError](err); ok {
		return Finding{Kind: AnswerCutOff}
	}
	if _, ok := errors.AsType[*pleoclient.ParamError](err); ok {
		return Finding{Kind: RequestRefused, Variant: variantMissingID}
	}
	return c.network(err)
}

// status is what an answer outside 2xx and 3xx means. Where causes overlap
// (a 401 has several) the words of the catalogue admit it.
func (c classifier) status(api *pleoclient.APIError, e *pleoclient.Exchange) Finding {
	f := Finding{Facts: map[string]string{}}
	if reason := c.clean(api.Type); reason != "" {
		f.Facts[FactReason] = reason
	}
	switch s := api.Status; {
	case s == http.StatusUnauthorized && api.HTML:
		f.Kind, f.Variant = KeyRejected, variantWebPage
	case s == http.StatusUnauthorized && !c.lastWorked.IsZero():
		f.Kind = KeyExpiredOrRemoved
		f.Facts[FactLastWorked] = c.lastWorked.UTC().Format(time.RFC3339)
	case s == http.StatusUnauthorized:
		f.Kind = KeyRejected
	case s == http.StatusForbidden && isPortal(api):
		f.Kind = NotPleo
	case s == http.StatusForbidden:
		f.Kind = AccessDenied
	case s == http.StatusNotFound, s == http.StatusMethodNotAllowed, s == http.StatusGone:
		f.Kind = NotFound
	case s == http.StatusProxyAuthRequired:
		f.Kind = ProxySignIn
	case s == http.StatusRequestTimeout:
		f.Kind = AnswerTimeout
		f.Facts[FactPhase] = string(pleoclient.PhaseWait)
	case s == http.StatusTooManyRequests:
		f.Kind = RateLimited
	case s == http.StatusNetworkAuthenticationRequired:
		f.Kind = NotPleo
	case s >= 500 && s <= 599:
		f.Kind = PleoUnavailable
	case s >= 400 && s <= 499 && isPortal(api):
		f.Kind = NotPleo
	case s >= 400 && s <= 499:
		f.Kind = RequestRefused
	default: // 1xx and what HTTP does not know
		f.Kind = UnexpectedAnswer
	}
	f.RetryAfter = api.RetryAfter
	if f.Kind == RateLimited && f.RetryAfter == 0 && e != nil {
		f.RetryAfter = e.RateLimit.Reset
	}
	if f.RetryAfter > 0 {
		f.Facts[FactWait] = wholeSeconds(f.RetryAfter)
	}
	return f
}

// wholeSeconds writes a wait in seconds, rounded up so that it is never too
// short.
func wholeSeconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}

// isPortal reports whether a refusal does not come from Pleo, whose answers are JSON
// and carry a request-Id.
func isPortal(api *pleoclient.APIError) bool { return api.HTML && api.RequestID == "" }

// bytesText writes a number of bytes in the largest unit that divides it.
func bytesText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return strconv.FormatInt(n>>20, 10) + " MiB"
	case n >= 1<<10 && n%(1<<10) == 0:
		return strconv.FormatInt(n>>10, 10) + " KiB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

// durationText writes a time limit in seconds where it is one.
func durationText(d time.Duration) string {
	if d >= time.Second {
		return strconv.FormatFloat(d.Round(100*time.Millisecond).Seconds(), 'f', -1, 64) + " s"
	}
	return strconv.FormatInt(max(d.Milliseconds(), 1), 10) + " ms"
}
