package gui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// chooseDay opens a calendar for the day on which the key expires, at the day that
// is typed.
func (w *Window) chooseDay() {
	t, field := w.words.Text, w.form.expires
	today := w.shown.Now.Local()
	at, problem := message.ReadDay(field.Text)
	if problem != "" {
		at = today
	}
	days := kit.NewCalendar(at, today)
	days.Weekdays = strings.Fields(t("calendar.days"))
	days.Spoken, days.SayDay = t("calendar.title"), w.words.Day
	month := kit.NewParagraph(w.words.Month(days.At), theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true})
	days.OnMoved = func() { month.SetText(w.words.Month(days.At)) }
	previous := kit.NewLink(t("calendar.previous"), func() { days.GoMonths(-1) })
	next := kit.NewLink(t("calendar.next"), func() { days.GoMonths(1) })
	content := kit.NewColumn(kit.Space8, kit.NewLine(kit.Space8, 0, month, previous, next), days, kit.NewHint(t("calendar.keys")))
	s := kit.ShowSheetOf(400, w.window, t("calendar.title"), content, days, kit.NewButton(t("ui.close"), kit.Secondary, nil))
	days.OnChosen = func(day time.Time) {
		s.Close()
		field.SetText(w.words.Day(day))
		w.window.Canvas().Focus(field)
	}
}
