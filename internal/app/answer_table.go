package app

import (
	"context"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/personal"
	"pleokeycheck/pleoclient"
)

// fieldsOf are the fields of the rows of an exchange in the contract's order.
func fieldsOf(x *pleoclient.Exchange) []string {
	operation, _ := pleoclient.LookupOperation(x.Operation)
	var names []string
	for _, f := range operation.Fields() {
		names = append(names, f.Name)
	}
	return names
}

// SortAnswer sorts a table that is shown by a column, in the background, and
// gives the order to done, unless other work on the answer came first.
func (c *AnswerPart) SortAnswer(t *answer.Table, column int, down bool, done func(order []int32)) {
	c.search(func(ctx context.Context, _ *answer.Document) func() {
		order, err := t.Sorted(ctx, column, down)
		return func() {
			if err == nil {
				done(order)
			}
		}
	})
}

// tableToShare is the answer as a table, with what may be personal only where
// that was asked for.
func tableToShare(ctx context.Context, a Answer, withPersonal bool) (*answer.Table, error) {
	body := a.Exchange.Body
	if !withPersonal {
		body, _ = personal.Hide(a.Exchange.Operation, body)
	}
	return answer.OpenTable(ctx, body, fieldsOf(a.Exchange))
}
