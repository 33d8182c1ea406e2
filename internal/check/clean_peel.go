package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	headerName = pattern(`(?i)^(?:proxy-)?authorization["']?[ \n]*[:=]`)
	basicWord  = pattern(`(?i)^basic(?:[ \n]+|$)`)
	bearerWord = pattern(`(?i)^bearer(?:[ \n]+|$)`)
	// label is a name, and a colon or an equals sign with the value behind it.
	label    = pattern(`^\*{0,3}(?:(?:export|set|let|const|var)[ ]+)?(?:\$env:)?(\pL[\pL\pN _.'’-]{0,39}?)(["'”“]?[ \n]*[:=]\*{0,3}[ \n]*["'”“„]?)`)
	linkText = pattern(`^\[([^\[\]]+)\]\([^()]*\)$`)
	element  = pattern(`^<([A-Za-z][\w.-]*)(?: [^<>]*)?>([^<>]*)</[A-Za-z][\w.-]*>$`)
	stars    = pattern(`^(\*{1,3})([^*]+)(\*{1,3})$`)
	formula  = pattern(`^= ?["'“„]`)
)

// brackets are the pairs that a key may stand between.
var brackets = []string{"<>", "()", "[]", "{}"}

// maxLayers is how many layers are taken off a text: more than any key comes in,
// and few enough that no text holds the window up.
const maxLayers = 32

// peel takes away, from outside in, all that a key may be wrapped in, until
// nothing more comes off. It is not whole where there are too many layers.
func peel(normal string, note func(Cleaning)) (bare string, whole bool) {
	for range maxLayers {
		before := normal
		normal = peelOnce(normal, note)
		if normal == before {
			return normal, true
		}
	}
	return "", false
}

// layers are what can be around a key, in the order in which they come off. Each
// gives the text back as it is where it finds nothing of its kind.
var layers = []struct {
	code   Cleaning
	remove func(string) string
}{
	{RemovedQuotes, func(s string) string { return strings.TrimFunc(s, isQuote) }},
	{RemovedTrailingColon, func(s string) string { return strings.TrimRight(s, ":") }},
	{RemovedHeaderName, func(s string) string { return headerName().ReplaceAllString(s, "") }},
	{RemovedBasic, func(s string) string { return basicWord().ReplaceAllString(s, "") }},
	{RemovedBearer, func(s string) string { return bearerWord().ReplaceAllString(s, "") }},
	{RemovedLabel, withoutLabel},
	{RemovedMarks, withoutMarks},
}

func peelOnce(s string, note func(Cleaning)) string {
	trimmed := strings.Trim(s, " \n")
	before, after, _ := strings.Cut(s, trimmed)
	strip(before+after, note)
	if isPlaceholder(trimmed) {
		return trimmed // its brackets say what it is
	}
	for _, layer := range layers {
		if bare := layer.remove(trimmed); bare != trimmed {
			note(layer.code)
			trimmed = bare
		}
	}
	if inside := insideBase64(trimmed); inside != "" { // which peels what is inside
		note(RemovedBase64)
		trimmed = inside
	}
	return trimmed
}

// withoutLabel is what stands behind a label. A label with a space behind its colon
// may be any few words; without one it has to be a word for a key, so that
// nothing is cut from a key that has an equals sign in it.
func withoutLabel(s string) string {
	if m := element().FindStringSubmatch(s); m != nil && m[2] != "" {
		return m[2]
	}
	m := label().FindStringSubmatch(s)
	if m == nil {
		return s
	}
	name, mark, value := m[1], m[2], s[len(m[0]):]
	if strings.Trim(value, " \n=:") == "" || strings.HasPrefix(value, "//") {
		return s
	}
	words := labelWords(name)
	isLabel := len(words) <= 5 && !strings.ContainsAny(name, "0123456789")
	if len(mark) == 1 { // neither a space nor a quotation mark
		isLabel = utf8.RuneCountInString(value) >= 8 && slices.ContainsFunc(words, func(word string) bool {
			return isKeyNoun(word) || strings.HasSuffix(word, "name") || slices.Contains([]string{"user", "id", "pleo", "authorization"}, word)
		})
	}
	if !isLabel {
		return s
	}
	return value
}

// withoutMarks is s without a pair of brackets or other marks around it, without the
// address of a link, without what a quoted mail, a table or a formula puts before
// it, and without the end of a sentence behind it. Dots that stand for the rest
// of a key stay.
func withoutMarks(s string) string {
	if m := linkText().FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if m := stars().FindStringSubmatch(s); m != nil && m[1] == m[3] && !isMasked(s) {
		return m[2]
	}
	if trimmed := strings.TrimLeft(strings.TrimRight(s, `,;!?|\`), ">|?&"); trimmed != s {
		return trimmed
	}
	if formula().MatchString(s) {
		return s[1:]
	}
	if strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "..") {
		return s[:len(s)-1]
	}
	for _, pair := range brackets {
		if len(s) > 2 && s[0] == pair[0] && s[len(s)-1] == pair[1] && !isMasked(s) {
			return s[1 : len(s)-1]
		}
	}
	return s
}
