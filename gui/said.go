package gui

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// announcer holds what those are told of who do not see what happens, the last
// texts: a reader may ask for what it was told of a while later.
type announcer struct {
	all  []kit.Saying
	last int // number of the last one
}

const mostSaid = 16

// say tells something; an empty text nothing.
func (a *announcer) say(text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	a.last++
	a.all = append(a.all, kit.Saying{Number: a.last, Text: text})
	a.all = a.all[max(len(a.all)-mostSaid, 0):]
}

// sayings are the texts, for a screen reader.
func (a *announcer) sayings() []kit.Saying { return a.all }

// tell says what a change of the state comes to, and what moved the focus away
// from what is said: then a screen reader reads at once, so that it misses
// nothing that the next change covers.
func (w *Window) tell(was, is app.State, spot focusSpot) {
	before := w.said.last
	w.tellActivity(was, is)
	w.tellSteps(was, is)
	w.tellNotes()
	w.tellVerdict(was, is)
	w.tellSaving(was, is)
	w.tellNotices(was, is)
	w.tellRound(was, is)
	w.tellPermissions(was, is)
	w.tellRotation(was, is)
	if w.onTold != nil && (w.said.last != before || w.window.Canvas().Focused() != spot.focused) {
		w.onTold()
	}
}

// tellActivity says what the app waits for.
func (w *Window) tellActivity(was, is app.State) {
	if waits := w.waitingText(is); waits != w.waitingText(was) {
		w.said.say(waits)
	}
	if is.Activity == app.CheckingPermissions && was.Activity != app.CheckingPermissions {
		w.said.say(w.words.Text("ui.permissions.asking"))
	}
}

// tellSteps says each step that has ended.
func (w *Window) tellSteps(was, is app.State) {
	if is.Activity == app.Idle && was.Activity == app.Idle {
		return // another connection, with its steps
	}
	for i, step := range is.Steps {
		ended := step.Status != check.Running && step.Status != check.Skipped
		if ended && (i >= len(was.Steps) || was.Steps[i].Name != step.Name || was.Steps[i].Status != step.Status) {
			var identity *check.Identity
			if is.Result != nil {
				identity = is.Result.Identity
			}
			text := w.words.Step(step, is.Environment, identity)
			if step.Status != check.Passed {
				text = w.words.Text("ui.spoken.choice", map[string]string{"Name": text, "Value": w.words.StepOutcome(step)})
			}
			w.said.say(sentences(text))
		}
	}
}

// tellVerdict says the verdict, and what to do where it is not what one hoped for.
func (w *Window) tellVerdict(was, is app.State) {
	r := is.ShownResult()
	if r == nil || !is.AnswerStays() || was.AnswerStays() && was.Result == is.Result {
		return
	}
	words := w.words.Headline(r)
	title := words.Title
	if f, is := w.window.Canvas().Focused().(*kit.Field); is && f.Below != nil && f.Below.Text == title {
		title = "" // the field says it, where the focus has just come to
	}
	fromKey := ""
	if r.CompanyFromKey {
		fromKey = w.banner.fromKey.Text
	}
	w.said.say(sentences(title, w.banner.companyLine(r), fromKey, words.Explanation))
	if r.Verdict != check.Working {
		w.said.say(w.todoText(words))
	}
}

// todoText is what to do, and who can.
func (w *Window) todoText(words message.Words) string {
	if len(words.Actions) == 0 {
		return ""
	}
	head := w.words.Text("ui.banner.todo")
	if words.Who != "" {
		head = w.words.Text("ui.banner.who", map[string]string{"Heading": head, "Who": words.Who})
	}
	return w.words.Text("ui.spoken.choice", map[string]string{"Name": head, "Value": sentences(words.Actions...)})
}

// tellSaving says what became of the key.
func (w *Window) tellSaving(was, is app.State) {
	s := is.Saving
	if s.Status == app.NotAsked || s.Status == app.AskToReplace || !is.AnswerStays() || was.AnswerStays() && was.Saving.Status == s.Status {
		return
	}
	v := w.saving
	w.said.say(sentences(v.title.Text, v.reason.Text, v.text.Text, v.old.Text))
}

// tellNotices says what is new to know.
func (w *Window) tellNotices(was, is app.State) {
	if len(is.Notices) <= len(was.Notices) {
		return
	}
	for _, n := range is.Notices[len(was.Notices):] {
		switch {
		case n.ID != "" && len(n.Expiring) == 0:
			w.said.say(w.words.Text(n.ID, w.words.Facts(n.Facts)))
		case n.Finding != nil:
			words := w.words.Finding(*n.Finding)
			w.said.say(sentences(words.Title, words.Explanation))
		}
	}
}

// manyRows is from how many on the progress of something is said.
const manyRows = 8

// quarter is how many quarters of something are done; the last one says itself.
func quarter(done, total int) int {
	if total < manyRows || done >= total {
		return 0
	}
	return done * 4 / total
}

// tellRound says how far a check of all connections is, and what came of it.
func (w *Window) tellRound(was, is app.State) {
	v, ok := w.view(app.ViewAll).(*viewAll)
	switch {
	case !ok || is.View != app.ViewAll:
	case !is.All.Running && was.All.Running:
		w.said.say(sentences(v.progressText(is), strings.ReplaceAll(v.summaryText(is), "  ·  ", ", ")))
	case !is.All.Running:
	case quarter(is.All.Done, is.All.Total) > quarter(was.All.Done, was.All.Total) && was.All.Running,
		is.All.Cancelled && !was.All.Cancelled, !is.All.Until.IsZero() && was.All.Until.IsZero():
		w.said.say(v.progressText(is))
	}
}

// tellPermissions says what the key may do, once that is known.
func (w *Window) tellPermissions(was, is app.State) {
	got := is.Permissions
	if got.Result == nil || got.Result == was.Permissions.Result || was.Activity != app.CheckingPermissions {
		return
	}
	var all []string
	if got.Finding != nil {
		words := w.words.Finding(*got.Finding)
		all = append(all, w.words.Text("ui.permissions.could-not"), words.Title, words.Explanation)
	}
	w.said.say(sentences(append(all, w.words.PermissionSummary(got.Result)...)...))
}

// tellRotation says what is to be done now to replace a key.
func (w *Window) tellRotation(was, is app.State) {
	v, now := w.rotation, ""
	if is.Rotation.On() && is.AnswerStays() && v.root.Visible() {
		if i := int(is.Rotation.Step()); i < len(v.rows) {
			now = sentences(append([]string{v.rows[i].title.Text}, kit.Texts(v.rows[i].inside)...)...)
		}
	}
	switch {
	case now == "" || now == w.rotationNow:
	case w.rotationNow == "":
		w.said.say(sentences(v.title.Text, v.promise.Text) + " " + now)
	default:
		w.said.say(now)
	}
	if now != "" || !is.Rotation.On() {
		w.rotationNow = now
	}
}

// tellNotes says what has come to stand below a field. Where the field has the
// focus, it says so itself: the note describes it. What the verdict says as well is
// left to that.
func (w *Window) tellNotes() {
	title := ""
	if r := w.shown.ShownResult(); r != nil {
		title = w.words.Headline(r).Title
	}
	told := func(f *kit.Field) bool { // by the verdict, which says it anyway
		return f == w.form.company && w.shown.Result != nil && w.shown.Result.CompanyFromKey
	}
	notes := map[*kit.Field]string{}
	for _, f := range w.form.described() {
		note := f.Below.Text
		notes[f] = note
		if note != w.notes[f] && note != title && !told(f) && !w.form.isHint(note) && w.window.Canvas().Focused() != fyne.Focusable(f) {
			w.said.say(sentences(note))
		}
	}
	w.notes = notes
}

// sentences are the lines of texts one after the other, each with an end.
func sentences(texts ...string) string {
	var b strings.Builder
	for text := range strings.Lines(strings.Join(texts, "\n")) {
		if text = strings.TrimSpace(text); !strings.ContainsFunc(text, unicode.IsLetter) {
			continue // also the mark of an item
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		if !strings.ContainsAny(text[len(text)-1:], ".!?:") {
			b.WriteByte('.')
		}
	}
	return b.String()
}

// describe ties the notes to the controls that they stand below or beside.
func (f *form) describe() {
	f.key.Below, f.company.Below, f.expires.Below = f.keyNote, f.companyNote, f.expiry
	f.environment.Below, f.story.Below, f.replace.Beside = f.envHint, f.storyText, f.keyState
}

// described are the fields with a note below them.
func (f *form) described() []*kit.Field {
	all := []*kit.Field{f.key, f.company, f.expires}
	for _, in := range f.params.inputs {
		if in.text != nil {
			all = append(all, in.text)
		}
	}
	return all
}

// isHint reports whether a note stands below its field while nothing is wrong.
func (f *form) isHint(note string) bool {
	t := f.words.Text
	return note == "" || slices.Contains([]string{t("ui.form.key.hint"), t("ui.form.key.kept-hint"), t("ui.form.key.session-hint")}, note) ||
		slices.ContainsFunc(f.params.inputs, func(in *paramInput) bool { return in.hint == note })
}
