package gui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// tab is one page of the details.
type tab interface {
	name() string
	content() fyne.CanvasObject
	// offered reports whether there is anything to show, and of whether this is
	// one of several exchanges.
	offered(s app.State) (is, ofExchange bool)
	show(s app.State)
}

// tabPage is what every tab is: id is that of its name, which also names the tab.
type tabPage struct {
	id   string
	root *fyne.Container
}

func (p tabPage) name() string { return p.id }

func (p tabPage) content() fyne.CanvasObject { return p.root }

// ofExchange is a tab about an exchange: offered where there is one.
type ofExchange struct{ tabPage }

func (ofExchange) offered(s app.State) (is, ofExchange bool) {
	return s.Answer.Exchange != nil && s.AnswerStays(), true
}

// details are the facts behind the verdict, for those who want them, in tabs.
type details struct {
	words  *message.Catalogue
	root   *fyne.Container
	title  *kit.Label
	which  *kit.Select
	picker *fyne.Container
	tabs   *kit.Segments
	all    []tab
	answer *answerTab
	past   tab
	chosen string // the name of the chosen tab, offered or not
	now    tab    // the tab that is seen
	shown  app.State
	// changed is called after another tab was chosen: its height is another.
	changed func()
}

func newDetails(words *message.Catalogue, control *app.Controller, read func() app.Form, ask *historyQuestions, postman func()) *details {
	d := &details{words: words, title: kit.NewStrong(words.Text("ui.details.title")), answer: newAnswerTab(words, control, newPager(words, control, read))}
	d.past = newHistoryTab(words, control, ask)
	d.all = []tab{d.answer, newPermissionsTab(words, control, read), d.past, newTechnicalTab(words, postman)}
	d.which = kit.NewSelect(nil)
	d.which.OnChosen = func(string) { control.Answer.ShowExchange(d.which.SelectedIndex()) }
	d.picker = kit.NewEdged(d.which)
	d.tabs = kit.NewSegments(func(name string) {
		d.chosen = name
		d.fill()
		d.changed()
	})
	d.tabs.Tabs = true
	d.tabs.Spoken, d.which.Spoken = choiceNamed(words, "ui.details.title"), choiceNamed(words, "ui.details.title")
	d.root = kit.NewColumn(kit.Space12, d.title, d.tabs, d.picker) // what comes and goes with the tab stands below the tabs
	for _, t := range d.all {
		t.content().Hide() // until there is something to show; nor are its fonts needed before
		d.root.Objects = append(d.root.Objects, t.content())
	}
	return d
}

// show puts the state on the screen.
func (d *details) show(s app.State) {
	d.shown = s
	d.showWhich(s)
	d.fill()
}

// showWhich offers the exchanges of the result.
func (d *details) showWhich(s app.State) {
	if s.Result == nil || s.Answer.Exchange == nil {
		return
	}
	var ids, names []string
	current := 0
	for i, x := range s.Result.Exchanges {
		ids = append(ids, fmt.Sprint(i))
		names = append(names, d.words.Text("ui.details.which", map[string]string{
			"Operation": d.words.Area(x.Operation), "Method": x.Method, "Path": pathOf(shownURL(s.Answer, x.URL)),
		}))
		if x == s.Answer.Exchange {
			current = i
		}
	}
	d.which.ShowOptions(ids, names)
	d.which.Choose(fmt.Sprint(current))
}

// shownURL is an address as it may be shown beside an answer.
func shownURL(a app.Answer, url string) string {
	if a.Revealed {
		return url
	}
	return app.HideURL(url)
}

// searchAnswer goes to the search of the answer.
func (d *details) searchAnswer() {
	if d.answer.body.Shown.Document == nil || !d.root.Visible() {
		return
	}
	if d.now != tab(d.answer) {
		d.chosen = d.answer.name()
		d.fill()
		d.changed()
	}
	d.answer.body.FocusSearch()
}

// pathOf is the path of a URL, with its query.
func pathOf(url string) string {
	if _, rest, found := strings.Cut(url, "://"); found {
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			return rest[i:]
		}
	}
	return url
}

// fill shows the chosen tab, or the first where that has nothing to show.
// Before the first check the past tells more than what could be tried.
func (d *details) fill() {
	var names, words []string
	var colors []fyne.ThemeColorName
	var now tab
	for _, t := range d.all {
		if is, _ := t.offered(d.shown); !is {
			continue
		}
		names, words, colors = append(names, t.name()), append(words, d.words.Text(t.name())), append(colors, theme.ColorNamePrimary)
		if now == nil || t.name() == d.chosen {
			now = t
		}
	}
	if past := d.past; d.shown.Result == nil && now != nil && now.name() != d.chosen && slices.Contains(names, past.name()) {
		now = past
	}
	d.now = now
	for _, t := range d.all {
		kit.SetVisible(t.content(), t == now)
	}
	kit.SetVisible(d.root, now != nil)
	if now == nil {
		return
	}
	d.tabs.SetOptions(names, words, colors, now.name())
	_, ofExchange := now.offered(d.shown)
	// A choice of one is none: its name is the title then.
	title := d.words.Text("ui.details.title")
	if len(names) == 1 {
		title = words[0]
	}
	d.title.SetText(title)
	kit.SetVisible(d.tabs, len(names) > 1)
	kit.SetVisible(d.picker, ofExchange && d.shown.Result != nil && len(d.shown.Result.Exchanges) > 1)
	now.show(d.shown)
	kit.Rearrange(d.root)
}

// open chooses a tab by its name.
func (d *details) open(name string) {
	d.chosen = name
	d.fill()
	d.changed()
}
