package desktop

import (
	"testing"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/settings"
)

func TestMarksAreKept(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir, err := connection.DefaultDir()
	if err == nil {
		_, err = connection.Open(dir) // as when the window opens
	}
	if err == nil {
		_, err = settings.Update(dir, func(s *settings.Settings) { s.Mark(true, "welcome") })
	}
	if err != nil {
		t.Fatal(err)
	}
	kept, mark := marks()
	if len(kept) != 1 || kept[0] != "welcome" {
		t.Errorf("kept %q", kept)
	}
	_, remember := memory()
	if err := mark(true, "guide.before.role"); err != nil {
		t.Fatal(err)
	}
	left, _ := memory()
	left.Width, left.Height, left.Tab = 900, 700, "ui.details.answer"
	remember(left)
	if s := settings.Load(dir); len(s.Marks) != 2 || s.Width != 900 || s.Tab != "ui.details.answer" {
		t.Errorf("closing the window loses a tick: %+v", s)
	}
}
