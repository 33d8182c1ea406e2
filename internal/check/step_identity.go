package check

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"

	"pleokeycheck/pleoclient"
)

// identity connects and asks Pleo about the key. Both steps are read from one
// exchange: there is no request that only connects.
func (r *run) identity() bool {
	r.begin(StepConnect)
	if r.cancelled(StepConnect) {
		return false
	}
	var about *pleoclient.Introspection
	var exchange *pleoclient.Exchange
	var err error
	connected := r.watchConnection(func(ctx context.Context) {
		about, exchange, err = r.client.Introspect(ctx)
	})
	r.answer(exchange)
	r.recordOutcome(exchange, r.outcome(exchange, err))
	if !connected {
		if noConnection(err, exchange) {
			return r.fail(StepConnect, r.classify.finding(err, exchange))
		}
		r.connected()
	}
	return r.identified(about, exchange, err)
}

// watchConnection runs the first exchange beside the checking goroutine, so
// that the connect step is reported from here, at once when there is a
// connection. It reports whether there was one.
func (r *run) watchConnection(first func(context.Context)) (connected bool) {
	got, done := make(chan struct{}), make(chan struct{})
	gotOnce := sync.OnceFunc(func() { close(got) })
	ctx := httptrace.WithClientTrace(r.ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { gotOnce() }})
	go func() {
		defer close(done)
		first(ctx)
	}()
	select {
	case <-got:
	case <-done:
	}
	select {
	case <-got:
		connected = true
		r.connected()
	default:
	}
	<-done
	return connected
}

func (r *run) connected() {
	r.end(StepConnect, Passed, Finding{Kind: OK})
	r.begin(StepIdentity)
}

// noConnection reports whether a request failed on the way to the server, for
// transports that do not report their connections.
func noConnection(err error, e *pleoclient.Exchange) bool {
	return err != nil && (e == nil || e.Status == 0)
}

// identified reads the answer about the key.
func (r *run) identified(about *pleoclient.Introspection, e *pleoclient.Exchange, err error) bool {
	if errors.Is(r.ctx.Err(), context.Canceled) { // also where the answer was quicker
		return !r.cancelled(StepIdentity)
	}
	if err != nil {
		f := r.classify.finding(err, e)
		missing, portal := notOffered(err)
		if portal {
			f.Kind, f.Variant = NotPleo, ""
		}
		if !missing {
			return r.fail(StepIdentity, f)
		}
		if f.Kind == PleoUnavailable {
			f.Kind = RequestRefused
		}
		r.end(StepIdentity, Warned, f)
		return true
	}
	r.subject = pleoclient.ParseSubject(about.SubjectURN)
	r.scopes = about.Scopes()
	r.scopesKnown = len(r.scopes) > 0
	identity := &Identity{
		AuthMethod: r.clean(about.AuthMethod), ApplicationName: r.clean(about.ApplicationName),
		Subject: r.clean(r.subject.Kind), SubjectID: r.clean(r.subject.ID),
	}
	for _, s := range r.scopes {
		identity.Scopes = append(identity.Scopes, r.clean(s))
	}
	r.result.Identity = identity
	if !isAPIKey(about.AuthMethod) {
		f := answered(UnexpectedAnswer, e)
		f.Detail += "; the authentication method is " + identity.AuthMethod + ", not API_KEY"
		return r.fail(StepIdentity, f)
	}
	if f := r.objection(e); f != nil {
		return r.fail(StepIdentity, *f)
	}
	r.introspected = true
	r.result.Accepted = true
	if r.in.Operation == "" {
		r.chooseCovered()
	}
	r.end(StepIdentity, Passed, answered(OK, e))
	return true
}

// isAPIKey reads the documented API_KEY in whatever spelling.
func isAPIKey(method string) bool {
	return strings.EqualFold(strings.NewReplacer("_", "", "-", "", " ", "").Replace(method), "apikey")
}

// notOffered reports whether an error means that this server does not describe
// keys, or that something answered that is not Pleo's at all.
func notOffered(err error) (missing, portal bool) {
	api, ok := errors.AsType[*pleoclient.APIError](err)
	if !ok {
		return false, false
	}
	switch api.Status {
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone, http.StatusForbidden, http.StatusNotImplemented:
		return !isPortal(api), isPortal(api)
	}
	return false, false
}
