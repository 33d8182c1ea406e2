package demo

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// window is the span over which requests are counted.
const window = time.Minute

// limiter counts requests per key in windows that begin with a key's first
// request. It is safe for concurrent use.
type limiter struct {
	limit int
	now   func() time.Time

	mu     sync.Mutex
	counts map[string]*count
}

type count struct {
	ends time.Time
	used int
}

// quota is what a key has left.
type quota struct {
	limit, remaining int
	reset            time.Duration // until the count begins anew
	exceeded         bool
}

func newLimiter(limit int, now func() time.Time) *limiter {
	return &limiter{limit: limit, now: now, counts: make(map[string]*count)}
}

// take counts one request. Refused requests do not lengthen the wait.
func (l *limiter) take(key string) quota {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	c := l.counts[key]
	if c == nil || !now.Before(c.ends) {
		c = &count{ends: now.Add(window)}
		l.counts[key] = c
	}
	q := quota{limit: l.limit, reset: c.ends.Sub(now)}
	if c.used >= l.limit {
		q.exceeded = true
		return q
	}
	c.used++
	q.remaining = l.limit - c.used
	return q
}

// writeTo adds the headers seen in the field.
func (q quota) writeTo(h http.Header) {
	h.Set("Ratelimit-Limit", strconv.Itoa(q.limit))
	h.Set("Ratelimit-Remaining", strconv.Itoa(q.remaining))
	h.Set("Ratelimit-Reset", strconv.Itoa(q.seconds()))
}

// seconds is the time to reset in whole seconds, rounded up.
func (q quota) seconds() int {
	return int((q.reset + time.Second - 1) / time.Second)
}
