package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// columns is the widest line of a text report: under 80, so that no terminal
// breaks it.
const columns = 78

// cells gives how many columns of a terminal s takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += cellsOf(r)
	}
	return n
}

func cellsOf(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// pad fills s with spaces up to n cells.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-cells(s)))
}

// split gives the most of s that takes at most n cells, at least one
// character, and the rest.
func split(s string, n int) (head, rest string) {
	used := 0
	for i, r := range s {
		if used += cellsOf(r); used > n && i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// noBreak stands for a space at which wrap does not break.
const noBreak = "\u00a0"

// wrap breaks text into lines of at most n cells, between words where it can.
func wrap(text string, n int) []string {
	var lines []string
	line := ""
	apart := func(r rune) bool { return unicode.IsSpace(r) && string(r) != noBreak }
	for _, word := range strings.FieldsFunc(text, apart) {
		word = strings.ReplaceAll(word, noBreak, " ")
		if line != "" && cells(line)+1+cells(word) <= n {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for cells(word) > n {
			var head string
			head, word = split(word, n)
			lines = append(lines, head)
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// writeIndented puts text behind a first prefix, its further lines behind as many
// spaces, and ends each line.
func writeIndented(b *strings.Builder, prefix, text string) {
	indent := cells(prefix)
	for _, line := range wrap(text, columns-indent) {
		b.WriteString(strings.TrimRight(prefix+line, " ") + "\n")
		prefix = strings.Repeat(" ", indent)
	}
}

// between is the space between two columns of a table.
const between = 2

// widthsFor gives the widths of columns for cells that are wrapped where they
// have to be: as wide as they are, as far as there is room in n cells. What
// gives way is the widest one, of those that can be broken between words.
func widthsFor(rows [][4]string, n int) [4]int {
	var widths, words [4]int // of the widest cell, and of the widest word
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], cells(cell))
			for word := range strings.FieldsSeq(cell) {
				words[i] = max(words[i], cells(word))
			}
		}
	}
	over := between*(len(widths)-1) - n
	for _, width := range widths {
		over += width
	}
	for ; over > 0; over-- {
		widest := 0
		for i, width := range widths {
			here, there := width > words[i], widths[widest] > words[widest]
			if here && !there || here == there && width > widths[widest] {
				widest = i
			}
		}
		widths[widest]--
	}
	return widths
}

// rowLines gives the lines of a row of a table. Nothing is cut.
func rowLines(row [4]string, widths [4]int) []string {
	var lines []string
	left := 0
	for i, cell := range row {
		for n, line := range wrap(cell, widths[i]) {
			if n == len(lines) {
				lines = append(lines, "")
			}
			lines[n] = pad(lines[n], left) + line
		}
		left += widths[i] + between
	}
	return lines
}
