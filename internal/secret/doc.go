// Package secret owns the type a key lives in and the redactor that takes keys
// out of text.
//
// A [Key] keeps its text behind a closure, so that no print verb, encoder or
// log handler can reach it, also where the key sits in an unexported field of
// another value. [Key.Reveal] is the one way out. A [Redactor] replaces the
// forms in which a server may echo a key: raw, base64, and escaped; and parts of
// twelve characters or more, of the key and of further encodings of it.
//
// The package never reads or writes a file, never logs, and never puts any part
// of a key into an error.
package secret
