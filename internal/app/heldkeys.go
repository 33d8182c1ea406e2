package app

import (
	"crypto/sha256"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// heldKeys are the keys that this window holds, and what is known of them.
type heldKeys struct {
	// session holds the keys that could not go to the keychain, by the
	// place that each would have there.
	session map[keystore.Slot]secret.Key
	// pending is the key of the last check while a question about it is open.
	pending pending
	// inside is the key found inside pasted text, until taken.
	inside secret.Key
	// filled is the key that the form was filled with last.
	filled secret.Key
	// known recognises keys that are no longer held.
	known fingerprints
	// edited is true where the key field changed since the check began; asIs where
	// the person wants the typed key sent as it is.
	edited, asIs bool
	// checked is what the last check was about, and formIs what the form is about.
	checked, formIs subject
	// replaced is true where another copy of the program changed the key since.
	replaced bool
	// drafts are what was typed and not kept, by the id of the connection; "" for a
	// new one.
	drafts map[string]draft
}

// pending is a checked key about which something may still be decided.
type pending struct {
	service.Checked
	// same is true where the key is the very one that it was to replace.
	same bool
}

// forget lets go of every key.
func (h *heldKeys) forget() {
	*h = heldKeys{session: map[keystore.Slot]secret.Key{}, known: fingerprints{}, drafts: map[string]draft{}}
}

// keyState is what the key field shows of a saved connection.
func (h *heldKeys) keyState(con connection.Connection) KeyState {
	if con.KeyKept {
		return KeyState{Source: Kept, Hint: con.KeyHint}
	}
	if key, ok := h.session[service.SlotOf(con)]; ok {
		return KeyState{Source: Session, Hint: key.Hint()}
	}
	return KeyState{}
}

// inMemory are the ids of the connections whose key is held; before, where they are
// the same.
func (h *heldKeys) inMemory(before []string) []string {
	var ids []string
	for slot := range h.session {
		ids = append(ids, slot.Connection)
	}
	slices.Sort(ids)
	if slices.Equal(ids, before) {
		return before
	}
	return ids
}

// redactor hides the keys that are held.
func (h *heldKeys) redactor() *secret.Redactor {
	keys := []secret.Key{h.pending.Key, h.inside, h.filled}
	for _, k := range h.session {
		keys = append(keys, k)
	}
	for _, d := range h.drafts {
		keys = append(keys, d.form.Key)
	}
	return secret.NewRedactor(slices.DeleteFunc(keys, func(k secret.Key) bool { return k.Hint() == "" })...)
}

// in reports whether a text that would go to disk holds a key of this window, in
// any form, with or without spaces and invisible characters in it.
func (h *heldKeys) in(text string) bool {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r): // which the disk leaves out as well
			return -1
		}
		return r
	}, text)
	held := h.redactor()
	return held.Contains(text) || held.Contains(strings.ReplaceAll(text, " ", "")) || held.Contains(check.CleanKey(text).Key.Reveal()) || h.known.in(text)
}

// without gives what was entered without each text that holds a key.
func (h *heldKeys) without(e connection.Entered) connection.Entered {
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String && h.in(f.String()) {
			f.SetString("")
		}
	}
	return e
}

// fingerprints recognise keys that went through this window, also when they
// are no longer held: a person may still have one in the clipboard.
type fingerprints map[[sha256.Size]byte]bool

// add remembers keys. What is too short to have a hint is too short to tell
// from a word.
func (f fingerprints) add(keys ...secret.Key) {
	for _, k := range keys {
		if k.Hint() != "" {
			f[sha256.Sum256([]byte(k.Reveal()))] = true
		}
	}
}

// in reports whether a text is one of the keys, or one of its words is.
func (f fingerprints) in(text string) bool {
	for _, word := range append(strings.Fields(text), text) {
		cleaned := check.CleanKey(word)
		for _, k := range []secret.Key{cleaned.Key, cleaned.Offer.Key} {
			if f[sha256.Sum256([]byte(k.Reveal()))] {
				return true
			}
		}
	}
	return false
}
