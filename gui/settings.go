package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
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
	var s *kit.Sheet

	language := kit.NewSelect(nil)
	ids, names := []string{likeSystem}, []string{t("ui.settings.language.system", map[string]string{"Name": w.systemLanguage()})}
	for _, l := range w.words.Languages() {
		ids, names = append(ids, l.Tag), append(names, l.Name)
	}
	language.ShowOptions(ids, names)
	language.Choose(likeSystem)
	if w.language != "" {
		language.Choose(w.words.For(w.language).Language())
	}
	language.OnChosen = func(id string) {
		if id == likeSystem {
			id = ""
		}
		if id == w.language {
			return
		}
		s.Close()
		w.SetLanguage(id)
		w.openSettings(true)
	}

	choice := func(title string, choose func(id string), chosen string, ids []string, texts ...string) *kit.Segments {
		segments := kit.NewSegments(choose)
		segments.Spoken = choiceNamed(w.words, title)
		var names []string
		for _, id := range texts {
			names = append(names, t(id))
		}
		segments.SetOptions(ids, names, slices.Repeat([]fyne.ThemeColorName{theme.ColorNamePrimary}, len(ids)), chosen)
		return segments
	}
	appearance := choice("ui.settings.appearance", func(id string) { w.SetLook(kit.Appearance(id), w.textSize) },
		string(w.appearance), []string{string(kit.LikeSystem), string(kit.Light), string(kit.Dark)},
		"ui.settings.appearance.system", "ui.settings.appearance.light", "ui.settings.appearance.dark")
	contrast := choice("ui.settings.contrast", func(id string) { w.SetContrast(kit.Contrast(id)) },
		string(w.contrast), []string{string(kit.ContrastOfSystem), string(kit.NormalContrast), string(kit.HighContrast)},
		"ui.settings.contrast.system", "ui.settings.contrast.normal", "ui.settings.contrast.high")
	language.Spoken = choiceNamed(w.words, "ui.settings.language")

	w.percent = kit.NewLabel(w.words.Percent(w.textSize), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true})
	resize := func(id string, to func() int) *kit.Button {
		return kit.NewButton(t(id), kit.Secondary, func() {
			w.SetLook(w.appearance, to())
		})
	}
	smaller := resize("ui.settings.text.smaller", func() int { return kit.NextTextSize(w.textSize, -1) })
	larger := resize("ui.settings.text.larger", func() int { return kit.NextTextSize(w.textSize, 1) })
	normal := resize("ui.settings.text.normal", func() int { return kit.NormalTextSize })

	smaller.Beside, larger.Beside, normal.Beside = w.percent, w.percent, w.percent
	content := kit.NewColumn(kit.Space16,
		kit.NewColumn(formGap, kit.NewStrong(t("ui.settings.language")), kit.NewEdged(language)),
		kit.NewColumn(formGap, kit.NewStrong(t("ui.settings.appearance")), appearance),
		kit.NewColumn(formGap, kit.NewStrong(t("ui.settings.contrast")), contrast),
		kit.NewColumn(formGap, kit.NewWrapped(kit.Space8, kit.NewLabel(t("ui.settings.text"), theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}), w.percent),
			kit.NewWrapped(kit.Space8, smaller, larger, normal)),
		kit.NewHint(t("ui.settings.hint")),
	)
	var first fyne.Focusable
	if atLanguage {
		first = language
	}
	s = kit.ShowSheet(w.window, t("ui.settings.title"), content, first, kit.NewButton(t("ui.close"), kit.Secondary, nil))
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
