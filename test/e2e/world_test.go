//go:build e2e && linux

package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long anything that a test waits for may take. It is far more
// than needed, for machines that are busy with much else.
const patience = 40 * time.Second

// world is a private place to run the program in: nothing of the person's own
// session can be reached from it, and it ends with its test.
type world struct {
	t      *testing.T
	binary string
	dir    string // everything below is removed at the end
	home   string
	config string // of the program
	out    string // pictures and logs, kept
	vars   map[string]string
	shots  int
	bus    *process
	ring   *process
	// readers is the accessibility bus, which open starts, but where unread.
	readers *process
	unread  bool
}

// newWorld makes a world with folders only: no screen, no bus, no keychain. Tests
// in worlds of their own run beside each other.
func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	binary, err := filepath.Abs(os.Getenv("PLEO_KEY_CHECK_BINARY"))
	if os.Getenv("PLEO_KEY_CHECK_BINARY") == "" || err != nil {
		t.Fatal("PLEO_KEY_CHECK_BINARY must name the program; script/test --stage e2e builds it and sets that")
	}
	// Short, because the path of a socket may not be longer than 107 bytes.
	dir, err := os.MkdirTemp("/tmp", "e2e")
	must(t, err)
	w := &world{t: t, binary: binary, dir: dir, home: filepath.Join(dir, "home")}
	t.Cleanup(w.vanish) // after everything else ended
	w.config = filepath.Join(w.home, ".config", "pleo-key-check")
	w.out = t.TempDir()
	if kept := os.Getenv("E2E_OUTPUT"); kept != "" {
		w.out, err = filepath.Abs(filepath.Join(kept, t.Name()))
		must(t, err)
		must(t, os.RemoveAll(w.out))
	}
	for _, folder := range []string{w.home + "/.config", w.home + "/.cache", dir + "/run", dir + "/tmp", w.out} {
		must(t, os.MkdirAll(folder, 0o700))
	}
	w.vars = map[string]string{
		"PATH": os.Getenv("PATH"), "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC",
		"HOME": w.home, "TMPDIR": dir + "/tmp", "XDG_CONFIG_HOME": w.home + "/.config",
		"XDG_CACHE_HOME": w.home + "/.cache", "XDG_RUNTIME_DIR": dir + "/run",
		"FYNE_THEME":       "light",
		"OMP_THREAD_LIMIT": "1", // tesseract is several times faster with one thread
	}
	return w
}

// environ is the environment of everything in this world. The variables of the
// session that runs the tests are not in it.
func (w *world) environ() []string {
	var all []string
	for name, value := range w.vars {
		all = append(all, name+"="+value)
	}
	return all
}

// command prepares a program in this world.
func (w *world) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = w.environ()
	cmd.Dir = w.dir
	return cmd
}

// outcome is what a program that ended left behind.
type outcome struct {
	stdout, stderr string
	status         int
}

// run runs a program to its end, with text on its standard input.
func (w *world) run(stdin, name string, args ...string) outcome {
	w.t.Helper()
	got, ok := w.runWithin(patience, stdin, name, args...)
	if !ok {
		w.t.Fatalf("%s took longer than %v", filepath.Base(name), patience)
	}
	return got
}

// runWithin is run with a limit; false if the program had to be ended.
func (w *world) runWithin(limit time.Duration, stdin, name string, args ...string) (outcome, bool) {
	w.t.Helper()
	// Not the context of the test: clean-up runs programs too.
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := w.command(ctx, name, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &stdout, &stderr
	// A child that went to the background may hold the pipes open.
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) && ctx.Err() == nil {
		w.t.Fatalf("run %s: %v", filepath.Base(name), err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}, ctx.Err() == nil
}

// tool is run for programs that must succeed; it returns their output.
func (w *world) tool(stdin, name string, args ...string) string {
	w.t.Helper()
	got := w.run(stdin, name, args...)
	if got.status != 0 {
		w.t.Fatalf("%s %s: status %d: %s", name, args, got.status, got.stderr)
	}
	return got.stdout
}

// eventually waits until ready, and fails the test if that takes too long.
// There is no channel to wait on: what is waited for happens in other programs.
func (w *world) eventually(what string, ready func() bool) {
	w.t.Helper()
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	deadline := time.After(patience)
	for !ready() {
		select {
		case <-ticker.C:
		case <-deadline:
			w.t.Fatalf("waited %v in vain: %s", patience, what)
		}
	}
}

// file reads a file of the world; empty if there is none.
func (w *world) file(path string) string {
	w.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.t.Fatal(err)
	}
	return string(text)
}

// logFile makes a file in the output folder.
func (w *world) logFile(name string) *os.File {
	w.t.Helper()
	file, err := os.Create(filepath.Join(w.out, name))
	must(w.t, err)
	w.t.Cleanup(func() { _ = file.Close() })
	return file
}

// firstLine reads the line with which a daemon says that it is there.
func firstLine(r io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1)
	for {
		n, err := r.Read(b)
		switch {
		case n > 0 && b[0] == '\n':
			return string(line), nil
		case n > 0:
			line = append(line, b[0])
		case err != nil:
			return "", fmt.Errorf("it ended without a word: %w", err)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
