package app

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

func TestShowExchange(t *testing.T) {
	b := newBench(t)
	b.Answer.ShowExchange(0) // nothing to show
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
	b.Answer.ShowExchange(-1)
	b.Answer.ShowExchange(len(r.Exchanges))
	b.run()
	if b.State().Answer.Exchange != r.Answer {
		t.Error("another exchange is shown")
	}
	b.Answer.ShowExchange(first)
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
	b.Answer.ShowExchange(other)
	b.Answer.ShowExchange(answer) // already there
	b.run()
	if b.State().Answer.Exchange != r.Answer {
		t.Error("the exchange that was asked for first is shown")
	}
	b.Answer.ShowExchange(other)
	b.check(f)
	if b.State().Answer.Exchange != b.State().Result.Answer {
		t.Error("an exchange of the earlier check is shown")
	}
	b.Answer.ShowExchange(other)
	b.Connections.New()
	b.run()
	if b.State().Answer.Exchange != nil {
		t.Error("an exchange is shown beside an empty form")
	}
}

// TestRevealPersonal: hidden by default, shown for this result only, in all of
// its exchanges.
func TestRevealPersonal(t *testing.T) {
	b := newBench(t)
	b.Answer.RevealPersonal(true) // nothing to show
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	r := b.State().Result
	secret := func() bool {
		d := b.State().Answer.Document
		return d.Search(t.Context(), "@example.com").Len() == 0
	}
	if !secret() || b.State().Answer.Hidden == 0 || b.State().Answer.Revealed {
		t.Fatalf("not hidden at first: %+v", b.State().Answer)
	}
	b.Answer.RevealPersonal(true)
	b.run()
	if secret() || !b.State().Answer.Revealed || b.State().Answer.Hidden == 0 {
		t.Error("not shown although it was asked for")
	}
	b.Answer.ShowExchange(0)
	b.run()
	if !b.State().Answer.Revealed {
		t.Error("another exchange of the result is hidden")
	}
	for i, x := range r.Exchanges {
		if x == r.Answer {
			b.Answer.ShowExchange(i)
		}
	}
	b.run()
	b.Answer.RevealPersonal(false)
	b.run()
	if !secret() {
		t.Error("not hidden again")
	}
	b.Answer.RevealPersonal(true)
	b.run()
	b.check(f)
	if !secret() || b.State().Answer.Revealed {
		t.Error("the next result is not hidden")
	}
}

// TestLayoutsInOrder: of several layouts that were asked for, the last is
// shown; one that comes after the result went is dropped.
func TestLayoutsInOrder(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Keep = false
	b.Answer.FitAnswer(50)
	b.check(f)
	if got := b.State().Answer.Document.Columns(); got != 50 {
		t.Errorf("%d columns, want those that the screen told before", got)
	}
	b.Answer.FitAnswer(60)
	b.Answer.ShowRaw(true)
	b.Answer.FitAnswer(70)
	if !b.State().Answer.LayingOut {
		t.Error("nobody is told that a layout is made")
	}
	b.run()
	a := b.State().Answer
	if a.Document.Columns() != 70 || !a.Raw || a.Document.Pretty() || a.LayingOut {
		t.Errorf("%d columns, %+v", a.Document.Columns(), a)
	}
	found := 0
	b.Answer.SearchAnswer("id", func(m answer.Matches) { found++ })
	b.Answer.SearchAnswer("email", func(m answer.Matches) { found += 10 })
	b.run()
	if found != 10 {
		t.Errorf("found %d: not the last search alone", found)
	}
	b.Answer.FoldAnswer(func() { t.Error("folded what is gone") })
	b.Answer.FitAnswer(80)
	b.Connections.New()
	b.run()
	if b.State().Answer.Document != nil || b.State().Answer.Exchange != nil {
		t.Error("an answer is shown beside an empty form")
	}
}

// What a server says of somebody is hidden in verdict and headers, as in the
// answer, until the person asks; and again with the next result.
func TestAServersWordsAreHiddenUntilAsked(t *testing.T) {
	const who = "anna.eksempel@example.com"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Request-Id", who)
		w.Header().Set("X-User", who)
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"type":%q,"message":"no user %s"}`, who, who)
	}))
	t.Cleanup(server.Close)
	b := newBench(t, customURL(server.URL))
	b.Form.ChooseEnvironment(env.Custom)
	b.run()
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	shown := func() string {
		s := b.State()
		r := s.ShownResult()
		said := words.Headline(r)
		return fmt.Sprint(r.Finding.Detail, said.Title, said.Explanation, said.Actions, r.Finding.RequestID, s.Answer.Header)
	}
	f := form(canary, someID)
	b.check(f)
	for range 2 {
		if text := shown(); strings.Contains(text, who) || strings.Count(text, "•••••@•••••") < 4 {
			t.Errorf("before it was asked for: %s", text)
		}
		if b.State().Answer.Hidden != 4 {
			t.Errorf("%d values are hidden, want 4: two of the answer, two headers", b.State().Answer.Hidden)
		}
		b.Answer.RevealPersonal(true)
		b.run()
		if text := shown(); strings.Contains(text, "•") || strings.Count(text, who) < 4 {
			t.Errorf("afterwards: %s", text)
		}
		b.check(f)
	}
}
