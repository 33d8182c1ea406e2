package gui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// params are the parameters of the chosen test request: what it needs at once,
// filters and page behind a link.
type params struct {
	words                 *message.Catalogue
	control               *app.Controller
	root, needed, further *fyne.Container
	more                  *kit.Button
	set                   *kit.Label
	open                  bool
	operation             string
	inputs                []*paramInput
	changed, submit       func()
}

// paramInput is the field of one parameter: a text or a choice.
type paramInput struct {
	param  pleoclient.Param
	text   *kit.Field
	choice *kit.Select
	hint   string
	note   *kit.Label
}

func newParams(words *message.Catalogue, control *app.Controller) *params {
	p := &params{words: words, control: control, needed: kit.NewColumn(kit.Space12), further: kit.NewColumn(kit.Space12), set: kit.NewHint("")}
	p.more = kit.NewLink(words.Text("ui.params.more"), p.toggle)
	p.root = kit.NewColumn(kit.Space12, p.needed, kit.NewColumn(0, kit.NewOutdented(p.more), p.set), p.further)
	return p
}

// choose shows the parameters of an operation.
func (p *params) choose(operation string) {
	if operation == p.operation {
		return
	}
	p.operation, p.open, p.inputs = operation, false, nil
	p.needed.Objects, p.further.Objects = nil, nil
	op, _ := pleoclient.LookupOperation(operation)
	group := ""
	for _, each := range op.Params() {
		in := p.input(each)
		p.inputs = append(p.inputs, in)
		if each.Required {
			p.needed.Add(p.labelled(in))
			continue
		}
		id := "ui.params.filters"
		if each.Paging {
			id = "ui.params.page"
		}
		if id != group {
			group = id
			p.further.Add(kit.NewHint(p.words.Text(id)))
		}
		p.further.Add(p.labelled(in))
	}
	p.arrange()
}

// labelled is a field with its name and its hint or problem.
func (p *params) labelled(in *paramInput) fyne.CanvasObject {
	var control fyne.CanvasObject = in.text
	if in.choice != nil {
		control = kit.NewEdged(in.choice)
	}
	return kit.NewColumn(formGap, kit.NewStrong(p.words.Param(in.param.Name)), control, in.note)
}

// most is how many values a choice offers; more are typed.
const most = 20

func (p *params) input(of pleoclient.Param) *paramInput {
	in := &paramInput{param: of, note: kit.NewHint("")}
	t := p.words.Text
	edited := func(string) { p.control.Form.ParamEdited(of.Name) }
	kind := of.Kind
	if kind == pleoclient.KindList {
		kind = of.Item
	}
	switch {
	case kind == pleoclient.KindBool:
		in.choice = kit.NewSelect(edited)
		in.choice.ShowOptions([]string{"", "true", "false"}, []string{t("ui.params.any"), t("ui.params.yes"), t("ui.params.no")})
	case kind == pleoclient.KindEnum && len(of.Enum) <= most:
		in.choice = kit.NewSelect(edited)
		in.choice.ShowOptions(append([]string{""}, of.Enum...), append([]string{t("ui.params.any")}, of.Enum...))
	default:
		in.text = kit.NewField("", kind == pleoclient.KindUUID, edited)
		in.text.OnSubmitted = func(string) { p.submit() }
	}
	if in.choice != nil {
		in.choice.Choose("")
	}
	switch {
	case kind == pleoclient.KindEnum && in.text != nil:
		in.hint = t("ui.params.hint.countries")
	case of.Required:
		in.hint = t("ui.params.hint.id")
	case of.Kind == pleoclient.KindList && in.text != nil:
		in.hint = t("ui.params.hint.list")
	case kind == pleoclient.KindDateTime:
		in.hint = t("ui.params.hint.date")
	case of.Name == "limit" && of.Min == 1:
		in.hint = t("ui.params.hint.limit", map[string]string{"Min": strconv.FormatInt(of.Min, 10), "Max": strconv.FormatInt(of.Max, 10)})
	case of.Name == "limit":
		in.hint = t("ui.params.hint.rows")
	}
	in.note.SetText(in.hint)
	if in.text != nil {
		in.text.Below = in.note
	}
	return in
}

// value is what was typed or chosen.
func (in *paramInput) value() string {
	if in.choice != nil {
		return in.choice.ID()
	}
	return in.text.Text
}

// read is everything that was typed, by name.
func (p *params) read() map[string]string {
	typed := map[string]string{}
	for _, in := range p.inputs {
		if v := in.value(); v != "" {
			typed[in.param.Name] = v
		}
	}
	return typed
}

// write shows the parameters of an operation with these values.
func (p *params) write(operation string, values map[string]string) {
	p.choose(operation)
	for _, in := range p.inputs {
		if v := values[in.param.Name]; in.choice != nil {
			in.choice.Choose(v)
		} else {
			in.text.SetText(v)
		}
	}
}

// show puts what is wrong beside the fields, and opens what hides one.
func (p *params) show(s app.State) {
	for _, in := range p.inputs {
		in.note.Color = kit.ColorSecondary
		problem := s.ParamProblems[in.param.Name]
		if problem == nil {
			in.note.SetText(in.hint)
			continue
		}
		in.note.Color = kit.ColorFailed
		in.note.SetText(p.words.ParamProblem(problem))
		if !in.param.Required {
			p.open = true
		}
	}
	p.arrange()
}

func (p *params) toggle() {
	p.open = !p.open
	p.arrange()
	p.changed()
}

func (p *params) arrange() {
	kit.SetVisible(p.needed, len(p.needed.Objects) > 0)
	kit.SetVisible(p.more, len(p.further.Objects) > 0)
	kit.SetVisible(p.further, p.open && len(p.further.Objects) > 0)
	p.more.SetText(p.words.Text("ui.params.more"))
	if p.open {
		p.more.SetText(p.words.Text("ui.params.less"))
	}
	n := 0
	for _, in := range p.inputs {
		if !in.param.Required && in.value() != "" {
			n++
		}
	}
	p.set.SetText("")
	if n > 0 && !p.open {
		p.set.SetText(p.words.Plural("ui.params.set", n))
	}
	kit.SetVisible(p.root, len(p.inputs) > 0)
	kit.Rearrange(p.root)
}
