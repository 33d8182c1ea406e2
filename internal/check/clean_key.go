package check

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
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
)

// Variants of KeyMalformed.
const (
	variantMasked  = "masked"
	variantEmail   = "email"
	variantURL     = "url"
	variantControl = "control"
	variantTooLong = "too-long"
	variantCurl    = "curl"
)

// Offer is a key found inside the text that was pasted. It is used only after
// a person took it.
type Offer struct {
	// Kind is "base64" (the text is what an Authorization header carries),
	// "curl" (the text is a command), or empty for no offer.
	Kind string
	Key  secret.Key
}

// CleanedKey is a pasted key without what came along with it.
type CleanedKey struct {
	// Key is the text cleaned. It is empty where nothing usable remains: also
	// for a text that is too long or holds control characters.
	Key secret.Key
	// Removed lists what was removed, each code once, in a fixed order.
	Removed []Cleaning
	Offer   Offer
	// Problem is why the key cannot be used as it is; nil if it can.
	Problem *Finding
}

// CleanKey cleans a pasted or typed key and says what is wrong with it. It is
// idempotent, and never refuses a key for how it begins.
func CleanKey(text string) CleanedKey {
	removed := map[Cleaning]bool{}
	note := func(c Cleaning) { removed[c] = true }
	if len(text) > maxTextBytes {
		return CleanedKey{Problem: tooLong()}
	}
	normal, bad := normalise(text, note)
	if key, isCommand := curlKey(normal); isCommand {
		out := CleanedKey{Problem: malformed(variantCurl)}
		// Kept only where it would be recognised again, so that a second
		// cleaning does not take the command for a key.
		if typed := strip(normal, func(Cleaning) {}); !bad && len(typed) <= maxKeyBytes && isStrippedCommand(typed) {
			out.Key = secret.New(typed)
		}
		if key != "" {
			out.Offer = Offer{Kind: "curl", Key: secret.New(key)}
		}
		return out
	}
	if bad {
		return CleanedKey{Problem: malformed(variantControl)}
	}
	key := unwrap(normal, note)
	out := CleanedKey{Removed: inOrder(removed)}
	if len(key) > maxKeyBytes {
		out.Problem = tooLong()
		return out
	}
	out.Key = secret.New(key)
	out.Problem = keyProblem(key)
	if inside := insideBase64(key); inside != "" && out.Problem == nil {
		out.Offer = Offer{Kind: "base64", Key: secret.New(inside)}
	}
	return out
}

var (
	headerName = pattern(`(?i)^(?:proxy-)?authorization["']?[ \n]*[:=]`)
	basicWord  = pattern(`(?i)^basic(?:[ \n]+|$)`)
	bearerWord = pattern(`(?i)^bearer(?:[ \n]+|$)`)
)

// unwrap takes away, from outside in, all that a key may be wrapped in, until
// nothing more comes off.
func unwrap(normal string, note func(Cleaning)) string {
	for {
		before := normal
		normal = unwrapOnce(normal, note)
		if normal == before {
			break
		}
	}
	stripped := strip(normal, note)
	if stripped == normal {
		return normal
	}
	// Without its spaces the text may begin with a header's name after all.
	return unwrap(stripped, note)
}

func unwrapOnce(s string, note func(Cleaning)) string {
	if trimmed := strings.Trim(s, " \n"); trimmed != s {
		strip(s[:strings.Index(s, trimmed)], note)
		strip(s[strings.Index(s, trimmed)+len(trimmed):], note)
		s = trimmed
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
	return s
}

func inOrder(removed map[Cleaning]bool) []Cleaning {
	var list []Cleaning
	for _, c := range []Cleaning{RemovedWhiteSpace, RemovedLineBreak, RemovedInvisible, RemovedQuotes,
		RemovedHeaderName, RemovedBasic, RemovedBearer, RemovedTrailingColon} {
		if removed[c] {
			list = append(list, c)
		}
	}
	return list
}

// keyProblem says why a cleaned text cannot be a key; nil if it may be one.
func keyProblem(key string) *Finding {
	switch {
	case key == "":
		return &Finding{Kind: KeyMissing}
	case isMasked(key):
		return malformed(variantMasked)
	case len(key) <= 254 && emailAlone().MatchString(key):
		return malformed(variantEmail)
	case isStrippedCommand(key):
		return malformed(variantCurl)
	case urlAlone().MatchString(key) || strings.Contains(strings.ToLower(key), ".pleo.io"):
		return malformed(variantURL)
	case isCompanyID(key):
		return &Finding{Kind: KeyIsCompanyID}
	case isJWT(key):
		return &Finding{Kind: KeyIsLegacyToken}
	}
	return nil
}

// isMasked is true for the dots or stars that stand for a key on a screen,
// alone or with the last characters of the key behind them.
func isMasked(key string) bool {
	return strings.ContainsAny(key, "•●∙⬤◦‧⋅…∗＊") || strings.Contains(key, "****") ||
		strings.Trim(key, "*.·-_") == "" || key == "[hidden]"
}

var idWrapped = pattern(`(?i)^[{(]?(?:urn:(?:uuid|pleo:[a-z]+):)?` + uuidPattern + `[})]?$`)

func isCompanyID(key string) bool { return idWrapped().MatchString(key) }

// isJWT recognises the tokens of Pleo's older Open API: two or more
// dot-separated parts, the first of which is a JSON object that names an
// algorithm. A beginning of "eyJ" alone proves nothing.
func isJWT(key string) bool {
	parts := strings.Split(key, ".")
	if len(parts) < 2 {
		return false
	}
	head, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[0], "="))
	if err != nil {
		return false
	}
	var header map[string]any
	if json.Unmarshal(head, &header) != nil {
		return false
	}
	return header["alg"] != nil || header["typ"] != nil
}

// insideBase64 returns the key in base64("key:"), the form that an
// Authorization header carries; empty if the text is nothing of the kind.
func insideBase64(text string) string {
	bare := strings.TrimRight(text, "=")
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		plain, err := encoding.DecodeString(bare)
		if err != nil || !utf8.Valid(plain) {
			continue
		}
		key, colon := strings.CutSuffix(string(plain), ":")
		if !colon || key == "" || strings.ContainsFunc(key, func(r rune) bool { return r == ':' || r == ' ' || !unicode.IsPrint(r) }) {
			continue
		}
		return usable(key)
	}
	return ""
}

// usable is a text cleaned, or empty where it is no key at all. Texts that are
// refused for what they are (a token, a company ID) stay: taking the offer
// tells why.
func usable(text string) string {
	normal, bad := normalise(text, func(Cleaning) {})
	key := unwrap(normal, func(Cleaning) {})
	if bad || len(key) > maxKeyBytes {
		return ""
	}
	return key
}

func malformed(variant string) *Finding { return &Finding{Kind: KeyMalformed, Variant: variant} }

func tooLong() *Finding {
	return &Finding{Kind: KeyMalformed, Variant: variantTooLong, Facts: map[string]string{FactLimit: "4096"}}
}
