package gui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/access"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// Reader reads this window for screen readers. The ids of what it finds are
// those of the words in the catalogue, the same in every language.
func (w *Window) Reader() *kit.Reader {
	var of *message.Catalogue
	var ids map[string]string
	return &kit.Reader{Window: w.window, Said: w.said.sayings, Title: w.titleID, Group: w.group, ID: func(words string) string {
		if of != w.words {
			of, ids = w.words, idsOf(w.words)
		}
		return ids[words]
	}}
}

// group is what a part of the window is called.
func (w *Window) group(o fyne.CanvasObject) (access.Node, bool) {
	n := access.Node{Role: access.Group}
	switch v := w.view(w.shown.View); {
	case o == w.connections.root || w.folded != nil && o == w.folded.root:
		n.ID, n.Name = "connections", w.words.Text("ui.connections.title")
	case o == w.connections.list.Root || w.folded != nil && o == w.folded.list.Root:
		n.ID, n.Role = "connections.list", access.List
	case o == w.form.root:
		n.ID, n.Role, n.Name = "form", access.Form, w.form.title.Text
		n.State = access.Busy.If(w.shown.Activity != app.Idle)
	case o == w.rotation.root:
		n.ID, n.Name = "rotation", w.rotation.title.Text
	case o == w.details.root:
		n.ID, n.Name = "details", w.details.title.Text
	case o == w.guide.root:
		n.ID, n.Name = "guide", w.guide.title.Text
	case v != nil && o == v.content():
		n.ID = "view." + string(w.shown.View)
		if texts := kit.Texts(o); len(texts) > 0 {
			n.Name = texts[0] // its heading
		}
	case o == w.banner.root: // of no name: they come and go as a whole
		n.ID = "verdict"
	case o == w.receipt.root:
		n.ID = "receipt"
	case o == w.saving.root:
		n.ID = "saving"
	case o == w.saving.line:
		n.ID = "saved"
	case o == w.shareBar.root:
		n.ID = "share"
	default:
		return n, false
	}
	return n, true
}

// titleID is the id of a title, in which names may stand.
func (w *Window) titleID(title string) (id string) {
	longest := 0
	for _, each := range w.words.IDs() {
		if !strings.HasSuffix(each, ".title") {
			continue
		}
		blank := w.words.Text(each) // without the names
		if len(blank) > longest && len(blank) <= len(title) && around(title, blank) {
			id, longest = each, len(blank)
		}
	}
	return id
}

// around reports whether a text begins and ends with the parts of a shorter one.
func around(text, parts string) bool {
	head := 0
	for head < len(parts) && text[head] == parts[head] {
		head++
	}
	return strings.HasSuffix(text, parts[head:])
}

// OnTold has f called, on the UI goroutine, whenever there is something to read
// that the next change might cover.
func (w *Window) OnTold(f func()) { w.onTold = f }

// OnFrame has f called, on the UI goroutine, whenever the window was drawn.
func (w *Window) OnFrame(f func()) { w.frames.OnFrame = f }

// idsOf are the ids of all texts that are the same whatever is put into them, by
// the text. Of ids with the same English text one stands for all, rather that of
// a control: what is one text in English has one id in every language.
func idsOf(words *message.Catalogue) map[string]string {
	english, ids := words.For("en"), words.IDs()
	rank := func(id string) int {
		return slices.IndexFunc([]string{"ui.form.", "ui.menu.", "ui.pass.", "ui.", ""}, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
	}
	slices.SortStableFunc(ids, func(a, b string) int { return rank(a) - rank(b) })
	first, of := map[string]string{}, map[string]string{}
	for _, id := range ids {
		text, here := english.Text(id), words.Text(id)
		if _, known := first[text]; !known {
			first[text] = id
		}
		if _, known := of[here]; !known && strings.TrimSpace(here) != "" {
			of[here] = first[text]
		}
	}
	return of
}
