// Package kittest is for tests of what is on the screen: what can be seen of an
// object and where, with which contrast, and whether it looks the same after
// Fyne dropped its renderers. Only tests import it.
package kittest
