package gui

import (
	"net/url"

	"fyne.io/fyne/v2"

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

// shortcuts are the keys and what they do, by the ids of their words.
var shortcuts = [][2]string{
	{"ui.keys.check", "ui.shortcuts.check"},
	{"ui.keys.permissions", "ui.shortcuts.permissions"},
	{"ui.keys.check-all", "ui.shortcuts.check-all"},
	{"ui.keys.history", "ui.shortcuts.history"},
	{"ui.keys.cancel", "ui.shortcuts.cancel"},
	{"ui.keys.guide", "ui.shortcuts.guide"},
	{"ui.keys.new", "ui.shortcuts.new"},
	{"ui.keys.paste", "ui.shortcuts.paste"},
	{"ui.keys.find", "ui.shortcuts.find"},
	{"ui.keys.search", "ui.shortcuts.search"},
	{"ui.keys.matches", "ui.shortcuts.matches"},
	{"ui.keys.fold", "ui.shortcuts.fold"},
	{"ui.keys.copy", "ui.shortcuts.copy"},
	{"ui.keys.rename", "ui.shortcuts.rename"},
	{"ui.keys.delete", "ui.shortcuts.delete"},
	{"ui.keys.settings", "ui.shortcuts.settings"},
	{"ui.keys.larger", "ui.shortcuts.larger"},
	{"ui.keys.smaller", "ui.shortcuts.smaller"},
	{"ui.keys.normal", "ui.shortcuts.normal"},
	{"ui.keys.support", "ui.shortcuts.support"},
	{"ui.keys.report", "ui.shortcuts.report"},
	{"ui.keys.quit", "ui.shortcuts.quit"},
	{"ui.keys.move", "ui.shortcuts.move"},
	{"ui.keys.pane", "ui.shortcuts.pane"},
	{"ui.keys.menu", "ui.shortcuts.menu"},
	{"ui.keys.press", "ui.shortcuts.press"},
	{"ui.keys.arrows", "ui.shortcuts.arrows"},
}

// showShortcuts lists the keys.
func showShortcuts(w fyne.Window, words *message.Catalogue) {
	list := kit.NewColumn(kit.Space8)
	for _, s := range shortcuts {
		list.Add(kit.NewTopLine(kit.Space16, 1, factName(words.Text(s[0])), kit.NewBody(words.Text(s[1]))))
	}
	showPage(w, words, words.Text("ui.menu.shortcuts"), list)
}
