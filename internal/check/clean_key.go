package check

import (
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"

	"pleokeycheck/internal/secret"
)

const (
	// maxKeyBytes is the longest key that is sent.
	maxKeyBytes = 4096
	// maxTextBytes bounds how much pasted text is looked into: a command with
	// a long body still counts as a command.
	maxTextBytes = 64 << 10
	// minCoded is the shortest text that is taken for base64 of a key: a shorter
	// one may be a key that reads as base64 by chance.
	minCoded = 12
)

// Cleaning is the stable code of something that was removed from a pasted text.
type Cleaning string

// What is removed from a pasted key.
const (
	RemovedWhiteSpace    Cleaning = "white-space"
	RemovedLineBreak     Cleaning = "line-break"
	RemovedInvisible     Cleaning = "invisible"
	RemovedQuotes        Cleaning = "quotes"
	RemovedHeaderName    Cleaning = "header-name"
	RemovedBasic         Cleaning = "basic"
	RemovedBearer        Cleaning = "bearer"
	RemovedTrailingColon Cleaning = "trailing-colon"
	RemovedLabel         Cleaning = "label"    // what a field, a variable or a setting is called
	RemovedMarks         Cleaning = "marks"    // brackets, asterisks, commas and the like
	RemovedBase64        Cleaning = "base64"   // the form that an Authorization header carries
	RemovedEncoding      Cleaning = "encoding" // UTF-16
)

// Variants of KeyMalformed.
const (
	variantMasked      = "masked"
	variantEmail       = "email"
	variantURL         = "url"
	variantControl     = "control"
	variantTooLong     = "too-long"
	variantCurl        = "curl"
	variantText        = "text"        // words beside or between what may be a key
	variantTwoKeys     = "two-keys"    // more than one key
	variantPlaceholder = "placeholder" // what an example has in the place of a key
	variantCutOff      = "cut-off"     // shortened with dots
	variantLookAlike   = "look-alike"  // a character that only looks like another
	variantColon       = "colon"       // something else before or behind a colon
	variantReference   = "reference"   // a file or an entry of a password manager
	VariantCoded       = "coded"       // base64 of what may be the key: the person decides
)

// Offer is a key found inside the text that was pasted. It is used only after
// a person took it.
type Offer struct {
	// Kind is "base64" (the text may be a key in coded form), "curl" (it is a
	// command), "text" (words stand around the key), "colon" (something else
	// stands behind it), or empty for no offer.
	Kind string
	Key  secret.Key
}

// CleanedKey is a pasted key without what came along with it.
type CleanedKey struct {
	// Key is the text cleaned. It is empty where nothing usable remains: also
	// for a text that is too long, holds control characters or has words in it.
	Key secret.Key
	// Removed lists what was removed, each code once, in a fixed order.
	Removed []Cleaning
	Offer   Offer
	// Problem is why the key cannot be used as it is; nil if it can.
	Problem *Finding
	// Doubt is why a person should be asked before the key is sent as it is;
	// nil where there is nothing to ask, and where there is a Problem.
	Doubt *Finding
}

// CleanKey cleans a pasted or typed key and says what is wrong with it. It is
// idempotent, and never refuses a key for how it begins.
func CleanKey(text string) CleanedKey {
	removed := map[Cleaning]bool{}
	note := func(c Cleaning) { removed[c] = true }
	if len(text) > maxTextBytes {
		return CleanedKey{Problem: tooLong()}
	}
	normal, bad := normalise(fromUTF16(text, note), note)
	key := normal
	for {
		if inside, isCommand := curlKey(key); isCommand {
			return cleanedCommand(key, inside, bad)
		}
		if bad {
			return CleanedKey{Problem: malformed(variantControl)}
		}
		whole := false
		if key, whole = peel(key, note); !whole {
			return CleanedKey{Removed: inOrder(removed), Problem: malformed(variantText)}
		}
		if problem, offer := wordsAround(key); problem != nil {
			return CleanedKey{Removed: inOrder(removed), Problem: problem, Offer: offer}
		}
		joined := strip(key, note)
		if joined == key {
			break
		}
		// Without its spaces the text may begin with a header's name after all.
		key = joined
	}
	out := CleanedKey{Removed: inOrder(removed)}
	if len(key) > maxKeyBytes {
		out.Problem = tooLong()
		return out
	}
	out.Key = secret.New(key)
	out.Problem = keyProblem(key)
	switch {
	case out.Problem != nil && out.Problem.Variant == variantColon:
		out.Offer = besideColon(key)
	case out.Problem == nil && codedKey(key) != "":
		out.Doubt = malformed(VariantCoded)
		out.Offer = Offer{Kind: "base64", Key: secret.New(codedKey(key))}
	}
	return out
}

// cleanedCommand is what CleanKey makes of a cURL command.
func cleanedCommand(normal, inside string, bad bool) CleanedKey {
	out := CleanedKey{Problem: malformed(variantCurl)}
	// Kept only where it would be recognised again, so that a second
	// cleaning does not take the command for a key.
	if typed := strip(normal, ignore); !bad && len(typed) <= maxKeyBytes && isStrippedCommand(typed) {
		out.Key = secret.New(typed)
	}
	if inside != "" {
		out.Offer = Offer{Kind: "curl", Key: secret.New(inside)}
	}
	return out
}

func inOrder(removed map[Cleaning]bool) []Cleaning {
	var list []Cleaning
	for _, c := range []Cleaning{RemovedWhiteSpace, RemovedLineBreak, RemovedInvisible, RemovedQuotes,
		RemovedHeaderName, RemovedLabel, RemovedBasic, RemovedBearer, RemovedTrailingColon, RemovedMarks, RemovedBase64, RemovedEncoding} {
		if removed[c] {
			list = append(list, c)
		}
	}
	return list
}

// insideBase64 returns the key in base64("key:"), the form that an
// Authorization header carries; empty if the text is nothing of the kind.
func insideBase64(text string) string {
	for _, plain := range decoded(text) {
		key, colon := strings.CutSuffix(plain, ":")
		if colon && key != "" && !strings.ContainsFunc(key, func(r rune) bool { return r == ':' || r == ' ' || !unicode.IsPrint(r) }) {
			return usable(key)
		}
	}
	return ""
}

// codedKey is what text may be the base64 of, without the colon that would
// prove it; empty if the text is nothing of the kind. The chance that a key of
// 16 random characters reads as one is less than one in a million.
func codedKey(text string) string {
	for _, plain := range decoded(text) {
		if keyAlphabet().MatchString(plain) {
			return usable(plain)
		}
	}
	return ""
}

// decoded is what a text says in base64, in either alphabet.
func decoded(text string) (plain []string) {
	if len(text) < minCoded {
		return nil
	}
	bare := strings.TrimRight(text, "=")
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := encoding.DecodeString(bare); err == nil && utf8.Valid(b) {
			plain = append(plain, string(b))
		}
	}
	return plain
}

// usable is a text cleaned, or empty where it is no key at all. Texts that are
// refused for what they are (a token, a company ID) stay: taking the offer
// tells why.
func usable(text string) string {
	normal, bad := normalise(text, ignore)
	key, whole := peel(normal, ignore)
	for joined := strip(key, ignore); whole && joined != key; joined = strip(key, ignore) {
		key, whole = peel(joined, ignore)
	}
	if bad || !whole || len(key) > maxKeyBytes {
		return ""
	}
	return key
}

// ignore is for cleaning of which nothing is told.
func ignore(Cleaning) {}

func malformed(variant string) *Finding { return &Finding{Kind: KeyMalformed, Variant: variant} }

func tooLong() *Finding {
	return &Finding{Kind: KeyMalformed, Variant: variantTooLong, Facts: map[string]string{FactLimit: "4096"}}
}
