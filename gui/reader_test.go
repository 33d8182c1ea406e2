package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pleokeycheck/gui/kit/kittest"
	"pleokeycheck/internal/access"
)

// said is all that a screen reader can find in the window.
func (d *desk) said() *access.Tree { return access.NewTree(d.win.Reader().Read()) }

// TestEverythingIsSaid: on every screen, each word that is drawn is in the tree,
// and each control that the keyboard reaches is there once, with a name.
func TestEverythingIsSaid(t *testing.T) {
	d := company(t, 3)
	everyScreen(d, func(name string) {
		tree := d.said()
		words := tree.Root.Speech()
		spoken := strings.Join(strings.Fields(words), "")
		focusable := 0
		for n := range tree.All() {
			if n.State.Has(access.Focusable) {
				focusable++
				if n.Name == "" {
					t.Errorf("%s: a %s without a name, [%s]", name, n.Role, n.ID)
				}
			}
		}
		reached := 0
		roots := d.roots()
		if n := len(roots); n > 1 {
			roots = roots[n-1:]
		}
		for _, root := range roots {
			kittest.See(root, func(s kittest.Sight) {
				if _, is := s.Object.(fyne.Focusable); is {
					reached++
				}
				text, is := s.Object.(*canvas.Text)
				if is && !strings.Contains(spoken, strings.TrimSuffix(strings.Join(strings.Fields(text.Text), ""), "…")) {
					t.Errorf("%s: %q is drawn and not said", name, text.Text)
				}
			})
		}
		t.Log(tree)
		t.Logf("%s: %d nodes, %d of %d", name, strings.Count(tree.String(), "\n"), focusable, reached)
	})
}
