package gui

import (
	"slices"
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
	confirm(q.window, q.words, t("ui.history.erase-one.title"), kit.NewBody(t("ui.history.erase-one.text", when)), "ui.history.erase-one.yes", func() { q.control.History.Erase(p) })
}

// eraseOf asks before the history of the selected connection is erased.
func (q *historyQuestions) eraseOf(s app.State) {
	con, ok := s.Selection()
	if !ok {
		return
	}
	t := q.words.Text
	text := kit.NewColumn(kit.Space8, kit.NewBody(q.words.Plural("ui.history.erase-these.text", len(s.Past.Of(con.ID)), nameOf(con))), kit.NewBody(t("ui.history.erase.means")))
	confirm(q.window, q.words, t("ui.history.erase-these.title"), text, "ui.history.erase-these.yes", func() { q.control.History.EraseOf(con.ID) })
}

// eraseAll asks before everything is erased.
func (q *historyQuestions) eraseAll(n int) {
	t := q.words.Text
	text := kit.NewColumn(kit.Space8, kit.NewBody(q.words.Plural("ui.history.erase-all.text", n)), kit.NewBody(t("ui.history.erase.means")))
	confirm(q.window, q.words, t("ui.history.erase-all.title"), text, "ui.history.erase-all.yes", q.control.History.EraseAll)
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
	same, vary := kit.NewColumn(kit.Space8), kit.NewColumn(kit.Space8)
	changed := 0
	for _, d := range history.Compare(before.Record, after.Record) {
		if x, y := q.value(d, d.Before, before), q.value(d, d.After, after); d.Changed {
			changed++
			page.Add(threeColumns(kit.NewStrong(q.aspect(d.Aspect)), kit.NewBody(x), kit.NewStrong(y)))
		} else if x == y {
			same.Add(threeColumns(grey(q.aspect(d.Aspect)), grey(x), grey(y)))
		} else {
			vary.Add(threeColumns(grey(q.aspect(d.Aspect)), grey(x), grey(y)))
		}
	}
	if changed == 0 {
		page.Add(kit.NewBody(t("ui.compare.nothing")))
	}
	if len(same.Objects) > 0 {
		page.Add(kit.NewColumn(kit.Space8, kit.NewRule(), kit.NewStrong(t("ui.compare.same")), same))
	}
	if len(vary.Objects) > 0 {
		page.Add(kit.NewColumn(kit.Space8, kit.NewRule(), kit.NewStrong(t("ui.compare.vary")), vary))
	}
	showPage(q.window, q.words, t("ui.compare.title"), page)
}

func grey(text string) *kit.Label {
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
	case d.Aspect == history.AspectScopes:
		return q.scopesOf(d, value, of)
	case d.Aspect == history.AspectTook, phase:
		ms, _ := strconv.ParseInt(value, 10, 64)
		return q.words.Took(time.Duration(ms) * time.Millisecond)
	}
	return message.Clean(value)
}

// scopesOf counts the permissions of a check, and names those that the other has not.
func (q *historyQuestions) scopesOf(d history.Difference, count string, of history.Check) string {
	var only []string
	for _, s := range of.ScopeNames {
		if slices.Contains(d.Only, s) {
			only = append(only, scopeWords(q.words, s))
		}
	}
	if only == nil {
		return message.Clean(count)
	}
	slices.Sort(only)
	return q.words.Text("ui.compare.only", map[string]string{"Count": count, "List": q.words.List(only)})
}

// threeColumns lays a name and two values beside each other; where there is
// little room the name stands above them.
func threeColumns(name, left, right fyne.CanvasObject) *fyne.Container {
	return kit.NewFlow(sides{}, name, left, right)
}

type sides struct{}

func (sides) Least([]fyne.CanvasObject) float32 { return 120 }

func (sides) Arrange(o []fyne.CanvasObject, width, _ float32, put kit.Put) float32 {
	var name, left, top float32
	value := (width - kit.Space12) / 2
	if width < kit.Scaled(380) {
		top = kit.HeightFor(o[0], width)
		put(o[0], 0, 0, width, top)
	} else {
		left = kit.Scaled(112) + kit.Space12
		value = (width - left - kit.Space12) / 2
		name = kit.HeightFor(o[0], left-kit.Space12)
		put(o[0], 0, 0, left-kit.Space12, name)
	}
	x, y := kit.HeightFor(o[1], value), kit.HeightFor(o[2], value)
	put(o[1], left, top, value, x)
	put(o[2], left+value+kit.Space12, top, value, y)
	return max(name, top+max(x, y))
}
