package service

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &budget{}
		begun, told := time.Now(), 0
		for range 3 * budgetRequests / perCheck {
			if err := b.take(t.Context(), func(time.Time) { told++ }); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begun); took != 2*budgetWindow || told == 0 {
			t.Errorf("three times the budget took %v (told %d times), want two minutes", took, told)
		}
	})
}

// TestBudgetOfAnyMinute: whenever the requests were sent, no minute holds more
// than the budget.
func TestBudgetOfAnyMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &budget{}
		var sent []time.Time
		for i := range 5 * budgetRequests / perCheck {
			if i%(budgetRequests/perCheck/4) == 0 { // in bursts of a quarter
				time.Sleep(budgetWindow / 5)
			}
			if err := b.take(t.Context(), func(time.Time) {}); err != nil {
				t.Fatal(err)
			}
			sent = append(sent, time.Now())
		}
		for i, at := range sent {
			n := 0
			for _, other := range sent[i:] {
				if other.Sub(at) < budgetWindow {
					n += perCheck
				}
			}
			if n > budgetRequests {
				t.Fatalf("%d requests in the minute after %v, want up to %d", n, at.Sub(sent[0]), budgetRequests)
			}
		}
	})
}

// TestBudgetObeysTheServer: Retry-After, and a limit that is nearly used up.
func TestBudgetObeysTheServer(t *testing.T) {
	for name, r := range map[string]*check.Result{
		"retry-after": {Finding: check.Finding{RetryAfter: 20 * time.Second}},
		"headers":     {Exchanges: []*pleoclient.Exchange{{RateLimit: pleoclient.RateLimit{Limit: 600, Remaining: 3, Reset: 20 * time.Second, Known: true}}}},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := &budget{}
			b.correct(r)
			begun := time.Now()
			if err := b.take(t.Context(), func(time.Time) {}); err != nil || time.Since(begun) != 20*time.Second {
				t.Errorf("%s: waited %v (%v), want 20 s", name, time.Since(begun), err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			b.correct(r)
			cancel()
			if err := b.take(ctx, func(time.Time) {}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: cancelled: %v", name, err)
			}
		})
	}
}
