package gui

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// guideSite is where Pleo's developer pages are.
const guideSite = "https://developers.pleo.io"

// guidePages are the pages of Pleo's developer site that the app leads to, by
// the id of their words.
var guidePages = []struct{ id, path string }{
	{"ui.guide.workflow", "/docs/current/guides/standalone-api-keys-workflow-guide"},
	{"ui.guide.access", "/docs/current/how-tos/environment-access/how-to-get-access-to-all-env-standalone-api-keys"},
	{"ui.guide.generate", "/docs/current/how-tos/api-keys/how-to-generate-standalone-api-keys"},
	{"ui.guide.curl", "/docs/current/how-tos/api-keys/how-to-make-an-api-call-using-standalone-api-keys"},
	{"ui.guide.postman", "/docs/current/how-tos/api-keys/how-to-make-an-api-call-using-standalone-api-keys-postman"},
	{"ui.guide.overview", "/docs/current/authentication/standalone-api-keys-overview"},
	{"ui.guide.urls", "/docs/current/authentication/api-base-urls"},
	{"ui.guide.scopes", "/docs/current/authentication/api-scopes"},
	{"ui.guide.design", "/docs/current/integration-design/auth/api-keys/integration-design-for-standalone-api-keys"},
	{"ui.guide.experience", "/docs/current/integration-design/auth/api-keys/integration-design-user-exp-guidelines-for-standalone-api-keys"},
	{"ui.guide.security", "/docs/current/integration-design/auth/api-keys/integration-design-security-for-standalone-api-keys"},
	{"ui.guide.oauth-postman", "/docs/current/guides/oauth-workflow-guide-postman"},
	{"ui.guide.oauth", "/docs/current/guides/oauth-workflow-guide"},
}

// openGuide opens a page of the guide in the browser.
func openGuide(a fyne.App, path string) {
	if u, err := url.Parse(guideSite + path); err == nil {
		if err := a.OpenURL(u); err != nil {
			fyne.LogError("open the browser", err)
		}
	}
}

// keysFor are keys that do something: those of the menu, or others, which text may
// name where it is many; what is the id of its words.
type keysFor struct {
	keys []*desktop.CustomShortcut
	text string
	what string
}

// shortcuts are all of them.
func shortcuts() []keysFor {
	ctrl := kit.Shortcut
	shifted := func(key fyne.KeyName) *desktop.CustomShortcut {
		return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShift}
	}
	of := func(what string, keys ...*desktop.CustomShortcut) keysFor { return keysFor{keys: keys, what: what} }
	return []keysFor{
		of("ui.shortcuts.check", checkKeys),
		of("ui.shortcuts.check-all", ctrl(fyne.KeyReturn, fyne.KeyModifierShift)),
		of("ui.shortcuts.history", historyKeys),
		of("ui.shortcuts.cancel", kit.Key(fyne.KeyEscape)),
		of("ui.shortcuts.guide", kit.Key(fyne.KeyF1)),
		of("ui.shortcuts.new", ctrl(fyne.KeyN, 0)),
		of("ui.shortcuts.paste", ctrl(fyne.KeyV, fyne.KeyModifierShift)),
		of("ui.shortcuts.search", ctrl(fyne.KeyF, 0)),
		of("ui.shortcuts.matches", kit.Key(fyne.KeyF3), shifted(fyne.KeyF3)),
		{text: "ui.keys.fold", what: "ui.shortcuts.fold"},
		of("ui.shortcuts.copy", ctrl(fyne.KeyC, 0)),
		of("ui.shortcuts.rename", kit.Key(fyne.KeyF2)),
		of("ui.shortcuts.delete", kit.Key(fyne.KeyDelete)),
		of("ui.shortcuts.context", shifted(fyne.KeyF10), kit.Key(desktop.KeyMenu)),
		of("ui.shortcuts.settings", ctrl(fyne.KeyComma, 0)),
		of("ui.shortcuts.larger", ctrl(fyne.KeyPlus, 0)),
		of("ui.shortcuts.smaller", ctrl(fyne.KeyMinus, 0)),
		of("ui.shortcuts.normal", ctrl(fyne.Key0, 0)),
		of("ui.shortcuts.support", ctrl(fyne.KeyC, fyne.KeyModifierShift)),
		of("ui.shortcuts.report", ctrl(fyne.KeyS, 0)),
		of("ui.shortcuts.quit", ctrl(fyne.KeyQ, 0)),
		of("ui.shortcuts.move", kit.Key(fyne.KeyTab), shifted(fyne.KeyTab)),
		of("ui.shortcuts.pane", kit.Key(fyne.KeyF6)),
		of("ui.shortcuts.menu", kit.Key(fyne.KeyF10), kit.Key(desktop.KeyAltLeft)),
		of("ui.shortcuts.press", kit.Key(fyne.KeySpace), kit.Key(fyne.KeyReturn)),
		{text: "ui.keys.arrows", what: "ui.shortcuts.arrows"},
	}
}

// showShortcuts lists the keys.
func showShortcuts(w fyne.Window, words *message.Catalogue) {
	list := kit.NewColumn(kit.Space8)
	for _, s := range shortcuts() {
		name := keyWords(words, s.keys...)
		if s.text != "" {
			name = words.Text(s.text)
		}
		list.Add(kit.NewTopLine(kit.Space16, 1, factName(name), kit.NewBody(words.Text(s.what))))
	}
	showPage(w, words, words.Text("ui.menu.shortcuts"), list)
}
