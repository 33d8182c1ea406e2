package cli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/keystore"
)

// oneKey is a keychain in which every place holds the same key; without one, it
// does not answer.
type oneKey string

func (k oneKey) Get(string, string) (string, error) {
	if k == "" {
		return "", errors.New("there is no keychain here")
	}
	return string(k), nil
}
func (oneKey) Set(string, string, string) error { return errors.ErrUnsupported }
func (oneKey) Delete(string, string) error      { return errors.ErrUnsupported }
func (oneKey) Search(string) ([]string, string, error) {
	return nil, "", errors.ErrUnsupported
}

// saved makes a folder with one saved connection, and a keychain with its key.
func saved(t *testing.T, key string) (dir string) {
	t.Helper()
	dir = filled(t)
	pinEnglish(t)
	if _, err := connection.Default().Add(connection.Connection{Name: "Bakery", Environment: "demo", CompanyID: demo.Stories()[0].CompanyID, KeyKept: true}); err != nil {
		t.Fatal(err)
	}
	before := openKeychain
	openKeychain = func() *keystore.Keychain { return keystore.New(keystore.WithBackend(oneKey(key))) }
	t.Cleanup(func() { openKeychain = before })
	return dir
}

// TestTroubleHereIsNotARefusal: the report always comes out, the status is that
// of the verdict, and what stood in the way is said on standard error. Where it
// stood in the way of the check itself, the status is 5: 1 is for Pleo alone.
func TestTroubleHereIsNotARefusal(t *testing.T) {
	good, bad := demo.Stories()[0].Key, "demo-fake-refused"
	folder := func(name string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			_ = os.Remove(filepath.Join(dir, name))
			if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
				t.Fatal(err)
			}
		}
	}
	file := func(text string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, "connections.json"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	homeless := func(t *testing.T, _ string) {
		t.Setenv("HOME", "")
		t.Setenv("XDG_CONFIG_HOME", "")
	}
	fine := func(*testing.T, string) {}
	nameless := func(t *testing.T, _ string) {
		if _, err := connection.Default().Add(connection.Connection{Name: "Dairy", Environment: "demo", KeyKept: true}); err != nil {
			t.Fatal(err)
		}
	}
	const one, all = "--connection Bakery", "--all"
	for name, tt := range map[string]struct {
		key      string
		harm     func(*testing.T, string)
		args     string
		status   int
		reported bool
		says     string
	}{
		"nothing":                             {good, fine, one, 0, true, ""},
		"refused":                             {bad, fine, one, 1, true, ""},
		"history, works":                      {good, folder("history.jsonl"), one, 0, true, "the history could not be written"},
		"history, refused":                    {bad, folder("history.jsonl"), one, 1, true, "the history could not be written"},
		"history, all work":                   {good, folder("history.jsonl"), all, 0, true, "the history could not be written"},
		"lock":                                {good, folder("store.lock"), one, 0, true, "the history could not be written"},
		"keychain":                            {"", fine, one, 5, true, "nothing was checked"},
		"keychain, all":                       {"", fine, all, 5, true, "nothing was checked"},
		"newer file":                          {good, file(`{"version": 99, "connections": []}`), one, 5, false, "newer version"},
		"newer file, all":                     {good, file(`{"version": 99, "connections": []}`), all, 5, false, "newer version"},
		"damaged file":                        {good, file(`{"version": 1, "conn`), one, 5, false, "connections.json is damaged"},
		"damaged file, all":                   {good, file(`{"version": 1, "conn`), all, 5, true, "connections.json is damaged"},
		"no home":                             {good, homeless, one, 5, false, "configuration folder"},
		"no home, all":                        {good, homeless, all, 5, false, "configuration folder"},
		"no company saved":                    {good, nameless, "--connection Dairy", 0, true, ""},
		"no company saved, all":               {good, nameless, all, 0, true, ""},
		"no company saved, others refused":    {bad, nameless, all, 1, true, ""},
		"no key":                              {"", fine, "--key-stdin --env demo --company-id " + someCompany, 2, true, ""},
		"no company":                          {good, fine, "--key-stdin --env demo", 0, true, ""},
		"no whole company":                    {good, fine, "--key-stdin --env demo --company-id 3d0f6a52", 2, true, ""},
		"no home, which nobody needs, works":  {good, homeless, "--key-stdin --env demo --company-id " + demo.Stories()[0].CompanyID, 0, true, ""},
		"no home, which nobody needs, is bad": {bad, homeless, "--key-stdin --env demo --company-id " + demo.Stories()[0].CompanyID, 1, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			tt.harm(t, saved(t, tt.key))
			var out, errs strings.Builder
			args := append([]string{"check", "--json"}, strings.Fields(tt.args)...)
			status := run(t.Context(), args, strings.NewReader(tt.key), &out, &errs)
			if status != tt.status || json.Valid([]byte(out.String())) != tt.reported {
				t.Errorf("status %d, want %d: %s%s", status, tt.status, out.String(), errs.String())
			}
			if !strings.Contains(errs.String(), tt.says) || tt.says == "" && errs.String() != "" {
				t.Errorf("it does not say %q: %s", tt.says, errs.String())
			}
		})
	}
}

// full is an output that takes nothing.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

// TestReportThatCannotBeWritten: whoever asked has no report, and no verdict.
func TestReportThatCannotBeWritten(t *testing.T) {
	saved(t, demo.Stories()[0].Key)
	for _, args := range []string{"check --connection Bakery --json", "check --all", "version", "export --curl sh --env demo --company-id " + someCompany} {
		var errs strings.Builder
		status := run(t.Context(), strings.Fields(args), strings.NewReader(""), full{errors.New("the disk is full")}, &errs)
		if status != exitTrouble || !strings.Contains(errs.String(), "the disk is full") {
			t.Errorf("%s: status %d: %s", args, status, errs.String())
		}
	}
}
