package gui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
)

// shareSheet is the sheet that shows exactly what will leave the app, before it
// does.
type shareSheet struct {
	w       *Window
	sheet   *kit.Sheet
	request app.ShareRequest
	formats *kit.Segments
	answer  *kit.Checkbox
	private *kit.Checkbox
	shown   *kit.Lines
	text    string
	copy    *kit.Button
	save    *kit.Button
	folder  *kit.Field
	place   *fyne.Container
	places  *fyne.Container
	nothing *kit.Label
}

// offeredFormats are the names of the formats of a subject that the window offers.
func offeredFormats(of report.Subject) []string {
	var names []string
	for _, f := range report.Formats(of) {
		if !f.ForPrograms {
			names = append(names, f.Name)
		}
	}
	return names
}

// shareTitles are the titles of the sheet, and what it says of each.
var shareTitles = map[string][2]string{
	"report":          {"ui.pass.report.title", "ui.pass.report.about"},
	app.ShareCurl:     {"ui.pass.curl.title", "ui.pass.curl.about"},
	app.SharePostman:  {"ui.pass.postman.title", "ui.pass.postman.about"},
	app.ShareBody:     {"ui.save-answer.title", "ui.save-answer.text"},
	app.ShareRows:     {"ui.save-answer.title", "ui.table.save.text"},
	app.ShareCalendar: {"expiry.calendar.title", "expiry.calendar.about"},
}

// shareBar is the line of links below the answer's verdict.
type shareBar struct {
	root *fyne.Container
	curl *kit.Button
}

func newShareBar(w *Window) *shareBar {
	t := w.words.Text
	support := kit.NewLink(t("ui.pass.link.support"), w.shareSupport)
	curl := kit.NewLink(t("ui.pass.link.curl"), w.shareCurl)
	more := []*kit.Button{support, kit.NewLink(t("ui.pass.link.save"), w.shareReport), curl}
	row := kit.NewWrapped(kit.Space4)
	for _, b := range more {
		row.Add(b)
	}
	root := kit.NewColumn(0, kit.NewHint(t("ui.pass.for")), kit.NewMargins(-kit.Space4, 0, 0, 0, row))
	return &shareBar{root: root, curl: curl}
}

func (p *shareBar) show(s app.State) {
	kit.SetVisible(p.root, s.CanShare(app.ShareText))
	kit.SetVisible(p.curl, s.CanShare(app.ShareCurl))
}

func (w *Window) shareSupport() { w.share(app.ShareRequest{What: app.ShareText}) }
func (w *Window) shareReport()  { w.share(app.ShareRequest{What: app.ShareHTML}) }
func (w *Window) shareCurl() {
	w.share(app.ShareRequest{What: app.ShareCurl, Shell: report.Shell(offeredFormats(report.Request)[0])})
}
func (w *Window) sharePostman() { w.share(app.ShareRequest{What: app.SharePostman}) }

func (w *Window) shareBody() { w.share(app.ShareRequest{What: app.ShareBody}) }

func (w *Window) shareRows()     { w.share(app.ShareRequest{What: app.ShareRows}) }
func (w *Window) shareCalendar() { w.share(app.ShareRequest{What: app.ShareCalendar}) }

// shareTable shares what the view of all connections lists, sorted as there.
func (w *Window) shareTable(by service.Order, down bool) {
	w.share(app.ShareRequest{What: app.ShareTable, By: by, Down: down})
}

// share opens the sheet for what is asked; where there is nothing of this kind
// it does nothing.
func (w *Window) share(request app.ShareRequest) {
	if !w.shown.CanShare(request.What) || w.window.Canvas().Overlays().Top() != nil {
		return
	}
	t := w.words.Text
	request.Version = w.about.Version
	p := &shareSheet{w: w, request: request}
	kind := request.What
	if slices.Contains(offeredFormats(report.OneCheck), kind) {
		kind = "report"
	}
	title, content := "", kit.NewColumn(kit.Space12)
	if kind == app.ShareTable {
		title = t("ui.all.save.title")
		content.Add(kit.NewColumn(kit.Space8, kit.NewBody(w.words.Plural("ui.all.save.text", len(w.shown.All.Rows))), kit.NewBody(t("ui.all.save.holds")), kit.NewBody(t("ui.all.save.lacks"))))
	} else {
		words := shareTitles[kind]
		title = t(words[0])
		content.Add(kit.NewBody(t(words[1])))
	}
	p.formats = kit.NewSegments(p.choose)
	if kind == "report" || kind == app.ShareCurl {
		p.formats.Spoken = choiceNamed(w.words, shareTitles[kind][0])
		content.Add(p.formats)
	}
	personal := t("ui.pass.personal")
	alone := kind == app.ShareBody || kind == app.ShareRows
	if alone {
		personal = t("ui.save-answer.personal")
	}
	p.answer, p.private = kit.NewCheckbox(t("ui.pass.answer")), kit.NewCheckbox(personal)
	p.answer.OnChanged = func(bool) { p.again() }
	p.private.OnChanged = func(bool) { p.again() }
	switch {
	case kind == "report":
		content.Add(kit.NewColumn(0, kit.NewRinged(p.answer), kit.NewRinged(p.private)))
	case alone:
		content.Add(kit.NewRinged(p.private))
	}
	edge := kit.NewPanel(kit.ColorSurface, kit.ColorEdge, 8)
	p.shown = kit.NewLines(edge)
	p.shown.Named(t("ui.pass.leaves"))
	p.nothing = kit.NewBody(t("ui.pass.nothing"))
	content.Add(kit.NewColumn(kit.Space8, kit.NewStrong(t("ui.pass.leaves")), p.nothing, kit.NewInset(kit.Space8, kit.Space8, edge, &fyne.Container{Layout: previewHeight{}, Objects: []fyne.CanvasObject{p.shown}})))
	p.folder = kit.NewField(t("ui.pass.folder"), false, nil)
	p.places = kit.NewWrapped(kit.Space4)
	browse := kit.NewLink(t("ui.pass.browse"), p.browse)
	p.place = kit.NewColumn(formGap, kit.NewStrong(t("ui.pass.folder")), kit.NewLine(kit.Space4, 0, p.folder, browse), kit.NewMargins(-kit.Space4, 0, 0, 0, p.places))
	content.Add(p.place)
	if kind == "report" || alone {
		title, text := w.words.Reminder(message.ReminderExport)
		content.Add(kit.NewColumn(0, kit.NewHint(title), kit.NewHint(text)))
	}
	p.copy = kit.NewButton(t("ui.pass.copy"), kit.Primary, p.toClipboard)
	p.save = kit.NewButton(t("ui.pass.save"), kit.Secondary, func() { w.control.Share.Save(p.folder.Text) })
	buttons := []*kit.Button{p.copy, p.save, kit.NewButton(t("ui.close"), kit.Secondary, nil)}
	if request.What != app.ShareText && request.What != app.ShareCurl {
		p.copy.Look, p.save.Look = kit.Secondary, kit.Primary
		buttons[0], buttons[1] = p.save, p.copy
	}
	if kind == app.SharePostman {
		buttons = []*kit.Button{p.save, buttons[2]} // two files are not for the clipboard
	}
	p.showChoice()
	kit.SetVisible(p.nothing, false)
	kit.SetEnabled(p.private, alone)
	w.sharing = p
	p.sheet = kit.ShowSheetOf(720, w.window, title, content, nil, buttons...)
	w.control.Share.Write(p.request, w.words)
}

// choose takes another format, or another shell.
func (p *shareSheet) choose(id string) {
	if p.request.What == app.ShareCurl {
		p.request.Shell = report.Shell(id)
	} else {
		p.request.What = id
	}
	p.again()
}

// again has everything written anew, as it is asked for now.
func (p *shareSheet) again() {
	p.request.Answer, p.request.Personal = p.answer.Checked, p.private.Checked
	p.w.control.Share.Write(p.request, p.w.words)
}

// show puts what will leave on the sheet.
func (p *shareSheet) show(s app.State) {
	if p.sheet == nil || !p.sheet.Popup.Visible() {
		return
	}
	now := s.Sharing
	p.showChoice()
	kit.SetEnabled(p.answer, now.HasAnswer)
	kit.SetEnabled(p.private, p.answer.Checked || p.request.What == app.ShareBody || p.request.What == app.ShareRows)
	if p.folder.Text == "" {
		p.folder.SetText(now.Folder)
	}
	p.showPlaces(now.Places)
	var all, text []string
	for i, file := range now.Files {
		if len(now.Files) > 1 {
			if i > 0 {
				all = append(all, "")
			}
			all = append(all, file.Name, "")
		}
		all, text = append(all, file.Lines...), append(text, file.Text)
	}
	p.text = strings.Join(text, "\n")
	p.shown.SetText(all)
	kit.SetVisible(p.nothing, now.Written && len(all) == 0)
	kit.SetVisible(p.shown, len(all) > 0)
	kit.SetEnabled(p.copy, len(all) > 0)
	kit.SetEnabled(p.save, len(all) > 0)
	p.sheet.Page.Fit()
}

func (p *shareSheet) showChoice() {
	ids, chosen := offeredFormats(report.OneCheck), p.request.What
	if p.request.What == app.ShareCurl {
		ids, chosen = offeredFormats(report.Request), string(p.request.Shell)
	}
	var names []string
	var colors []fyne.ThemeColorName
	for _, id := range ids {
		names, colors = append(names, p.w.words.Text("format."+id)), append(colors, theme.ColorNamePrimary)
	}
	p.formats.SetOptions(ids, names, colors, chosen)
}

// toClipboard copies what was shown.
func (p *shareSheet) toClipboard() {
	p.w.app.Clipboard().SetContent(p.text)
	p.w.control.Share.Copied()
}

// browse lets a person look for the folder.
func (p *shareSheet) browse() { p.w.chooseFolder(p.folder.Text, p.folder.SetText) }

// showPlaces offers the desktop's own folders, by the names that they have there.
func (p *shareSheet) showPlaces(places []string) {
	if len(p.places.Objects) == len(places) {
		return
	}
	p.places.Objects = nil
	for _, dir := range places {
		p.places.Add(kit.NewLink(filepath.Base(dir), func() { p.folder.SetText(dir) }))
	}
}

// previewHeight is the height of the preview, however long its text is: the
// sheet has its size before the text is written.
type previewHeight struct{}

func (previewHeight) HeightFor([]fyne.CanvasObject, float32) float32 {
	return 200 * kit.Measure(theme.SizeNameText) / 14
}

func (previewHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

func (l previewHeight) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, l.HeightFor(nil, 0))
}
