// Package kit holds what screens are made of: the theme, text that wraps,
// layouts that ask for the height that a text needs at a width, and widgets that
// the keyboard reaches and a screen reader names. It knows Fyne and nothing of
// this project: texts, colours and what a press does are handed in.
//
// Fyne drops the renderer of what was not painted for a minute. A widget here is
// therefore complete when CreateRenderer returns; see LaidOut.
package kit
