//go:build linux

// Command bare opens a Fyne window with nothing in it but a colour: what every
// program of this toolkit pays. With the argument "words" there is a word in
// each style of text that the program begins with, and so the fonts are read.
// script/bench builds it with the flags of the program, and bench compares them.
package main

import (
	"image/color"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

func main() {
	a := app.NewWithID("")
	w := a.NewWindow("bare")
	w.SetPadded(false)
	ground := canvas.NewRectangle(color.NRGBA{R: 0x22, G: 0x66, B: 0xaa, A: 0xff})
	w.SetContent(ground)
	if len(os.Args) > 1 {
		words := container.NewVBox()
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
			words.Add(&canvas.Text{Text: "word", TextSize: 14, TextStyle: style, Color: color.White})
		}
		w.SetContent(container.NewStack(ground, words))
	}
	w.Resize(fyne.NewSize(1180, 800))
	w.ShowAndRun()
}
