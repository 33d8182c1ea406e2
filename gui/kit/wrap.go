package kit

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapText breaks text into lines no wider than width, as measured by wide.
func wrapText(text string, width float32, wide func(string) float32) []string {
	var lines []string
	var space float32
	if width > 0 {
		space = wide(" ")
	}
	for _, part := range strings.Split(text, "\n") {
		current := ""
		var taken float32 // by current
		for _, word := range breakableWords(part) {
			if width <= 0 {
				current = joined(current, word)
				continue
			}
			// The words of a line are measured one by one: the same ones come
			// again. Whether a line is full tells the line itself, since signs
			// side by side may be nearer to each other than alone.
			with := wide(word)
			if current != "" {
				with += taken + space
			}
			if math.Abs(float64(with-width)) < float64(space) {
				with = wide(joined(current, word))
			}
			if with <= width {
				current, taken = joined(current, word), with
				continue
			}
			if current != "" {
				lines = append(lines, current)
			}
			for wide(word) > width && utf8.RuneCountInString(word) > 1 {
				head := headThatFits(word, width, wide)
				lines = append(lines, head)
				word = word[len(head):]
			}
			current, taken = word, wide(word)
		}
		lines = append(lines, current)
	}
	return lines
}

// joined is a line with one more word.
func joined(line, word string) string {
	if line == "" {
		return word
	}
	return line + " " + word
}

// breakableWords splits a text where a line may end: at white space, but not at a
// no-break space, which stands inside numbers and before French punctuation.
func breakableWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
	})
}

// headThatFits is the longest beginning of a word that fits, at least a rune.
func headThatFits(word string, width float32, wide func(string) float32) string {
	end := 0
	for end < len(word) {
		_, size := utf8.DecodeRuneInString(word[end:])
		if end > 0 && wide(word[:end+size]) > width {
			break
		}
		end += size
	}
	return word[:end]
}
