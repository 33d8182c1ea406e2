package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"unicode"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/secret"
)

// Rename gives a connection another name. It refuses a key, which would be
// readable on disk. An empty name changes nothing.
func (c *Controller) Rename(id, name string) {
	if strings.TrimSpace(name) == "" {
		return
	}
	if c.holdsKey(name) {
		c.notice(Notice{ID: "ui.notice.name-is-key"})
		c.show()
		return
	}
	con, _ := c.state.connection(id)
	c.change(id, con, func(con *connection.Connection) { con.Name = name })
}

// change changes a saved connection on disk, and shows what is saved then. con
// is what was shown of it, to tell of where it is gone.
func (c *Controller) change(id string, con connection.Connection, how func(*connection.Connection)) {
	background(c, func(context.Context) error {
		_, err := c.d.Connections.Update(id, how)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, connection.ErrNotFound):
			c.gone(con)
		case err != nil:
			c.diskTrouble(err)
		}
		c.show()
		c.reload()
	})
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

// redactor hides the keys that are held.
func (c *Controller) redactor() *secret.Redactor {
	keys := []secret.Key{c.pending.Key, c.inside}
	if c.state.Fill.Key != nil {
		keys = append(keys, *c.state.Fill.Key)
	}
	for _, k := range c.session {
		keys = append(keys, k)
	}
	long := keys[:0]
	for _, k := range keys {
		if k.Hint() != "" {
			long = append(long, k)
		}
	}
	return secret.NewRedactor(long...)
}

// holdsKey reports whether a text that would go to disk holds a key of this
// window, in any form, with or without spaces and invisible characters in it.
func (c *Controller) holdsKey(text string) bool {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r): // which the disk leaves out as well
			return -1
		}
		return r
	}, text)
	held := c.redactor()
	return held.Contains(text) || held.Contains(strings.ReplaceAll(text, " ", "")) || held.Contains(check.CleanKey(text).Key.Reveal()) || c.known.in(text)
}
