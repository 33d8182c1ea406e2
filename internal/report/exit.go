package report

import "pleokeycheck/internal/check"

// ExitStatus gives the exit status of "pleo-key-check check": 0 working,
// 1 failed, 3 inconclusive (also for a verdict it does not know), 4 limited,
// 130 cancelled. 2 is left to wrong usage.
func ExitStatus(v check.Verdict) int {
	switch v {
	case check.Working:
		return 0
	case check.Failed:
		return 1
	case check.Limited:
		return 4
	case check.Stopped:
		return 130
	default:
		return 3
	}
}
