package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/message"
)

// guidePanel is the guide beside the form: the steps from no key to a key that
// works, one of them unfolded, each with how far it is.
type guidePanel struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container
	title   *paragraph
	back    *button
	steps   []*guideStep
	app     fyne.App
	// toRequests leads to the test requests of the form.
	toRequests func()

	arrived int // revision of the guide last gone to
}

// guideStep is one step: its head, and its parts where it is unfolded.
type guideStep struct {
	step guide.Step
	head *fold
	body *fyne.Container
	// inside is what the body holds: intro and parts.
	inside *fyne.Container
	intro  *paragraph            // in the body, where the head says how far it is instead
	parts  map[string]*guidePart // made when the step is first unfolded
}

// guidePart is one part of a step.
type guidePart struct {
	ground *panel
	root   *fyne.Container
	tick   *entry // nil where there is nothing to tick
}

// newGuide makes the guide; toRequests leads to the test requests of the form.
func newGuide(words *message.Catalogue, control *app.Controller, a fyne.App, toRequests func()) *guidePanel {
	g := &guidePanel{words: words, control: control, app: a, toRequests: toRequests}
	g.title = newParagraph("", colorSecondary, sizeVerdict, fyne.TextStyle{Bold: true})
	g.back = newLink(words.Text("guide.back"), nil)
	g.back.escape = control.Cancel
	list := newColumn(space4)
	for _, s := range guide.Steps() {
		step := g.newStep(s)
		g.steps = append(g.steps, step)
		if s.ID == guide.Trouble {
			list.Add(newInset(0, space8, ruler()))
		}
		list.Add(step.head)
		list.Add(step.body)
	}
	g.root = newColumn(space16, newLine(space8, 0, g.title, g.back), list)
	return g
}

func (g *guidePanel) newStep(s guide.Step) *guideStep {
	t := g.words.Text
	name := t("guide." + s.ID + ".title")
	step := &guideStep{step: s, parts: map[string]*guidePart{}}
	step.head = newFold(s.Number, name, func() { g.control.Unfold(s.ID) }, g.control.Cancel)
	step.intro = body("")
	step.inside = newColumn(space4, newInset(space8, 0, step.intro))
	step.body = &fyne.Container{Layout: &stem{}, Objects: []fyne.CanvasObject{newPanel(colorHairline, "", 0), step.inside}}
	step.body.Hide()
	return step
}

// fill makes the parts of a step, once.
func (g *guidePanel) fill(s *guideStep) {
	if len(s.parts) > 0 {
		return
	}
	for _, p := range s.step.Parts {
		part := g.newPart(guide.Anchor{Step: s.step.ID, Part: p.ID}, p)
		s.parts[p.ID] = part
		s.inside.Objects = append(s.inside.Objects, part.root)
	}
}

// newPart makes a part: what it is about, what to do, and where to read more.
func (g *guidePanel) newPart(at guide.Anchor, p guide.Part) *guidePart {
	t := g.words.Text
	title, text := t("guide."+at.ID()+".title"), t("guide."+at.ID()+".text")
	part := &guidePart{ground: newPanel("", "", 8)}
	inside := newColumn(space4)
	if p.Tick {
		part.tick = newEntry(g.words, func() { g.control.Tick(at, !part.tick.ticked) }, g.control.Cancel)
		part.tick.box = true
		part.tick.line.size, part.tick.line.color = theme.SizeNameText, theme.ColorNameForeground
		part.tick.set(title, text, look{text: theme.ColorNamePrimary, icon: theme.CheckButtonIcon()}, false)
		inside.Add(part.tick)
	} else {
		inside.Add(strong(title))
		if p.Clicks {
			inside.Add(g.clicks())
		}
		inside.Add(body(text))
	}
	links := g.links(at, p)
	part.root = newInset(space8, space8, part.ground, inside)
	if p.Tick {
		// In line with the words beside the box, which has margins of its own.
		part.root = newInset(0, space4, part.ground, inside)
		links.Layout = &hung{by: func() float32 { return space8 + fixedSquare(18).size().Width + space4 }}
	}
	inside.Add(links)
	return part
}

// links leads to Pleo's pages about a part, and to where it is done here.
func (g *guidePanel) links(at guide.Anchor, p guide.Part) *fyne.Container {
	var links []fyne.CanvasObject
	add := func(text string, do func()) {
		links = append(links, newPageLink(text, do, g.control.Cancel))
	}
	if at == guide.At("next.endpoints") {
		add(g.words.Text("guide.test-request"), g.toRequests)
	}
	for _, id := range p.Pages {
		page := map[string]string{"Page": g.words.Text(id)}
		add(g.words.Text("guide.more", page), func() { openGuide(g.app, pathOfPage(id)) })
	}
	// The words stand in line with what is above them.
	row := &fyne.Container{Layout: &inset{left: -space4}, Objects: []fyne.CanvasObject{newColumn(2, links...)}}
	visible(row, len(links) > 0)
	return row
}

// clicks shows where to click in Pleo, as the way through its menus.
func (g *guidePanel) clicks() fyne.CanvasObject {
	way := newWrapped(space4)
	for i, id := range []string{"guide.path.settings", "guide.path.api-keys", "guide.path.create"} {
		if i > 0 {
			way.Add(newInset(2, space4, word("›", colorSecondary, theme.SizeNameText, fyne.TextStyle{})))
		}
		name := word(g.words.Text(id), theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
		way.Add(newInset(space8, space4, newPanel(colorSurface, colorEdge, 6), name))
	}
	return newInset(0, space4, way)
}

// show puts the state on the screen.
func (g *guidePanel) show(s app.State) {
	visible(g.root, s.GuideShown())
	if !s.GuideShown() {
		return
	}
	title := "ui.welcome.title"
	if s.Guide.Open {
		title = "guide.title"
	}
	g.title.set(g.words.Text(title))
	visible(g.back, s.Guide.Open && s.HasOutcome())
	evidence := s.GuideEvidence()
	for _, step := range g.steps {
		status := evidence.Of(step.step)
		unfolded := s.Guide.At.Step == step.step.ID
		line, intro, state := g.words.Text("guide."+step.step.ID+".intro"), "", ""
		if status != guide.Lookup {
			state = g.words.Text("guide.status." + string(status))
		}
		if status == guide.Done || status == guide.Attention {
			line, intro = state, line
		}
		step.head.set(status, state, line, unfolded)
		step.intro.set(intro)
		if unfolded {
			g.fill(step)
		}
		visible(step.body, unfolded)
		for id, part := range step.parts {
			pointed := unfolded && id == s.Guide.At.Part
			part.ground.set("", "")
			if pointed {
				part.ground.set(colorSelected, colorEdge)
			}
			if part.tick != nil {
				on := evidence.Ticked(guide.Anchor{Step: step.step.ID, Part: id}.ID())
				icon, state := theme.CheckButtonIcon(), "guide.tick.off"
				if on {
					icon, state = theme.CheckButtonCheckedIcon(), "guide.tick.on"
				}
				part.tick.ticked, part.tick.state = on, g.words.Text(state)
				part.tick.set(part.tick.name.text, part.tick.line.text, look{text: theme.ColorNamePrimary, icon: icon}, false)
			}
		}
	}
	rearrange(g.root)
}

// goTo is where the guide was opened at, once for each time that it was: the
// head of the step for the focus, and what has to be seen.
func (g *guidePanel) goTo(s app.State) (head *fold, part fyne.CanvasObject) {
	if !s.GuideShown() || s.Guide.Revision == g.arrived {
		return nil, nil
	}
	g.arrived = s.Guide.Revision
	for _, step := range g.steps {
		if step.step.ID != s.Guide.At.Step {
			continue
		}
		if p := step.parts[s.Guide.At.Part]; p != nil {
			return step.head, p.root
		}
		return step.head, nil
	}
	return nil, nil
}

// pathOfPage is the path of one of Pleo's pages, by the id of its words.
func pathOfPage(id string) string {
	for _, p := range guidePages {
		if p.id == id {
			return p.path
		}
	}
	return ""
}
