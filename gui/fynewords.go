package gui

import (
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"pleokeycheck/internal/message"
)

// fyneWords are the words that Fyne itself puts on the screen (the menu of a
// field, file dialogs), by Fyne's name for them and the id of ours. Fyne knows
// neither Danish nor Dutch, Norwegian or Finnish.
var fyneWords = map[string]string{
	"Cut": "fyne.cut", "Copy": "fyne.copy", "Paste": "fyne.paste", "Select all": "fyne.select-all",
	"Undo": "fyne.undo", "Redo": "fyne.redo", "Quit": "fyne.quit", "OK": "fyne.ok",
	"Cancel": "fyne.cancel", "Yes": "fyne.yes", "No": "fyne.no", "Open": "fyne.open", "Save": "fyne.save",
	"File": "fyne.file", "Folder": "fyne.folder", "New Folder": "fyne.new-folder", "Create Folder": "fyne.create-folder",
	"Enter filename": "fyne.enter-filename", "Show Hidden Files": "fyne.hidden-files", "Favourites": "fyne.favourites",
	"file.name": "fyne.name", "file.parent": "fyne.parent",
}

// teachFyne gives Fyne its words in the language of the catalogue. Fyne always
// speaks the system's language, so our words take the place of that one's.
func teachFyne(words *message.Catalogue) {
	texts := map[string]string{}
	for theirs, ours := range fyneWords {
		texts[theirs] = words.Text(ours)
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return
	}
	system := lang.SystemLocale()
	language, _, _ := strings.Cut(system.String(), "-")
	for _, l := range []fyne.Locale{system, fyne.Locale(language), "en"} {
		if err := lang.AddTranslationsForLocale(data, l); err != nil {
			fyne.LogError("give Fyne its words", err)
		}
	}
}
