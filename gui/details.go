package gui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// The tabs of the details.
const (
	tabAnswer     = "answer"
	tabHeaders    = "headers"
	tabRequest    = "request"
	tabConnection = "connection"
)

// details are the facts of one exchange, for those who want them.
type details struct {
	words  *message.Catalogue
	root   *fyne.Container
	which  *choice
	picker *fyne.Container
	tabs   *segments
	facts  *fyne.Container
	bar    *timebar
	keys   *paragraph
	bars   *fyne.Container
	note   *paragraph
	lines  *lines
	tab    string
	// changed is called after another tab was chosen: its height is another.
	changed func()
	shown   app.Answer
	kind    check.Kind // of the finding of the check
}

func newDetails(words *message.Catalogue, control *app.Controller) *details {
	d := &details{words: words, tab: tabAnswer}
	d.which = newChoice(nil, control.Cancel)
	d.which.chosen = func(string) { control.ShowExchange(d.which.SelectedIndex()) }
	d.picker = edged(d.which)
	d.tabs = newSegments(func(id string) {
		d.tab = id
		d.fill()
		d.changed()
	})
	d.tabs.escape = control.Cancel
	d.facts = newColumn(space8)
	d.bar = newTimebar()
	d.keys = hint(words.Text("ui.details.phases"))
	d.bars = newColumn(space4, d.bar, d.keys)
	d.note = hint("")
	edge := newPanel(colorSurface, colorHairline, 8)
	d.lines = newLines(edge, control.Cancel)
	d.root = newColumn(space12, strong(words.Text("ui.details.title")), d.picker, d.tabs, d.facts, d.bars, d.note,
		newInset(space8, space8, edge, d.lines))
	return d
}

// show puts the exchange on the screen.
func (d *details) show(s app.State) {
	visible(d.root, s.Answer.Exchange != nil && s.Activity == app.Idle)
	if s.Answer.Exchange == nil {
		return
	}
	d.shown, d.kind = s.Answer, ""
	if s.Answer.Exchange == s.Result.Answer {
		d.kind = s.Result.Finding.Kind
	}
	var names []string
	current := 0
	for i, x := range s.Result.Exchanges {
		names = append(names, d.words.Text("ui.details.which", map[string]string{
			"Operation": d.words.Area(x.Operation), "Method": x.Method, "Path": pathOf(x.URL),
		}))
		if x == s.Answer.Exchange {
			current = i
		}
	}
	ids := make([]string, len(names))
	for i := range names {
		ids[i] = fmt.Sprint(i)
	}
	d.which.options(ids, names)
	d.which.choose(fmt.Sprint(current))
	visible(d.picker, len(names) > 1)
	d.fill()
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

// fill shows the chosen tab.
func (d *details) fill() {
	t := d.words.Text
	ids := []string{tabAnswer, tabHeaders, tabRequest, tabConnection}
	d.tabs.set(ids,
		[]string{t("ui.details.answer"), t("ui.details.headers"), t("ui.details.request"), t("ui.details.connection")},
		[]fyne.ThemeColorName{theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNamePrimary}, d.tab)
	d.facts.Objects = nil
	x := d.shown.Exchange
	visible(d.bars, d.tab == tabAnswer && x.Status > 0)
	d.note.set("")
	var text []string
	switch d.tab {
	case tabAnswer:
		text = d.answer(x)
	case tabHeaders:
		text = headerLines(x.Header)
	case tabRequest:
		d.fact("ui.details.sent", x.Method+" "+message.Clean(x.URL), true)
		text = headerLines(x.RequestHeader)
		if len(x.RequestBody) > 0 {
			text = append(append(text, ""), strings.Split(string(x.RequestBody), "\n")...)
		}
		d.note.set(t("ui.details.key-hidden"))
	case tabConnection:
		d.connection(x)
	}
	visible(d.lines, len(text) > 0)
	d.lines.set(text)
	d.root.Refresh()
}

// fact adds a line "name: value", if there is a value.
func (d *details) fact(id, value string, mono bool) {
	if value == "" {
		return
	}
	text := body(value)
	if mono {
		text = code(value)
	}
	d.facts.Add(newTopLine(space16, 1, factName(d.words.Text(id)), text))
}

// factName is the left column of a fact.
func factName(text string) fyne.CanvasObject {
	l := newParagraph(text, colorSecondary, theme.SizeNameText, fyne.TextStyle{})
	return &fyne.Container{Layout: &fixedWidth{width: 116}, Objects: []fyne.CanvasObject{l}}
}

// fixedWidth gives its object a fixed width, in ems of the text size 14.
type fixedWidth struct{ width float32 }

func (f *fixedWidth) at() float32 { return f.width * measure(theme.SizeNameText) / 14 }

func (f *fixedWidth) heightFor(objects []fyne.CanvasObject, _ float32) float32 {
	return heightFor(objects[0], f.at())
}

func (f *fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(f.at(), size.Height))
}

func (f *fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.at(), f.heightFor(objects, 0))
}

// answer shows status, id, time and sizes, and returns the body.
func (d *details) answer(x *pleoclient.Exchange) []string {
	t := d.words.Text
	if x.Status == 0 {
		d.fact("ui.details.status", t("ui.details.no-answer"), false)
		return nil
	}
	d.fact("ui.details.status", d.words.StatusFor(d.kind, x.Status), false)
	d.fact("ui.details.request-id", message.Clean(x.RequestID), true)
	d.fact("ui.details.time", d.words.Took(x.Duration), false)
	d.fact("ui.details.size", t("ui.details.sizes", map[string]string{"Body": bytesOf(x.BodyBytes), "Wire": bytesOf(x.WireBytes)}), false)
	d.fact("ui.details.type", message.Clean(x.ContentType), true)
	if x.RateLimit.Known {
		d.fact("ui.details.rate", t("ui.details.rates", map[string]string{
			"Remaining": fmt.Sprint(x.RateLimit.Remaining), "Limit": fmt.Sprint(x.RateLimit.Limit),
		}), false)
	}
	d.bar.set(x.Timing)
	switch {
	case x.Truncated:
		d.note.set(t("ui.details.truncated", map[string]string{"Size": bytesOf(int64(len(x.Body)))}))
	case len(x.Body) == 0:
		d.note.set(t("ui.details.no-body"))
	case !d.shown.Pretty:
		d.note.set(t("ui.details.plain"))
	case x.Status < 300:
		_, text := d.words.Reminder(message.ReminderAnswer)
		d.note.set(text)
	}
	return d.shown.Lines
}

// connection shows the way to the server and its certificate.
func (d *details) connection(x *pleoclient.Exchange) {
	t := d.words.Text
	d.fact("ui.details.address", x.RemoteAddr, true)
	d.fact("ui.details.protocol", x.Proto, false)
	if x.ReusedConn {
		d.fact("ui.details.reused", t("ui.details.reused.yes"), false)
	}
	d.fact("ui.details.proxy", x.Proxy, true)
	d.fact("ui.details.clock", d.words.Facts(map[string]string{check.FactClock: clockText(x.ClockOffset)})[check.FactClock], false)
	if x.TLS == nil {
		if x.Status > 0 {
			d.note.set(t("ui.details.no-tls"))
		}
		return
	}
	d.fact("ui.details.tls", x.TLS.Version, false)
	if len(x.TLS.Chain) == 0 {
		return
	}
	leaf := x.TLS.Chain[0]
	d.fact("ui.details.certificate", message.Clean(leaf.Subject), false)
	d.fact("ui.details.issuer", message.Clean(leaf.Issuer), false)
	d.fact("ui.details.valid", t("ui.details.valid.dates", map[string]string{
		"From": d.words.Date(leaf.NotBefore), "Until": d.words.Date(leaf.NotAfter),
	}), false)
	for _, above := range x.TLS.Chain[1:] {
		d.fact("ui.details.vouched", message.Clean(above.Subject), false)
	}
	if x.Status == 0 {
		d.note.set(t("ui.details.refused-certificate"))
	}
}

// clockText is a difference of clocks worth telling, in the form of the fact;
// "" for less than a minute.
func clockText(offset time.Duration) string {
	if offset = offset.Round(time.Second); offset.Abs() < time.Minute {
		return ""
	}
	return offset.String()
}

// headerLines lists headers in the order of their names.
func headerLines(h map[string][]string) []string {
	var text []string
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			text = append(text, message.Clean(name+": "+value))
		}
	}
	return text
}

// bytesOf is a size in the unit that suits it.
func bytesOf(n int64) string {
	switch {
	case n < 1024:
		return fmt.Sprintf("%d B", n)
	case n < 1024*1024:
		return fmt.Sprintf("%.1f KiB", float64(n)/1024)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1024*1024))
}
