package check

import (
	"slices"
	"strings"

	"pleokeycheck/internal/secret"
)

// wordKind is what a word of a pasted text may be.
type wordKind int

const (
	keyLike  wordKind = iota // may be a whole key
	plain                    // a word, a date, an address, an ID: certainly no key
	number                   // digits alone: a date's part, or a part of a key
	fragment                 // may be a part of a key
)

const (
	minKeyLike = 16 // characters of a word that may be a whole key
	minNoDigit = 32 // the same for one without any digit
	minWrapped = 56 // characters of a line that was wrapped for its length
	maxGroup   = 8  // characters of a group, where a key is shown in groups
)

var (
	keyAlphabet = pattern(`^[A-Za-z0-9._~+/=-]{8,}$`)
	wordAlone   = pattern(`^\pL[\pL_'’.-]*$`)
	numberAlone = pattern(`^\d+$`)
	dateAlone   = pattern(`^\d+(?:[./:,-]\d+)+$`)
)

func kindOfWord(w string) wordKind {
	letters := strings.ContainsFunc(w, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
	switch {
	case isCompanyID(w), emailAlone().MatchString(w), urlAlone().MatchString(w), dateAlone().MatchString(w):
		return plain
	case numberAlone().MatchString(w) && len(w) < minNoDigit:
		return number
	case len(w) >= minNoDigit && keyAlphabet().MatchString(w):
		return keyLike
	case wordAlone().MatchString(w), isPlaceholder(w):
		return plain
	case len(w) >= minKeyLike && letters && keyAlphabet().MatchString(w):
		return keyLike
	}
	return fragment
}

// wordsAround says why a text of several words is no key, with the key that is
// in it where there is one. Where the words may be one key that was broken by
// spaces or lines there is no problem.
func wordsAround(text string) (*Finding, Offer) {
	spaced := strings.ContainsAny(text, " \n")
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n,;|<>", r) || isQuote(r) })
	for i, w := range words {
		words[i] = strings.Trim(w, ".:()[]{}*!?")
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	if len(words) == 1 && spaced && kindOfWord(words[0]) == keyLike {
		return malformed(variantText), offerOf(words[0]) // marks that stand apart from it
	}
	if len(words) < 2 {
		return nil, Offer{}
	}
	of := map[wordKind]int{}
	keys := map[string]bool{}
	key := ""
	for _, w := range words {
		kind := kindOfWord(w)
		if of[kind]++; kind == keyLike {
			keys[w], key = true, w
		}
	}
	switch {
	case spaced && isPlaceholder(text):
		return malformed(variantPlaceholder), Offer{}
	case spaced && isReference(text):
		return malformed(variantReference), Offer{}
	case !spaced && (key == "" || of[fragment] > 0), spaced && isBroken(words, of[plain]):
		return nil, Offer{} // one key, with an odd character in it or in parts
	case len(keys) > 1:
		return malformed(variantTwoKeys), Offer{}
	case key == "" && of[plain] > 0:
		return malformed(variantText), Offer{}
	case len(words) == 2 && words[0] == key && isTail(words[1], len(key)) && strings.Contains(text, "\n"):
		return nil, Offer{} // the key's end stands on a line of its own
	case slices.ContainsFunc(words, isKeyStart):
		return malformed(variantText), Offer{} // what looks like a key is only a part of one
	case key != "":
		return malformed(variantText), offerOf(key)
	}
	return nil, Offer{}
}

// offerOf offers a word, without a name before it.
func offerOf(word string) Offer { return Offer{Kind: "text", Key: secret.New(usable(word))} }

// isKeyStart reports whether a word is the beginning of a key, cut off from its rest.
func isKeyStart(word string) bool { return word == "plp_" || word == "pls_" }

// isTail reports whether a word may be the end of a key of which the other line has
// n characters.
func isTail(word string, n int) bool {
	return kindOfWord(word) == fragment && len(word) > 3 && len(word) <= n
}

// isBroken reports whether words are the parts of one key: lines that were wrapped
// for their length, or short groups, most of them with digits. All but the last are
// equally long.
func isBroken(words []string, plain int) bool {
	first, digits := len(words[0]), 0
	for i, w := range words {
		if len(w) > first || len(w) < first && i < len(words)-1 {
			return false
		}
		if strings.ContainsAny(w, "0123456789") {
			digits++
		}
	}
	return first >= minWrapped && plain == 0 || first <= maxGroup && len(words) > 2 && 2*digits >= len(words)
}
