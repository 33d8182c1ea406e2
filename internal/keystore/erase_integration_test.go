//go:build keychain && linux

package keystore_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// disk is the store of a folder, for removing everything.
type disk struct{ *connection.Store }

func (d disk) Erase() (connection.Wiped, error) { return d.Wipe(func(string) bool { return false }) }

// inKeychain is what another program finds of this one in the keychain.
func inKeychain(t *testing.T) int {
	t.Helper()
	out, _ := exec.CommandContext(t.Context(), "secret-tool", "search", "--all", "service", keystore.Service).CombinedOutput() // nothing found is an exit status
	return strings.Count(string(out), "attribute.username")
}

// TestRemoveEverythingFromTheRealKeychain: whatever became of the files, no key
// stays, and the words say what was looked for.
func TestRemoveEverythingFromTheRealKeychain(t *testing.T) {
	const list = "connections.json"
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	keys := keystore.New()
	for name, tt := range map[string]struct {
		spoil func(dir string) error
		left  int // keys of an earlier run, that no file knows
	}{
		"as it should be": {nil, 0},
		"damaged list":    {func(dir string) error { return os.Truncate(filepath.Join(dir, list), 60) }, 0},
		"missing list":    {func(dir string) error { return os.Remove(filepath.Join(dir, list)) }, 0},
		"another folder":  {func(dir string) error { return os.Rename(dir, dir+"-before") }, 0},
		"a place that cannot be": {func(dir string) error {
			text, err := os.ReadFile(filepath.Join(dir, list))
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, list), bytes.Replace(text, []byte("staging"), []byte("sta/ging"), 1), 0o600)
		}, 0},
		"leftovers": {nil, 3},
		"both":      {func(dir string) error { return os.WriteFile(filepath.Join(dir, list), []byte("\x00\x00"), 0o600) }, 2},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "pleo-key-check")
			store, err := connection.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				con, err := store.Add(connection.Connection{Name: "Nordhavn", Environment: "staging", KeyKept: true})
				if err == nil {
					err = keys.Set(t.Context(), keystore.Slot{Environment: "staging", Connection: con.ID}, secret.New("fake-key-of-a-test-0001"))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, id := range []string{"one", "two", "three"}[:tt.left] {
				if err := keys.Set(t.Context(), keystore.Slot{Environment: "production", Connection: id}, secret.New("fake-key-of-a-test-0002")); err != nil {
					t.Fatal(err)
				}
			}
			if tt.spoil != nil {
				if err := tt.spoil(dir); err != nil {
					t.Fatal(err)
				}
			}
			if n := inKeychain(t); n != 2+tt.left {
				t.Fatalf("%d keys before", n)
			}
			r := service.EraseEverything(t.Context(), keys, disk{store})
			if n := inKeychain(t); n != 0 || !r.Proven() || !r.Searched || r.Keys != 2+tt.left {
				t.Errorf("%d keys are left, report %+v", n, r)
			}
			if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the folder: %v", err)
			}
			if title, lines := report.Erased(r, words); title != words.Text("erase.done.title") || !strings.Contains(strings.Join(lines, "\n"), words.Text("erase.done.searched")) {
				t.Errorf("%s: %q", title, lines)
			}
			r = service.EraseEverything(t.Context(), keys, disk{store})
			if _, lines := report.Erased(r, words); !r.Proven() || r.Keys != 0 || lines[0] != words.Text("erase.done.no-keys") {
				t.Errorf("again: %q", lines)
			}
		})
	}
}

// TestSavedKeyOfAnEditedConnection: the real keychain, too, gives a key for the
// address that it was kept for only.
func TestSavedKeyOfAnEditedConnection(t *testing.T) {
	keys := keystore.New()
	con := connection.Connection{ID: "demo-bound", Environment: "custom", BaseURL: "https://gw.example.com:8443/pleo"}
	place := keystore.Slot{Environment: con.Environment, Server: keystore.ServerName(con.BaseURL), Connection: con.ID}
	if err := keys.Set(t.Context(), place, secret.New("fake-key-of-a-test-0001")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = exec.Command("secret-tool", "clear", "service", keystore.Service).Run() })
	for address, found := range map[string]bool{
		con.BaseURL: true, "https://GW.example.com:8443/pleo/": true, // the same address
		"https://gw.example.com/pleo": false, "https://gw.example.org:8443/pleo": false, "https://gw.example.com:8443": false, "": false,
	} {
		edited := con
		edited.BaseURL = address
		_, err := keys.Get(t.Context(), service.SlotOf(edited))
		if (err == nil) != found || !found && !errors.Is(err, keystore.ErrServer) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
