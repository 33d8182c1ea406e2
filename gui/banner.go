package gui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/message"
)

// banner is the verdict: the biggest thing on the screen, with icon, words and
// colour together, then what it means, what to do and who can do it.
type banner struct {
	words   *message.Catalogue
	control *app.Controller
	form    *form
	confirm func(environment string, agreed func())
	root    *fyne.Container

	ground                                             *kit.Panel
	icon                                               *widget.Icon
	title, company, meaning, todo, until, when, detail *kit.Label
	outdated                                           *kit.Label // says that the form is about something else by now
	id, keyEnd, fromKey                                *kit.Label
	copyID                                             *kit.Button
	idLine                                             fyne.CanvasObject // id, in line with the button
	about                                              *fyne.Container   // the company's ID and which key it was
	replace                                            *kit.Button       // the next step where the key expires soon
	soon                                               *fyne.Container
	badge                                              *kit.Badge
	expiry                                             *fyne.Container // what is to be said of the noted expiry date
	oldKeys                                            *kit.Label      // that an old key is left in Pleo
	actions, offers                                    *fyne.Container
	presses                                            []*kit.Button // in offers, one each
	how                                                *kit.Button   // opens the guide at what solves the finding
	note                                               *kit.Button   // leads to the expiry date, where none is noted
}

// newBanner makes the verdict; confirm asks before the key is sent elsewhere,
// note leads to the field of the expiry date.
func newBanner(words *message.Catalogue, control *app.Controller, form *form, confirm func(string, func()), note func()) *banner {
	b := &banner{words: words, control: control, form: form, confirm: confirm}
	b.ground = kit.NewPanel(kit.ColorNeutralGround, "", 12)
	b.icon = widget.NewIcon(nil)
	b.title = kit.NewParagraph("", kit.ColorNeutral, kit.SizeVerdict, fyne.TextStyle{Bold: true})
	b.badge = kit.NewBadge()
	b.company = kit.NewStrong("")
	b.meaning = kit.NewBody("")
	b.id, b.keyEnd, b.fromKey = kit.NewHint(""), kit.NewHint(""), kit.NewBody(words.Text("ui.banner.from-key"))
	b.copyID = kit.NewLink(words.Text("ui.banner.copy-id"), nil)
	b.id.MaxWidth, b.keyEnd.MaxWidth = 400, 240
	b.idLine = kit.NewAsHighAs(b.id, b.copyID)
	b.about = kit.NewWrapped(kit.Space8, b.idLine, b.copyID, kit.NewAsHighAs(b.keyEnd, b.copyID))
	b.expiry, b.oldKeys = kit.NewColumn(kit.Space4, kit.NewBody(""), kit.NewBody("")), kit.NewBody("")
	b.todo = kit.NewParagraph("", kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	b.actions = kit.NewColumn(kit.Space4)
	b.offers = kit.NewWrapped(kit.Space8)
	b.how = kit.NewLink(words.Text("guide.how"), nil)
	b.replace = kit.NewButton(words.Text("ui.form.key.replace"), kit.Secondary, control.Rotation.Begin)
	b.soon = kit.NewWrapped(kit.Space8, b.replace)
	b.note = kit.NewLink(words.Text("expiry.offer.button"), note)
	b.until, b.outdated = kit.NewStrong(""), kit.NewStrong("")
	b.when = kit.NewHint("")
	b.detail = kit.NewHint("")
	text := kit.NewColumn(kit.Space8, b.outdated, kit.NewTopLine(kit.Space12, 0, b.title, b.badge.Root), b.company, b.about, b.fromKey, b.until, b.meaning, b.soon, b.offers, b.expiry, b.oldKeys, b.todo, b.actions, kit.NewOutdented(b.how, b.note), b.when, b.detail)
	b.root = kit.NewInset(20, kit.Space16, b.ground, kit.NewTopLine(kit.Space16, 1, kit.NewSquare(28, b.icon), text))
	return b
}

// show puts the verdict on the screen; without a result the banner is hidden.
func (b *banner) show(s app.State) {
	r := s.ShownResult()
	kit.SetVisible(b.root, r != nil && s.AnswerStays())
	if r == nil {
		return
	}
	look := verdictLook(r.Verdict)
	if s.Outdated { // it says nothing of what is in the form now
		look.text, look.ground = kit.ColorNeutral, kit.ColorNeutralGround
	}
	outdated := ""
	if s.Outdated {
		outdated = b.words.Text("ui.banner.outdated", map[string]string{"When": b.words.DateTime(r.StartedAt)})
	}
	b.outdated.SetText(outdated)
	words := b.words.Headline(r)
	b.ground.SetColors(look.ground, "")
	kit.SetIcon(b.icon, look.icon, look.text)
	b.title.Color = look.text
	b.title.SetText(words.Title)
	b.badge.SetText(badgeText(b.words, r.Environment), environmentColor(r.Environment))
	b.company.SetText(b.companyLine(r))
	kit.SetVisible(b.fromKey, r.CompanyFromKey)
	b.showAbout(r)
	until := ""
	if con, ok := s.Selection(); ok && r.Verdict == check.Failed && con.KeyHint == r.KeyHint {
		until = untilWords(b.words, "ui.history.until", s, con)
	}
	b.until.SetText(until)
	b.meaning.SetText(words.Explanation)
	remark := append(b.words.ExpiryRemark(r), "", "")
	for i, o := range b.expiry.Objects {
		o.(*kit.Label).SetText(remark[i])
	}
	b.oldKeys.SetText("")
	if con, ok := s.Selection(); ok && r.Accepted && !s.Rotation.On() && len(con.OldKeys) > 0 {
		b.oldKeys.SetText(oldKeyText(b.words, con.OldKeys[len(con.OldKeys)-1]))
	}
	b.showActions(words, r)
	b.showOffers(s)
	if s.Outdated { // what to do would be done with what is in the form
		kit.SetVisible(b.actions, false)
		kit.SetVisible(b.offers, false)
		b.todo.SetText("")
	}
	kit.SetVisible(b.soon, s.ReplaceNext())
	at := guide.For(r.Finding)
	b.how.OnTapped = func() { b.control.Guide.Open(at) }
	kit.SetVisible(b.how, at.Exists() && !s.Outdated)
	con, ok := s.Selection()
	kit.SetVisible(b.note, ok && con.ExpiresOn == "" && r.Accepted && !s.Rotation.On() && !s.Outdated)
	when := ""
	if len(r.Exchanges) > 0 {
		when = b.words.Text("ui.banner.when", map[string]string{
			"When": b.words.DateTime(r.StartedAt), "Took": b.words.Took(r.Duration),
		})
	}
	b.when.SetText(when)
	detail := ""
	if r.Finding.Detail != "" && r.Verdict != check.Working {
		detail = b.words.Text("ui.banner.detail", map[string]string{"Detail": r.Finding.Detail})
	}
	b.detail.SetText(detail)
	kit.Rearrange(b.root)
}

// badgeText is the environment in capitals; production says that it is live.
func badgeText(words *message.Catalogue, environment string) string {
	name := words.Upper(words.Environment(environment))
	if environment == env.Production {
		return words.Text("ui.badge.live", map[string]string{"Environment": name})
	}
	return name
}

// companyLine says which company the key is connected to, as Pleo asks of
// every product that takes a key.
func (b *banner) companyLine(r *check.Result) string {
	if r.Company == nil || !r.Company.Confirmed {
		return ""
	}
	facts := map[string]string{"Name": message.Clean(r.Company.Name), "ID": r.Company.ID}
	if facts["Name"] == "" {
		return b.words.Text("ui.banner.company-id", facts)
	}
	return b.words.Text("ui.banner.company", facts)
}

// showAbout shows the company's ID, to be copied, and how the key ends.
func (b *banner) showAbout(r *check.Result) {
	id, hint := message.Clean(r.CompanyID), message.Clean(r.KeyHint)
	b.id.SetText("")
	if id != "" && !strings.Contains(b.company.Text, id) {
		b.id.SetText(b.words.Text("ui.banner.id", map[string]string{"ID": id}))
	}
	kit.SetVisible(b.idLine, b.id.Text != "")
	b.keyEnd.SetText("")
	if hint != "" {
		b.keyEnd.SetText(b.words.Text("ui.banner.key", map[string]string{"Hint": hint}))
	}
	kit.SetVisible(b.copyID, id != "")
	b.copyID.SetText(b.words.Text("ui.banner.copy-id"))
	b.copyID.OnTapped = func() {
		fyne.CurrentApp().Clipboard().SetContent(id)
		b.copyID.SetText(b.words.Text("ui.banner.copied-id"))
		kit.Rearrange(b.root)
	}
	kit.SetVisible(b.about, id != "" || hint != "")
}

func (b *banner) showActions(words message.Words, r *check.Result) {
	head := b.words.Text("ui.banner.todo")
	if r.Verdict == check.Working {
		head = b.words.Text("ui.banner.next")
	}
	if words.Who != "" {
		head = b.words.Text("ui.banner.who", map[string]string{"Heading": head, "Who": words.Who})
	}
	b.todo.SetText(b.words.Upper(head))
	b.actions.Objects = nil
	for i, action := range words.Actions {
		if len(words.Actions) == 1 {
			b.actions.Add(kit.NewBody(action))
			continue
		}
		b.actions.Add(item(strconv.Itoa(i+1)+".", false, action))
	}
	kit.SetVisible(b.actions, len(words.Actions) > 0)
}

func (b *banner) showOffers(s app.State) {
	if len(b.presses) != len(s.Offers) {
		b.presses, b.offers.Objects = nil, nil
		for range s.Offers {
			press := kit.NewButton("", kit.Secondary, nil)
			b.presses = append(b.presses, press)
			b.offers.Add(press)
		}
	}
	for i, o := range s.Offers {
		// The buttons stay while a countdown ticks, and with them the focus.
		text, do := b.offer(o, s.Now)
		b.presses[i].OnTapped = do
		b.presses[i].SetText(text)
		kit.SetEnabled(b.presses[i], o.Wait(s.Now) == 0)
	}
	kit.SetVisible(b.offers, len(s.Offers) > 0)
}

// offer is the words and the action of an offer.
func (b *banner) offer(o app.Offer, now time.Time) (string, func()) {
	t := b.words.Text
	switch o.Kind {
	case app.UseKeysCompany:
		return t("ui.offer.use-company"), func() { b.control.Check.UseCompany(check.Company{ID: o.CompanyID}) }
	case app.TryOtherEnvironment:
		name := b.words.Environment(o.Environment)
		return t("ui.offer.try-other", map[string]string{"Name": name}), func() { b.confirm(o.Environment, b.control.Check.TryOther) }
	case app.CheckThere:
		name := b.words.Environment(o.Environment)
		return t("ui.offer.check-there", map[string]string{"Name": name}), func() { b.control.Check.CheckThere(b.form.read(), o.Environment) }
	case app.SwapFields:
		text := t("ui.offer.swap")
		if o.OneEmpty {
			text = t("ui.offer.move-id")
			if b.form.key.Text == "" {
				text = t("ui.offer.move-key")
			}
		}
		return text, func() { b.control.Form.Swap(b.form.read()) }
	case app.FindFromKey:
		return t("ui.form.company.find"), b.form.find
	case app.UseOtherTest:
		name := b.words.Area(o.Operation)
		return t("ui.offer.other-test", map[string]string{"Name": name}), func() { b.control.Check.With(b.form.read(), o.Operation) }
	case app.TryAgain:
		if wait := o.Wait(now); wait > 0 {
			return b.words.Plural("ui.offer.try-again-in", wait), func() {}
		}
		return t("ui.offer.try-again"), func() { b.control.Check.Run(b.form.read()) }
	case app.SendAsIs:
		return t("ui.offer.as-is"), func() { b.control.Check.AsIs(b.form.read()) }
	case app.CheckDeeper:
		return t("ui.offer.deeper"), func() { b.control.Check.Deep(b.form.read()) }
	}
	return t("ui.offer.replace"), b.control.Rotation.Begin
}
