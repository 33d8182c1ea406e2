//go:build bench && linux

// Command bare opens a Fyne window with nothing in it but a colour: what every
// program of this toolkit pays. script/bench builds it with the flags of the
// program, and bench compares the two.
package main

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
)

func main() {
	a := app.NewWithID("")
	w := a.NewWindow("bare")
	w.SetPadded(false)
	w.SetContent(canvas.NewRectangle(color.NRGBA{R: 0x22, G: 0x66, B: 0xaa, A: 0xff}))
	w.Resize(fyne.NewSize(1180, 800))
	w.ShowAndRun()
}
