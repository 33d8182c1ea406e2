package secret

import (
	"strings"
)

// Redactor replaces keys in text. It knows these forms of every key:
//
//   - the key itself;
//   - base64 of the key and of the key with a colon behind it, in the standard
//     and the URL alphabet, padded or not, also inside a longer base64 text at
//     each of the three alignments;
//   - each of these with any of its characters escaped for a URL (query or path,
//     either hex case), JSON (short escapes and \u forms) or HTML (named or
//     numeric), also escaped more than once in the same way.
//
// It hides parts of a key too: any run of twelve or more characters of the key, in
// either case or backwards, or of the key in hex, base32, base64 or twice base64,
// also where line breaks, white space or characters that are not seen stand in
// between.
//
// No output of [Redactor.String] contains a form or such a part, whatever the key
// and the text, so redacting twice changes nothing more. The replacement is [Hidden]; where the
// key itself shares text with that, another one that cannot become part of a
// form is used.
//
// A nil or empty Redactor changes nothing. A Redactor is immutable and may be
// used from several goroutines; it prints [Hidden] like a Key.
type Redactor struct {
	masked
	rules func() *rules
}

// NewRedactor returns a redactor of the keys. Empty keys are left out.
func NewRedactor(keys ...Key) *Redactor {
	var texts []string
	for _, k := range keys {
		if !k.Empty() {
			texts = append(texts, k.Reveal())
		}
	}
	if len(texts) == 0 {
		return &Redactor{}
	}
	m := newRules(texts)
	return &Redactor{rules: func() *rules { return m }}
}

// String returns s with every form and part of every key replaced. Those that
// touch or overlap become one replacement. A text without any is returned as it
// is, without a copy.
func (r *Redactor) String(s string) string {
	if r == nil || r.rules == nil {
		return s
	}
	return r.rules().redact(s)
}

// Tail is String for a text that was cut off: an end that is the beginning, of
// six bytes or more, of a form is removed too.
func (r *Redactor) Tail(s string) string {
	if r == nil || r.rules == nil {
		return s
	}
	return r.rules().redact(r.rules().trimCut(s))
}

// Contains reports whether s holds a form or a part of a key.
func (r *Redactor) Contains(s string) bool {
	if r == nil || r.rules == nil {
		return false
	}
	return len(r.rules().find(s)) > 0
}

// redact replaces what is found until nothing is left. What stood apart can come
// together then; a text that goes on like that was made to, and is given up.
func (m *rules) redact(s string) string {
	for range redactPasses {
		found := m.find(s)
		if len(found) == 0 {
			return s
		}
		if m.marker == "" {
			return "" // no text is safe beside these keys
		}
		var b strings.Builder
		b.Grow(len(s))
		from := 0
		for _, f := range found {
			b.WriteString(s[from:f.start])
			b.WriteString(m.marker)
			from = f.end
		}
		b.WriteString(s[from:])
		s = b.String()
	}
	return m.marker
}
