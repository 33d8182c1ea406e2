//go:build exports

package exports

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
)

// limit is how long a foreign program may take.
const limit = 90 * time.Second

func serve(t *testing.T, options ...demo.Option) string {
	t.Helper()
	s, err := demo.Start("127.0.0.1:0", append([]demo.Option{demo.WithRateLimit(100000)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s.URL()
}

func english(t *testing.T) *message.Catalogue {
	t.Helper()
	c, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func story(t *testing.T, id string) demo.Story {
	t.Helper()
	for _, s := range demo.Stories() {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("there is no story %s", id)
	return demo.Story{}
}

// result is a check of a story, permissions included.
func result(t *testing.T, base string, s demo.Story) *check.Result {
	t.Helper()
	return check.Run(t.Context(), check.Input{
		Environment: "demo", BaseURL: base, Key: secret.New(s.Key), CompanyID: s.CompanyID, Permissions: true,
	}, check.Options{Now: time.Now})
}

// tool finds an installed program.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is not installed: script/test --stage exports installs it", name)
	}
	return path
}

// run runs a program to its end and gives what it printed.
func run(t *testing.T, env []string, name string, args ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func write(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// people are values about people in the demo company's answers.
var people = []string{"anna.eksempel", "Eksempelvej", "Eksempel Mel", "fake-demo-password", "@example.com"}

// expectClean fails where a text holds a key or something about a person.
func expectClean(t *testing.T, what, text string, s demo.Story) {
	t.Helper()
	if held := secret.NewRedactor(secret.New(s.Key)); held.Contains(text) || strings.Contains(text, s.Key) {
		t.Errorf("%s holds the key", what)
	}
	for _, p := range people {
		if strings.Contains(text, p) {
			t.Errorf("%s holds %q", what, p)
		}
	}
}
