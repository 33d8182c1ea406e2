package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
)

// The size of the window's content when it is first opened.
const (
	firstWidth  = 1180
	firstHeight = 800
)

// Memory is how the window was left. Nothing secret is in it.
type Memory struct {
	Width, Height float32 // of the content, in device-independent pixels
	Environment   string  // "" for a custom server, which is not remembered
	Language      string  // tag of the one that was chosen; "" for the system's
	Appearance    kit.Appearance
	Contrast      kit.Contrast
	TextSize      int    // in percent; 0 for the normal size
	Tab           string // the page of the details that was chosen; "" for the first
}

// view is what can stand in the place of form and answer.
type view interface {
	content() fyne.CanvasObject
	show(s app.State)
}

// viewPage is what every view is.
type viewPage struct{ root *fyne.Container }

func (v viewPage) content() fyne.CanvasObject { return v.root }

// Window is the main window.
type Window struct {
	app     fyne.App
	window  fyne.Window
	words   *message.Catalogue
	control *app.Controller
	about   About

	connections *connections
	folded      *connections // the list as a menu, in a narrow window; made when it is first opened
	form        *form
	banner      *banner
	saving      *saving
	rotation    *rotation
	standing    *standing
	receipt     *receipt
	details     *details
	shareBar    *shareBar
	sharing     *shareSheet  // the sheet that was opened last, or nil
	folders     *folderSheet // likewise
	closing     *kit.Sheet   // asks before what was typed is lost, or nil
	waiting     *kit.Label
	guide       *guidePanel
	outcome     *fyne.Container // the answer, where the guide does not take its place
	notices     *fyne.Container
	noticesRead *kit.Button
	answer      *fyne.Container
	parts       []part // in the order in which they are shown
	panes       *panes
	views       map[app.View]view        // those that take the place of form and answer, once they were needed
	viewMakers  map[app.View]func() view // makes each of them
	popup       *widget.PopUp
	frames      *kit.Frames

	replaceItem, renameItem, forgetItem, deleteItem, eraseItem *fyne.MenuItem

	shareItems []*fyne.MenuItem // need a result
	curlItem   *fyne.MenuItem   // of them; needs a request as well

	shown       app.State
	said        announcer
	notes       map[*kit.Field]string // below the fields, as they were last said
	rotationNow string                // what is to be done to replace a key, as it was last said
	onTold      func()                // may be nil
	save        func(Memory)          // nil to remember nothing
	leaving     func()                // nil to tell nobody
	left        bool
	erased      int // revision of the report last shown

	stories    []string
	language   string // chosen; "" for the system's
	appearance kit.Appearance
	contrast   kit.Contrast
	textSize   int        // in percent, of the system's
	percent    *kit.Label // it, in the settings that were opened last; nil for none
	system     kit.System
}

// New makes the window as it was left, over a controller that make builds, given
// the function that shows its state. The window is not shown yet.
func New(a fyne.App, words *message.Catalogue, about About, stories []string, left Memory, make func(show func(app.State)) *app.Controller) *Window {
	if left.Language != "" {
		words = words.For(left.Language)
	}
	w := &Window{app: a, words: words, about: about, stories: stories, language: left.Language, appearance: left.Appearance, contrast: left.Contrast, textSize: kit.NearestTextSize(left.TextSize), frames: kit.NewFrames()}
	teachFyne(words)
	a.Settings().SetTheme(w.theme())
	w.window = a.NewWindow(words.Text("ui.app.name"))
	size := fyne.NewSize(firstWidth, firstHeight)
	if left.Width > 0 && left.Height > 0 {
		size = fyne.NewSize(left.Width, left.Height)
	}
	w.window.Resize(size) // before there is content, which would be laid out for a tiny window first
	w.control = make(w.show)
	w.build()
	w.details.chosen = left.Tab
	kit.OnZoom(w.window.Canvas(), func() { w.larger(1) })
	w.setMenu()
	w.window.SetOnClosed(w.leave)
	w.window.SetCloseIntercept(w.askClose)
	w.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case e.Name == fyne.KeyEscape:
			w.escape()
		case w.covered(): // what is above the window is alone
			kit.KeyInSheet(w.window.Canvas(), e.Name)
		case e.Name == fyne.KeyF1:
			w.openGuide()
		case e.Name == fyne.KeyF2:
			w.askRename()
		case e.Name == fyne.KeyF10:
			kit.OpenMenu(w.window.Canvas())
		case e.Name == fyne.KeyF6:
			w.nextPart()
		}
	})
	return w
}

// covered reports whether something is above the window: a sheet, a menu, the
// folded list. Then nothing below it is used.
func (w *Window) covered() bool { return w.window.Canvas().Overlays().Top() != nil }

// escape leaves what is on top: a sheet, the folded list, a view; or stops what is
// running. Every widget hands Esc over to it (see kit.ToWindow).
func (w *Window) escape() {
	switch {
	case kit.CloseTop(w.window.Canvas()):
	case w.shown.View == app.ViewLeak:
		w.control.Open(app.ViewCheck)
	default:
		w.control.Cancel()
	}
}

// Remember hands over how the window is left when it is closed, and whenever
// something of it is chosen.
func (w *Window) Remember(save func(Memory)) { w.save = save }

// OnLeaving is told, on the UI goroutine, when the window is about to close.
func (w *Window) OnLeaving(f func()) { w.leaving = f }

// Show shows the window, and reports whether the system made one: it makes none
// without OpenGL. Run has to follow.
func (w *Window) Show() bool {
	w.control.Start()
	w.focusFirst()
	w.window.Show()
	return kit.Opened(w.window)
}

// Limit makes the window small enough for a screen that has so many pixels for
// windows, less what a frame and the menu take. The size of the first window and
// the one remembered may be those of a larger screen.
func (w *Window) Limit(width, height int) {
	const frame, menu = 40, 40
	scale := w.window.Canvas().Scale()
	most := fyne.NewSize(float32(width)/scale, float32(height)/scale-frame-menu)
	size := w.window.Canvas().Size()
	if size.Width > most.Width || size.Height > most.Height {
		w.window.Resize(fyne.NewSize(min(size.Width, most.Width), min(size.Height, most.Height)))
	}
}

// Run returns when the window was closed.
func (w *Window) Run() {
	w.app.Run()
	w.leave() // where a signal ended the loop, nobody closed the window
}

// Close closes the window, where that has not happened.
func (w *Window) Close() {
	if !w.left {
		w.window.Close()
	}
}

// leave cancels what runs, and tells how the window is left, once.
func (w *Window) leave() {
	if w.left {
		return
	}
	w.left = true
	kit.ForgetSheets(w.window.Canvas())
	kit.OnZoom(w.window.Canvas(), nil)
	w.control.Close()
	w.remember()
	if w.leaving != nil {
		w.leaving()
	}
}

// remember hands over how the window is now.
func (w *Window) remember() {
	if w.save == nil || w.shown.Erasing.Gone {
		return
	}
	size := w.window.Canvas().Size()
	m := Memory{Width: size.Width, Height: size.Height, Language: w.language, Appearance: w.appearance, Contrast: w.contrast, Tab: w.details.chosen}
	if w.textSize != kit.NormalTextSize {
		m.TextSize = w.textSize
	}
	if w.shown.Environment != env.Custom {
		m.Environment = w.shown.Environment
	}
	w.control.Settings.Keep(func() { w.save(m) })
}

// build makes the content of the window, and shows it.
func (w *Window) build() {
	w.connections = newConnections(w.words, w.control, &offers{menu: w.connectionMenu, delete: w.delete})
	w.connections.anew = func() { w.askNew(w.control.Connections.New) }
	w.form = newForm(w.words, w.control, w.stories, w.askForget, w.openGuide)
	w.form.describe()
	w.notes = nil
	w.banner = newBanner(w.words, w.control, w.form, w.askOther, func() { w.form.toOption(w.form.expires) })
	w.saving = newSaving(w.words, w.control)
	w.rotation, w.standing = newRotation(w.words, w.control), newStanding(w.words)
	w.receipt = newReceipt(w.words)
	ask := &historyQuestions{w.window, w.words, w.control}
	room := func() float32 { return w.window.Canvas().Size().Height }
	w.details = newDetails(w.words, w.control, w.form.read, ask, w.sharePostman)
	w.shareBar = newShareBar(w)
	w.views = map[app.View]view{}
	w.viewMakers = map[app.View]func() view{
		app.ViewHistory: func() view { return newViewHistory(w.words, w.control, ask, room) },
		app.ViewAll:     func() view { return newViewAll(w.words, w.control, w.shareTable, room) },
		app.ViewLeak:    func() view { return newLeak(w.words, w.control, w.askForget) },
		app.ViewWelcome: func() view {
			return newWelcome(w.words, w.control, w.about.Icon, w.askNew,
				func() { w.window.Canvas().Focus(w.form.key) }, func() { w.window.Canvas().Focus(w.form.check) })
		},
	}
	w.waiting = kit.NewParagraph("", kit.ColorSecondary, kit.SizeVerdict, fyne.TextStyle{Bold: true})
	w.guide = newGuide(w.words, w.control, w.app, func() { w.form.toOption(w.form.operation) }, w.closeGuide)
	w.notices = kit.NewColumn(kit.Space8)
	w.noticesRead = kit.NewLink(w.words.Text("ui.notice.read"), w.control.DismissNotices)
	w.outcome = kit.NewColumn(kit.Space16, w.waiting, w.standing.root, w.rotation.root, w.banner.root, w.saving.root, w.saving.line, w.shareBar.root, w.details.root, w.receipt.root)
	w.answer = kit.NewColumn(kit.Space16, w.notices, w.guide.root, w.outcome)
	w.folded = nil
	var open *kit.Button
	open = kit.NewButton(w.words.Text("ui.connections.open"), kit.Secondary, func() {
		w.fold()
		w.folded.show(w.shown)
		page := kit.NewPage(w.folded.root, kit.ColorSurface, kit.Space12, kit.Space16)
		w.folded.list.ScrollsWith(page)
		w.popup = widget.NewPopUp(page.Root, w.window.Canvas())
		w.popup.Resize(fyne.NewSize(sideWidth+kit.Space24, min(w.window.Canvas().Size().Height-80, 480)))
		w.popup.ShowAtRelativePosition(fyne.NewPos(0, open.Size().Height), open)
		w.window.Canvas().Focus(w.folded.first())
	})
	w.panes = newPanes(w.connections.root, w.connections.list, w.form.root, w.answer, kit.NewWrapped(0, open))
	w.form.changed, w.details.changed = w.panes.refitBeside, w.panes.refitStill
	w.details.answer.body.OnResized = w.panes.refitBeside
	w.details.answer.body.OnSave = w.shareBody
	w.details.answer.body.OnSaveTable = w.shareRows
	w.form.pickDay.OnTapped = w.chooseDay
	w.form.calendar.OnTapped = w.shareCalendar
	w.form.focus = w.window.Canvas().Focus
	w.parts = []part{
		shower(w.showLists), w.form, w.banner, w.saving, w.standing, w.rotation, w.receipt, w.details, w.shareBar, shower(w.showSharing), shower(w.showFolders),
		shower(w.showNotices), shower(w.showView), w.guide, shower(w.showOutcome), shower(w.enableMenu),
	}
	w.window.SetContent(container.New(wholeWindow{layout.NewStackLayout(), w.window.Canvas()}, w.panes.root, w.frames))
	w.window.SetPadded(false)
}

// wholeWindow lays the content out, and with it the sheets above it.
type wholeWindow struct {
	stack  fyne.Layout
	canvas fyne.Canvas
}

func (l wholeWindow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.stack.Layout(objects, size)
	kit.FitSheets(l.canvas)
}

func (l wholeWindow) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.stack.MinSize(objects) }

// fold makes the list as a menu, once.
func (w *Window) fold() {
	if w.folded != nil {
		return
	}
	w.folded = newConnections(w.words, w.control, &offers{menu: w.connectionMenu, delete: w.delete})
	w.folded.anew = w.connections.anew
	w.folded.picked = func() {
		if w.popup != nil {
			w.popup.Hide()
		}
	}
}

// view is what takes the place of form and answer; nil where they are shown.
func (w *Window) view(name app.View) view {
	if w.views[name] == nil && w.viewMakers[name] != nil {
		w.views[name] = w.viewMakers[name]()
	}
	return w.views[name]
}
