package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// counted counts how often it was refreshed.
type counted struct {
	widget.BaseWidget
	times int
}

func (c *counted) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

func (c *counted) Refresh() { c.times++ }

// TestSetTheme: whatever is in the window is drawn once in the new theme, however
// deep it is, in a page that scrolls or in a sheet, and it has its new size.
func TestSetTheme(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(Theme{})
	w := a.NewWindow("")
	defer w.Close()
	deep, inSheet := &counted{}, &counted{}
	deep.ExtendBaseWidget(deep)
	inSheet.ExtendBaseWidget(inSheet)
	label := NewLabel("word", theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
	content := fyne.CanvasObject(NewColumn(0, deep, label))
	for range 8 {
		content = NewColumn(0, content)
	}
	w.SetContent(container.NewStack(NewPage(content, "", 0, 0).Root))
	w.Resize(fyne.NewSize(400, 300))
	ShowSheet(w, "sheet", NewColumn(0, inSheet), nil)
	deep.times, inSheet.times = 0, 0
	before := label.Size().Height
	SetTheme(a, w.Canvas(), Theme{Appearance: Dark, Scale: 2})
	if deep.times != 1 || inSheet.times != 1 {
		t.Errorf("refreshed %d times in the window and %d in the sheet, want once", deep.times, inSheet.times)
	}
	if got := label.Size().Height; got < before*1.8 {
		t.Errorf("a line is %v high, and was %v", got, before)
	}
	if !Contains(w.Canvas().Content(), deep) {
		t.Error("the window is empty")
	}
}

// TestStops: the stops are those of the Tab key, in its order, but for the rows of
// a long column.
func TestStops(t *testing.T) {
	a := test.NewTempApp(t)
	w := a.NewWindow("")
	defer w.Close()
	first, off, last := NewLink("first", nil), NewLink("off", nil), NewField("", false, nil)
	off.Disable()
	l := NewLongColumn(0, func() fyne.CanvasObject { return NewLink("row", nil) }, func(int, fyne.CanvasObject) {})
	page := NewPage(NewColumn(0, first, l.Root, off, last), "", 0, 0)
	l.ScrollsWith(page)
	w.SetContent(page.Root)
	w.Resize(fyne.NewSize(400, 300))
	l.SetRows([]string{"a", "b"})
	stops := Stops(w.Canvas().Content())
	if len(stops) != 2 || stops[0] != fyne.Focusable(first) || stops[1] != fyne.Focusable(last) || len(l.Root.Objects) != 2 {
		t.Errorf("%d stops: %v; %d rows", len(stops), stops, len(l.Root.Objects))
	}
}
