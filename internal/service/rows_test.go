package service

import (
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

func TestSortRows(t *testing.T) {
	row := func(name, env, expires string, v check.Verdict) Row {
		r := Row{Connection: connection.Connection{Name: name, Environment: env, Entered: connection.Entered{ExpiresOn: expires}}}
		if v != "" {
			r.Result = &check.Result{Verdict: v}
		}
		return r
	}
	rows := []Row{row("b", env.Staging, "2027-01-01", check.Working), row("A", env.Production, "", check.Failed), row("c", env.Demo, "2026-01-01", "")}
	for _, tt := range []struct {
		by   Order
		down bool
		want string
	}{{ByName, false, "Abc"}, {ByName, true, "cbA"}, {ByEnvironment, false, "cAb"}, {ByVerdict, false, "Abc"}, {ByExpiry, false, "cbA"}, {ByExpiry, true, "bcA"}} {
		got := ""
		for _, r := range SortRows(rows, tt.by, tt.down) {
			got += r.Connection.Name
		}
		if got != tt.want {
			t.Errorf("by %s (down %v): %s, want %s", tt.by, tt.down, got, tt.want)
		}
	}
}
