package gui

import (
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
)

// connections is the list at the left: what was saved, and how it last went.
type connections struct {
	words   *message.Catalogue
	control *app.Controller
	root    *fyne.Container
	list    *kit.LongColumn // of entries
	empty   *kit.Label
	add     *kit.Button
	all     *kit.Button // Check all, where there is more than one
	shown   app.State   // what the list was drawn from
	drawn   bool
	picked  func()          // after a choice, for a list that is shown as a menu
	anew    func()          // begins a new connection
	alike   map[string]bool // the ids of those that are named like another
	offer   *offers
}

func newConnections(words *message.Catalogue, control *app.Controller, offer *offers) *connections {
	v := &connections{offer: offer, words: words, control: control, anew: control.Connections.New}
	title := kit.NewParagraph(words.Upper(words.Text("ui.connections.title")), kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	v.list = kit.NewLongColumn(kit.Space4, v.newEntry, v.fill)
	v.empty = kit.NewHint(words.Text("ui.connections.empty"))
	v.add = kit.NewButton(words.Text("ui.connections.new"), kit.Link, func() {
		v.done()
		v.anew()
	})
	v.all = kit.NewButton(words.Text("ui.all.button"), kit.Link, func() {
		control.All.Check()
		v.done()
	})
	v.root = kit.NewColumn(kit.Space12, kit.NewInset(kit.Space8, 0, title), v.list.Root, kit.NewInset(kit.Space8, 0, v.empty), kit.NewColumn(kit.Space4, kit.NewWrapped(0, v.add), kit.NewWrapped(0, v.all)))
	return v
}

func (v *connections) done() {
	if v.picked != nil {
		v.picked()
	}
}

// newEntry makes an entry, which shows one connection and then another.
func (v *connections) newEntry() fyne.CanvasObject {
	var e *entry
	e = newEntry(v.words, func() {
		v.control.Connections.Select(e.facts.con.ID)
		v.done()
	})
	e.offer, e.begin = v.offer, v.done
	e.OnWalk(func(key fyne.KeyName) { v.list.Walk(e.facts.con.ID, key) })
	return e
}

// first is what has the focus in a list that is shown as a menu.
func (v *connections) first() fyne.Focusable {
	if len(v.shown.Connections) > 0 {
		return v.list.Reach(v.shown.Connections[0].ID).(*entry)
	}
	return v.add
}

// entryOf is the entry of a connection, or nil.
func (v *connections) entryOf(id string) *entry {
	e, _ := v.list.Reach(id).(*entry)
	return e
}

// show puts the list on the screen, and reports whether it is another. Entries
// keep their focus; only those of which something else is known are drawn anew.
func (v *connections) show(s app.State) bool {
	if v.drawn && sameConnections(s, v.shown) && s.Past == v.shown.Past && s.Selected == v.shown.Selected && sameDay(s.Now, v.shown.Now) && slices.Equal(s.InMemory, v.shown.InMemory) {
		return false // something else went on, which this list does not show
	}
	other := !v.drawn || len(s.Connections) != len(v.shown.Connections)
	v.shown, v.drawn = s, true
	if other {
		kit.SetVisible(v.empty, len(s.Connections) == 0)
		kit.SetVisible(v.all, len(s.Connections) > 1)
	}
	v.alike = app.Alike(s.Connections)
	ids := make([]string, len(s.Connections))
	for i, con := range s.Connections {
		ids[i] = con.ID
	}
	v.list.SetRows(ids)
	if other {
		kit.Rearrange(v.root)
	}
	return true
}

// fill shows what is known of a connection.
func (v *connections) fill(i int, o fyne.CanvasObject) {
	e, s := o.(*entry), v.shown
	con := s.Connections[i]
	e.at, e.of = i+1, len(s.Connections)
	facts := factsOf(s, con, v.alike[con.ID])
	if facts.same(e.facts) {
		return
	}
	e.facts = facts
	e.strip.set(facts.strip)
	line, mark, urgent := untilWords(v.words, "ui.history.list-until", s, con), verdictOf(con), expiryLook(expiry.Of(con.ExpiresOn, s.Now))
	switch {
	case !facts.hasKey && len(con.OldKeys) == 0:
		line, mark, urgent = v.words.Text("ui.connections.no-key", v.words.Facts(map[string]string{check.FactEnvironment: con.Environment})), look{text: kit.ColorNeutral, icon: theme.RadioButtonIcon()}, look{}
	case line == "":
		line = v.line(con, s.Now)
	}
	if facts.alike && con.KeyHint != "" {
		line = v.words.Text("ui.connections.alike", map[string]string{"Hint": con.KeyHint, "Line": line})
	}
	e.set(con.Name, line, mark, con.ID == s.Selected)
	e.warn(urgent)
	e.Refresh()
}

// entryFacts are what an entry of the list shows.
type entryFacts struct {
	con      connection.Connection
	now      time.Time // of which only the day is shown
	strip    []check.Verdict
	until    time.Time // until when the key worked, where it does no more
	selected bool
	hasKey   bool
	alike    bool // named like another
}

func factsOf(s app.State, con connection.Connection, alike bool) entryFacts {
	f := entryFacts{con: con, now: s.Now, strip: s.Past.Strip(con.ID), selected: con.ID == s.Selected, hasKey: s.HasKey(con), alike: alike}
	if last, stopped := s.Past.WorkedUntil(con); stopped {
		f.until = last.At
	}
	return f
}

func (f entryFacts) same(as entryFacts) bool {
	return f.selected == as.selected && f.hasKey == as.hasKey && f.alike == as.alike && sameDay(f.now, as.now) && f.until.Equal(as.until) && slices.Equal(f.strip, as.strip) && reflect.DeepEqual(f.con, as.con)
}

// sameDay reports whether what is said of days is the same at both times.
func sameDay(a, b time.Time) bool {
	return a.YearDay() == b.YearDay() && a.Year() == b.Year() && a.Location() == b.Location()
}

// verdictOf is the look of a connection's last check.
func verdictOf(con connection.Connection) look {
	if con.LastCheck == nil {
		return look{text: kit.ColorNeutral, icon: theme.RadioButtonIcon()}
	}
	return verdictLook(check.Verdict(con.LastCheck.Verdict))
}

// line says environment, how the last check went and when; an expiry that is
// near, or an old key that is left in Pleo, comes first.
func (v *connections) line(con connection.Connection, now time.Time) string {
	t := v.words.Text
	facts := v.words.Facts(map[string]string{check.FactEnvironment: con.Environment})
	if s := expiry.Of(con.ExpiresOn, now); s.Level.Near() {
		return expiryLine(v.words, con.Environment, s)
	}
	if len(con.OldKeys) > 0 {
		return t("rotation.old-key.line", facts)
	}
	if con.LastCheck == nil {
		return t("ui.connections.never", facts)
	}
	facts["Verdict"] = v.words.Verdict(check.Verdict(con.LastCheck.Verdict))
	facts["When"] = dayWords(v.words, con.LastCheck.At, now)
	return t("ui.connections.line", facts)
}

// entry is one connection in the list. Space and Enter choose it.
type entry struct {
	kit.PressableCard
	box, ticked bool   // a box to tick rather than a choice
	state       string // of the box, in words

	icon       *widget.Icon
	name, line *kit.Label
	warning    *widget.Icon // before the line, where it tells of something urgent
	sign       *fyne.Container
	strip      *strip

	look, warned look       // as set and warn were last told
	facts        entryFacts // of the connection, in the list
	offer        *offers    // nil where there is only the one press
	begin        func()     // before what is offered is done
	at, of       int        // "3 of 17", in the list
}

func newEntry(words *message.Catalogue, tapped func()) *entry {
	e := &entry{icon: widget.NewIcon(nil), name: kit.NewStrong(""), line: kit.NewHint(""), warning: widget.NewIcon(nil), strip: newStrip(words, 8)}
	e.strip.Hide()
	e.sign = kit.NewSquare(14, e.warning)
	e.sign.Hide()
	text := kit.NewColumn(kit.Space4, e.name, kit.NewTopLine(kit.Space4, 1, e.sign, e.line), e.strip)
	e.Build(e, tapped, kit.Space8, kit.Space8, kit.NewTopLine(kit.Space8, 1, kit.NewSquare(18, e.icon), text))
	return e
}

// set shows a name, a line below it and a look. The same again costs nothing.
func (e *entry) set(name, line string, l look, selected bool) {
	if e.name.Text == name && e.line.Text == line && e.look == l && e.Selected == selected {
		return
	}
	e.look, e.Selected = l, selected
	e.name.SetText(name)
	e.line.SetText(line)
	kit.SetIcon(e.icon, l.icon, l.text)
	e.Refresh()
}

// warn puts a sign before the line, in the colour of a look; a look without an
// icon takes it away.
func (e *entry) warn(l look) {
	if e.warned == l {
		return
	}
	e.warned = l
	kit.SetVisible(e.sign, l.icon != nil)
	e.line.Color = kit.ColorSecondary
	if l.icon != nil {
		kit.SetIcon(e.warning, l.icon, l.text)
		e.line.Color = l.text
	}
	e.Refresh()
}

// AccessibilityLabel is the name and the line below it; of a box, also whether
// it is ticked.
func (e *entry) AccessibilityLabel() string {
	if e.box {
		return e.name.Text + ", " + e.state + ", " + e.line.Text
	}
	return e.name.Text + ", " + e.line.Text
}
