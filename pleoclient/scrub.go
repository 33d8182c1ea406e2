package pleoclient

import (
	"encoding/base64"
	"net/http"
	"strings"
	"unicode"
)

// hidden replaces a key.
const hidden = "[hidden]"

// scrubber removes the key from what a server sent.
type scrubber struct {
	whole func(string) string // for complete text
	cut   func(string) string // for text whose end is missing
	name  func(string) string // for the name of a header, whose case Go changes
}

func newScrubber(cfg config, key func() string) scrubber {
	s := scrubber{whole: cfg.scrub, cut: cfg.scrubTail}
	if s.whole == nil {
		s.whole = func(text string) string { return hideForms(text, keyForms(key())) }
		if s.cut == nil {
			s.cut = func(text string) string {
				forms := keyForms(key())
				return dropBeginning(hideForms(text, forms), forms)
			}
		}
	}
	if s.cut == nil {
		s.cut = s.whole
	}
	s.name = func(text string) string {
		lower := strings.ToLower(text)
		for _, f := range keyForms(key()) {
			if strings.Contains(lower, strings.ToLower(f)) {
				return hidden
			}
		}
		return s.whole(text)
	}
	return s
}

// keyForms are the forms the default scrub function knows, longest first. Keys
// so short that they are part of ordinary words are left to [WithScrub].
func keyForms(key string) []string {
	if len(key) < 8 {
		return nil
	}
	header := []byte(key + ":")
	return []string{
		base64.StdEncoding.EncodeToString(header),
		base64.RawStdEncoding.EncodeToString(header),
		base64.URLEncoding.EncodeToString(header),
		base64.RawURLEncoding.EncodeToString(header),
		base64.RawStdEncoding.EncodeToString([]byte(key)),
		key,
	}
}

func hideForms(text string, forms []string) string {
	for _, f := range forms {
		text = strings.ReplaceAll(text, f, hidden)
	}
	return text
}

// dropBeginning removes an end of the text that is the beginning, of six bytes
// or more, of one of the forms.
func dropBeginning(text string, forms []string) string {
	for _, f := range forms {
		for n := len(f) - 1; n >= 6; n-- {
			if strings.HasSuffix(text, f[:n]) {
				return text[:len(text)-n]
			}
		}
	}
	return text
}

// line scrubs a short text: one line, no control characters, at most max runes.
func (s scrubber) line(text string, max int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, text)
	text = strings.TrimSpace(s.whole(text))
	n := 0
	for i := range text {
		if n == max {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

// header scrubs names and values.
func (s scrubber) header(h http.Header) http.Header {
	out := make(http.Header, len(h))
	for name, values := range h {
		name = s.name(name)
		for _, v := range values {
			out[name] = append(out[name], s.whole(v))
		}
	}
	return out
}

// body scrubs a body that is complete or was cut. It gives the body itself
// where there is nothing to hide.
func (s scrubber) body(raw []byte, cut bool) []byte {
	if len(raw) == 0 {
		return nil
	}
	text, scrub := string(raw), s.whole
	if cut {
		scrub = s.cut
	}
	if clean := scrub(text); clean != text {
		return []byte(clean)
	}
	return raw
}
