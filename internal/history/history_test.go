package history

import (
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

var epoch = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

func pastOf(kinds ...string) *Past { // newest first, "verdict/kind"
	var records []connection.Record
	for i, k := range kinds {
		v, kind := k, ""
		if k == "mismatch" {
			v, kind = "failed", string(check.CompanyMismatch)
		}
		records = append(records, connection.Record{ConnectionID: "c", Environment: env.Demo, KeyHint: "fake", Verdict: v, Kind: kind, At: epoch.Add(-time.Duration(i) * time.Hour)})
	}
	return New(records, nil)
}

func TestWorkedUntil(t *testing.T) {
	con := connection.Connection{ID: "c", Environment: env.Demo, KeyHint: "fake"}
	for _, tt := range []struct {
		kinds []string
		at    int // -1: it did not stop
	}{
		{nil, -1}, {[]string{"working"}, -1}, {[]string{"failed", "working"}, 1}, {[]string{"inconclusive", "failed", "failed", "limited", "working"}, 3},
		{[]string{"inconclusive", "working"}, -1}, {[]string{"failed", "failed"}, -1}, {[]string{"working", "failed", "working"}, -1}, {[]string{"mismatch", "working"}, -1},
	} {
		got, stopped := pastOf(tt.kinds...).WorkedUntil(con)
		if stopped != (tt.at >= 0) || stopped && !got.At.Equal(epoch.Add(-time.Duration(tt.at)*time.Hour)) {
			t.Errorf("%v: %v, %v", tt.kinds, got.At, stopped)
		}
	}
	other := con
	other.KeyHint = "9999"
	if _, stopped := pastOf("failed", "working").WorkedUntil(other); stopped {
		t.Error("another key inherits the past")
	}
	var none *Past
	if _, stopped := none.WorkedUntil(con); stopped || len(none.Of("c")) != 0 {
		t.Error("no past tells something")
	}
}

func TestCompare(t *testing.T) {
	a := connection.Record{At: epoch, Verdict: "working", Kind: "ok", KeyHint: "0001", Findings: []string{"input:ok", "request:ok"}, Timing: map[string]int64{"wait": 80, "dns": 5}, DurationMs: 120}
	b := a
	b.At, b.Verdict, b.Kind, b.Findings = epoch.Add(time.Hour), "failed", "key-rejected", []string{"input:ok", "identity:key-rejected"}
	b.Timing = map[string]int64{"wait": 1200, "dns": 9}
	changed := map[Aspect]bool{}
	for _, d := range Compare(b, a) { // the earlier one comes first whatever the order
		if d.Aspect == AspectVerdict && (d.Before != "working" || d.After != "failed") {
			t.Errorf("verdict %+v", d)
		}
		changed[d.Aspect] = d.Changed
	}
	want := map[Aspect]bool{
		AspectVerdict: true, AspectFinding: true, AspectKey: false, "step:input": false, "step:identity": true, "step:request": true,
		AspectTook: false, "time:wait": true, "time:dns": false,
	}
	for k, v := range want {
		if got, there := changed[k]; !there || got != v {
			t.Errorf("%s: there %v, changed %v, want %v", k, there, got, v)
		}
	}
	if len(changed) != len(want) {
		t.Errorf("aspects %v", changed)
	}
}
