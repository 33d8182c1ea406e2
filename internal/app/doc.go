// Package app is the controller between the window and the work: it owns what
// the screen shows, starts and cancels checks, and decides what is kept.
//
// Ownership: every exported method is called on the UI goroutine, and the
// state is only touched there; so there are no locks. Work that may wait
// (network, disk, keychain) runs through Deps.Go and comes back through
// Deps.UI. Where only the newest piece of work of a kind counts, it is numbered
// (see latest); what comes back late is dropped.
//
// The Controller is made of parts. A part owns a piece of the State and its
// actions; it is built on the core that all share, and on the parts before it.
// What one part has to do when something happens to another it hooks to an event
// of the core (see events). To add an action, find the part that owns what it
// changes.
//
// It knows no widget, and its texts are ids of the catalogue: the words are
// the screen's. A key is held as a secret.Key, for as long as a check or an
// open question needs it.
package app
