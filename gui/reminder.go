package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/message"
)

// reminder is the security reminder that the moment calls for: short, beside
// what it is about, never in the way, and gone for good once it was read.
type reminder struct {
	words       *message.Catalogue
	root        *fyne.Container
	title, text *paragraph
	more, read  *button
	now         string // the reminder that is shown
}

func newReminder(words *message.Catalogue, control *app.Controller) *reminder {
	r := &reminder{words: words}
	r.title = newParagraph("", theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	r.text = hint("")
	r.more = newLink(words.Text("reminder.more"), func() { control.OpenGuide(placeOf(r.now)) })
	r.read = newLink(words.Text("reminder.read"), func() { control.PutAway(r.now) })
	r.more.escape, r.read.escape = control.Cancel, control.Cancel
	bar := newPanel(colorLimited, "", 0)
	inside := newColumn(space4, r.title, r.text, outdented(r.more, r.read))
	r.root = &fyne.Container{Layout: &barLeft{}, Objects: []fyne.CanvasObject{bar, inside}}
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
	visible(r.root, r.now != "")
	if r.now == "" {
		return
	}
	title, text := r.words.Reminder(r.now)
	r.title.set(title)
	r.text.set(text)
}

// askReminders shows every security reminder, and offers to bring back those
// that were put away.
func (w *Window) askReminders() {
	all := newColumn(space16)
	for _, id := range []string{
		message.ReminderKey, message.ReminderShare, message.ReminderCode, message.ReminderStaging, message.ReminderProduction,
		message.ReminderWriteScopes, message.ReminderAnswer, message.ReminderExport, message.ReminderClipboard, message.ReminderScreen,
		message.ReminderKeychain, message.ReminderNoExpiry, message.ReminderRotation, message.ReminderUnused, message.ReminderLeak,
	} {
		title, text := w.words.Reminder(id)
		all.Add(newColumn(space4, strong(title), body(text)))
	}
	buttons := []*button{newButton(w.words.Text("ui.close"), secondaryLook, nil)}
	if w.shown.PutAwayAny() {
		buttons = append(buttons, newButton(w.words.Text("reminder.again"), secondaryLook, w.control.RemindAgain))
	}
	showSheet(w.window, w.words.Text("ui.menu.reminders"), all, nil, buttons...)
}

// barLeft draws its first object as a thin bar at the left of its second.
type barLeft struct{ width float32 }

func (l *barLeft) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[1], width-space16)
}

func (l *barLeft) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Resize(fyne.NewSize(3, size.Height))
	objects[1].Move(fyne.NewPos(space16, 0))
	objects[1].Resize(fyne.NewSize(size.Width-space16, size.Height))
}

func (l *barLeft) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[1].MinSize().Width + space16
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}
