package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
)

// expiryLook is the look of an expiry that is urgent: an icon beside words
// that say the same. What is not urgent has no icon.
func expiryLook(s expiry.Status) look {
	switch {
	case s.Level == expiry.Over:
		return look{text: kit.ColorFailed, icon: theme.ErrorIcon()}
	case s.Level.Urgent():
		return look{text: kit.ColorLimited, icon: theme.WarningIcon()}
	}
	return look{}
}

// expiryLine is the line of a connection whose expiry is near.
func expiryLine(words *message.Catalogue, environment string, s expiry.Status) string {
	facts := words.Facts(map[string]string{check.FactEnvironment: environment})
	switch {
	case s.Level == expiry.Over:
		return words.Text("expiry.line.over", facts)
	case s.Days == 0:
		return words.Text("expiry.line.today", facts)
	case s.Days == 1:
		return words.Text("expiry.line.tomorrow", facts)
	case s.Level == expiry.Week:
		return words.Plural("expiry.line.soon", s.Days, facts)
	}
	return words.Plural("expiry.line.in", s.Days, facts)
}

// showExpiry tells how the date was understood and what it means today.
func (f *form) showExpiry() {
	f.expiry.Color = kit.ColorSecondary
	day, problem := message.ReadDay(f.expires.Text)
	kept := ""
	if problem == "" {
		kept = day.Format(time.DateOnly)
	}
	con, saved := f.shown.Selection()
	kit.SetVisible(f.noteExpiry, saved && !f.shown.Key.Replacing && f.shown.Activity == app.Idle && kept != con.ExpiresOn &&
		(problem == "" || problem == expiry.Empty))
	kit.SetVisible(f.calendar, f.shown.CanShare(app.ShareCalendar) && f.shown.Activity == app.Idle && !f.shown.Key.Replacing && kept == con.ExpiresOn)
	switch problem {
	case expiry.Empty:
		f.expiry.SetText("")
		return
	case expiry.Format:
		f.expiry.SetText(f.words.Text("expiry.format"))
		return
	case expiry.NoSuchDay:
		f.expiry.SetText(f.words.Text("expiry.no-day"))
		return
	case expiry.Ambiguous:
		f.expiry.SetText(f.words.Text("expiry.ambiguous"))
		return
	}
	s := expiry.Of(kept, f.shown.Now)
	switch {
	case s.Level == expiry.Over:
		f.expiry.Color = kit.ColorFailed
	case s.Level.Near():
		f.expiry.Color = kit.ColorLimited
	}
	id := "expiry.read.unnoted"
	switch {
	case !saved || f.shown.Key.Replacing:
		id = "expiry.read.later"
	case kept == con.ExpiresOn:
		id = "expiry.read"
	}
	f.expiry.SetText(f.words.Text(id, map[string]string{"When": f.words.Expiry(s)}))
}

// mostExpiring is how many connections a notice lists.
const mostExpiring = 4

// expiringNotice lists the keys that expire soon; each leads to its connection.
// Beside a result, or a key that is being replaced, it is only a line.
func (w *Window) expiringNotice(n app.Notice, s app.State) *fyne.Container {
	title := kit.NewStrong(w.words.Plural("expiry.notice", len(n.Expiring)))
	if s.Result != nil || s.Activity != app.Idle || s.Rotation.On() {
		return kit.NewColumn(kit.Space4, title, kit.NewBody(w.words.Text("expiry.notice.marked")))
	}
	list := kit.NewColumn(0)
	alike := app.Alike(s.Connections)
	for i, e := range n.Expiring {
		if i == mostExpiring {
			break
		}
		for _, con := range s.Connections {
			if con.ID == e.ID && alike[e.ID] && con.KeyHint != "" {
				e.Name += " · …" + con.KeyHint
			}
		}
		line := newEntry(w.words, func() { w.control.Connections.Select(e.ID) })
		l := expiryLook(e.Expiry)
		if l.icon == nil {
			l = look{text: kit.ColorLimited, icon: theme.InfoIcon()}
		}
		line.set(e.Name, expiryLine(w.words, e.Environment, e.Expiry), l, false)
		line.line.Color = theme.ColorNameForeground
		replace := kit.NewLink(w.words.Text("ui.form.key.replace"), func() {
			if w.control.Connections.Select(e.ID) {
				w.control.Rotation.Begin()
			}
		})
		replace.Spoken = w.words.Text("rotation.title", map[string]string{"Name": e.Name})
		list.Add(kit.NewLine(kit.Space4, 0, line, replace))
	}
	all := kit.NewColumn(kit.Space8, title, list)
	if more := len(n.Expiring) - mostExpiring; more > 0 {
		all.Add(kit.NewHint(w.words.Plural("expiry.notice.more", more)))
	}
	all.Add(kit.NewBody(w.words.Text("expiry.notice.text")))
	return all
}
