package app

import (
	"testing"
)

func TestShowExchange(t *testing.T) {
	b := newBench(t)
	b.ShowExchange(0) // nothing to show
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	r := b.State().Result
	if len(r.Exchanges) < 2 || b.State().Answer.Exchange != r.Answer || b.State().Answer.Document == nil || !b.State().Answer.Document.Pretty() || b.State().Answer.Document.Rows() < 3 {
		t.Fatalf("%d exchanges, answer %+v", len(r.Exchanges), b.State().Answer)
	}
	first := 0
	if r.Exchanges[0] == r.Answer {
		first = 1
	}
	wanted := r.Exchanges[first]
	b.ShowExchange(-1)
	b.ShowExchange(len(r.Exchanges))
	b.run()
	if b.State().Answer.Exchange != r.Answer {
		t.Error("another exchange is shown")
	}
	b.ShowExchange(first)
	b.run()
	if b.State().Answer.Exchange != wanted {
		t.Error("the wanted exchange is not shown")
	}
}

// TestShowExchangeOrder: what was asked for last is shown, whatever was laid
// out first.
func TestShowExchangeOrder(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	r := b.State().Result
	answer, other := -1, -1
	for i, x := range r.Exchanges {
		if x == r.Answer {
			answer = i
		} else {
			other = i
		}
	}
	b.ShowExchange(other)
	b.ShowExchange(answer) // already there
	b.run()
	if b.State().Answer.Exchange != r.Answer {
		t.Error("the exchange that was asked for first is shown")
	}
	b.ShowExchange(other)
	b.check(f)
	if b.State().Answer.Exchange != b.State().Result.Answer {
		t.Error("an exchange of the earlier check is shown")
	}
	b.ShowExchange(other)
	b.NewConnection()
	b.run()
	if b.State().Answer.Exchange != nil {
		t.Error("an exchange is shown beside an empty form")
	}
}
