package gui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
)

// viewAll is all connections at once: check them, a line each, sorted.
type viewAll struct {
	words   *message.Catalogue
	control *app.Controller
	viewPage

	check, cancel, save, back *kit.Button
	progress, summary, empty  *kit.Label
	saved                     *kit.Label // says what was saved
	bar                       *kit.ProgressBar
	heads                     []*kit.Button
	headRow                   *fyne.Container
	table                     *kit.Table
	by                        service.Order
	down                      bool
	shown                     app.State
	rows                      []service.Row // as they are listed
	alike                     map[string]bool
}

var allOrders = []service.Order{service.ByName, service.ByEnvironment, service.ByVerdict, service.ByExpiry}

var allHeads = map[service.Order]string{
	service.ByName: "ui.all.column.name", service.ByEnvironment: "ui.all.column.environment", service.ByVerdict: "ui.all.column.verdict", service.ByExpiry: "ui.all.column.expiry",
}

// newViewAll makes the view; room tells how high the window is, and share shows
// what is about to be saved.
func newViewAll(words *message.Catalogue, control *app.Controller, share func(by service.Order, down bool), room func() float32) *viewAll {
	t := words.Text
	v := &viewAll{words: words, control: control, by: service.ByName}
	v.check = kit.NewButton(t("ui.all.check"), kit.Primary, control.All.Check)
	v.cancel = kit.NewButton(t("ui.all.cancel"), kit.Secondary, control.All.Cancel)
	v.save = kit.NewButton(t("ui.all.save"), kit.Secondary, func() { share(v.by, v.down) })
	v.back = kit.NewButton(t("ui.view.back"), kit.Secondary, func() { control.Open(app.ViewCheck) })
	v.progress, v.summary, v.empty, v.saved = kit.NewStrong(""), kit.NewBody(""), kit.NewBody(t("ui.all.empty")), kit.NewBody("")
	v.bar = kit.NewProgressBar()
	v.headRow = kit.NewFlow(allColumns{})
	for _, order := range allOrders {
		b := kit.NewLink("", func() { v.sortBy(order) })
		v.heads = append(v.heads, b)
		v.headRow.Add(b)
	}
	height := func() float32 { return allRowHeight(v.table.Size().Width) }
	most := func() int { return int((room() - 270) / (height() + kit.Measure(theme.SizeNamePadding))) }
	v.table = kit.NewTable(v.newRow, v.fill, height, most, v.open)
	v.table.Named(t("ui.all.title"))
	title := kit.NewHeading(t("ui.all.title"))
	v.root = kit.NewColumn(kit.Space12, title, kit.NewHint(t("ui.all.explained")), kit.NewWrapped(kit.Space8, v.check, v.cancel, v.save, v.back), v.saved,
		kit.NewColumn(kit.Space8, v.progress, v.bar), v.summary, v.empty, kit.NewColumn(kit.Space4, kit.NewInset(kit.Space4, 0, v.headRow), v.table.Root))
	return v
}

// show puts the round, or what is saved, on the screen.
func (v *viewAll) show(s app.State) {
	v.shown = s
	rows := s.All.Rows
	if rows == nil {
		for _, con := range s.Connections {
			rows = append(rows, s.RowOf(con))
		}
	}
	v.alike = app.Alike(s.Connections)
	v.rows = service.SortRows(rows, v.by, v.down)
	v.showHeads()
	kit.SetVisible(v.check, !s.All.Running)
	kit.SetEnabled(v.check, len(s.Connections) > 0)
	kit.SetVisible(v.cancel, s.All.Running)
	kit.SetVisible(v.save, !s.All.Running && s.All.Rows != nil)
	v.saved.SetText(v.savedText(s))
	v.progress.SetText(v.progressText(s))
	kit.SetVisible(v.bar, s.All.Running)
	v.bar.SetDone(s.All.Done, s.All.Total)
	v.summary.SetText(v.summaryText(s))
	kit.SetVisible(v.empty, len(v.rows) == 0)
	kit.SetVisible(v.headRow, len(v.rows) > 1)
	kit.SetVisible(v.table.Root, len(v.rows) > 0)
	v.table.SetLength(len(v.rows))
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
		v.heads[i].Named, v.heads[i].Spoken = name, spoken
		v.heads[i].SetText(text)
	}
	kit.Rearrange(v.headRow)
}

// sortBy sorts by a column; once more the other way.
func (v *viewAll) sortBy(order service.Order) {
	v.down = v.by == order && !v.down
	v.by = order
	v.show(v.shown)
	v.table.ToTop()
	kit.Rearrange(v.root)
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

// savedText is what became of the table: here, because the notices stand beside
// the form.
func (v *viewAll) savedText(s app.State) string {
	if s.Sharing.Request.What != app.ShareTable || len(s.Notices) == 0 {
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
	n := service.Tally(s.All.Rows)
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
		v.control.All.OpenRow(v.rows[i].Connection.ID)
	}
}
