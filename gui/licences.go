package gui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/message"
)

// About is what the About box tells besides its own words.
type About struct {
	Version  string
	Licences string        // of everything that is shipped, as lines
	Icon     fyne.Resource // that of the program, or nil
}

// showAbout says what this is, and that it is not Pleo's.
func showAbout(w fyne.Window, words *message.Catalogue, about About) {
	text := newColumn(space12,
		body(words.Text("ui.about.what")),
		body(words.Text("ui.about.unofficial")),
		body(words.Text("ui.about.data")),
		newParagraph(words.Text("ui.about.version", map[string]string{"Version": about.Version}), colorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{}),
	)
	buttons := []*button{newButton(words.Text("ui.close"), secondaryLook, nil)}
	if about.Licences != "" {
		buttons = append(buttons, newButton(words.Text("ui.about.licences"), secondaryLook, func() { showLicences(w, words, about.Licences) }))
	}
	showSheet(w, words.Text("ui.app.name"), text, nil, buttons...)
}

// showLicences shows the licences of everything that is shipped.
func showLicences(w fyne.Window, words *message.Catalogue, text string) {
	var s *sheet
	edge := newPanel(colorSurface, colorHairline, 8)
	rows := newLines(edge, func() { s.close() })
	// As many rows as leave room for the words and the button.
	rows.most = max(min(int(w.Canvas().Size().Height*0.4/rowHeight()), mostRows), 3)
	rows.words = true
	rows.set(paragraphs(text))
	ring := rows.list.focus
	rows.list.focus = func(on bool) {
		ring(on)
		if on && s != nil {
			revealIn(s.page.scroll, rows)
		}
	}
	content := newColumn(space12, body(words.Text("ui.licences.text")), newInset(space8, space8, edge, rows))
	s = showSheet(w, words.Text("ui.about.licences"), content, rows.list, newButton(words.Text("ui.close"), secondaryLook, nil))
	revealIn(s.page.scroll, rows) // it has had the focus since before there was a sheet
}

// paragraphs joins the rows of a text that was broken at some 70 columns, so
// that it can be broken anew. A row that is short, indented or begins with
// something else than a letter stays a row.
func paragraphs(text string) []string {
	const broken = 50 // a row that ends before here ends on purpose
	var all []string
	before := 0
	for _, row := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		first, _ := utf8.DecodeRuneInString(row)
		if before >= broken && unicode.IsLetter(first) {
			all[len(all)-1] += " " + row
		} else {
			all = append(all, row)
		}
		before = utf8.RuneCountInString(row)
		if strings.HasPrefix(row, "*") {
			before = 0 // of a list
		}
	}
	return all
}
