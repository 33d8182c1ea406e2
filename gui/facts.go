package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// facts is a table of names and values.
type facts struct {
	words *message.Catalogue
	root  *fyne.Container
}

func newFacts(words *message.Catalogue) *facts { return &facts{words, kit.NewColumn(kit.Space8)} }

// clear takes every line away.
func (f *facts) clear() { f.root.Objects = nil }

// add adds a line "name: value", if there is a value.
func (f *facts) add(id, value string) { f.put(id, value, kit.NewBody) }

// code adds a line whose value is technical: an id, an address.
func (f *facts) code(id, value string) { f.put(id, value, kit.NewCode) }

func (f *facts) put(id, value string, text func(string) *kit.Label) {
	if value != "" {
		f.root.Add(kit.NewTopLine(kit.Space16, 1, factName(f.words.Text(id)), text(value)))
	}
}

// factName is the left column of a fact.
func factName(text string) fyne.CanvasObject {
	l := kit.NewParagraph(text, kit.ColorSecondary, theme.SizeNameText, fyne.TextStyle{})
	return kit.NewFixedWidth(116, l)
}

// item is one of a list: a mark or a number, and a text beside it.
func item(mark string, bold bool, text string) fyne.CanvasObject {
	label := kit.NewLabel(mark, theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: bold})
	return kit.NewTopLine(kit.Space8, 1, label, kit.NewBody(text))
}
