package secret_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

var hexPair = regexp.MustCompile(`%[0-9A-F]{2}`)

func lowerHex(s string) string { return hexPair.ReplaceAllStringFunc(s, strings.ToLower) }

// escapes returns the escaped spellings of text, made with the standard library
// and not with the code under test.
func escapes(text string) []string {
	var percent, bytes, unicode, unicodeUpper, unicodeLong, decimal, hexadecimal strings.Builder
	ascii := true
	for i := range len(text) {
		fmt.Fprintf(&percent, "%%%02X", text[i])
		fmt.Fprintf(&bytes, `\x%02x`, text[i])
		ascii = ascii && text[i] < utf8.RuneSelf
	}
	for _, r := range text {
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&unicode, `\u%04x`, u)
			fmt.Fprintf(&unicodeUpper, `\u%04X`, u)
		}
		fmt.Fprintf(&unicodeLong, `\U%08x`, r)
		fmt.Fprintf(&decimal, "&#%d;", r)
		fmt.Fprintf(&hexadecimal, "&#x%x;", r)
	}
	all := []string{
		text,
		url.QueryEscape(text), lowerHex(url.QueryEscape(text)), url.PathEscape(text), lowerHex(url.PathEscape(text)),
		percent.String(), lowerHex(percent.String()),
		unicode.String(), unicodeUpper.String(), unicodeLong.String(), jsonText(text, true), jsonText(text, false),
		strings.ReplaceAll(jsonText(text, false), "/", `\/`),
		decimal.String(), hexadecimal.String(), html.EscapeString(text),
	}
	if ascii {
		all = append(all, bytes.String())
	}
	if !strings.Contains(text, "\x00") { // which html/template replaces
		all = append(all, template.HTMLEscapeString(text))
	}
	return all
}

// jsonText returns s as a JSON string, without its quotes.
func jsonText(s string, htmlSafe bool) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(htmlSafe)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return b.String()[1 : b.Len()-2]
}

// base64Forms returns the whole encodings of text, and the characters that are
// its own in a longer text at each alignment.
func base64Forms(text string) []string {
	var all []string
	for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		all = append(all, e.EncodeToString([]byte(text)))
	}
	if len(text) < 4 {
		return all // too few characters of their own
	}
	for lead := range 3 {
		for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			whole := e.EncodeToString([]byte("???"[:lead] + text))
			all = append(all, whole[(8*lead+5)/6:8*(lead+len(text))/6])
		}
	}
	return all
}

// forms returns every form of key that no output may contain.
func forms(key string) []string {
	if key == "" {
		return nil
	}
	all := escapes(key)
	for _, text := range []string{key, key + ":"} {
		for _, form := range base64Forms(text) {
			all = append(all, escapes(form)...)
		}
	}
	return all
}
