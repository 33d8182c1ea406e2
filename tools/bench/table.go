//go:build linux

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// row is one line of the table.
type row struct {
	what  string
	ours  string
	peer  string // the peer and its figure; empty without one
	ratio string
	goal  string // empty where there is none
	holds bool
	how   string // the command, or what was done
}

// unit writes a figure.
type unit func(float64) string

func milliseconds(v float64) string {
	switch {
	case v < 10:
		return fmt.Sprintf("%.1f ms", v)
	case v < 10000:
		return fmt.Sprintf("%.0f ms", v)
	}
	return fmt.Sprintf("%.1f s", v/1000)
}

func mebibytes(v float64) string { return fmt.Sprintf("%.1f MiB", v/(1<<20)) }

func percent(v float64) string { return fmt.Sprintf("%.2f %%", v) }

// atMost is a row whose goal is a ratio of ours to the peer's.
func atMost(what string, write unit, ours []float64, name string, peer []float64, limit float64, how string) row {
	r := compare(what, write, ours, name, peer, how)
	r.goal, r.holds = fmt.Sprintf("≤ %g ×", limit), median(ours) <= limit*median(peer)
	return r
}

// faster is a row whose goal is how many times longer the peer takes.
func faster(what string, write unit, ours []float64, name string, peer []float64, times float64, how string) row {
	r := compare(what, write, ours, name, peer, how)
	r.ratio = fmt.Sprintf("%.1f × faster", median(peer)/median(ours))
	r.goal, r.holds = fmt.Sprintf("≥ %g × faster", times), median(peer) >= times*median(ours)
	return r
}

// compare is a row without a goal.
func compare(what string, write unit, ours []float64, name string, peer []float64, how string) row {
	r := row{what: what, ours: write(median(ours)), peer: name + ": " + write(median(peer)), holds: true, how: how}
	if median(peer) > 0 {
		r.ratio = fmt.Sprintf("%.2f ×", median(ours)/median(peer))
	}
	return r
}

// below is a row whose goal is a figure of its own.
func below(what string, write unit, ours []float64, limit float64, how string) row {
	return row{what: what, ours: write(median(ours)), goal: "≤ " + write(limit), holds: median(ours) <= limit, how: how}
}

// alone is a row that is for the record.
func alone(what, figure, how string) row { return row{what: what, ours: figure, holds: true, how: how} }

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

func inMilliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// printTable prints the rows as a Markdown table, and what was run below it.
func printTable(w io.Writer, rows []row) {
	cells := [][]string{{"what", "Key Check", "beside it", "ratio", "goal", ""}}
	for _, r := range rows {
		held := ""
		switch {
		case r.goal != "" && r.holds:
			held = "holds"
		case r.goal != "":
			held = "MISSED"
		}
		cells = append(cells, []string{r.what, r.ours, r.peer, r.ratio, r.goal, held})
	}
	widths := make([]int, len(cells[0]))
	for _, line := range cells {
		for i, c := range line {
			widths[i] = max(widths[i], len([]rune(c)))
		}
	}
	for n, line := range cells {
		for i, c := range line {
			fmt.Fprintf(w, "| %s%s ", c, strings.Repeat(" ", widths[i]-len([]rune(c))))
		}
		fmt.Fprintln(w, "|")
		if n == 0 {
			for _, width := range widths {
				fmt.Fprintf(w, "|-%s-", strings.Repeat("-", width))
			}
			fmt.Fprintln(w, "|")
		}
	}
	fmt.Fprintln(w, "\nWhat was run:")
	said := map[string]bool{}
	for _, r := range rows {
		if r.how != "" && !said[r.how] {
			said[r.how] = true
			fmt.Fprintf(w, "- %s: %s\n", r.what, r.how)
		}
	}
}
