package gui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/message"
)

// viewHistory is the past of all connections, newest first.
type viewHistory struct {
	words *message.Catalogue
	viewPage
	filter       *kit.Field
	count, empty *kit.Label
	table        *kit.Table
	erase        *kit.Button
	control      *app.Controller

	shown app.State
	past  *history.Past   // whose names were gathered
	names []string        // of the checks of past
	found []history.Check // those that are listed
	named []string        // their names
}

// newViewHistory makes the view; room tells how high the window is.
func newViewHistory(words *message.Catalogue, control *app.Controller, ask *historyQuestions, room func() float32) *viewHistory {
	t := words.Text
	v := &viewHistory{words: words, control: control, count: kit.NewHint(""), empty: kit.NewBody("")}
	most := func() int { return int((room() - 300) / (pastRowHeight() + kit.Measure(theme.SizeNamePadding))) }
	v.table = kit.NewTable(newPastRow, v.fill, pastRowHeight, most, v.open)
	v.table.Named(t("ui.history.title"))
	v.filter = kit.NewField(t("ui.history.filter.example"), false, nil)
	v.filter.OnChanged = func(string) {
		v.find()
		v.table.ToTop()
		kit.Rearrange(v.root)
	}
	v.erase = kit.NewButton(t("ui.history.erase-all"), kit.Secondary, func() { ask.eraseAll(len(v.shown.Past.Checks)) })
	back := kit.NewButton(t("ui.view.back"), kit.Secondary, func() { control.Open(app.ViewCheck) })
	title := kit.NewHeading(t("ui.history.title"))
	v.root = kit.NewColumn(kit.Space12, title, kit.NewHint(t("ui.history.explained")),
		kit.NewColumn(formGap, kit.NewStrong(t("ui.history.filter")), v.filter), v.count, v.empty, v.table.Root, kit.NewWrapped(kit.Space8, back, v.erase))
	return v
}

// show puts the past on the screen.
func (v *viewHistory) show(s app.State) {
	fresh := s.Past != v.past || !sameConnections(s, v.shown)
	v.shown = s
	if fresh {
		v.past, v.names = s.Past, nil
		if s.Past != nil {
			byID := map[string]string{}
			for _, con := range s.Connections {
				byID[con.ID] = con.Name
			}
			alike := app.Alike(s.Connections)
			for _, p := range s.Past.Checks {
				name := byID[p.ConnectionID]
				if name == "" || p.Unsaved {
					name = nameOfPast(v.words, app.State{}, p)
				} else if alike[p.ConnectionID] && p.KeyHint != "" {
					name += " · …" + p.KeyHint
				}
				v.names = append(v.names, name)
			}
		}
		v.find()
		return
	}
	v.table.List.Refresh()
}

// sameConnections reports whether two states hold the very same list.
func sameConnections(a, b app.State) bool {
	return len(a.Connections) == len(b.Connections) && (len(a.Connections) == 0 || &a.Connections[0] == &b.Connections[0])
}

// find lists the checks whose connection's name holds what was typed.
func (v *viewHistory) find() {
	v.found, v.named = nil, v.names
	if v.past != nil {
		v.found = v.past.Checks
	}
	if wanted := strings.ToLower(strings.TrimSpace(v.filter.Text)); wanted != "" {
		v.found, v.named = nil, nil
		for i, name := range v.names {
			if !strings.Contains(strings.ToLower(name), wanted) {
				continue
			}
			v.found, v.named = append(v.found, v.past.Checks[i]), append(v.named, name)
		}
	}
	empty, count := "", ""
	switch {
	case len(v.names) == 0:
		empty = v.words.Text("ui.history.nothing")
	case len(v.found) == 0:
		empty = v.words.Text("ui.history.not-found")
	default:
		count = v.words.Plural("ui.history.count", len(v.found))
	}
	v.count.SetText(count)
	v.empty.SetText(empty)
	kit.SetVisible(v.table.Root, len(v.found) > 0)
	kit.SetEnabled(v.erase, len(v.names) > 0)
	v.table.SetLength(len(v.found))
}

// open selects the connection of a check.
func (v *viewHistory) open(i int) {
	if i < len(v.found) && !v.found[i].Unsaved {
		v.control.Connections.Select(v.found[i].ConnectionID)
	}
}

func (v *viewHistory) fill(i int, o fyne.CanvasObject) {
	r := pastRowOf(o)
	if i >= len(v.found) {
		return
	}
	p := v.found[i]
	second := v.words.Text("ui.history.row", map[string]string{"When": v.words.DateTime(p.At), "Finding": kindTitle(v.words, p.Kind, p.Environment)})
	r.set(check.Verdict(p.Verdict), v.named[i], second, v.words.Took(time.Duration(p.DurationMs)*time.Millisecond), "")
}
