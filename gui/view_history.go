package gui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// viewHistory is the past of all connections, newest first.
type viewHistory struct {
	words        *message.Catalogue
	root         *fyne.Container
	filter       *field
	count, empty *paragraph
	table        *table
	holder       *fyne.Container
	erase        *button
	control      *app.Controller

	shown app.State
	past  *app.Past       // whose names were gathered
	names []string        // of the checks of past
	found []app.PastCheck // those that are listed
	named []string        // their names
}

// newViewHistory makes the view; room tells how high the window is.
func newViewHistory(words *message.Catalogue, control *app.Controller, ask *historyQuestions, room func() float32) *viewHistory {
	t := words.Text
	v := &viewHistory{words: words, control: control, count: hint(""), empty: body("")}
	edge := newPanel(colorSurface, colorHairline, 8)
	most := func() int { return int((room() - 300) / (pastRowHeight() + measure(theme.SizeNamePadding))) }
	v.table = newTable(edge, newPastRow, v.fill, pastRowHeight, most, v.open, control.Cancel)
	v.filter = newField(t("ui.history.filter.example"), false, nil, control.Cancel)
	v.filter.OnChanged = func(string) {
		v.find()
		v.table.top()
		rearrange(v.root)
	}
	v.erase = newButton(t("ui.history.erase-all"), secondaryLook, func() { ask.eraseAll(len(v.shown.Past.Checks)) })
	v.erase.escape = control.Cancel
	back := newButton(t("ui.view.back"), secondaryLook, func() { control.Open(app.ViewCheck) })
	back.escape = control.Cancel
	title := newParagraph(t("ui.history.title"), theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	v.holder = newInset(space4, space4, edge, v.table)
	v.root = newColumn(space12, title, hint(t("ui.history.explained")),
		newColumn(formGap, strong(t("ui.history.filter")), v.filter), v.count, v.empty, v.holder, newWrapped(space8, back, v.erase))
	return v
}

func (v *viewHistory) content() fyne.CanvasObject { return v.root }

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
			for _, p := range s.Past.Checks {
				name := byID[p.ConnectionID]
				if name == "" || p.Unsaved {
					name = nameOfPast(v.words, app.State{}, p)
				}
				v.names = append(v.names, name)
			}
		}
		v.find()
		return
	}
	v.table.list.Refresh()
}

// sameConnections tells whether two states hold the very same list.
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
	v.count.set(count)
	v.empty.set(empty)
	visible(v.holder, len(v.found) > 0)
	enable(v.erase, len(v.names) > 0)
	v.table.rows(len(v.found))
}

// open selects the connection of a check.
func (v *viewHistory) open(i int) {
	if i < len(v.found) && !v.found[i].Unsaved {
		v.control.Select(v.found[i].ConnectionID)
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
