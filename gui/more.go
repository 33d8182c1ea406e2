package gui

import (
	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// moreOptions are what most checks do without: the test request with its filters
// and page, and the expiry date. They are folded until they are used.
type moreOptions struct {
	words     *message.Catalogue
	root, box *fyne.Container
	toggle    *kit.Button
	open      bool
	used      bool
	changed   func()
}

// newMoreOptions folds the options; changed is called after they came or went.
func newMoreOptions(words *message.Catalogue, changed func(), options ...fyne.CanvasObject) *moreOptions {
	m := &moreOptions{words: words, box: kit.NewColumn(kit.Space16, options...), changed: changed}
	m.toggle = kit.NewLink("", func() { m.set(!m.open) })
	m.root = kit.NewColumn(kit.Space12, kit.NewOutdented(m.toggle), m.box)
	m.arrange()
	return m
}

// show opens the options when they come to be used, and where something is wrong
// with one. With another connection they are open only where it uses them.
func (m *moreOptions) show(used, problem, otherConnection bool) {
	open := m.open && !otherConnection || problem || used && (!m.used || otherConnection)
	m.used = used
	if open != m.open {
		m.open = open
		m.arrange()
	}
}

// set opens or folds the options, as a person does.
func (m *moreOptions) set(open bool) {
	m.open = open
	m.arrange()
	m.changed()
}

func (m *moreOptions) arrange() {
	m.toggle.SetText(m.words.Text("ui.form.more"))
	if m.open {
		m.toggle.SetText(m.words.Text("ui.form.less"))
	}
	kit.SetVisible(m.box, m.open)
	kit.Rearrange(m.root)
}
