package service

import (
	"cmp"
	"slices"
	"strings"

	"pleokeycheck/internal/check"
)

// Order is what the rows are sorted by.
type Order string

// The orders.
const (
	ByName        Order = "name"
	ByEnvironment Order = "environment"
	ByVerdict     Order = "verdict"
	ByExpiry      Order = "expiry"
)

// severity sorts what needs somebody first.
var severity = map[check.Verdict]int{
	check.Failed: 0, check.Limited: 1, check.Inconclusive: 2, check.Stopped: 3, check.Working: 4, "": 5,
}

// SortRows gives the rows in another order; equal ones stay as they were.
// Without an expiry date comes last, whichever way.
func SortRows(rows []Row, by Order, down bool) []Row {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b Row) int {
		var n int
		switch by {
		case ByEnvironment:
			n = cmp.Compare(a.Connection.Environment, b.Connection.Environment)
		case ByVerdict:
			n = cmp.Compare(severity[a.Verdict()], severity[b.Verdict()])
		case ByExpiry:
			x, y := a.Connection.ExpiresOn, b.Connection.ExpiresOn
			if (x == "") != (y == "") {
				return cmp.Compare(y, x) // the one with a date first
			}
			n = cmp.Compare(x, y)
		default:
			n = cmp.Compare(strings.ToLower(a.Connection.Name), strings.ToLower(b.Connection.Name))
		}
		if down {
			n = -n
		}
		return n
	})
	return out
}

// Sum counts the rows by what came of them.
type Sum struct{ Works, Limited, Failed, Untold, NoKey int }

// Tally counts.
func Tally(rows []Row) (n Sum) {
	for _, r := range rows {
		switch {
		case r.Status == RowNoKey:
			n.NoKey++
		case r.Status == RowGone, r.Result == nil:
		case r.Verdict() == check.Working:
			n.Works++
		case r.Verdict() == check.Limited:
			n.Limited++
		case r.Verdict() == check.Failed:
			n.Failed++
		default:
			n.Untold++
		}
	}
	return n
}
