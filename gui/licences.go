package gui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
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
	text := kit.NewColumn(kit.Space12,
		kit.NewBody(words.Text("ui.about.what")),
		kit.NewBody(words.Text("ui.about.unofficial")),
		kit.NewBody(words.Text("ui.about.data")),
		kit.NewParagraph(words.Text("ui.about.version", map[string]string{"Version": about.Version}), kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{}),
	)
	buttons := []*kit.Button{kit.NewButton(words.Text("ui.close"), kit.Secondary, nil)}
	if about.Licences != "" {
		buttons = append(buttons, kit.NewButton(words.Text("ui.about.licences"), kit.Secondary, func() { showLicences(w, words, about.Licences) }))
	}
	kit.ShowSheet(w, words.Text("ui.app.name"), text, nil, buttons...)
}

// showLicences shows the licences of everything that is shipped.
func showLicences(w fyne.Window, words *message.Catalogue, text string) {
	var s *kit.Sheet
	edge := kit.NewPanel(kit.ColorSurface, kit.ColorHairline, 8)
	rows := kit.NewLines(edge)
	rows.Named(words.Text("ui.about.licences"))
	// As many rows as leave room for the words and the button.
	rows.MostRows = max(min(int(w.Canvas().Size().Height*0.4/kit.RowHeight()), kit.MostRows), 3)
	rows.BreakAtWords = true
	rows.SetText(paragraphs(text))
	ring := rows.List.OnFocus
	rows.List.OnFocus = func(on bool) {
		ring(on)
		if on && s != nil {
			kit.RevealIn(s.Page.Scroll, rows)
		}
	}
	content := kit.NewColumn(kit.Space12, kit.NewBody(words.Text("ui.licences.text")), kit.NewInset(kit.Space8, kit.Space8, edge, rows))
	s = kit.ShowSheet(w, words.Text("ui.about.licences"), content, rows.List, kit.NewButton(words.Text("ui.close"), kit.Secondary, nil))
	kit.RevealIn(s.Page.Scroll, rows) // it has had the focus since before there was a sheet
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
