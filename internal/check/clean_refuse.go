package check

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pleokeycheck/internal/secret"
)

// keyProblem says why a cleaned text cannot be a key; nil if it may be one.
func keyProblem(key string) *Finding {
	switch {
	case key == "":
		return &Finding{Kind: KeyMissing}
	case isMasked(key):
		return malformed(variantMasked)
	case isCutOff(key):
		return malformed(variantCutOff)
	case isPlaceholder(key):
		return malformed(variantPlaceholder)
	case len(key) <= 254 && emailAlone().MatchString(key):
		return malformed(variantEmail)
	case isStrippedCommand(key):
		return malformed(variantCurl)
	case isReference(key):
		return malformed(variantReference)
	case urlAlone().MatchString(key) || strings.Contains(strings.ToLower(key), ".pleo.io"):
		return malformed(variantURL)
	case isCompanyID(key):
		return &Finding{Kind: KeyIsCompanyID}
	case isJWT(key):
		return &Finding{Kind: KeyIsLegacyToken}
	case strings.Contains(key, ":"):
		return malformed(variantColon) // RFC 7617: a user name has none
	case isTwoKeys(key):
		return malformed(variantTwoKeys)
	}
	if r, found := lookAlike(key); found {
		return &Finding{Kind: KeyMalformed, Variant: variantLookAlike, Facts: map[string]string{FactCharacter: fmt.Sprintf("%c (%U)", r, r)}}
	}
	return nil
}

// isTwoKeys reports whether a text is two keys with no space between them: the same
// one pasted twice, or two beginnings of a key.
func isTwoKeys(key string) bool {
	again := strings.Index((key + key)[1:], key) + 1 // the first place where it repeats itself
	return len(key) > minNoDigit && 2*again == len(key) || strings.Count(key, "plp_")+strings.Count(key, "pls_") == 2
}

// isCutOff reports whether somebody, or a narrow column, shortened the key.
func isCutOff(key string) bool {
	return strings.Contains(key, "...") || strings.Contains(key, "…")
}

// lookAlike finds the first character that is not what it looks like: a dash
// that is no hyphen-minus, a full-width or otherwise dressed-up letter, a letter
// of another script. An accented Latin letter looks like itself.
func lookAlike(key string) (rune, bool) {
	for _, r := range key {
		if r < utf8.RuneSelf {
			continue
		}
		plain := norm.NFKC.String(string(r))
		if unicode.Is(unicode.Pd, r) || r == '−' || plain != string(r) && isASCII(plain) ||
			unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) || strings.ContainsRune("ıȷɑɡɩʟ‗⁃¯", r) {
			return r, true
		}
	}
	return 0, false
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// besideColon offers the one part of a text with a colon that may be a key.
func besideColon(text string) Offer {
	for part := range strings.SplitSeq(text, ":") {
		if kindOfWord(part) == keyLike {
			return Offer{Kind: "colon", Key: secret.New(usable(part))}
		}
	}
	return Offer{}
}

// reference is an address that only a password manager knows, a path, or the
// name of a file.
var reference = pattern(`(?i)^(?:op|bw|pass|keepass|keepassxc|vault|file|keyring|secret)://` +
	`|^(?:[a-z]:[\\/]|\\\\|~/|\.\.?[\\/]|/(?:home|users|etc|tmp|var|mnt|opt|root|run|volumes|private)/)` +
	`|^[^:?*]*\.(?:txt|json|ya?ml|pem|cfg|ini|docx?|xlsx?|csv|pdf|kdbx|p12|pfx|rtf)$`)

func isReference(text string) bool { return reference().MatchString(text) }

// maxPlaceholder is the longest placeholder, in bytes.
const maxPlaceholder = 200

var (
	template = pattern(`^(?:\{\{.*\}\}|\$\{.*\}|\$\(.*\)|\[\[.*\]\]|<%.*%>|#\{.*\}|%[A-Za-z_]\w*%)$`)
	variable = pattern(`^\$(?:env:)?[A-Za-z_]\w*$`)
	crosses  = pattern(`(?i)^(?:[a-z]{2,4}[_-])?x{3,}(?:[_-]x+)*$|x{8}`)
)

// nothings are what programs write where there is nothing.
var nothings = []string{"undefined", "null", "none", "nil", "nan", "n/a", "todo", "tbd", "changeme", "change-me", "redacted"}

// keyNouns are words for a key, in the languages of the app. A label has one of
// them; so has a placeholder.
var keyNouns = strings.Fields(`key keys apikey apikeys token apitoken secret password passwort kennwort pass pwd
	schlüssel schluessel nøgle nøglen noegle nyckel nøkkel sleutel avain clé cle clave chave credential credentials`)

// besideNouns are the words that stand around those in a placeholder.
var besideNouns = strings.Fields(`your my the a an this pleo api access auth standalone staging production prod here insert paste enter
	add put replace with me change goes placeholder example sample value string in from process env os environ getenv dein deine ihr mein din ditt votre tu uw je oma sua`)

// isPlaceholder reports whether a text is what an example or a program has in the
// place of a key: API_KEY, YOUR_API_KEY, {{apiKey}}, "enter the API key here".
func isPlaceholder(text string) bool {
	if len(text) > maxPlaceholder {
		return false
	}
	words := labelWords(text)
	noun := slices.ContainsFunc(words, isKeyNoun)
	all := !slices.ContainsFunc(words, func(w string) bool { return !isKeyNoun(w) && !slices.Contains(besideNouns, w) })
	return template().MatchString(text) || crosses().MatchString(text) || slices.Contains(nothings, strings.ToLower(text)) ||
		noun && (all || slices.Contains(words, "your") || variable().MatchString(text))
}

func isKeyNoun(word string) bool { return slices.Contains(keyNouns, word) }

// labelWords splits a name as programs and people write them (PLEO_API_KEY,
// apiKey, API-Schlüssel) into its words, in lower case.
func labelWords(text string) []string {
	var b strings.Builder
	last := rune(0)
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			b.WriteByte(' ')
		case unicode.IsUpper(r) && unicode.IsLower(last):
			b.WriteByte(' ')
			fallthrough
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		last = r
	}
	return strings.Fields(b.String())
}

// isMasked reports whether a text has the dots or stars that stand for a key on a
// screen, alone or with the last characters of the key behind them.
func isMasked(key string) bool {
	return strings.ContainsAny(key, "•●∙⬤◦‧⋅∗＊") || strings.HasPrefix(key, "...") || strings.HasPrefix(key, "…") || strings.Contains(key, "****") ||
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
