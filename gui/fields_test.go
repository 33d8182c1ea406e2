package gui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
)

// TestFieldsAreEven: what is typed into and what is chosen from is equally
// high, at every size of the text, and the text of a field is in its middle.
func TestFieldsAreEven(t *testing.T) {
	d := newDesk(t)
	for _, by := range []float32{0.8, 1, 2} {
		d.scale(by)
		want := kit.NewEdged(kit.NewSelect(nil)).MinSize().Height
		for name, f := range map[string]fyne.CanvasObject{"key": d.win.form.key, "company": d.win.form.company, "expiry": d.win.form.expires} {
			if got := f.Size().Height; got < want-1 || got > want+1 {
				t.Errorf("%v times: %s is %v high, a select %v", by, name, got, want)
			}
			for _, o := range test.WidgetRenderer(f.(fyne.Widget)).Objects() {
				if s, ok := o.(*container.Scroll); ok && s.Visible() {
					text := s.Content.MinSize().Height
					if above, below := s.Position().Y, f.Size().Height-s.Position().Y-text; above < below-4 || above > below+4 {
						t.Errorf("%v times: %s has %v above its text and %v below", by, name, above, below)
					}
				}
			}
		}
	}
}

// TestFieldShowsItsFocus with a wider edge, and only while it has it.
func TestFieldShowsItsFocus(t *testing.T) {
	d := newDesk(t)
	edge := func() float32 {
		var widest float32
		for _, o := range test.WidgetRenderer(d.win.form.company).Objects() {
			if r, ok := o.(*canvas.Rectangle); ok {
				widest = max(widest, r.StrokeWidth)
			}
		}
		return widest
	}
	d.canvas().Focus(d.win.form.company)
	if got := edge(); got != 2 {
		t.Errorf("with the focus the edge is %v wide", got)
	}
	d.canvas().Focus(d.win.form.check)
	if got := edge(); got != 1 {
		t.Errorf("without it the edge is %v wide", got)
	}
}

// TestTicksAreInLine: the box of a tick begins where the fields begin, and what
// belongs to it where its words do, at every size of the text.
func TestTicksAreInLine(t *testing.T) {
	d := newDesk(t)
	for _, by := range []float32{0.8, 1, 2} {
		d.scale(by)
		words, below := kit.NewCheckbox("words"), kit.NewBody("below")
		row, under := kit.NewRinged(words), kit.NewBesideCheckbox(words, below)
		column := kit.NewColumn(0, row, under)
		column.Resize(fyne.NewSize(400, kit.HeightFor(column, 400)))
		var caption, box, text float32
		kittest.See(column, func(s kittest.Sight) {
			switch {
			case s.Object == below:
				text = s.At.X
			case textOf(s.Object) == "words" && s.Object != words:
				caption = s.At.X
			}
			if i, ok := s.Object.(*canvas.Image); ok && s.In(words) && i.Visible() {
				box = s.At.X + i.Size().Width/8
			}
		})
		if box < -1 || box > 2 {
			t.Errorf("%v times: the box begins at %v", by, box)
		}
		if caption < text-1 || caption > text+1 {
			t.Errorf("%v times: the words begin at %v, what is below at %v", by, caption, text)
		}
	}
}

// TestCodeIsSetWhenItIsThere: a field for code shows its example in the letters
// of prose, so that the first frame needs no font of code, and what is typed in
// those of code, in the middle of the field.
func TestCodeIsSetWhenItIsThere(t *testing.T) {
	d := newDesk(t)
	for _, root := range d.roots() {
		kittest.See(root, func(s kittest.Sight) {
			mono := false
			switch o := s.Object.(type) {
			case *canvas.Text:
				mono = o.TextStyle.Monospace
			case *kit.Field:
				mono = o.TextStyle.Monospace
			}
			if fmt.Sprintf("%T", s.Object) == "*viewer.rowView" {
				mono = true
			}
			if mono {
				t.Errorf("the first frame needs a font of code: %T %q", s.Object, textOf(s.Object))
			}
		})
	}
	f := d.win.form.company
	top := func() float32 {
		for _, o := range test.WidgetRenderer(f).Objects() {
			if s, ok := o.(*container.Scroll); ok {
				return s.Position().Y
			}
		}
		t.Fatal("the field has no text")
		return 0
	}
	prose := top()
	test.Type(f, "3d0f")
	if !f.TextStyle.Monospace {
		t.Error("what is typed is set as prose")
	}
	wide, code := top(), kit.MeasureText("M", kit.Measure(theme.SizeNameText), fyne.TextStyle{Monospace: true}).Height
	if letters := kit.MeasureText("M", kit.Measure(theme.SizeNameText), fyne.TextStyle{}).Height; letters != code && wide == prose {
		t.Error("the code is not in the middle of the field")
	}
	f.SetText("")
	if f.TextStyle.Monospace || top() != prose {
		t.Errorf("emptied, it is set as code (%v), at %v, was at %v", f.TextStyle.Monospace, top(), prose)
	}
}
