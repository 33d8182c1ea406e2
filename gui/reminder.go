package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/message"
)

// reminder is the security reminder that the moment calls for: short, beside
// what it is about, never in the way, and gone for good once it was read.
type reminder struct {
	words       *message.Catalogue
	root        *fyne.Container
	title, text *kit.Label
	more, read  *kit.Button
	now         string // the reminder that is shown
}

func newReminder(words *message.Catalogue, control *app.Controller) *reminder {
	r := &reminder{words: words}
	r.title = kit.NewParagraph("", theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	r.text = kit.NewHint("")
	r.more = kit.NewLink(words.Text("reminder.more"), func() { control.Guide.Open(placeOf(r.now)) })
	r.read = kit.NewLink(words.Text("reminder.read"), func() { control.Settings.PutAway(r.now) })
	r.more.Beside = r.text
	inside := kit.NewColumn(kit.Space4, r.title, r.text, kit.NewOutdented(r.more, r.read))
	r.root = kit.NewBar(kit.ColorLimited, 3, func() (bar, content float32) { return 0, kit.Space16 }, inside)
	return r
}

// places is where the guide says more about what a reminder is about.
var places = map[string]string{
	message.ReminderKey: "safe.store", message.ReminderProduction: "request.environment", message.ReminderWriteScopes: "safe.least",
	message.ReminderExpirySoon: "safe.rotation", message.ReminderExpiryPast: "safe.rotation", message.ReminderAnswer: "safe.data",
	message.ReminderExport: "safe.data", message.ReminderKeychain: "safe.keychain", message.ReminderNoKeychain: "safe.store",
	message.ReminderCustom: "request.environment", message.ReminderShare: "safe.share", message.ReminderCode: "safe.code",
	message.ReminderStaging: "safe.staging", message.ReminderClipboard: "safe.clipboard", message.ReminderScreen: "safe.screen",
	message.ReminderNoExpiry: "safe.expiry", message.ReminderRotation: "safe.rotation", message.ReminderUnused: "safe.unused",
	message.ReminderLeak: "safe.leak",
}

func placeOf(reminder string) guide.Anchor { return guide.At(places[reminder]) }

// show chooses the reminder.
func (r *reminder) show(s app.State) {
	r.now = app.ReminderFor(s)
	kit.SetVisible(r.root, r.now != "")
	if r.now == "" {
		return
	}
	title, text := r.words.Reminder(r.now)
	r.title.SetText(title)
	r.text.SetText(text)
}

// askReminders shows every security reminder, and offers to bring back those
// that were put away.
func (w *Window) askReminders() {
	all := kit.NewColumn(kit.Space16)
	for _, id := range []string{
		message.ReminderKey, message.ReminderShare, message.ReminderCode, message.ReminderStaging, message.ReminderProduction,
		message.ReminderWriteScopes, message.ReminderAnswer, message.ReminderExport, message.ReminderClipboard, message.ReminderScreen,
		message.ReminderKeychain, message.ReminderNoExpiry, message.ReminderRotation, message.ReminderUnused, message.ReminderLeak,
	} {
		title, text := w.words.Reminder(id)
		all.Add(kit.NewColumn(kit.Space4, kit.NewStrong(title), kit.NewBody(text)))
	}
	buttons := []*kit.Button{kit.NewButton(w.words.Text("ui.close"), kit.Secondary, nil)}
	if w.shown.PutAwayAny() {
		buttons = append(buttons, kit.NewButton(w.words.Text("reminder.again"), kit.Secondary, w.control.Settings.RemindAgain))
	}
	kit.ShowSheet(w.window, w.words.Text("ui.menu.reminders"), all, nil, buttons...)
}
