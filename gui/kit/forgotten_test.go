package kit

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit/kittest"
)

// forgotten are all widgets of this package, each in its states. What a widget
// is made of counts as well.
func forgotten() map[string]fyne.CanvasObject {
	nothing := func() {}
	long := "Words that do not fit on one line, and so stand on several."
	all := map[string]fyne.CanvasObject{
		"paragraph": NewBody(long), "label": NewLabel("A word", ColorSecondary, theme.SizeNameText, fyne.TextStyle{}), "panel": NewPanel(ColorSurface, ColorEdge, 8),
		"page link": NewPageLink(long, nothing), "way": NewActionCard("A way", long, theme.HelpIcon(), nothing),
		"progress": NewProgressBar(), "frames": NewFrames(),
	}
	month := NewCalendar(time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2027, 12, 3, 0, 0, 0, 0, time.UTC))
	month.Weekdays, month.SayDay = strings.Fields("Mo Tu We Th Fr Sa Su"), time.Time.String
	all["calendar"] = month
	all["progress"].(*ProgressBar).SetDone(1, 3)
	for name, look := range map[string]buttonLook{"primary": Primary, "secondary": Secondary, "link": Link} {
		all["button "+name] = NewButton(long, look, nothing)
		off := NewButton(name, look, nothing)
		off.Disable()
		all["button off "+name] = off
	}
	for _, text := range []string{"", "demo"} {
		f, off, secret := NewField("placeholder", true, nil), NewField("placeholder", false, nil), NewSecretField("placeholder", nil, nil)
		f.SetText(text)
		off.SetText(text)
		off.Disable()
		secret.SetText(text)
		all["field "+text], all["field off "+text], all["secret field "+text] = f, off, secret
	}
	s := NewSegments(func(string) {})
	s.SetOptions([]string{"a", "b", "c"}, []string{"One", "Two", "Three"}, []fyne.ThemeColorName{ColorWorks, ColorLimited, ColorFailed}, "b")
	all["segments"] = s
	c := NewSelect(nil)
	c.ShowOptions([]string{"a", "b"}, []string{"One", "Two"})
	all["choice of none"] = NewEdged(c)
	c = NewSelect(nil)
	c.ShowOptions([]string{"a", "b"}, []string{"One", "Two"})
	c.Choose("b")
	all["choice"] = NewEdged(c)
	for _, on := range []bool{true, false} {
		k := NewCheckbox(long)
		all["tick "+strconv.FormatBool(on)] = NewRinged(k)
		k.SetChecked(on)
	}
	for _, right := range []bool{true, false} {
		c := NewClip(ColorSecondary, theme.SizeNameText, true)
		if right {
			c.Alignment = fyne.TextAlignTrailing
		}
		c.SetColored(long, ColorWorks)
		all["clip "+strconv.FormatBool(right)] = c
	}
	var text []string
	for i := range 60 {
		text = append(text, strconv.Itoa(i)+long)
	}
	edge := NewPanel(ColorSurface, ColorEdge, 8)
	l := NewLines(edge)
	l.SetText(text)
	all["lines"] = l
	l = NewLines(edge)
	l.SetText(text)
	all["lines further down"] = l
	table := NewTable(func() fyne.CanvasObject { return NewClip(ColorSecondary, theme.SizeNameText, false) },
		func(i int, o fyne.CanvasObject) { o.(*Label).SetColored(text[i], ColorWorks) }, func() float32 { return 20 }, func() int { return 10 }, func(int) {})
	table.SetLength(len(text))
	all["table"] = table
	return all
}

// TestForgottenWidgets: every widget of this package looks the same when its
// renderer was dropped and made again, at the size that it has.
func TestForgottenWidgets(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	kittest.ExpectWidgetsRemembered(t, forgotten(), func(name string, o fyne.CanvasObject) {
		if l, ok := o.(*Lines); ok && name == "lines further down" {
			l.List.ScrollToOffset(300)
		}
	})
}

// TestForgottenListWithFewerRows: a list that was scrolled and forgotten, and has
// few rows when it is seen again, shows them.
func TestForgottenListWithFewerRows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	tab := forgotten()["table"].(*Table)
	w := test.NewTempWindow(t, tab)
	w.Resize(fyne.NewSize(240, 200))
	tab.List.ScrollToBottom()
	if strings.Contains(kittest.Painting(tab), "Text:0Words") {
		t.Fatal("it is not scrolled")
	}
	kittest.DestroyRenderer(tab.List)
	tab.SetLength(3)
	if got := kittest.Painting(tab); !strings.Contains(got, "Text:0Words") {
		t.Errorf("the first row is not seen: %s", got)
	}
}
