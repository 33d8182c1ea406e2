package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
)

// weekdays are the ids of the names of the days, from Sunday.
var weekdays = []string{
	"ui.day.sunday", "ui.day.monday", "ui.day.tuesday", "ui.day.wednesday", "ui.day.thursday", "ui.day.friday", "ui.day.saturday",
}

// dayWords says a day of the past as a person would: today, yesterday, Tuesday,
// or the date.
func dayWords(words *message.Catalogue, at, now time.Time) string {
	switch days := -expiry.Days(at.Local(), now); {
	case days == 0:
		return words.Text("ui.day.today", map[string]string{"Time": words.Clock(at)})
	case days == 1:
		return words.Text("ui.day.yesterday")
	case days > 1 && days < 7:
		return words.Text(weekdays[at.Local().Weekday()])
	}
	return words.Date(at)
}

// untilWords says until when a key worked that is refused by now; "" for others.
func untilWords(words *message.Catalogue, id string, s app.State, con connection.Connection) string {
	last, stopped := s.Past.WorkedUntil(con)
	if !stopped {
		return ""
	}
	return words.Text(id, words.Facts(map[string]string{
		check.FactEnvironment: con.Environment, "Verdict": words.Verdict(check.Failed), "Day": dayWords(words, last.At, time.Now()),
	}))
}

// earlierRuns are the checks before the one whose main answer is shown.
func earlierRuns(s app.State) []app.PastCheck {
	if s.Result == nil || s.Answer.Exchange != s.Result.Answer {
		return nil
	}
	var out []app.PastCheck
	for _, p := range s.Past.Of(s.Selected) {
		if p.At.Before(s.Result.StartedAt.Truncate(time.Millisecond)) {
			out = append(out, p)
		}
	}
	return out
}

// kindTitle is the title of a finding of which only the kind is known.
func kindTitle(words *message.Catalogue, kind, environment string) string {
	if kind == "" {
		return ""
	}
	return words.Finding(check.Finding{Kind: check.Kind(kind), Facts: map[string]string{check.FactEnvironment: environment}}).Title
}

// nameOfPast is the name of what was checked.
func nameOfPast(words *message.Catalogue, s app.State, p app.PastCheck) string {
	for _, con := range s.Connections {
		if con.ID == p.ConnectionID && !p.Unsaved {
			return con.Name
		}
	}
	switch {
	case p.Unsaved && p.Name != "":
		return words.Text("ui.history.session-of", map[string]string{"Name": p.Name})
	case p.Unsaved:
		return words.Text("ui.history.session")
	}
	return words.Text("ui.history.nameless")
}

// pastRow is one check of the past in a list.
type pastRow struct {
	root          *fyne.Container
	ground        *kit.Panel
	mark          *verdictMark
	first, second *kit.Label
	right         *kit.Label
	picked        *kit.Label
}

// pastRowHeight is the height of two lines of text with their margins.
func pastRowHeight() float32 {
	line := func(size fyne.ThemeSizeName) float32 {
		return kit.MeasureText("M", kit.Measure(size), fyne.TextStyle{Bold: true}).Height
	}
	return line(theme.SizeNameText) + line(theme.SizeNameCaptionText) + kit.Space4 + 2*kit.Space4
}

// MinSize implements fyne.Layout.
func (r *pastRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, pastRowHeight()) }

// Layout implements fyne.Layout: mark, two lines, and the right column.
func (r *pastRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r.ground.Resize(size)
	mark := r.mark.MinSize()
	r.mark.Move(fyne.NewPos(kit.Space8, kit.Space4+2))
	r.mark.Resize(mark)
	left, right := kit.Space8+mark.Width+kit.Space8, min(kit.Scaled(104), size.Width/3)
	width, x := size.Width-left-right-2*kit.Space8, size.Width-right-kit.Space8
	below := putLine(r.first, left, kit.Space4, width) + kit.Space4
	putLine(r.second, left, below, width)
	putLine(r.right, x, kit.Space4+2, right)
	putLine(r.picked, x, below, right)
}

// putLine places one line of text and returns where it ends.
func putLine(l *kit.Label, x, y, width float32) float32 {
	l.Move(fyne.NewPos(x, y))
	l.Resize(fyne.NewSize(max(width, 0), l.LineHeight()))
	return y + l.LineHeight()
}

// newPastRow makes an empty row.
func newPastRow() fyne.CanvasObject {
	r := &pastRow{
		ground: kit.NewPanel("", "", 6), mark: newVerdictMark(),
		first:  kit.NewClip(theme.ColorNameForeground, theme.SizeNameText, false),
		second: kit.NewClip(kit.ColorSecondary, theme.SizeNameCaptionText, false),
		right:  kit.NewClip(kit.ColorSecondary, theme.SizeNameCaptionText, false),
		picked: kit.NewClip(theme.ColorNamePrimary, theme.SizeNameCaptionText, true),
	}
	r.root = &fyne.Container{Layout: r, Objects: []fyne.CanvasObject{r.ground, r.mark, r.first, r.second, r.right, r.picked}}
	r.right.Alignment, r.picked.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	return r.root
}

// pastRowOf is the row of an object that newPastRow made.
func pastRowOf(o fyne.CanvasObject) *pastRow { return o.(*fyne.Container).Layout.(*pastRow) }

// set fills a row.
func (r *pastRow) set(v check.Verdict, first, second, right, picked string) {
	fill := fyne.ThemeColorName("")
	if picked != "" {
		fill = kit.ColorSelected
	}
	r.ground.SetColors(fill, "")
	r.mark.set(v)
	r.first.SetColored(first, theme.ColorNameForeground)
	r.second.SetColored(second, kit.ColorSecondary)
	r.right.SetColored(right, kit.ColorSecondary)
	r.picked.SetColored(picked, theme.ColorNamePrimary)
}
