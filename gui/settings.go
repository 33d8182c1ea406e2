package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// likeSystem is the id of the choice to speak the system's language.
const likeSystem = "system"

// showSettings shows what a person can choose about the window: its language,
// its appearance, the size of its text. Each choice is applied at once.
func (w *Window) showSettings() { w.openSettings(false) }

// openSettings shows the settings; atLanguage with the focus on the language,
// after that was changed.
func (w *Window) openSettings(atLanguage bool) {
	t := w.words.Text
	var s *sheet
	escape := func() { s.close() }

	language := newChoice(nil, escape)
	ids, names := []string{likeSystem}, []string{t("ui.settings.language.system", map[string]string{"Name": w.systemLanguage()})}
	for _, l := range w.words.Languages() {
		ids, names = append(ids, l.Tag), append(names, l.Name)
	}
	language.options(ids, names)
	language.choose(likeSystem)
	if w.language != "" {
		language.choose(w.words.For(w.language).Language())
	}
	language.chosen = func(id string) {
		if id == likeSystem {
			id = ""
		}
		if id == w.language {
			return
		}
		s.close()
		w.SetLanguage(id)
		w.openSettings(true)
	}

	appearance := newSegments(func(id string) { w.SetLook(Appearance(id), w.textSize) })
	appearance.escape = escape
	appearance.spoken, language.spoken = spoken{w.words, "ui.settings.appearance"}, spoken{w.words, "ui.settings.language"}
	appearance.set([]string{string(LikeSystem), string(Light), string(Dark)},
		[]string{t("ui.settings.appearance.system"), t("ui.settings.appearance.light"), t("ui.settings.appearance.dark")},
		[]fyne.ThemeColorName{theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNamePrimary}, string(w.appearance))

	size := word(w.words.Percent(w.textSize), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true})
	resize := func(id string, to func() int) *button {
		b := newButton(t(id), secondaryLook, func() {
			w.SetLook(w.appearance, to())
			size.set(w.words.Percent(w.textSize))
			s.fit() // for the other width of the number
		})
		b.escape = escape
		return b
	}
	smaller := resize("ui.settings.text.smaller", func() int { return nextTextSize(w.textSize, -1) })
	larger := resize("ui.settings.text.larger", func() int { return nextTextSize(w.textSize, 1) })
	normal := resize("ui.settings.text.normal", func() int { return normalTextSize })

	content := newColumn(space16,
		newColumn(formGap, strong(t("ui.settings.language")), edged(language)),
		newColumn(formGap, strong(t("ui.settings.appearance")), appearance),
		newColumn(formGap, newWrapped(space8, word(t("ui.settings.text"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}), size),
			newWrapped(space8, smaller, larger, normal)),
		hint(t("ui.settings.hint")),
	)
	var first fyne.Focusable
	if atLanguage {
		first = language
	}
	s = showSheet(w.window, t("ui.settings.title"), content, first, newButton(t("ui.close"), secondaryLook, nil))
}

// systemLanguage is the name of the language that the system's choice leads to.
func (w *Window) systemLanguage() string {
	tag := w.words.For("").Language()
	for _, l := range w.words.Languages() {
		if l.Tag == tag {
			return l.Name
		}
	}
	return tag
}
