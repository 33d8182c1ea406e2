package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestSheetScrollsByKeyboard: keys that move through a text move that of the sheet
// while one of its buttons has the focus; without a sheet they do nothing.
func TestSheetScrollsByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	alone := NewButton("alone", Secondary, nil)
	w := test.NewTempWindow(t, alone)
	w.Resize(fyne.NewSize(400, 300))
	key := func(b *Button, name fyne.KeyName) { b.TypedKey(&fyne.KeyEvent{Name: name}) }
	key(alone, fyne.KeyPageDown)
	button := NewButton("close", Secondary, nil)
	s := ShowSheet(w, "title", NewBody(strings.Repeat("many words ", 500)), nil, button)
	defer s.Close()
	at := func() float32 { return s.Page.Scroll.Offset.Y }
	key(button, fyne.KeyPageDown)
	page := at()
	if page <= 0 {
		t.Error("PageDown does not scroll")
	}
	if key(button, fyne.KeyEnd); at() <= page {
		t.Error("End does not go to the end")
	}
	if key(button, fyne.KeyHome); at() != 0 {
		t.Error("Home does not go to the beginning")
	}
}
