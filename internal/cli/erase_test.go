package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/settings"
)

// filled is a folder of the program with one connection without a key, its
// history, settings, and a file of somebody else.
func filled(t *testing.T) (dir string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	store := connection.Default()
	con, err := store.Add(connection.Connection{Name: "Nordhavn", Environment: "demo"})
	if err == nil {
		_, err = store.Note([]string{con.ID}, func(c *connection.Connection) *connection.Record {
			return &connection.Record{ConnectionID: c.ID, Environment: "demo"}
		})
	}
	if err == nil {
		dir, err = connection.DefaultDir()
	}
	if err == nil {
		_, err = settings.Update(dir, func(s *settings.Settings) { s.Mark(true, "welcome") })
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func erase(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err strings.Builder
	status = run(t.Context(), append([]string{"remove-everything"}, args...), strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestRemoveEverything(t *testing.T) {
	dir := filled(t)
	status, stdout, stderr := erase(t, "", "--yes")
	if status != exitUnproven || stderr != "" {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	for _, says := range []string{"The files are removed; the keychain did not answer.", "whether it holds a key of this app is not known. This computer has no keychain.", "could not be asked about 1 connection", "1 connection is gone", "history.jsonl", "connections.json", "window.json", "Left alone, because it does not belong to this app: notes.txt."} {
		if !strings.Contains(stdout, says) {
			t.Errorf("it does not say %q: %s", says, stdout)
		}
	}
	if strings.Contains(stdout, "Everything is removed") || strings.Contains(stdout, "None was found") {
		t.Errorf("it swears to what it could not ask: %s", stdout)
	}
	if got := names(t, dir); got != "notes.txt" {
		t.Errorf("in the folder is %s", got)
	}
}

// TestRemoveEverythingKeepsWhatLeadsToAKey: without the keychain, a key that is
// kept there cannot go, so nothing does.
func TestRemoveEverythingKeepsWhatLeadsToAKey(t *testing.T) {
	dir := filled(t)
	store := connection.Default()
	if _, err := store.Add(connection.Connection{Name: "With a key", Environment: "staging", KeyKept: true}); err != nil {
		t.Fatal(err)
	}
	before := names(t, dir)
	status, stdout, _ := erase(t, "", "--yes")
	if status != exitTrouble || !strings.Contains(stdout, "Nothing was removed.") || !strings.Contains(stdout, "The key of “With a key” is still in the keychain.") {
		t.Errorf("status %d: %s", status, stdout)
	}
	if got := names(t, dir); got != before {
		t.Errorf("in the folder is %s, before %s", got, before)
	}
}

func TestRemoveEverythingAsks(t *testing.T) {
	dir := filled(t)
	before := names(t, dir)
	status, stdout, stderr := erase(t, "y\n")
	if status != exitUsage || !strings.Contains(stderr, "--yes") || stdout != "" || names(t, dir) != before {
		t.Errorf("without a terminal: status %d: %s%s", status, stdout, stderr)
	}
	if status, _, _ := erase(t, "", canary); status != exitUsage {
		t.Errorf("with an argument: status %d", status)
	}
	for answer, want := range map[string]bool{"y\n": true, "YES\n": true, " yes \n": true, "\n": false, "": false, "n\n": false, "yeah\n": false, "y": false, "yes": false} {
		var out strings.Builder
		if got, err := agreed(t.Context(), strings.NewReader(answer), &out); err != nil || got != want || !strings.Contains(out.String(), "[y/N]") {
			t.Errorf("%q: agreed %v", answer, got)
		}
	}
}
