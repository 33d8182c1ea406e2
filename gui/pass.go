package gui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// passing is the sheet that shows exactly what will leave the app, before it
// does.
type passing struct {
	w       *Window
	sheet   *sheet
	wanted  app.Wanted
	formats *segments
	answer  *tick
	private *tick
	shown   *lines
	text    string
	copy    *button
	save    *button
	folder  *field
	place   *fyne.Container
	nothing *paragraph
}

// reports are the formats of a report, by the ids of their words.
var (
	reports     = []string{app.PassText, app.PassMarkdown, app.PassHTML}
	reportWords = []string{"ui.pass.text", "ui.pass.markdown", "ui.pass.html"}
	shellWords  = []string{"ui.pass.sh", "ui.pass.powershell", "ui.pass.cmd"}
)

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
	curl *button
}

func newPassBar(w *Window) *passBar {
	t := w.words.Text
	support := newLink(t("ui.pass.link.support"), w.passSupport)
	curl := newLink(t("ui.pass.link.curl"), w.passCurl)
	more := []*button{support, newLink(t("ui.pass.link.save"), w.passReport), curl, newLink(t("ui.pass.link.postman"), w.passPostman)}
	row := newWrapped(space4)
	for _, b := range more {
		b.escape = w.control.Cancel
		row.Add(b)
	}
	root := newColumn(0, hint(t("ui.pass.for")), &fyne.Container{Layout: &inset{left: -space4}, Objects: []fyne.CanvasObject{row}})
	return &passBar{root: root, curl: curl}
}

func (p *passBar) show(s app.State) {
	visible(p.root, s.CanPass(app.PassText))
	visible(p.curl, s.CanPass(app.PassCurl))
}

func (w *Window) passSupport() { w.pass(app.Wanted{What: app.PassText}) }
func (w *Window) passReport()  { w.pass(app.Wanted{What: app.PassHTML}) }
func (w *Window) passCurl()    { w.pass(app.Wanted{What: app.PassCurl, Shell: app.Shells()[0]}) }
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
	close := func() { p.sheet.close() }
	kind := wanted.What
	if slices.Contains(reports, kind) {
		kind = "report"
	}
	title, content := "", newColumn(space12)
	if kind == app.PassTable {
		title = t("ui.all.save.title")
		content.Add(newColumn(space8, body(w.words.Plural("ui.all.save.text", len(w.shown.All.Rows))), body(t("ui.all.save.holds")), body(t("ui.all.save.lacks"))))
	} else {
		words := passTitles[kind]
		title = t(words[0])
		content.Add(body(t(words[1])))
	}
	p.formats = newSegments(p.choose)
	p.formats.escape = close
	if kind == "report" || kind == app.PassCurl {
		content.Add(p.formats)
	}
	personal := t("ui.pass.personal")
	if kind == app.PassBody {
		personal = t("ui.save-answer.personal")
	}
	p.answer, p.private = newTick(t("ui.pass.answer"), close), newTick(personal, close)
	p.answer.OnChanged = func(bool) { p.again() }
	p.private.OnChanged = func(bool) { p.again() }
	switch kind {
	case "report":
		content.Add(newColumn(0, ringed(p.answer), ringed(p.private)))
	case app.PassBody:
		content.Add(ringed(p.private))
	}
	edge := newPanel(colorSurface, colorEdge, 8)
	p.shown = newLines(edge, close)
	p.nothing = body(t("ui.pass.nothing"))
	content.Add(newColumn(space8, strong(t("ui.pass.leaves")), p.nothing, newInset(space8, space8, edge, &fyne.Container{Layout: previewHeight{}, Objects: []fyne.CanvasObject{p.shown}})))
	p.folder = newField(t("ui.pass.folder"), false, nil, close)
	browse := newLink(t("ui.pass.browse"), p.browse)
	browse.escape = close
	p.place = newColumn(formGap, strong(t("ui.pass.folder")), newLine(space4, 0, p.folder, browse))
	content.Add(p.place)
	if kind == "report" || kind == app.PassBody {
		title, text := w.words.Reminder(message.ReminderExport)
		content.Add(newColumn(0, hint(title), hint(text)))
	}
	p.copy = newButton(t("ui.pass.copy"), primaryLook, p.toClipboard)
	p.save = newButton(t("ui.pass.save"), secondaryLook, func() { w.control.SavePapers(p.folder.Text) })
	buttons := []*button{p.copy, p.save, newButton(t("ui.close"), secondaryLook, nil)}
	if wanted.What != app.PassText && wanted.What != app.PassCurl {
		p.copy.look, p.save.look = secondaryLook, primaryLook
		buttons[0], buttons[1] = p.save, p.copy
	}
	if kind == app.PassPostman {
		buttons = []*button{p.save, buttons[2]} // two files are not for the clipboard
	}
	p.showChoice()
	visible(p.nothing, false)
	enable(p.private, kind == app.PassBody)
	w.passing = p
	p.sheet = showSheetOf(720, w.window, title, content, nil, buttons...)
	w.control.PassOn(p.wanted, w.words)
}

// choose takes another format, or another shell.
func (p *passing) choose(id string) {
	if p.wanted.What == app.PassCurl {
		for _, s := range app.Shells() {
			if string(s) == id {
				p.wanted.Shell = s
			}
		}
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
	if p.sheet == nil || !p.sheet.popup.Visible() {
		return
	}
	now := s.Passing
	p.showChoice()
	enable(p.answer, now.HasAnswer)
	enable(p.private, p.answer.Checked || p.wanted.What == app.PassBody)
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
	p.shown.set(all)
	visible(p.nothing, now.Written && len(all) == 0)
	visible(p.shown, len(all) > 0)
	enable(p.copy, len(all) > 0)
	enable(p.save, len(all) > 0)
	p.sheet.page.fit()
}

func (p *passing) showChoice() {
	ids, words, chosen := reports, reportWords, p.wanted.What
	if p.wanted.What == app.PassCurl {
		ids, words, chosen = nil, shellWords, string(p.wanted.Shell)
		for _, s := range app.Shells() {
			ids = append(ids, string(s))
		}
	}
	var names []string
	var colors []fyne.ThemeColorName
	for _, id := range words {
		names, colors = append(names, p.w.words.Text(id)), append(colors, theme.ColorNamePrimary)
	}
	p.formats.set(ids, names, colors, chosen)
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

func (previewHeight) heightFor([]fyne.CanvasObject, float32) float32 {
	return 200 * measure(theme.SizeNameText) / 14
}

func (previewHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

func (l previewHeight) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, l.heightFor(nil, 0))
}
