package demo

import (
	"context"
	"net/http"
	"time"
)

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
