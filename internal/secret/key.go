package secret

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
	"unicode/utf8"
)

// Hidden is what stands in the place of a key wherever one is printed, encoded
// or logged.
const Hidden = "[hidden]"

const (
	hintRunes    = 4  // characters that Hint shows
	hintMinRunes = 12 // shorter keys give no hint: four of them would be too much of the key
)

// Key is an API key. The zero value is the empty key. A Key is immutable, may be
// copied and used from several goroutines, and cannot be compared with ==.
//
// The text is held by a closure and not by a string field: fmt and slog read the
// fields of an unexported field by reflection without calling its methods, and
// of a function they see only its address.
type Key struct {
	masked
	reveal func() string
}

// New returns the key with the text s, as it is.
func New(s string) Key {
	if s == "" {
		return Key{}
	}
	return Key{reveal: func() string { return s }}
}

// Reveal returns the plain text. It is meant for the Authorization header and
// for the call that writes the key to the keychain, and for nothing else.
func (k Key) Reveal() string {
	if k.reveal == nil {
		return ""
	}
	return k.reveal()
}

// Empty reports whether the key has no text.
func (k Key) Empty() bool { return k.Reveal() == "" }

// Hint returns the last four characters of the key, to tell keys apart on
// screen, and "" for a key of fewer than twelve characters.
func (k Key) Hint() string {
	s := k.Reveal()
	if utf8.RuneCountInString(s) < hintMinRunes {
		return ""
	}
	start := len(s)
	for range hintRunes {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return s[start:]
}

// Equal reports whether both keys have the same text. The time it takes does not
// tell where or whether they differ.
func (k Key) Equal(other Key) bool {
	a, b := sha256.Sum256([]byte(k.Reveal())), sha256.Sum256([]byte(other.Reveal()))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// String returns [Hidden].
func (Key) String() string { return Hidden }

// masked is embedded in what shows [Hidden] under every print verb and flag, in
// every encoding and in logs.
type masked struct{}

// Format writes [Hidden]. It leaves out the error: fmt.State reports none of its own.
func (masked) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Hidden) }

// GoString returns [Hidden].
func (masked) GoString() string { return Hidden }

// MarshalText returns [Hidden].
func (masked) MarshalText() ([]byte, error) { return []byte(Hidden), nil }

// MarshalJSON returns [Hidden] as a JSON string.
func (masked) MarshalJSON() ([]byte, error) { return []byte(`"` + Hidden + `"`), nil }

// LogValue returns [Hidden].
func (masked) LogValue() slog.Value { return slog.StringValue(Hidden) }
