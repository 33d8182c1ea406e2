package gui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// leak is the list of what to do after a key leaked, in the place of form and
// answer.
type leak struct {
	words   *message.Catalogue
	control *app.Controller
	viewPage
	title, text, hint, since, copied *kit.Label
	cleared                          *kit.Label // says that the clipboard was cleared
	rows                             []*leakRow
	forget, shut                     *kit.Button
	filling                          bool // while ticks are set to what the state says
	shown                            app.State
}

// leakRow is one step.
type leakRow struct {
	step string
	tick *kit.Checkbox
	// done is what the person ticked, seen what the app itself saw of it.
	done, seen *kit.Label
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
	v.title = kit.NewHeading("")
	v.text, v.hint, v.since, v.copied = kit.NewBody(""), kit.NewHint(""), kit.NewStrong(""), kit.NewHint("")
	back := kit.NewButton(t("leak.back"), kit.Secondary, func() { control.Open(app.ViewCheck) })
	copyAll := kit.NewButton(t("leak.copy"), kit.Secondary, v.copy)
	v.shut = kit.NewButton(t("leak.close"), kit.Secondary, control.Leak.Close)
	v.forget = kit.NewLink(t("leak.forget.button"), forget)
	v.cleared = kit.NewHint("")
	clipboard := kit.NewLink(t("leak.clipboard.button"), func() {
		held := fyne.CurrentApp().Clipboard()
		held.SetContent("")
		if held.Content() == "" { // its history, and other devices, are not seen from here
			v.cleared.SetText(t("ui.clipboard.cleared"))
			kit.Rearrange(v.root)
		}
	})
	steps := kit.NewColumn(kit.Space12)
	for i, step := range app.LeakSteps() {
		w := leakWords[step]
		row := &leakRow{step: step, tick: kit.NewCheckbox(t(w[0])), done: kit.NewHint(""), seen: kit.NewHint("")}
		row.tick.Strong = true
		row.tick.OnChanged = func(on bool) {
			if !v.filling {
				control.Leak.Tick(step, on)
			}
		}
		below := kit.NewColumn(kit.Space4, kit.NewBody(t(w[1])), kit.NewHint(t("leak.who", map[string]string{"Who": t(w[2])})), row.done, row.seen)
		switch step {
		case "forget":
			below.Add(kit.NewOutdented(v.forget))
		case "clipboard":
			below.Add(kit.NewOutdented(clipboard))
			below.Add(v.cleared)
		}
		if i > 0 {
			steps.Add(kit.NewRule())
		}
		steps.Add(kit.NewColumn(0, kit.NewRinged(row.tick), kit.NewBesideCheckbox(row.tick, below)))
		v.rows = append(v.rows, row)
	}
	v.root = kit.NewReadable(kit.NewColumn(kit.Space16, v.title, v.text, v.hint, v.since, kit.NewCard(kit.NewInset(0, kit.Space8, steps)), kit.NewWrapped(kit.Space8, back, copyAll, v.shut), v.copied))
	return v
}

// show puts the list on the screen.
func (v *leak) show(s app.State) {
	if v.shown.View != app.ViewLeak || s.Selected != v.shown.Selected {
		v.copied.SetText("")
		v.cleared.SetText("")
	}
	v.shown = s
	v.filling = true
	defer func() { v.filling = false }()
	t, list := v.words.Text, s.Leak
	facts := map[string]string{"Name": list.Name, "Hint": list.Hint}
	v.title.SetText(t("leak.title"))
	v.text.SetText(t("leak.text.session"))
	if list.Name != "" {
		v.title.SetText(t("leak.title.named", facts))
		v.text.SetText(t("leak.text"))
	}
	v.hint.SetText("")
	if list.Hint != "" {
		v.hint.SetText(t("leak.hint", facts))
	}
	v.since.SetText(v.progress())
	for _, row := range v.rows {
		on, done := list.Done[row.step]
		row.tick.SetChecked(done)
		row.done.SetText("")
		if done {
			row.done.SetText(t("leak.done", map[string]string{"Day": v.words.DayOf(on)}))
		}
		seen, color := v.seen(row.step)
		row.seen.Color = color
		row.seen.SetText(seen)
	}
	con, _ := s.Selection()
	kit.SetVisible(v.forget, con.KeyKept)
	kit.SetVisible(v.shut, list.Open())
	kit.Rearrange(v.root)
}

// seen is what the app itself saw of a step, with the colour of that; "" for nothing.
func (v *leak) seen(step string) (string, fyne.ThemeColorName) {
	list := v.shown.Leak
	facts := v.words.Facts(map[string]string{check.FactEnvironment: list.Seen.Environment})
	facts["When"], facts["Hint"] = v.words.DateTime(list.Seen.At), list.Hint
	switch {
	case step == "delete" && list.StillAccepted():
		return v.words.Text("leak.seen.accepted", facts), kit.ColorFailed
	case step == "delete" && list.Seen.Verdict != "":
		return v.words.Text("leak.seen.refused", facts), kit.ColorWorks
	case step == "replace" && list.Other.LastCheck != nil:
		facts = v.words.Facts(map[string]string{check.FactEnvironment: list.Other.Environment})
		facts["When"], facts["Hint"] = v.words.DateTime(list.Other.LastCheck.LastWorked), list.Other.KeyHint
		return v.words.Text("leak.seen.replaced", facts), kit.ColorWorks
	case step == "forget" && list.Kept:
		return v.words.Text("leak.seen.kept"), kit.ColorLimited
	}
	return "", kit.ColorSecondary
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
	v.copied.SetText(v.words.Text("leak.copied"))
	kit.Rearrange(v.root)
}

// plain is the list as plain text.
func (v *leak) plain() string {
	t := v.words.Text
	lines := []string{v.title.Text}
	for _, line := range []string{v.hint.Text, v.progress()} {
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
		if seen, _ := v.seen(row.step); seen != "" {
			lines = append(lines, seen)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
