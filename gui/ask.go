package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// sheet is a question or a page above the window. Esc closes it, and the focus
// goes back to where it was.
type sheet struct {
	window fyne.Window
	popup  *widget.PopUp
	page   *page
	before fyne.Focusable
	foot   *fyne.Container
	width  float32 // at the usual size of the text, where there is room
}

// openSheets are those that are open, the last one on top, by canvas. They are
// used on the UI goroutine only.
var openSheets = map[fyne.Canvas][]*sheet{}

// topSheet is the sheet on top, or nil.
func topSheet(c fyne.Canvas) *sheet {
	if open := openSheets[c]; len(open) > 0 {
		return open[len(open)-1]
	}
	return nil
}

// showSheet shows content with buttons; the first button, or first where it is
// given, has the focus. Each button closes the sheet after its deed.
func showSheet(w fyne.Window, title string, content fyne.CanvasObject, first fyne.Focusable, buttons ...*button) *sheet {
	return showSheetOf(520, w, title, content, first, buttons...)
}

// showSheetOf is showSheet with another width.
func showSheetOf(width float32, w fyne.Window, title string, content fyne.CanvasObject, first fyne.Focusable, buttons ...*button) *sheet {
	s := &sheet{window: w, before: w.Canvas().Focused(), width: width}
	row := newWrapped(space8)
	for _, b := range buttons {
		tapped := b.tapped
		b.tapped = func() {
			s.close()
			if tapped != nil {
				tapped()
			}
		}
		b.escape = s.close
		b.scroll = s.scroll
		row.Add(b)
	}
	head := newParagraph(title, theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{Bold: true})
	s.page = newPage(newColumn(space16, head, content), "", space24, space24) // the popup has the ground, and round corners
	s.foot = &fyne.Container{Layout: &inset{left: space24, top: space12, right: space24, bottom: space24}, Objects: []fyne.CanvasObject{row}}
	s.popup = widget.NewModalPopUp(&fyne.Container{Layout: sheetLayout{}, Objects: []fyne.CanvasObject{s.page.root, s.foot}}, w.Canvas())
	s.fit()
	s.popup.Show()
	openSheets[w.Canvas()] = append(openSheets[w.Canvas()], s)
	if first == nil && len(buttons) > 0 {
		first = buttons[0]
	}
	if first != nil {
		w.Canvas().Focus(first)
	}
	return s
}

// fit gives the sheet the size that its content needs, as far as there is room.
func (s *sheet) fit() {
	grown := measure(theme.SizeNameText) / 14
	room := s.window.Canvas().Size()
	width := min(s.width*grown, room.Width-space24)
	height := min(heightFor(s.page.content, width)+heightFor(s.foot, width), room.Height-space24)
	s.popup.Resize(fyne.NewSize(width, height))
	s.popup.Refresh() // in the middle again
	s.page.fit()
}

// sheetLayout keeps its second object, the buttons, in sight below the first,
// which scrolls.
type sheetLayout struct{}

func (sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	foot := min(heightFor(objects[1], size.Width), size.Height)
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-foot))
	objects[1].Move(fyne.NewPos(0, size.Height-foot))
	objects[1].Resize(fyne.NewSize(size.Width, foot))
}

func (sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

// scroll moves through a text that is longer than the sheet, by keyboard.
func (s *sheet) scroll(key fyne.KeyName) {
	seen, all := s.page.scroll.Size().Height, s.page.scroll.Content.Size().Height
	y := s.page.scroll.Offset.Y
	switch key {
	case fyne.KeyUp:
		y -= 2 * space24
	case fyne.KeyDown:
		y += 2 * space24
	case fyne.KeyPageUp:
		y -= seen - space24
	case fyne.KeyPageDown:
		y += seen - space24
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = all
	}
	s.page.scroll.ScrollToOffset(fyne.NewPos(0, max(min(y, all-seen), 0)))
}

func (s *sheet) close() {
	c := s.window.Canvas()
	openSheets[c] = slices.DeleteFunc(openSheets[c], func(each *sheet) bool { return each == s })
	if len(openSheets[c]) == 0 {
		delete(openSheets, c)
	}
	s.popup.Hide()
	if s.before != nil {
		s.window.Canvas().Focus(s.before)
	}
}
