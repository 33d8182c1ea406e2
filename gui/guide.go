package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
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
	title   *kit.Label
	close   []*kit.Button // beside the title, and at the end
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
	intro  *kit.Label            // in the body, where the head says how far it is instead
	parts  map[string]*guidePart // made when the step is first unfolded
}

// guidePart is one part of a step.
type guidePart struct {
	ground *kit.Panel
	root   *fyne.Container
	tick   *entry // nil where there is nothing to tick
}

// newGuide makes the guide; toRequests leads to the test requests of the form, and
// closed away from it.
func newGuide(words *message.Catalogue, control *app.Controller, a fyne.App, toRequests, closed func()) *guidePanel {
	g := &guidePanel{words: words, control: control, app: a, toRequests: toRequests}
	g.title = kit.NewParagraph("", kit.ColorSecondary, kit.SizeVerdict, fyne.TextStyle{Bold: true})
	for range 2 {
		g.close = append(g.close, kit.NewButton(words.Text("guide.close"), kit.Secondary, closed))
	}
	list := kit.NewColumn(kit.Space4)
	for _, s := range guide.Steps() {
		step := g.newStep(s)
		g.steps = append(g.steps, step)
		if s.ID == guide.Trouble {
			list.Add(kit.NewInset(0, kit.Space8, kit.NewRule()))
		}
		list.Add(step.head)
		list.Add(step.body)
	}
	g.root = kit.NewColumn(kit.Space16, kit.NewLine(kit.Space8, 0, g.title, g.close[0]), list, kit.NewWrapped(0, g.close[1]))
	return g
}

func (g *guidePanel) newStep(s guide.Step) *guideStep {
	t := g.words.Text
	name := t("guide." + s.ID + ".title")
	step := &guideStep{step: s, parts: map[string]*guidePart{}}
	step.head = newFold(s.Number, name, func() { g.control.Guide.Unfold(s.ID) })
	step.intro = kit.NewBody("")
	step.inside = kit.NewColumn(kit.Space4, kit.NewInset(kit.Space8, 0, step.intro))
	step.body = kit.NewBar(kit.ColorHairline, 1, stemPlaces, step.inside)
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
	part := &guidePart{ground: kit.NewPanel("", "", 8)}
	inside := kit.NewColumn(kit.Space4)
	if p.Tick {
		part.tick = newEntry(g.words, func() { g.control.Guide.Tick(at, !part.tick.ticked) })
		part.tick.box = true
		part.tick.line.TextSize, part.tick.line.Color = theme.SizeNameText, theme.ColorNameForeground
		part.tick.set(title, text, look{text: theme.ColorNamePrimary, icon: theme.CheckButtonIcon()}, false)
		inside.Add(part.tick)
	} else {
		inside.Add(kit.NewStrong(title))
		if p.Clicks {
			inside.Add(g.clicks())
		}
		inside.Add(kit.NewBody(text))
	}
	// The words of the links stand in line with what is above them.
	part.root = kit.NewInset(kit.Space8, kit.Space8, part.ground, inside)
	left := func() float32 { return -kit.Space4 }
	if p.Tick { // beside the box, which has margins of its own
		part.root = kit.NewInset(0, kit.Space4, part.ground, inside)
		left = func() float32 { return kit.Space8 + kit.Scaled(18) + kit.Space4 }
	}
	if links := g.links(at, p); len(links) > 0 {
		inside.Add(kit.NewIndented(left, kit.NewColumn(2, links...)))
	}
	return part
}

// links leads to Pleo's pages about a part, and to where it is done here.
func (g *guidePanel) links(at guide.Anchor, p guide.Part) (links []fyne.CanvasObject) {
	add := func(text string, do func()) {
		links = append(links, kit.NewPageLink(text, do))
	}
	if at == guide.At("next.endpoints") {
		add(g.words.Text("guide.test-request"), g.toRequests)
	}
	for _, id := range p.Pages {
		page := map[string]string{"Page": g.words.Text(id)}
		add(g.words.Text("guide.more", page), func() { openGuide(g.app, pathOfPage(id)) })
	}
	return links
}

// clicks shows where to click in Pleo, as the way through its menus.
func (g *guidePanel) clicks() fyne.CanvasObject {
	way := kit.NewWrapped(kit.Space4)
	for i, id := range []string{"guide.path.settings", "guide.path.api-keys", "guide.path.create"} {
		if i > 0 {
			way.Add(kit.NewInset(2, kit.Space4, kit.NewLabel("›", kit.ColorSecondary, theme.SizeNameText, fyne.TextStyle{})))
		}
		name := kit.NewLabel(g.words.Text(id), theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
		way.Add(kit.NewInset(kit.Space8, kit.Space4, kit.NewPanel(kit.ColorSurface, kit.ColorEdge, 6), name))
	}
	return kit.NewInset(0, kit.Space4, way)
}

// show puts the state on the screen.
func (g *guidePanel) show(s app.State) {
	kit.SetVisible(g.root, s.GuideShown())
	if !s.GuideShown() {
		return
	}
	title := "ui.welcome.title"
	if s.Guide.Open {
		title = "guide.title"
	}
	g.title.SetText(g.words.Text(title))
	for _, b := range g.close {
		kit.SetVisible(b, s.Guide.Open && s.HasOutcome()) // else there is nothing in its place
	}
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
		step.intro.SetText(intro)
		if unfolded {
			g.fill(step)
		}
		kit.SetVisible(step.body, unfolded)
		for id, part := range step.parts {
			pointed := unfolded && id == s.Guide.At.Part
			part.ground.SetColors("", "")
			if pointed {
				part.ground.SetColors(kit.ColorSelected, kit.ColorEdge)
			}
			if part.tick != nil {
				on := evidence.Ticked(guide.Anchor{Step: step.step.ID, Part: id}.ID())
				icon, state := theme.CheckButtonIcon(), "guide.tick.off"
				if on {
					icon, state = theme.CheckButtonCheckedIcon(), "guide.tick.on"
				}
				part.tick.ticked, part.tick.state = on, g.words.Text(state)
				part.tick.set(part.tick.name.Text, part.tick.line.Text, look{text: theme.ColorNamePrimary, icon: icon}, false)
			}
		}
	}
	kit.Rearrange(g.root)
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
