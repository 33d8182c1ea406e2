package demo

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Option changes how [Handler] behaves.
type Option func(*handler)

// WithEnvironment makes the handler play the named environment. In
// "production" the key of the story "other-environment" is accepted and the
// keys of the other stories are refused; under any other name it is the other
// way round. The default is "demo".
func WithEnvironment(name string) Option {
	return func(h *handler) { h.production = name == "production" }
}

// WithClock sets the clock that the rate limit and the Date header use. The
// default is time.Now.
func WithClock(now func() time.Time) Option {
	return func(h *handler) { h.now = now }
}

// WithSlowDelay sets how long the key of the story "slow" waits for each
// answer. The default is 2 s; 0 answers at once.
func WithSlowDelay(d time.Duration) Option {
	return func(h *handler) { h.delay = d }
}

// WithRateLimit sets how many requests a key may send in a minute. The default
// is 600 (seen in the field; Pleo names no number).
func WithRateLimit(perMinute int) Option {
	return func(h *handler) { h.perMinute = perMinute }
}

// handler is the stand-in API. Its data never changes; the only state is the
// count of requests.
type handler struct {
	production bool
	now        func() time.Time
	delay      time.Duration
	perMinute  int
	keys       map[string]*credential
	limiter    *limiter
}

// OtherPath is where Handler plays production besides, in which the key of the
// story "other-environment" was made.
const OtherPath = "/production"

// Handler returns the stand-in API. It may serve any number of requests at a
// time. Mounted below a path, it wants that path stripped (http.StripPrefix).
func Handler(opts ...Option) http.Handler {
	this, other := newHandler(opts...), http.StripPrefix(OtherPath, newHandler(append(slices.Clip(opts), WithEnvironment("production"))...))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, OtherPath+"/") {
			other.ServeHTTP(w, r)
			return
		}
		this.ServeHTTP(w, r)
	})
}

func newHandler(opts ...Option) *handler {
	h := &handler{
		now:       time.Now,
		delay:     2 * time.Second,
		perMinute: 600,
		keys:      make(map[string]*credential, len(credentials)),
	}
	for _, c := range credentials {
		h.keys[c.story.Key] = c
	}
	for _, o := range opts {
		o(h)
	}
	h.limiter = newLimiter(h.perMinute, h.now)
	return h
}

// ServeHTTP answers one request.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, bodyProblem := readBody(w, r)
	a := gatewayPage()
	if !bodyOutOfPlace(r, body) {
		a = h.answer(r, body, bodyProblem)
	}
	a.header.Set("Date", h.now().UTC().Format(http.TimeFormat))
	a.write(w, r)
}

// answer decides what a request gets: what its key always gets, and otherwise
// what was asked for.
func (h *handler) answer(r *http.Request, body []byte, bodyProblem *problem) *answer {
	who := h.presented(r)
	if who == nil {
		return h.limited(r, nil, body, bodyProblem)
	}
	switch who.behaviour {
	case alwaysPortal:
		return portalPage()
	case alwaysDown:
		return downPage()
	case alwaysLimited:
		return rateLimited(quota{limit: h.perMinute, reset: 20 * time.Second})
	case slowly:
		if !wait(r.Context(), h.delay) {
			return problemAnswer(errUnavailable)
		}
	}
	return h.limited(r, who, body, bodyProblem)
}

// limited counts the request and answers it where the count allows it. Requests
// without a known key share one count.
func (h *handler) limited(r *http.Request, who *credential, body []byte, bodyProblem *problem) *answer {
	name := ""
	if who != nil {
		name = who.story.Key
	}
	q := h.limiter.take(name)
	if q.exceeded {
		return rateLimited(q)
	}
	if who != nil && (who.behaviour == alwaysRefused || who.production != h.production) {
		who = nil // indistinguishable from a key that never was
	}
	a := h.dispatch(r, who, body, bodyProblem)
	q.writeTo(a.header)
	return a
}

// dispatch finds the operation, checks the key and its scopes, and runs it.
func (h *handler) dispatch(r *http.Request, who *credential, body []byte, bodyProblem *problem) *answer {
	if r.URL.Path == "/" {
		return homePage(r)
	}
	op, params, allow := match(r.Method, r.URL.Path)
	switch {
	case op == nil && allow == "":
		return problemAnswer(&problem{http.StatusNotFound, "NOT_FOUND", "There is no such endpoint."})
	case op == nil:
		return methodNotAllowed(allow)
	case op.bearerOnly:
		return unauthorized("Bearer", op.mediaType)
	case who == nil:
		return unauthorized("Basic", op.mediaType)
	}
	a, err := run(op, &call{who: who, params: params, query: r.URL.Query(), contentType: r.Header.Get("Content-Type")}, body, bodyProblem)
	if err != nil {
		a = problemAnswer(err)
	}
	if op.mediaType != "" {
		a.header.Set("Content-Type", op.mediaType)
	}
	return a
}

// run checks scope, body, company and paging, in this order, and serves the
// operation.
func run(op *operation, c *call, body []byte, bodyProblem *problem) (*answer, *problem) {
	if !c.who.may(op.scopes) {
		return nil, accessDenied(op.resource)
	}
	if bodyProblem != nil {
		return nil, bodyProblem
	}
	if err := c.parseBody(op, body); err != nil {
		return nil, err
	}
	if err := c.resolveCompanies(op); err != nil {
		return nil, err
	}
	var err *problem
	if c.page, err = parsePage(op.page, c.query, op.echo); err != nil {
		return nil, err
	}
	content, err := op.serve(c)
	if err != nil {
		return nil, err
	}
	return jsonAnswer(http.StatusOK, content), nil
}

// presented returns the credential whose key the request carries the way Pleo
// documents it: Basic, the key as user name, an empty password. Anything else
// (Bearer, a raw key, a password, an unknown key) is nil.
func (h *handler) presented(r *http.Request) *credential {
	key, password, ok := r.BasicAuth()
	if !ok || password != "" {
		return nil
	}
	return h.keys[key]
}

// wait lets d pass, and reports false where the request ended before.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
