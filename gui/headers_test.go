package gui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"pleokeycheck/gui/kit"
	"pleokeycheck/gui/kit/kittest"
)

// Headers are sorted, shortened, without what disturbs, and not without end.
func TestHeaders(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	h := newHeaders(english(t))
	many := map[string][]string{"A-Long": {strings.Repeat("x", 1<<20)}, "B": {"a\u202eb", "second"}}
	for i := range 200 {
		many[fmt.Sprintf("X-%03d", i)] = []string{"v"}
	}
	h.set(many)
	var names, values []string
	kittest.See(h.root, func(s kittest.Sight) {
		if p, is := s.Object.(*kit.Label); is {
			if len(names) == len(values) {
				names = append(names, p.Text)
			} else {
				values = append(values, p.Text)
			}
		}
	})
	if len(values) < mostHeaders || names[0] != "A-Long" || len(values[0]) > longestHead+10 || strings.Contains(values[1], "\u202e") || names[1] != "B" || names[2] != "B" || values[2] != "second" {
		t.Errorf("%d values, of %.80q", len(values), names)
	}
	if last := names[len(names)-1]; last != "There are 142 more headers." {
		t.Errorf("at the end: %q", last)
	}
	h.set(nil)
	if h.root.Visible() {
		t.Error("a table without headers is shown")
	}
}
