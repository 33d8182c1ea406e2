package gui

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/message"
)

// historyQuestions are the sheets about the history.
type historyQuestions struct {
	window  fyne.Window
	words   *message.Catalogue
	control *app.Controller
}

// eraseOne asks before a check is erased.
func (q *historyQuestions) eraseOne(p history.Check) {
	t := q.words.Text
	when := map[string]string{"When": q.words.DateTime(p.At)}
	kit.ShowSheet(q.window, t("ui.history.erase-one.title"), kit.NewBody(t("ui.history.erase-one.text", when)), nil,
		kit.NewButton(t("ui.keep-as-is"), kit.Secondary, nil),
		kit.NewButton(t("ui.history.erase-one.yes"), kit.Secondary, func() { q.control.History.Erase(p) }))
}

// eraseOf asks before the history of the selected connection is erased.
func (q *historyQuestions) eraseOf(s app.State) {
	con, ok := s.Selection()
	if !ok {
		return
	}
	t := q.words.Text
	text := kit.NewColumn(kit.Space8, kit.NewBody(q.words.Plural("ui.history.erase-these.text", len(s.Past.Of(con.ID)), nameOf(con))), kit.NewBody(t("ui.history.erase.means")))
	kit.ShowSheet(q.window, t("ui.history.erase-these.title"), text, nil,
		kit.NewButton(t("ui.keep-as-is"), kit.Secondary, nil),
		kit.NewButton(t("ui.history.erase-these.yes"), kit.Secondary, func() { q.control.History.EraseOf(con.ID) }))
}

// eraseAll asks before everything is erased.
func (q *historyQuestions) eraseAll(n int) {
	t := q.words.Text
	text := kit.NewColumn(kit.Space8, kit.NewBody(q.words.Plural("ui.history.erase-all.text", n)), kit.NewBody(t("ui.history.erase.means")))
	kit.ShowSheet(q.window, t("ui.history.erase-all.title"), text, nil,
		kit.NewButton(t("ui.keep-as-is"), kit.Secondary, nil),
		kit.NewButton(t("ui.history.erase-all.yes"), kit.Secondary, q.control.History.EraseAll))
}

// compare shows two checks side by side: first what differs, then the rest.
func (q *historyQuestions) compare(two []history.Check) {
	if len(two) != 2 {
		return
	}
	before, after := two[1], two[0]
	if after.At.Before(before.At) {
		before, after = after, before
	}
	t := q.words.Text
	page := kit.NewColumn(kit.Space12, threeColumns(kit.NewStrong(""), kit.NewStrong(q.words.DateTime(before.At)), kit.NewStrong(q.words.DateTime(after.At))), kit.NewRule())
	same := kit.NewColumn(kit.Space8)
	changed := 0
	for _, d := range history.Compare(before.Record, after.Record) {
		if x, y := q.value(d, d.Before, before), q.value(d, d.After, after); d.Changed {
			changed++
			page.Add(threeColumns(kit.NewStrong(q.aspect(d.Aspect)), kit.NewBody(x), kit.NewStrong(y)))
		} else {
			same.Add(threeColumns(grey(q.aspect(d.Aspect)), grey(x), grey(y)))
		}
	}
	if changed == 0 {
		page.Add(kit.NewBody(t("ui.compare.nothing")))
	}
	if len(same.Objects) > 0 {
		page.Add(kit.NewColumn(kit.Space8, kit.NewRule(), kit.NewStrong(t("ui.compare.same")), same))
	}
	kit.ShowSheet(q.window, t("ui.compare.title"), page, nil, kit.NewButton(t("ui.close"), kit.Secondary, nil))
}

func grey(text string) *kit.Paragraph {
	return kit.NewParagraph(text, kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
}

// aspectNames are the words of the aspects, besides steps and phases.
var aspectNames = map[history.Aspect]string{
	history.AspectVerdict: "ui.compare.verdict", history.AspectFinding: "ui.compare.finding", history.AspectEnvironment: "ui.compare.environment",
	history.AspectCompany: "ui.compare.company", history.AspectKey: "ui.compare.key", history.AspectScopes: "ui.compare.scopes", history.AspectTook: "ui.compare.took",
}

var (
	aspectPhases = []string{"ui.compare.time.name", "ui.compare.time.connect", "ui.compare.time.secure", "ui.compare.time.wait", "ui.compare.time.download"}
	aspectSteps  = map[check.StepName]string{
		check.StepInput: "ui.compare.step.input", check.StepConnect: "ui.compare.step.connect", check.StepIdentity: "ui.compare.step.identity",
		check.StepCompany: "ui.compare.step.company", check.StepRequest: "ui.compare.step.request",
	}
)

func (q *historyQuestions) aspect(a history.Aspect) string {
	if i, is := a.Phase(); is && i >= 0 {
		return q.words.Text(aspectPhases[i])
	}
	if step, is := a.Step(); is {
		return q.words.Text(aspectSteps[step])
	}
	return q.words.Text(aspectNames[a])
}

// value is the value of an aspect in words; a dash where there is none.
func (q *historyQuestions) value(d history.Difference, value string, of history.Check) string {
	if value == "" {
		return "–"
	}
	_, step := d.Aspect.Step()
	_, phase := d.Aspect.Phase()
	switch {
	case d.Aspect == history.AspectVerdict:
		return q.words.Verdict(check.Verdict(value))
	case step && value == string(check.OK):
		return q.words.Text("ui.compare.fine")
	case d.Aspect == history.AspectFinding, step:
		return kindTitle(q.words, value, of.Environment)
	case d.Aspect == history.AspectEnvironment:
		return q.words.Environment(value)
	case d.Aspect == history.AspectKey:
		return "…" + value
	case d.Aspect == history.AspectTook, phase:
		ms, _ := strconv.ParseInt(value, 10, 64)
		return q.words.Took(time.Duration(ms) * time.Millisecond)
	}
	return message.Clean(value)
}

// threeColumns lays a name and two values beside each other; where there is
// little room the name stands above them.
func threeColumns(name, left, right fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: sides{}, Objects: []fyne.CanvasObject{name, left, right}}
}

type sides struct{}

// widths gives the width of the name, 0 where it stands above, and of a value.
func (sides) widths(width float32) (name, value float32) {
	grown := kit.Measure(theme.SizeNameText) / 14
	if width < 380*grown {
		return 0, (width - kit.Space12) / 2
	}
	name = 112 * grown
	return name, (width - name - 2*kit.Space12) / 2
}

func (s sides) HeightFor(o []fyne.CanvasObject, width float32) float32 {
	name, value := s.widths(width)
	values := max(kit.HeightFor(o[1], value), kit.HeightFor(o[2], value))
	if name == 0 {
		return kit.HeightFor(o[0], width) + values
	}
	return max(kit.HeightFor(o[0], name), values)
}

func (s sides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	name, value := s.widths(size.Width)
	var x, y float32
	if name == 0 {
		y = kit.HeightFor(o[0], size.Width)
		o[0].Resize(fyne.NewSize(size.Width, y))
	} else {
		o[0].Resize(fyne.NewSize(name, kit.HeightFor(o[0], name)))
		x = name + kit.Space12
	}
	for _, each := range o[1:] {
		each.Move(fyne.NewPos(x, y))
		each.Resize(fyne.NewSize(value, kit.HeightFor(each, value)))
		x += value + kit.Space12
	}
}

func (s sides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 10) }
