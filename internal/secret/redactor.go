package secret

import (
	"fmt"
	"log/slog"
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
// No output of [Redactor.String] contains a form, whatever the key and the text,
// so redacting twice changes nothing more. The replacement is [Hidden]; where the
// key itself shares text with that, another one that cannot become part of a
// form is used.
//
// A nil or empty Redactor changes nothing. A Redactor is immutable and may be
// used from several goroutines; it prints [Hidden] like a Key.
type Redactor struct {
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

// String returns s with every form of every key replaced. Forms that touch or
// overlap become one replacement. A text without a form is returned as it is,
// without a copy.
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

// Contains reports whether s holds a form of a key.
func (r *Redactor) Contains(s string) bool {
	if r == nil || r.rules == nil {
		return false
	}
	start, _ := r.rules().next(s, 0)
	return start >= 0
}

// Format writes [Hidden] for every verb and flag.
func (Redactor) Format(f fmt.State, _ rune) { writeHidden(f) }

// GoString returns [Hidden].
func (Redactor) GoString() string { return Hidden }

// MarshalText returns [Hidden].
func (Redactor) MarshalText() ([]byte, error) { return []byte(Hidden), nil }

// MarshalJSON returns [Hidden] as a JSON string.
func (Redactor) MarshalJSON() ([]byte, error) { return []byte(`"` + Hidden + `"`), nil }

// LogValue returns [Hidden].
func (Redactor) LogValue() slog.Value { return slog.StringValue(Hidden) }

// redact replaces what next finds.
func (m *rules) redact(s string) string {
	start, end := m.next(s, 0)
	if start < 0 {
		return s
	}
	if m.marker == "" {
		return "" // no text is safe beside these keys
	}
	var b strings.Builder
	b.Grow(len(s))
	from := 0
	for start >= 0 {
		b.WriteString(s[from:start])
		b.WriteString(m.marker)
		from = end
		start, end = m.next(s, from)
	}
	b.WriteString(s[from:])
	return b.String()
}
