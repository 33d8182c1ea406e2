package gui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// leak is the list of what to do after a key leaked, in the place of form and
// answer.
type leak struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container
	title   *paragraph
	text    *paragraph
	hint    *paragraph
	since   *paragraph
	copied  *paragraph
	rows    []*leakRow
	forget  *button
	shut    *button
	filling bool // while ticks are set to what the state says
	shown   app.State
}

// leakRow is one step.
type leakRow struct {
	step string
	tick *tick
	done *paragraph
}

// leakWords are the texts of a step: title, text and who can do it.
var leakWords = map[string][3]string{
	"delete":    {"leak.delete.title", "leak.delete.text", "leak.delete.who"},
	"tell":      {"leak.tell.title", "leak.tell.text", "leak.tell.who"},
	"replace":   {"leak.replace.title", "leak.replace.text", "leak.replace.who"},
	"logs":      {"leak.logs.title", "leak.logs.text", "leak.logs.who"},
	"forget":    {"leak.forget.title", "leak.forget.text", "leak.forget.who"},
	"clipboard": {"leak.clipboard.title", "leak.clipboard.text", "leak.clipboard.who"},
	"places":    {"leak.places.title", "leak.places.text", "leak.places.who"},
}

// newLeak makes the list; forget asks before the key leaves the keychain.
func newLeak(words *message.Catalogue, control *app.Controller, forget func()) *leak {
	v := &leak{words: words, control: control}
	t := words.Text
	v.title = newParagraph("", theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	v.text, v.hint, v.since, v.copied = body(""), hint(""), strong(""), hint("")
	back := newButton(t("leak.back"), secondaryLook, func() { control.Open(app.ViewCheck) })
	copyAll := newButton(t("leak.copy"), secondaryLook, v.copy)
	v.shut = newButton(t("leak.close"), secondaryLook, control.CloseLeak)
	v.forget = newLink(t("leak.forget.button"), forget)
	clipboard := newLink(t("leak.clipboard.button"), func() {
		held := fyne.CurrentApp().Clipboard()
		held.SetContent("")
		control.TickLeak("clipboard", held.Content() == "")
	})
	leave := func() { control.Open(app.ViewCheck) }
	for _, b := range []*button{back, copyAll, v.shut, v.forget, clipboard} {
		b.escape = leave
	}
	steps := newColumn(space12)
	for i, step := range app.LeakSteps() {
		w := leakWords[step]
		row := &leakRow{step: step, tick: newTick(t(w[0]), leave), done: hint("")}
		row.tick.strong = true
		row.tick.OnChanged = func(on bool) {
			if !v.filling {
				control.TickLeak(step, on)
			}
		}
		below := newColumn(space4, body(t(w[1])), hint(t("leak.who", map[string]string{"Who": t(w[2])})), row.done)
		switch step {
		case "forget":
			below.Add(outdented(v.forget))
		case "clipboard":
			below.Add(outdented(clipboard))
		}
		if i > 0 {
			steps.Add(ruler())
		}
		steps.Add(newColumn(0, ringed(row.tick), besideTick(row.tick, below)))
		v.rows = append(v.rows, row)
	}
	v.root = readable(newColumn(space16, v.title, v.text, v.hint, v.since, card(newInset(0, space8, steps)), newWrapped(space8, back, copyAll, v.shut), v.copied))
	return v
}

func (v *leak) content() fyne.CanvasObject { return v.root }

// show puts the list on the screen.
func (v *leak) show(s app.State) {
	if v.shown.View != app.ViewLeak || s.Selected != v.shown.Selected {
		v.copied.set("")
	}
	v.shown = s
	v.filling = true
	defer func() { v.filling = false }()
	t, list := v.words.Text, s.Leak
	facts := map[string]string{"Name": list.Name, "Hint": list.Hint}
	v.title.set(t("leak.title"))
	v.text.set(t("leak.text.session"))
	if list.Name != "" {
		v.title.set(t("leak.title.named", facts))
		v.text.set(t("leak.text"))
	}
	v.hint.set("")
	if list.Hint != "" {
		v.hint.set(t("leak.hint", facts))
	}
	v.since.set(v.progress())
	for _, row := range v.rows {
		on, done := list.Done[row.step]
		row.tick.SetChecked(done)
		row.done.color = colorWorks
		row.done.set("")
		if done {
			row.done.set(t("leak.done", map[string]string{"Day": v.words.DayOf(on)}))
		}
	}
	con, _ := s.Selection()
	visible(v.forget, con.KeyKept)
	visible(v.shut, list.Open())
	rearrange(v.root)
}

// progress says since when, and how far.
func (v *leak) progress() string {
	list := v.shown.Leak
	if !list.Open() {
		return ""
	}
	return v.words.Plural("leak.since", len(list.Done), map[string]string{
		"Day": v.words.DayOf(list.Since), "All": strconv.Itoa(len(v.rows)),
	})
}

// copy puts the list into the clipboard, for a colleague or a ticket. Of the
// key there is no more in it than the hint.
func (v *leak) copy() {
	fyne.CurrentApp().Clipboard().SetContent(v.plain())
	v.copied.set(v.words.Text("leak.copied"))
	rearrange(v.root)
}

// plain is the list as plain text.
func (v *leak) plain() string {
	t := v.words.Text
	lines := []string{v.title.text}
	for _, line := range []string{v.hint.text, v.progress()} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	for _, row := range v.rows {
		w := leakWords[row.step]
		facts := map[string]string{"Title": t(w[0])}
		id := "leak.line.open"
		if on, done := v.shown.Leak.Done[row.step]; done {
			id, facts["Day"] = "leak.line.done", v.words.DayOf(on)
		}
		lines = append(lines, "", t(id, facts), t(w[1]), t("leak.who", map[string]string{"Who": t(w[2])}))
	}
	return strings.Join(lines, "\n") + "\n"
}
