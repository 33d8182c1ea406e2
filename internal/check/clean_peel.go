package check

import (
	"regexp"
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

func peelOnce(s string, note func(Cleaning)) string {
	if trimmed := strings.Trim(s, " \n"); trimmed != s {
		strip(s[:strings.Index(s, trimmed)], note)
		strip(s[strings.Index(s, trimmed)+len(trimmed):], note)
		s = trimmed
	}
	if isPlaceholder(s) {
		return s // its brackets say what it is
	}
	if trimmed := strings.TrimFunc(s, isQuote); trimmed != s {
		note(RemovedQuotes)
		s = trimmed
	}
	if trimmed := strings.TrimRight(s, ":"); trimmed != s {
		note(RemovedTrailingColon)
		s = trimmed
	}
	for _, prefix := range []struct {
		pattern func() *regexp.Regexp
		code    Cleaning
	}{{headerName, RemovedHeaderName}, {basicWord, RemovedBasic}, {bearerWord, RemovedBearer}} {
		if at := prefix.pattern().FindStringIndex(s); at != nil {
			note(prefix.code)
			s = s[at[1]:]
		}
	}
	if value, ok := labelled(s); ok {
		note(RemovedLabel)
		s = value
	}
	if bare := unmarked(s); bare != s {
		note(RemovedMarks)
		s = bare
	}
	if inside := insideBase64(s); inside != "" {
		note(RemovedBase64)
		s = inside
	}
	return s
}

// labelled is what stands behind a label. A label with a space behind its colon
// may be any few words; without one it has to be a word for a key, so that
// nothing is cut from a key that has an equals sign in it.
func labelled(s string) (value string, ok bool) {
	if m := element().FindStringSubmatch(s); m != nil && m[2] != "" {
		return m[2], true
	}
	at := label().FindStringSubmatchIndex(s)
	if at == nil {
		return "", false
	}
	name, mark, value := s[at[2]:at[3]], s[at[4]:at[5]], s[at[1]:]
	if strings.Trim(value, " \n=:") == "" || strings.HasPrefix(value, "//") {
		return "", false
	}
	words := labelWords(name)
	if len(mark) > 1 { // a space or a quotation mark
		return value, len(words) <= 5 && !strings.ContainsAny(name, "0123456789")
	}
	for _, word := range words {
		if isKeyNoun(word) || strings.HasSuffix(word, "name") || word == "user" || word == "id" || word == "pleo" || word == "authorization" {
			return value, utf8.RuneCountInString(value) >= 8
		}
	}
	return "", false
}

// unmarked is s without a pair of brackets or other marks around it, without the
// address of a link, without what a quoted mail, a table or a formula puts before
// it, and without the end of a sentence behind it. Dots that stand for the rest
// of a key stay.
func unmarked(s string) string {
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
