package gui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
)

// passing is the sheet that shows exactly what will leave the app, before it
// does.
type passing struct {
	w       *Window
	sheet   *kit.Sheet
	wanted  app.Wanted
	formats *kit.Segments
	answer  *kit.Checkbox
	private *kit.Checkbox
	shown   *kit.Lines
	text    string
	copy    *kit.Button
	save    *kit.Button
	folder  *kit.Field
	place   *fyne.Container
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

// passTitles are the titles of the sheet, and what it says of each.
var passTitles = map[string][2]string{
	"report":        {"ui.pass.report.title", "ui.pass.report.about"},
	app.PassCurl:    {"ui.pass.curl.title", "ui.pass.curl.about"},
	app.PassPostman: {"ui.pass.postman.title", "ui.pass.postman.about"},
	app.PassBody:    {"ui.save-answer.title", "ui.save-answer.text"},
}

// passBar is the line of links below the answer's verdict.
type passBar struct {
	root *fyne.Container
	curl *kit.Button
}

func newPassBar(w *Window) *passBar {
	t := w.words.Text
	support := kit.NewLink(t("ui.pass.link.support"), w.passSupport)
	curl := kit.NewLink(t("ui.pass.link.curl"), w.passCurl)
	more := []*kit.Button{support, kit.NewLink(t("ui.pass.link.save"), w.passReport), curl, kit.NewLink(t("ui.pass.link.postman"), w.passPostman)}
	row := kit.NewWrapped(kit.Space4)
	for _, b := range more {
		row.Add(b)
	}
	root := kit.NewColumn(0, kit.NewHint(t("ui.pass.for")), kit.NewMargins(-kit.Space4, 0, 0, 0, row))
	return &passBar{root: root, curl: curl}
}

func (p *passBar) show(s app.State) {
	kit.SetVisible(p.root, s.CanPass(app.PassText))
	kit.SetVisible(p.curl, s.CanPass(app.PassCurl))
}

func (w *Window) passSupport() { w.pass(app.Wanted{What: app.PassText}) }
func (w *Window) passReport()  { w.pass(app.Wanted{What: app.PassHTML}) }
func (w *Window) passCurl() {
	w.pass(app.Wanted{What: app.PassCurl, Shell: report.Shell(offeredFormats(report.Request)[0])})
}
func (w *Window) passPostman() { w.pass(app.Wanted{What: app.PassPostman}) }

func (w *Window) passBody() { w.pass(app.Wanted{What: app.PassBody}) }

// passTable passes on what the view of all connections lists, sorted as there.
func (w *Window) passTable(by app.Order, down bool) {
	w.pass(app.Wanted{What: app.PassTable, By: by, Down: down})
}

// pass opens the sheet for what is wanted; where there is nothing of this kind
// it does nothing.
func (w *Window) pass(wanted app.Wanted) {
	if !w.shown.CanPass(wanted.What) || w.window.Canvas().Overlays().Top() != nil {
		return
	}
	t := w.words.Text
	wanted.Version = w.about.Version
	p := &passing{w: w, wanted: wanted}
	kind := wanted.What
	if slices.Contains(offeredFormats(report.OneCheck), kind) {
		kind = "report"
	}
	title, content := "", kit.NewColumn(kit.Space12)
	if kind == app.PassTable {
		title = t("ui.all.save.title")
		content.Add(kit.NewColumn(kit.Space8, kit.NewBody(w.words.Plural("ui.all.save.text", len(w.shown.All.Rows))), kit.NewBody(t("ui.all.save.holds")), kit.NewBody(t("ui.all.save.lacks"))))
	} else {
		words := passTitles[kind]
		title = t(words[0])
		content.Add(kit.NewBody(t(words[1])))
	}
	p.formats = kit.NewSegments(p.choose)
	if kind == "report" || kind == app.PassCurl {
		p.formats.Spoken = choiceNamed(w.words, passTitles[kind][0])
		content.Add(p.formats)
	}
	personal := t("ui.pass.personal")
	if kind == app.PassBody {
		personal = t("ui.save-answer.personal")
	}
	p.answer, p.private = kit.NewCheckbox(t("ui.pass.answer")), kit.NewCheckbox(personal)
	p.answer.OnChanged = func(bool) { p.again() }
	p.private.OnChanged = func(bool) { p.again() }
	switch kind {
	case "report":
		content.Add(kit.NewColumn(0, kit.NewRinged(p.answer), kit.NewRinged(p.private)))
	case app.PassBody:
		content.Add(kit.NewRinged(p.private))
	}
	edge := kit.NewPanel(kit.ColorSurface, kit.ColorEdge, 8)
	p.shown = kit.NewLines(edge)
	p.shown.Named(t("ui.pass.leaves"))
	p.nothing = kit.NewBody(t("ui.pass.nothing"))
	content.Add(kit.NewColumn(kit.Space8, kit.NewStrong(t("ui.pass.leaves")), p.nothing, kit.NewInset(kit.Space8, kit.Space8, edge, &fyne.Container{Layout: previewHeight{}, Objects: []fyne.CanvasObject{p.shown}})))
	p.folder = kit.NewField(t("ui.pass.folder"), false, nil)
	browse := kit.NewLink(t("ui.pass.browse"), p.browse)
	p.place = kit.NewColumn(formGap, kit.NewStrong(t("ui.pass.folder")), kit.NewLine(kit.Space4, 0, p.folder, browse))
	content.Add(p.place)
	if kind == "report" || kind == app.PassBody {
		title, text := w.words.Reminder(message.ReminderExport)
		content.Add(kit.NewColumn(0, kit.NewHint(title), kit.NewHint(text)))
	}
	p.copy = kit.NewButton(t("ui.pass.copy"), kit.Primary, p.toClipboard)
	p.save = kit.NewButton(t("ui.pass.save"), kit.Secondary, func() { w.control.SavePapers(p.folder.Text) })
	buttons := []*kit.Button{p.copy, p.save, kit.NewButton(t("ui.close"), kit.Secondary, nil)}
	if wanted.What != app.PassText && wanted.What != app.PassCurl {
		p.copy.Look, p.save.Look = kit.Secondary, kit.Primary
		buttons[0], buttons[1] = p.save, p.copy
	}
	if kind == app.PassPostman {
		buttons = []*kit.Button{p.save, buttons[2]} // two files are not for the clipboard
	}
	p.showChoice()
	kit.SetVisible(p.nothing, false)
	kit.SetEnabled(p.private, kind == app.PassBody)
	w.passing = p
	p.sheet = kit.ShowSheetOf(720, w.window, title, content, nil, buttons...)
	w.control.PassOn(p.wanted, w.words)
}

// choose takes another format, or another shell.
func (p *passing) choose(id string) {
	if p.wanted.What == app.PassCurl {
		p.wanted.Shell = report.Shell(id)
	} else {
		p.wanted.What = id
	}
	p.again()
}

// again has everything written anew, as it is wanted now.
func (p *passing) again() {
	p.wanted.Answer, p.wanted.Personal = p.answer.Checked, p.private.Checked
	p.w.control.PassOn(p.wanted, p.w.words)
}

// show puts what will leave on the sheet.
func (p *passing) show(s app.State) {
	if p.sheet == nil || !p.sheet.Popup.Visible() {
		return
	}
	now := s.Passing
	p.showChoice()
	kit.SetEnabled(p.answer, now.HasAnswer)
	kit.SetEnabled(p.private, p.answer.Checked || p.wanted.What == app.PassBody)
	if p.folder.Text == "" {
		p.folder.SetText(now.Folder)
	}
	var all, text []string
	for i, paper := range now.Papers {
		if len(now.Papers) > 1 {
			if i > 0 {
				all = append(all, "")
			}
			all = append(all, paper.Name, "")
		}
		all, text = append(all, paper.Lines...), append(text, paper.Text)
	}
	p.text = strings.Join(text, "\n")
	p.shown.SetText(all)
	kit.SetVisible(p.nothing, now.Written && len(all) == 0)
	kit.SetVisible(p.shown, len(all) > 0)
	kit.SetEnabled(p.copy, len(all) > 0)
	kit.SetEnabled(p.save, len(all) > 0)
	p.sheet.Page.Fit()
}

func (p *passing) showChoice() {
	ids, chosen := offeredFormats(report.OneCheck), p.wanted.What
	if p.wanted.What == app.PassCurl {
		ids, chosen = offeredFormats(report.Request), string(p.wanted.Shell)
	}
	var names []string
	var colors []fyne.ThemeColorName
	for _, id := range ids {
		names, colors = append(names, p.w.words.Text("format."+id)), append(colors, theme.ColorNamePrimary)
	}
	p.formats.SetOptions(ids, names, colors, chosen)
}

// toClipboard copies what was shown.
func (p *passing) toClipboard() {
	p.w.app.Clipboard().SetContent(p.text)
	p.w.control.PapersCopied()
}

// browse lets a person choose the folder.
func (p *passing) browse() {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err == nil && folder != nil {
			p.folder.SetText(folder.Path())
		}
	}, p.w.window)
	if at, err := storage.ListerForURI(storage.NewFileURI(p.folder.Text)); err == nil {
		d.SetLocation(at)
	}
	d.Show()
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
