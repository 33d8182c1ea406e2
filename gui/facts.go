package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/message"
)

// facts is a table of names and values.
type facts struct {
	words *message.Catalogue
	root  *fyne.Container
}

func newFacts(words *message.Catalogue) *facts { return &facts{words, newColumn(space8)} }

// clear takes every line away.
func (f *facts) clear() { f.root.Objects = nil }

// add adds a line "name: value", if there is a value.
func (f *facts) add(id, value string) { f.put(id, value, body) }

// code adds a line whose value is technical: an id, an address.
func (f *facts) code(id, value string) { f.put(id, value, code) }

func (f *facts) put(id, value string, text func(string) *paragraph) {
	if value != "" {
		f.root.Add(newTopLine(space16, 1, factName(f.words.Text(id)), text(value)))
	}
}

// factName is the left column of a fact.
func factName(text string) fyne.CanvasObject {
	l := newParagraph(text, colorSecondary, theme.SizeNameText, fyne.TextStyle{})
	return &fyne.Container{Layout: &fixedWidth{width: 116}, Objects: []fyne.CanvasObject{l}}
}

// fixedWidth gives its object a fixed width, in ems of the text size 14.
type fixedWidth struct{ width float32 }

func (f *fixedWidth) at() float32 { return f.width * measure(theme.SizeNameText) / 14 }

func (f *fixedWidth) heightFor(objects []fyne.CanvasObject, _ float32) float32 {
	return heightFor(objects[0], f.at())
}

func (f *fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(f.at(), size.Height))
}

func (f *fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.at(), f.heightFor(objects, 0))
}
