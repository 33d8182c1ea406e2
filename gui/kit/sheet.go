package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Sheet stands in for Fyne's dialogs, which neither wrap nor scroll nor give the
// focus back: a question or a page above the window. Esc closes it, and the focus
// goes back to where it was.
type Sheet struct {
	window  fyne.Window
	Popup   *widget.PopUp
	overlay fyne.CanvasObject // of the popup, with what is dimmed around it
	Page    *Page
	before  fyne.Focusable
	foot    *fyne.Container
	width   float32 // at the usual size of the text, where there is room
}

// openSheets are those that are open, the last one on top, by canvas. They are
// used on the UI goroutine only.
var openSheets = map[fyne.Canvas][]*Sheet{}

// TopSheet is the sheet on top, or nil.
func TopSheet(c fyne.Canvas) *Sheet {
	if open := openSheets[c]; len(open) > 0 {
		return open[len(open)-1]
	}
	return nil
}

// FitSheets fits every sheet that is open, after the size of text or of the window
// changed.
func FitSheets(c fyne.Canvas) {
	for _, s := range openSheets[c] {
		s.Fit()
	}
}

// ForgetSheets forgets those of a window that is closed.
func ForgetSheets(c fyne.Canvas) { delete(openSheets, c) }

// ShowSheet shows content with buttons; the first button, or first where it is
// given, has the focus. Each button closes the sheet after its action.
func ShowSheet(w fyne.Window, title string, content fyne.CanvasObject, first fyne.Focusable, buttons ...*Button) *Sheet {
	return ShowSheetOf(520, w, title, content, first, buttons...)
}

// ShowSheetOf is ShowSheet with another width.
func ShowSheetOf(width float32, w fyne.Window, title string, content fyne.CanvasObject, first fyne.Focusable, buttons ...*Button) *Sheet {
	s := &Sheet{window: w, before: w.Canvas().Focused(), width: width}
	row := NewWrapped(Space8)
	for _, b := range buttons {
		tapped := b.OnTapped
		b.OnTapped = func() {
			s.Close()
			if tapped != nil {
				tapped()
			}
		}
		b.onScroll = s.scroll
		row.Add(b)
	}
	s.Page = NewPage(NewColumn(Space16, NewHeading(title), content), "", Space24, Space24) // the popup has the ground, and round corners
	s.foot = NewMargins(Space24, Space12, Space24, Space24, row)
	s.Popup = widget.NewModalPopUp(NewFlow(pageAndFoot{}, s.Page.Root, s.foot), w.Canvas())
	s.Fit()
	s.Popup.Show()
	s.overlay = w.Canvas().Overlays().Top()
	openSheets[w.Canvas()] = append(openSheets[w.Canvas()], s)
	if first == nil && len(buttons) > 0 {
		first = buttons[0]
	}
	if first != nil {
		w.Canvas().Focus(first)
	}
	return s
}

// Fit gives the sheet the size that its content needs, as far as there is room.
func (s *Sheet) Fit() {
	room := s.window.Canvas().Size()
	width := min(Scaled(s.width), room.Width-Space24)
	height := min(HeightFor(s.Page.Content, width)+HeightFor(s.foot, width), room.Height-Space24)
	s.Popup.Resize(fyne.NewSize(width, height))
	if s.overlay != nil { // Fyne puts it in the middle once
		s.Popup.Move(fyne.NewPos((room.Width-width)/2, (room.Height-height)/2))
	}
	s.Popup.Refresh()
	s.Page.Fit()
}

// pageAndFoot keeps its second object, the buttons, in sight below the first, which
// scrolls. Fyne's Border leaves a gap between them, and learns the height of buttons
// that wrap a frame late.
type pageAndFoot struct{}

func (pageAndFoot) Least([]fyne.CanvasObject) float32 { return 100 }

func (pageAndFoot) Arrange(objects []fyne.CanvasObject, width, room float32, put Put) float32 {
	foot := min(HeightFor(objects[1], width), room)
	put(objects[0], 0, 0, width, room-foot)
	put(objects[1], 0, room-foot, width, foot)
	return 100
}

// scroll moves through a text that is longer than the sheet, by keyboard.
func (s *Sheet) scroll(key fyne.KeyName) {
	seen, all := s.Page.Scroll.Size().Height, s.Page.Scroll.Content.Size().Height
	y := s.Page.Scroll.Offset.Y
	switch key {
	case fyne.KeyUp:
		y -= 2 * Space24
	case fyne.KeyDown:
		y += 2 * Space24
	case fyne.KeyPageUp:
		y -= seen - Space24
	case fyne.KeyPageDown:
		y += seen - Space24
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = all
	}
	s.Page.Scroll.ScrollToOffset(fyne.NewPos(0, max(min(y, all-seen), 0)))
}

// CloseTop closes what is above the window, of that what is on top, and reports
// whether anything was.
func CloseTop(c fyne.Canvas) bool {
	top := c.Overlays().Top()
	if s := TopSheet(c); s != nil && top == s.overlay {
		s.Close()
	} else if top != nil { // a menu, or one of Fyne's own dialogs
		insideOverlay(top).Hide()
		c.Overlays().Remove(top)
	}
	return top != nil
}

// KeyInSheet moves through the sheet on top, where nothing in it has the focus.
func KeyInSheet(c fyne.Canvas, key fyne.KeyName) {
	if s := TopSheet(c); s != nil && c.Overlays().Top() == s.overlay {
		s.scroll(key)
	}
}

// Close takes the sheet away and gives the focus back.
func (s *Sheet) Close() {
	c := s.window.Canvas()
	openSheets[c] = slices.DeleteFunc(openSheets[c], func(each *Sheet) bool { return each == s })
	if len(openSheets[c]) == 0 {
		delete(openSheets, c)
	}
	s.Popup.Hide()
	if s.before != nil {
		s.window.Canvas().Focus(s.before)
	}
}
