//go:build unix

package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/setup"
)

// asProgram makes this test the program itself.
const asProgram = "PLEO_KEY_CHECK_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Program{Name: program, Window: func(context.Context, setup.Window) error { return nil }}.Main())
	}
	os.Exit(m.Run())
}

// process is the program with a home of its own.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = []string{asProgram + "=1", "HOME=" + t.TempDir(), "LC_ALL=en_GB.UTF-8", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent", "XDG_RUNTIME_DIR=" + t.TempDir()}
	return cmd
}

// screen is a terminal with a program on it.
type screen struct {
	t           *testing.T
	cmd         *exec.Cmd
	keys, tty   *os.File
	seen        bytes.Buffer
	undisturbed *term.State
}

// onTerminal starts the program on a terminal of its own and waits until it asks.
func onTerminal(t *testing.T, asks string, args ...string) *screen {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = keys.Close(), tty.Close() })
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t, cmd: process(t, args...), keys: keys, tty: tty, undisturbed: before}
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	chunk := make([]byte, 1024)
	for !strings.Contains(s.seen.String(), asks) {
		n, err := keys.Read(chunk)
		if err != nil {
			t.Fatalf("%v, after %q", err, s.seen.String())
		}
		s.seen.Write(chunk[:n])
	}
	return s
}

// end waits for the end, and returns the status and all that was on the screen.
func (s *screen) end() (int, string) {
	s.t.Helper()
	rest := make(chan string, 1)
	go func() {
		text, _ := io.ReadAll(s.keys) // ends with an error when nobody has the terminal open
		rest <- string(text)
	}()
	var exit *exec.ExitError
	if err := s.cmd.Wait(); err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	after, err := term.GetState(int(s.tty.Fd()))
	if err != nil || !reflect.DeepEqual(after, s.undisturbed) {
		s.t.Errorf("the terminal is not as it was before (%v)", err)
	}
	s.tty.Close()
	return s.cmd.ProcessState.ExitCode(), s.seen.String() + <-rest
}

// TestEndedWhileItAsks: Ctrl+C, Ctrl+D and the signals that end a program end it at once, with 130 and
// with the terminal as it was.
func TestEndedWhileItAsks(t *testing.T) {
	key := []string{"API key (it is not shown): ", "check", "--env", "demo", "--company-id", someCompany, "--key-stdin"}
	sure := []string{"[y/N] ", "remove-everything"}
	for name, tt := range map[string]struct {
		asks   []string
		typed  string
		signal syscall.Signal
	}{
		"key, Ctrl+C":               {asks: key, typed: "\x03"},
		"key, Ctrl+C after a part":  {asks: key, typed: canary + "\x03"},
		"key, Ctrl+D":               {asks: key, typed: "\x04"},
		"key, Ctrl+D after a part":  {asks: key, typed: canary + "\x04"},
		"key, SIGTERM":              {asks: key, signal: syscall.SIGTERM},
		"key, SIGINT":               {asks: key, signal: syscall.SIGINT},
		"key, SIGHUP":               {asks: key, signal: syscall.SIGHUP},
		"key, SIGQUIT":              {asks: key, signal: syscall.SIGQUIT},
		"sure, Ctrl+C":              {asks: sure, typed: "\x03"},
		"sure, Ctrl+C after a part": {asks: sure, typed: "y\x03"},
		"sure, Ctrl+D":              {asks: sure, typed: "\x04"},
		"sure, Ctrl+D after a part": {asks: sure, typed: "y\x04"},
		"sure, SIGTERM":             {asks: sure, signal: syscall.SIGTERM},
		"sure, no":                  {asks: sure, typed: "n\r"},
	} {
		t.Run(name, func(t *testing.T) {
			s := onTerminal(t, tt.asks[0], tt.asks[1:]...)
			if tt.signal != 0 {
				if err := s.cmd.Process.Signal(tt.signal); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := io.WriteString(s.keys, tt.typed); err != nil {
				t.Fatal(err)
			}
			status, seen := s.end()
			if status != exitCancelled || strings.Contains(seen, canary) || strings.Contains(seen, "removed.") != (tt.asks[1] == "remove-everything") {
				t.Errorf("status %d: %q", status, seen)
			}
		})
	}
}

// TestKeyTypedOnATerminal: it is not shown, and it is the key that is checked.
func TestKeyTypedOnATerminal(t *testing.T) {
	story := demo.Stories()[0]
	s := onTerminal(t, "API key", "check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin")
	if _, err := io.WriteString(s.keys, "wrong\x15"+story.Key+"x\x7f\r"); err != nil {
		t.Fatal(err)
	}
	if status, seen := s.end(); status != exitOK || strings.Contains(seen, story.Key) || !strings.Contains(seen, story.CompanyID) {
		t.Errorf("status %d: %q", status, seen)
	}
}

// TestClosedPipe: where nobody reads the report any more, it ends quietly, and
// with the status that it would have had.
func TestClosedPipe(t *testing.T) {
	for _, tt := range []struct {
		key, args string
		status    int
	}{
		{demo.Stories()[0].Key, "check --env demo --json --key-stdin --company-id " + demo.Stories()[0].CompanyID, 0},
		{"demo-fake-refused", "check --env demo --json --key-stdin --company-id " + demo.Stories()[0].CompanyID, 1},
		{"", "check --all", 3},
		{"", "demo-server --stories", 0},
		{"", "export --curl sh --env demo --company-id " + someCompany, 0},
		{"", "version", 0},
		{"", "--help", 0},
		{"", "completion bash", 0},
	} {
		t.Run(tt.args, func(t *testing.T) {
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer writer.Close()
			reader.Close()
			var complaints strings.Builder
			cmd := process(t, strings.Fields(tt.args)...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(tt.key), writer, &complaints
			var exit *exec.ExitError
			if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if status := cmd.ProcessState.ExitCode(); status != tt.status || strings.Contains(complaints.String(), "pipe") {
				t.Errorf("status %d, want %d: %s", status, tt.status, complaints.String())
			}
		})
	}
}

// TestCompletionRepeatsNothing: cobra says on standard error what it could not
// complete.
func TestCompletionRepeatsNothing(t *testing.T) {
	for _, args := range [][]string{{"check", "--json=" + canary, ""}, {"check", "--timeout", canary, ""}, {canary, ""}, {"check", "--" + canary, ""}, {"check", "--env", canary}} {
		out, err := process(t, append([]string{"__complete"}, args...)...).CombinedOutput()
		if err != nil || strings.Contains(string(out), canary) {
			t.Errorf("%q: %v: %s", args, err, out)
		}
	}
}
