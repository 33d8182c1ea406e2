package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/message"
)

// reminder is the security reminder that the moment calls for: short, beside
// what it is about, never in the way.
type reminder struct {
	words       *message.Catalogue
	root        *fyne.Container
	title, text *paragraph
}

func newReminder(words *message.Catalogue) *reminder {
	r := &reminder{words: words}
	r.title = newParagraph("", theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	r.text = hint("")
	bar := newPanel(colorLimited, "", 0)
	r.root = &fyne.Container{Layout: &barLeft{}, Objects: []fyne.CanvasObject{bar, newColumn(space4, r.title, r.text)}}
	return r
}

// show chooses the reminder.
func (r *reminder) show(s app.State) {
	title, text := r.words.Reminder(app.ReminderFor(s))
	r.title.set(title)
	r.text.set(text)
}

// barLeft draws its first object as a thin bar at the left of its second.
type barLeft struct{ width float32 }

func (l *barLeft) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[1], width-space12)
}

func (l *barLeft) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Resize(fyne.NewSize(3, size.Height))
	objects[1].Move(fyne.NewPos(space12, 0))
	objects[1].Resize(fyne.NewSize(size.Width-space12, size.Height))
}

func (l *barLeft) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[1].MinSize().Width + space12
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}
