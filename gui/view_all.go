package gui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
)

// viewAll is all connections at once: check them, a line each, sorted.
type viewAll struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container

	check, cancel, save, back *button
	progress, summary, empty  *paragraph
	told                      *paragraph // what was saved
	bar                       *progressBar
	heads                     []*button
	headRow                   *fyne.Container
	table                     *table
	holder                    *fyne.Container
	by                        app.Order
	down                      bool
	shown                     app.State
	rows                      []service.Row // as they are listed
}

var allOrders = []app.Order{app.ByName, app.ByEnvironment, app.ByVerdict, app.ByExpiry}

var allHeads = map[app.Order]string{
	app.ByName: "ui.all.column.name", app.ByEnvironment: "ui.all.column.environment", app.ByVerdict: "ui.all.column.verdict", app.ByExpiry: "ui.all.column.expiry",
}

// newViewAll makes the view; room tells how high the window is, and pass shows
// what is about to be saved.
func newViewAll(words *message.Catalogue, control *app.Controller, pass func(by app.Order, down bool), room func() float32) *viewAll {
	t := words.Text
	v := &viewAll{words: words, control: control, by: app.ByName}
	v.check = newButton(t("ui.all.check"), primaryLook, control.CheckAll)
	v.cancel = newButton(t("ui.all.cancel"), secondaryLook, control.CancelAll)
	v.save = newButton(t("ui.all.save"), secondaryLook, func() { pass(v.by, v.down) })
	v.back = newButton(t("ui.view.back"), secondaryLook, func() { control.Open(app.ViewCheck) })
	for _, b := range []*button{v.check, v.cancel, v.save, v.back} {
		b.escape = control.Cancel
	}
	v.progress, v.summary, v.empty, v.told = strong(""), body(""), body(""), body("")
	v.bar = newProgressBar()
	head := &fyne.Container{Layout: allColumns{}}
	for _, order := range allOrders {
		b := newLink("", func() { v.sortBy(order) })
		b.escape = control.Cancel
		v.heads = append(v.heads, b)
		head.Add(b)
	}
	v.headRow = head
	edge := newPanel(colorSurface, colorHairline, 8)
	height := func() float32 { return allRowHeight(v.table.Size().Width) }
	most := func() int { return int((room() - 270) / (height() + measure(theme.SizeNamePadding))) }
	v.table = newTable(edge, v.newRow, v.fill, height, most, v.open, control.Cancel)
	v.holder = newInset(space4, space4, edge, v.table)
	title := newParagraph(t("ui.all.title"), theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	v.root = newColumn(space12, title, hint(t("ui.all.explained")), newWrapped(space8, v.check, v.cancel, v.save, v.back), v.told,
		newColumn(space8, v.progress, v.bar), v.summary, v.empty, newColumn(space4, newInset(space4, 0, v.headRow), v.holder))
	return v
}

func (v *viewAll) content() fyne.CanvasObject { return v.root }

// show puts the round, or what is saved, on the screen.
func (v *viewAll) show(s app.State) {
	v.shown = s
	rows := s.All.Rows
	if rows == nil {
		for _, con := range s.Connections {
			rows = append(rows, service.Row{Connection: con})
		}
	}
	v.rows = app.SortRows(rows, v.by, v.down)
	v.showHeads()
	visible(v.check, !s.All.Running)
	enable(v.check, len(s.Connections) > 0)
	visible(v.cancel, s.All.Running)
	visible(v.save, !s.All.Running && s.All.Rows != nil)
	v.told.set(v.toldText(s))
	v.progress.set(v.progressText(s))
	visible(v.bar, s.All.Running)
	v.bar.set(s.All.Done, s.All.Total)
	v.summary.set(v.summaryText(s))
	empty := ""
	if len(v.rows) == 0 {
		empty = v.words.Text("ui.all.empty")
	}
	v.empty.set(empty)
	visible(v.headRow, len(v.rows) > 1)
	visible(v.holder, len(v.rows) > 0)
	v.table.rows(len(v.rows))
}

func (v *viewAll) showHeads() {
	for i, order := range allOrders {
		name := v.words.Text(allHeads[order])
		text, spoken := name, v.words.Text("ui.all.sort", map[string]string{"Column": name})
		switch {
		case order == v.by && v.down:
			text, spoken = name+" ↓", v.words.Text("ui.all.sorted-down", map[string]string{"Column": name})
		case order == v.by:
			text, spoken = name+" ↑", v.words.Text("ui.all.sorted-up", map[string]string{"Column": name})
		}
		v.heads[i].spoken = spoken
		v.heads[i].set(text)
	}
	rearrange(v.headRow)
}

// sortBy sorts by a column; once more the other way.
func (v *viewAll) sortBy(order app.Order) {
	v.down = v.by == order && !v.down
	v.by = order
	v.show(v.shown)
	v.table.top()
	rearrange(v.root)
}

func (v *viewAll) progressText(s app.State) string {
	facts := map[string]string{"Done": strconv.Itoa(s.All.Done), "Total": strconv.Itoa(s.All.Total)}
	switch {
	case s.All.Running && s.All.Cancelled:
		return v.words.Text("ui.all.stopping")
	case s.All.Running && !s.All.Until.IsZero():
		wait := max(int((time.Until(s.All.Until)+time.Second-1)/time.Second), 1)
		return v.words.Plural("ui.all.waiting", wait, facts)
	case s.All.Running:
		return v.words.Text("ui.all.progress", facts)
	case s.All.Cancelled:
		return v.words.Text("ui.all.cancelled", facts)
	}
	return ""
}

// toldText is what became of the table: here, because the notices stand beside
// the form.
func (v *viewAll) toldText(s app.State) string {
	if s.Passing.Wanted.What != app.PassTable || len(s.Notices) == 0 {
		return ""
	}
	n := s.Notices[len(s.Notices)-1]
	if !strings.HasPrefix(n.ID, "ui.pass.") {
		return ""
	}
	return v.words.Text(n.ID, n.Facts)
}

// summaryText counts what came of a finished round.
func (v *viewAll) summaryText(s app.State) string {
	if s.All.Running || s.All.Rows == nil {
		return ""
	}
	n := app.Tally(s.All.Rows)
	var parts []string
	for _, p := range []struct {
		id string
		n  int
	}{{"ui.all.sum.works", n.Works}, {"ui.all.sum.limited", n.Limited}, {"ui.all.sum.failed", n.Failed}, {"ui.all.sum.untold", n.Untold}, {"ui.all.sum.no-key", n.NoKey}} {
		if p.n > 0 {
			parts = append(parts, v.words.Plural(p.id, p.n))
		}
	}
	return strings.Join(parts, "  ·  ")
}

// open selects the connection of a line, with its result.
func (v *viewAll) open(i int) {
	if i < len(v.rows) {
		v.control.OpenRow(v.rows[i].Connection.ID)
	}
}
