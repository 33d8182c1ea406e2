//go:build linux

package main

import (
	"strings"
	"testing"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v: %v, want %v", c.values, got, c.want)
		}
	}
}

func TestGoals(t *testing.T) {
	for _, c := range []struct {
		row   row
		ratio string
		holds bool
	}{
		{atMost("a", milliseconds, []float64{12}, "peer", []float64{10}, 1.2, ""), "1.20 ×", true},
		{atMost("a", milliseconds, []float64{13}, "peer", []float64{10}, 1.2, ""), "1.30 ×", false},
		{faster("a", milliseconds, []float64{10}, "peer", []float64{200}, 20, ""), "20.0 × faster", true},
		{faster("a", milliseconds, []float64{10}, "peer", []float64{199}, 20, ""), "19.9 × faster", false},
		{below("a", milliseconds, []float64{50}, 50, ""), "", true},
		{below("a", milliseconds, []float64{51}, 50, ""), "", false},
		{compare("a", milliseconds, []float64{3}, "peer", []float64{0}, ""), "", true},
	} {
		if c.row.ratio != c.ratio || c.row.holds != c.holds {
			t.Errorf("%+v: want %q, %v", c.row, c.ratio, c.holds)
		}
	}
}

func TestTable(t *testing.T) {
	var out strings.Builder
	printTable(&out, []row{
		atMost("start", milliseconds, []float64{1200}, "peer", []float64{1000}, 1.25, "how it was done"),
		below("pause", milliseconds, []float64{60}, 50, "how it was done"),
		alone("size", mebibytes(3<<20), ""),
	})
	const want = "" +
		"| what  | Key Check | beside it     | ratio  | goal     |        |\n" +
		"|-------|-----------|---------------|--------|----------|--------|\n" +
		"| start | 1200 ms   | peer: 1000 ms | 1.20 × | ≤ 1.25 × | holds  |\n" +
		"| pause | 60 ms     |               |        | ≤ 50 ms  | MISSED |\n" +
		"| size  | 3.0 MiB   |               |        |          |        |\n" +
		"\nWhat was run:\n- start: how it was done\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
