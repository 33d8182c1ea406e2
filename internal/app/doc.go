// Package app is the controller between the window and the work: it owns what
// the screen shows, starts and cancels checks, and decides what is kept.
//
// Ownership: every exported method is called on the UI goroutine, and the
// state is only touched there; so there are no locks. Work that may wait
// (network, disk, keychain) runs through Deps.Go and comes back through
// Deps.UI. Each piece of work carries the generation in which it began; what
// comes back late is dropped.
//
// It knows no widget, and its texts are ids of the catalogue: the words are
// the screen's. A key is held as a secret.Key, for as long as a check or an
// open question needs it.
package app
