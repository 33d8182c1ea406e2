package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/connection"
)

// TestCheckAll: where nothing was checked nobody could tell; connections without
// a kept key are named and count for nothing;
// without a keychain the others could not be told.
func TestCheckAll(t *testing.T) {
	pinEnglish(t)
	home := t.TempDir()
	for name, value := range map[string]string{
		"HOME": home, "XDG_CONFIG_HOME": filepath.Join(home, "config"), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
	} {
		t.Setenv(name, value)
	}
	dir, err := connection.DefaultDir()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	store, err := connection.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := func(args ...string) (status int, stdout, stderr string) {
		var out, errs strings.Builder
		status = run(t.Context(), append([]string{"check", "--all"}, args...), strings.NewReader(""), &out, &errs)
		return status, out.String(), errs.String()
	}
	const untold, trouble = 3, 5
	for _, args := range [][]string{nil, {"--json"}, {"--csv"}, {"--env", "demo"}} {
		if status, _, stderr := all(args...); status != untold || !strings.Contains(stderr, "nothing was checked: there is no saved connection") {
			t.Errorf("nothing saved, %q: %d, %s", args, status, stderr)
		}
	}
	if _, err := store.Add(connection.Connection{Name: "Without", Environment: "demo"}); err != nil {
		t.Fatal(err)
	}
	if status, stdout, stderr := all(); status != untold || !strings.Contains(stdout, "No key saved") || !strings.Contains(stderr, "nothing was checked: no key") {
		t.Errorf("without a key: %d, %s%s", status, stdout, stderr)
	}
	if status, _, stderr := all("--env", "staging"); status != untold || !strings.Contains(stderr, "of the environment staging") {
		t.Errorf("none of the environment: %d, %s", status, stderr)
	}
	if _, err := store.Add(connection.Connection{Name: "With", Environment: "demo", KeyKept: true, KeyHint: "fake"}); err != nil {
		t.Fatal(err)
	}
	status, stdout, _ := all("--json")
	var got struct {
		Version int
		Results []struct {
			Connection, Verdict, Reason string
			Checked                     bool
		}
	}
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if status != trouble || got.Version != 1 || len(got.Results) != 2 || got.Results[0].Verdict != "inconclusive" || got.Results[1].Reason != "no-key-kept" ||
		got.Results[0].Reason != "keychain" || got.Results[0].Checked || got.Results[1].Checked {
		t.Errorf("status %d, %+v", status, got)
	}
	if status, stdout, _ := all("--csv"); status != trouble || !strings.Contains(stdout, "Without") {
		t.Errorf("CSV: %d, %s", status, stdout)
	}
}
