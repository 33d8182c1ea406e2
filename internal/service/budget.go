package service

import (
	"context"
	"sync"
	"time"

	"pleokeycheck/internal/check"
)

// The budget for one host. Pleo was seen to allow 600 requests a minute; a
// check of all connections leaves room for everybody else.
const (
	budgetRequests = 400
	budgetWindow   = time.Minute
	// perCheck is how many requests a check may need.
	perCheck = 4
	// mostPause is how long a server's wish to wait is obeyed.
	mostPause = 10 * time.Minute
)

// budget limits what is sent to one host: so many requests in any minute, and
// none before the time that the server asked to wait for. It is safe for use by
// several goroutines.
type budget struct {
	mu    sync.Mutex
	sent  []spent // oldest first
	until time.Time
}

type spent struct {
	at time.Time
	n  int
}

// take waits until a check may be sent, and reserves its requests. waiting is
// called with how long it has to wait, if it has to.
func (b *budget) take(ctx context.Context, waiting func(until time.Time)) error {
	for {
		wait := b.reserve(time.Now())
		if wait <= 0 {
			return ctx.Err()
		}
		waiting(time.Now().Add(wait))
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// reserve takes the requests of a check, or gives how long to wait for them.
func (b *budget) reserve(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if wait := b.until.Sub(now); wait > 0 {
		return wait
	}
	used := 0
	for i := len(b.sent) - 1; i >= 0; i-- {
		if now.Sub(b.sent[i].at) >= budgetWindow {
			b.sent = b.sent[i+1:]
			break
		}
		used += b.sent[i].n
		if used+perCheck > budgetRequests {
			return b.sent[i].at.Add(budgetWindow).Sub(now)
		}
	}
	b.sent = append(b.sent, spent{now, perCheck})
	return 0
}

// correct corrects a reservation by what was sent, and obeys what the server said
// of its limit.
func (b *budget) correct(r *check.Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(r.Exchanges); n != perCheck {
		b.sent = append(b.sent, spent{time.Now(), n - perCheck})
	}
	pause := r.Finding.RetryAfter
	for _, x := range r.Exchanges {
		if x == nil {
			continue
		}
		pause = max(pause, x.RetryAfter)
		if x.RateLimit.Known && x.RateLimit.Remaining < atOnce*perCheck && x.RateLimit.Limit > 2*atOnce*perCheck {
			pause = max(pause, x.RateLimit.Reset)
		}
	}
	if until := time.Now().Add(min(pause, mostPause)); pause > 0 && until.After(b.until) {
		b.until = until
	}
}
