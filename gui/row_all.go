package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
)

// cardsBelow is the width under which a line of the table is a small card.
const cardsBelow = 640

func asCards(width float32) bool {
	return width < kit.Scaled(cardsBelow)
}

// allColumnsOf gives place and width of the columns name, environment, verdict
// and expiry.
func allColumnsOf(width float32) (x, w [4]float32) {
	room := width - 2*kit.Space8 - 3*kit.Space12
	shares := [4]float32{0.27, 0.15, 0.40, 0.18}
	at := float32(kit.Space8)
	for i, share := range shares {
		x[i], w[i] = at, room*share
		at += w[i] + kit.Space12
	}
	return x, w
}

// allColumns lays the heads out above their columns, or one after the other
// where the lines are cards.
type allColumns struct{}

func (allColumns) Least(o []fyne.CanvasObject) float32 { return kit.WidestOf(o) }

func (allColumns) Arrange(o []fyne.CanvasObject, width, _ float32, put kit.Put) float32 {
	x, w := allColumnsOf(width)
	fits := !asCards(width)
	for i, each := range o {
		fits = fits && each.MinSize().Width <= w[i]+kit.Space8
	}
	if !fits {
		return kit.Wrapped{Gap: kit.Space4}.Arrange(o, width, 0, put)
	}
	for i, each := range o {
		least := each.MinSize()
		put(each, x[i]-kit.Space4, 0, least.Width, least.Height) // a link has margins of its own
	}
	return o[0].MinSize().Height
}

// allRow is one connection: four columns of two lines, and a third line for
// what to do; in a narrow window a small card.
type allRow struct {
	root                                                                 *fyne.Container
	width                                                                func() float32
	mark                                                                 *verdictMark
	name, company, environment, hint, verdict, finding, todo, expiry, at *kit.Label
	rule                                                                 *canvas.Rectangle
}

// allRowHeight is the height of a line at a width.
func allRowHeight(width float32) float32 {
	text := kit.MeasureText("M", kit.Measure(theme.SizeNameText), fyne.TextStyle{Bold: true}).Height
	small := kit.MeasureText("M", kit.Measure(theme.SizeNameCaptionText), fyne.TextStyle{}).Height
	if asCards(width) {
		return 2*text + 3*small + 4*2 + 2*kit.Space8
	}
	return text + 2*small + 2*2 + 2*kit.Space8
}

// newRow makes an empty line.
func (v *viewAll) newRow() fyne.CanvasObject {
	strongText := func() *kit.Label { return kit.NewClip(theme.ColorNameForeground, theme.SizeNameText, true) }
	small := func() *kit.Label { return kit.NewClip(kit.ColorSecondary, theme.SizeNameCaptionText, false) }
	r := &allRow{
		width: func() float32 { return v.table.Size().Width }, mark: newVerdictMark(),
		name: strongText(), company: small(), environment: small(), hint: small(),
		verdict: strongText(), finding: small(), todo: small(), expiry: small(), at: small(), rule: canvas.NewRectangle(nil),
	}
	r.root = &fyne.Container{Layout: r, Objects: []fyne.CanvasObject{
		r.rule, r.mark, r.name, r.company, r.environment, r.hint, r.verdict, r.finding, r.todo, r.expiry, r.at,
	}}
	return r.root
}

func (r *allRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, allRowHeight(r.width()))
}

func (r *allRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	put := func(l *kit.Label, x, y, width float32) float32 { return putLine(l, x, y, width) + 2 }
	r.rule.FillColor = kit.Color(kit.ColorHairline)
	r.rule.Move(fyne.NewPos(0, size.Height-1))
	r.rule.Resize(fyne.NewSize(size.Width, 1))
	mark := r.mark.MinSize()
	r.mark.Resize(mark)
	if asCards(r.width()) {
		right := size.Width * 0.3
		left := size.Width - right - 2*kit.Space8 - kit.Space8
		r.mark.Move(fyne.NewPos(kit.Space8, kit.Space8+1+r.name.LineHeight()+2))
		indent := float32(kit.Space8) + mark.Width + kit.Space8
		y := put(r.name, kit.Space8, kit.Space8, left)
		put(r.environment, kit.Space8+left+kit.Space8, kit.Space8+2, right)
		put(r.expiry, kit.Space8+left+kit.Space8, y, right)
		y = put(r.verdict, indent, y, left-mark.Width-kit.Space8)
		y = put(r.finding, indent, y, size.Width-indent-kit.Space8)
		y = put(r.todo, indent, y, size.Width-indent-kit.Space8)
		put(r.company, indent, y, left-mark.Width-kit.Space8)
		put(r.at, kit.Space8+left+kit.Space8, y, right)
		r.hint.Resize(fyne.Size{})
		r.hint.Hide()
		return
	}
	r.hint.Show()
	x, w := allColumnsOf(size.Width)
	put(r.company, x[0], put(r.name, x[0], kit.Space8, w[0]), w[0])
	put(r.hint, x[1], put(r.environment, x[1], kit.Space8+2, w[1])+1, w[1])
	r.mark.Move(fyne.NewPos(x[2], kit.Space8+1))
	indent := mark.Width + kit.Space8
	y := put(r.verdict, x[2]+indent, kit.Space8, w[2]-indent)
	y = put(r.finding, x[2]+indent, y, w[2]-indent)
	put(r.todo, x[2]+indent, y, w[2]+kit.Space12+w[3]-indent)
	put(r.at, x[3], put(r.expiry, x[3], kit.Space8+2, w[3])+1, w[3])
}

func (v *viewAll) fill(i int, o fyne.CanvasObject) {
	r := o.(*fyne.Container).Layout.(*allRow)
	if i >= len(v.rows) {
		return
	}
	t, row := v.words.Text, v.rows[i]
	words := report.WordsOf(row, v.words)
	look := verdictLook(row.Verdict())
	verdict, finding, color := words.Verdict, words.Title, look.text
	mark := row.Verdict()
	switch {
	case row.Status == service.RowWaiting && v.shown.All.Running:
		verdict, finding, color, mark = t("ui.all.queued"), v.known(row), kit.ColorSecondary, ""
	case row.Status == service.RowRunning:
		verdict, finding, color, mark = t("ui.all.running"), v.known(row), theme.ColorNamePrimary, ""
	case row.Known != nil && row.Result == nil:
		finding = v.known(row)
	case row.Status == service.RowChanged:
		finding = t("ui.all.changed")
	case row.Result == nil:
		color = kit.ColorSecondary
	}
	todo := words.Action
	if todo != "" && words.Who != "" {
		todo = t("ui.all.todo", map[string]string{"Action": words.Action, "Who": words.Who})
	}
	r.mark.set(mark)
	name := row.Connection.Name
	if asCards(r.width()) && v.alike[row.Connection.ID] && row.Connection.KeyHint != "" { // no column has the key
		name += " · …" + row.Connection.KeyHint
	}
	r.name.SetColored(name, theme.ColorNameForeground)
	r.company.SetColored(report.CompanyOf(row), kit.ColorSecondary)
	r.environment.SetColored(v.words.Environment(row.Connection.Environment), environmentColor(row.Connection.Environment))
	hint := ""
	if row.Connection.KeyHint != "" {
		hint = t("ui.all.hint", map[string]string{"Hint": row.Connection.KeyHint})
	}
	r.hint.SetColored(hint, kit.ColorSecondary)
	r.verdict.SetColored(verdict, color)
	if finding == "" {
		finding, todo = todo, ""
	}
	r.finding.SetColored(finding, kit.ColorSecondary)
	r.todo.SetColored(todo, theme.ColorNameForeground)
	expiry, expiryColor := v.expiryWords(row)
	r.expiry.SetColored(expiry, expiryColor)
	at := ""
	if row.Known != nil && row.Result == nil {
		at = t("ui.all.at", map[string]string{"When": dayWords(v.words, row.Known.At, v.shown.Now)})
	}
	if !row.At.IsZero() && row.Result != nil {
		at = t("ui.all.at", map[string]string{"When": v.words.Clock(row.At)})
	}
	r.at.SetColored(at, kit.ColorSecondary)
	kit.Rearrange(r.root)
}

// known says how a row stood when it was checked last; "" where it was not.
func (v *viewAll) known(row service.Row) string {
	if row.Known == nil {
		return ""
	}
	return v.words.Text("ui.all.known", map[string]string{
		"Verdict": v.words.Verdict(check.Verdict(row.Known.Verdict)), "When": dayWords(v.words, row.Known.At, v.shown.Now),
	})
}

// expiryWords says when the key expires; what is near stands out.
func (v *viewAll) expiryWords(row service.Row) (string, fyne.ThemeColorName) {
	e := expiry.Of(row.Connection.ExpiresOn, time.Now())
	if e.Level == expiry.Unknown {
		return v.words.Text("ui.all.no-expiry"), kit.ColorSecondary
	}
	facts := map[string]string{"Day": v.words.Day(e.Day)}
	switch {
	case e.Level == expiry.Over:
		return v.words.Text("ui.all.expired", facts), kit.ColorFailed
	case e.Level.Near():
		return v.words.Text("ui.all.expires", facts), kit.ColorLimited
	}
	return v.words.Text("ui.all.expires", facts), kit.ColorSecondary
}
