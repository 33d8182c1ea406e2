//go:build unix && !darwin

package atspi

import (
	"context"
	"testing"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
)

func TestPaths(t *testing.T) {
	for id, path := range map[string]string{"root": "root", "ui.form.check-2": "ui_2eform_2echeck_2d2", "a_2eb": "a_5f2eb", "ä": "_c3_a4", "": ""} {
		if got := pathOf(id); string(got) != prefix+path || id != "" && !got.IsValid() {
			t.Errorf("path of %q is %s", id, got)
		}
		if got, ok := idOf(pathOf(id)); !ok || got != id {
			t.Errorf("id of %q is %q, %v", path, got, ok)
		}
	}
	for _, path := range []string{"_", "_2", "_zz", "x_", "_g0/y"} { // of nobody, and no reason to panic
		if id, ok := idOf(rootPath[:len(prefix)] + dbus.ObjectPath(path)); !ok {
			t.Errorf("%s: %q", path, id)
		}
	}
	if _, ok := idOf("/org"); ok {
		t.Error("/org is a node")
	}
}

// Where there is no session bus, nothing is served and nothing waits.
func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	s := Start(context.Background(), Program{Do: func(func()) { t.Error("asked the UI") }, Look: func() []*access.Node { return nil }})
	s.Wait()
	s.Changed()
}
