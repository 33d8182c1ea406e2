package app

import (
	"context"

	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// Answer is the exchange whose details are shown, its body laid out for
// reading.
type Answer struct {
	Exchange *pleoclient.Exchange
	// Lines is the body, line by line; Pretty where it was laid out as JSON.
	Lines  []string
	Pretty bool
}

func answerOf(x *pleoclient.Exchange) Answer {
	if x == nil {
		return Answer{}
	}
	lines, pretty := report.BodyLines(x.Body)
	return Answer{x, lines, pretty}
}

// laidOut adds the answer, laid out. It is called off the UI goroutine.
func (c checked) laidOut() checked {
	c.answer = answerOf(c.result.Answer)
	return c
}

// ShowExchange shows the details of another exchange of the result.
func (c *Controller) ShowExchange(i int) {
	r := c.state.Result
	if r == nil || i < 0 || i >= len(r.Exchanges) {
		return
	}
	wanted := r.Exchanges[i]
	c.showing = wanted
	if wanted == c.state.Answer.Exchange {
		return
	}
	background(c, func(context.Context) Answer { return answerOf(wanted) }, func(a Answer) {
		if c.state.Result == r && c.showing == wanted {
			c.state.Answer = a
			c.show()
		}
	})
}
