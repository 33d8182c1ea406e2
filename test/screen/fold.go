package screen

import (
	"strings"
	"unicode"
)

// Folded are the letters and digits of a text that was recognised in a picture,
// those that look alike as one.
func Folded(text string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case strings.ContainsRune("il1|!j", r):
			return 'i'
		case strings.ContainsRune("o0", r):
			return 'o'
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, text)
}
