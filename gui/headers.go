package gui

import (
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// What is shown of headers: a server may send any number of any length.
const (
	mostHeaders = 60
	longestHead = 1000
)

// headers is a table of the names and values of headers.
type headers struct {
	words *message.Catalogue
	rows  *fyne.Container
	root  *fyne.Container
}

func newHeaders(words *message.Catalogue) *headers {
	h := &headers{words: words, rows: kit.NewColumn(0)}
	h.root = kit.NewCard(h.rows)
	return h
}

// set shows headers in the order of their names.
func (h *headers) set(of map[string][]string) {
	h.rows.Objects = nil
	left := 0
	for _, name := range slices.Sorted(maps.Keys(of)) {
		for _, value := range of[name] {
			if len(h.rows.Objects) >= 2*mostHeaders {
				left++
				continue
			}
			if len(h.rows.Objects) > 0 {
				h.rows.Add(kit.NewRule())
			}
			h.rows.Add(kit.NewInset(0, kit.Space4+2, kit.NewTopLine(kit.Space16, 1, headerName(shortened(name)), kit.NewCode(shortened(value)))))
		}
	}
	if left > 0 {
		h.rows.Add(kit.NewRule())
		h.rows.Add(kit.NewHint(h.words.Text("ui.details.more-headers", map[string]string{"Number": strconv.Itoa(left)})))
	}
	kit.SetVisible(h.root, len(of) > 0)
	kit.Rearrange(h.root)
}

// headerName is the left column.
func headerName(text string) fyne.CanvasObject {
	l := kit.NewParagraph(text, kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
	return kit.NewFixedWidth(168, l)
}

// shortened is a text without what could disturb, and not too long.
func shortened(text string) string {
	if len(text) > longestHead {
		text = text[:longestHead] + "…"
	}
	return message.Clean(text)
}
