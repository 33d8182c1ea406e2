package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/expiry"
)

// cardsBelow is the width under which a line of the table is a small card.
const cardsBelow = 640

func asCards(width float32) bool {
	return width < cardsBelow*measure(theme.SizeNameText)/14
}

// allColumnsOf gives place and width of the columns name, environment, verdict
// and expiry.
func allColumnsOf(width float32) (x, w [4]float32) {
	room := width - 2*space8 - 3*space12
	shares := [4]float32{0.27, 0.15, 0.40, 0.18}
	at := float32(space8)
	for i, share := range shares {
		x[i], w[i] = at, room*share
		at += w[i] + space12
	}
	return x, w
}

// allColumns lays the heads out above their columns, or one after the other
// where the lines are cards.
type allColumns struct{}

func (allColumns) heightFor(o []fyne.CanvasObject, width float32) float32 {
	if asCards(width) || !headsFit(o, width) {
		return (&wrapped{gap: space4}).heightFor(o, width)
	}
	return o[0].MinSize().Height
}

func headsFit(o []fyne.CanvasObject, width float32) bool {
	_, w := allColumnsOf(width)
	for i, each := range o {
		if each.MinSize().Width > w[i]+space8 {
			return false
		}
	}
	return true
}

func (l allColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if asCards(size.Width) || !headsFit(o, size.Width) {
		(&wrapped{gap: space4}).Layout(o, size)
		return
	}
	x, _ := allColumnsOf(size.Width)
	for i, each := range o {
		each.Move(fyne.NewPos(x[i]-space4, 0)) // a link has margins of its own
		each.Resize(each.MinSize())
	}
}

func (l allColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(widest(o), o[0].MinSize().Height)
}

// allRow is one connection: four columns of two lines, and a third line for
// what to do; in a narrow window a small card.
type allRow struct {
	root                   *fyne.Container
	width                  func() float32
	mark                   *verdictMark
	name, company          *clip
	environment, hint      *clip
	verdict, finding, todo *clip
	expiry, at             *clip
	rule                   *canvas.Rectangle
}

// allRowHeight is the height of a line at a width.
func allRowHeight(width float32) float32 {
	text := extent("M", measure(theme.SizeNameText), fyne.TextStyle{Bold: true}).Height
	small := extent("M", measure(theme.SizeNameCaptionText), fyne.TextStyle{}).Height
	if asCards(width) {
		return 2*text + 3*small + 4*2 + 2*space8
	}
	return text + 2*small + 2*2 + 2*space8
}

// newRow makes an empty line.
func (v *viewAll) newRow() fyne.CanvasObject {
	strongText := func() *clip { return newClip(theme.ColorNameForeground, theme.SizeNameText, true) }
	small := func() *clip { return newClip(colorSecondary, theme.SizeNameCaptionText, false) }
	r := &allRow{
		width: func() float32 { return v.table.Size().Width }, mark: newVerdictMark(),
		name: strongText(), company: small(), environment: small(), hint: small(),
		verdict: strongText(), finding: small(), todo: small(), expiry: small(), at: small(), rule: canvas.NewRectangle(nil),
	}
	r.root = &fyne.Container{Layout: r, Objects: []fyne.CanvasObject{
		r.rule, r.mark, r.name, r.company, r.environment, r.hint, r.verdict, r.finding, r.todo, r.expiry, r.at,
	}}
	v.cards[r.root] = r
	return r.root
}

// MinSize implements fyne.Layout.
func (r *allRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, allRowHeight(r.width()))
}

// Layout implements fyne.Layout.
func (r *allRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	put := func(c *clip, x, y, width float32) float32 {
		c.Move(fyne.NewPos(x, y))
		c.Resize(fyne.NewSize(max(width, 0), c.line()))
		return y + c.line() + 2
	}
	r.rule.FillColor = themed(colorHairline)
	r.rule.Move(fyne.NewPos(0, size.Height-1))
	r.rule.Resize(fyne.NewSize(size.Width, 1))
	mark := r.mark.MinSize()
	r.mark.Resize(mark)
	if asCards(r.width()) {
		right := size.Width * 0.3
		left := size.Width - right - 2*space8 - space8
		r.mark.Move(fyne.NewPos(space8, space8+1+r.name.line()+2))
		indent := float32(space8) + mark.Width + space8
		y := put(r.name, space8, space8, left)
		put(r.environment, space8+left+space8, space8+2, right)
		put(r.expiry, space8+left+space8, y, right)
		y = put(r.verdict, indent, y, left-mark.Width-space8)
		y = put(r.finding, indent, y, size.Width-indent-space8)
		y = put(r.todo, indent, y, size.Width-indent-space8)
		put(r.company, indent, y, left-mark.Width-space8)
		put(r.at, space8+left+space8, y, right)
		r.hint.Resize(fyne.Size{})
		r.hint.Hide()
		return
	}
	r.hint.Show()
	x, w := allColumnsOf(size.Width)
	put(r.company, x[0], put(r.name, x[0], space8, w[0]), w[0])
	put(r.hint, x[1], put(r.environment, x[1], space8+2, w[1])+1, w[1])
	r.mark.Move(fyne.NewPos(x[2], space8+1))
	indent := mark.Width + space8
	y := put(r.verdict, x[2]+indent, space8, w[2]-indent)
	y = put(r.finding, x[2]+indent, y, w[2]-indent)
	put(r.todo, x[2]+indent, y, w[2]+space12+w[3]-indent)
	put(r.at, x[3], put(r.expiry, x[3], space8+2, w[3])+1, w[3])
}

func (v *viewAll) fill(i int, o fyne.CanvasObject) {
	r := v.cards[o]
	if r == nil || i >= len(v.rows) {
		return
	}
	t, row := v.words.Text, v.rows[i]
	line := app.ReportRow(row)
	words := line.Words(v.words)
	look := verdictLook(row.Verdict())
	verdict, finding, color := words.Verdict, words.Title, look.text
	mark := row.Verdict()
	switch {
	case row.Status == app.RowWaiting && v.shown.All.Running:
		verdict, color = t("ui.all.queued"), colorSecondary
	case row.Status == app.RowWaiting:
		verdict, color = t("ui.all.not-checked"), colorSecondary
	case row.Status == app.RowRunning:
		verdict, color = t("ui.all.running"), theme.ColorNamePrimary
	case row.Status == app.RowChanged:
		finding = t("ui.all.changed")
	case row.Result == nil:
		color = colorSecondary
	}
	todo := words.Action
	if todo != "" && words.Who != "" {
		todo = t("ui.all.todo", map[string]string{"Action": words.Action, "Who": words.Who})
	}
	r.mark.set(mark)
	r.name.set(row.Connection.Name, theme.ColorNameForeground)
	r.company.set(line.Company(), colorSecondary)
	r.environment.set(v.words.Environment(row.Connection.Environment), environmentColor(row.Connection.Environment))
	hint := ""
	if row.Connection.KeyHint != "" {
		hint = t("ui.all.hint", map[string]string{"Hint": row.Connection.KeyHint})
	}
	r.hint.set(hint, colorSecondary)
	r.verdict.set(verdict, color)
	if finding == "" {
		finding, todo = todo, ""
	}
	r.finding.set(finding, colorSecondary)
	r.todo.set(todo, theme.ColorNameForeground)
	expiry, expiryColor := v.expiryWords(row)
	r.expiry.set(expiry, expiryColor)
	at := ""
	if !row.At.IsZero() && row.Result != nil {
		at = t("ui.all.at", map[string]string{"When": v.words.Clock(row.At)})
	}
	r.at.set(at, colorSecondary)
	rearrange(r.root)
}

// expiryWords says when the key expires; what is near stands out.
func (v *viewAll) expiryWords(row app.Row) (string, fyne.ThemeColorName) {
	e := expiry.Of(row.Connection.ExpiresOn, time.Now())
	if e.Level == expiry.Unknown {
		return v.words.Text("ui.all.no-expiry"), colorSecondary
	}
	facts := map[string]string{"Day": v.words.Day(e.Day)}
	switch {
	case e.Level == expiry.Over:
		return v.words.Text("ui.all.expired", facts), colorFailed
	case e.Level.Near():
		return v.words.Text("ui.all.expires", facts), colorLimited
	}
	return v.words.Text("ui.all.expires", facts), colorSecondary
}

// progressBar shows how much of something is done.
type progressBar struct {
	widget.BaseWidget
	share float32
}

func newProgressBar() *progressBar {
	b := &progressBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *progressBar) set(done, total int) {
	b.share = 0
	if total > 0 {
		b.share = float32(done) / float32(total)
	}
	b.Refresh()
}

func (b *progressBar) heightFor(float32) float32 { return 6 }

// CreateRenderer draws the track and what is done of it.
func (b *progressBar) CreateRenderer() fyne.WidgetRenderer {
	return laidOut(b, &progressRenderer{b, canvas.NewRectangle(nil), canvas.NewRectangle(nil)})
}

type progressRenderer struct {
	b           *progressBar
	track, done *canvas.Rectangle
}

func (r *progressRenderer) Destroy()                     {}
func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.done} }
func (r *progressRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, 6) }

func (r *progressRenderer) Layout(size fyne.Size) {
	r.track.FillColor, r.done.FillColor = themed(colorNeutralGround), themed(theme.ColorNamePrimary)
	r.track.CornerRadius, r.done.CornerRadius = 3, 3
	r.track.Resize(size)
	r.done.Resize(fyne.NewSize(size.Width*r.b.share, size.Height))
}

func (r *progressRenderer) Refresh() {
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
