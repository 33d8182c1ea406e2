package cli

import (
	"debug/elf"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/message"
)

// withoutC runs Go as script/dist does for the program without a window.
func withoutC(t *testing.T, system string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, complaints.String())
	}
	return string(out)
}

// TestNoGraphicsOnTheCommandLine: without a window there is no toolkit and no C.
func TestNoGraphicsOnTheCommandLine(t *testing.T) {
	unwanted := regexp.MustCompile(`(?m)^(fyne\.io/.*|github\.com/(go-gl|fyne-io|go-text)/.*|C|runtime/cgo|pleokeycheck/gui)$`)
	for _, system := range []string{"linux", "windows", "darwin"} {
		all := withoutC(t, system, "list", "-deps", "../../cmd/pleo-key-check-cli")
		if found := unwanted.FindAllString(all, -1); found != nil || !strings.Contains(all, "pleokeycheck/internal/check\n") {
			t.Errorf("%s: the program without a window is made of %q", system, found)
		}
	}
	if all := withoutC(t, "linux", "list", "-e", "-deps", "../.."); !unwanted.MatchString(all) {
		t.Error("the program with a window would pass as well: this test finds nothing")
	}
}

// TestProgramWithoutWindow builds it as it is shipped: it needs nothing of the
// system, and does what this program does.
func TestProgramWithoutWindow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pleo-key-check-cli")
	withoutC(t, runtime.GOOS, "build", "-buildvcs=false", "-o", path, "../../cmd/pleo-key-check-cli")
	if runtime.GOOS == "linux" {
		file, err := elf.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if libraries, err := file.ImportedLibraries(); err != nil || len(libraries) > 0 {
			t.Errorf("it wants the libraries %q (%v)", libraries, err)
		}
	}
	// other runs that program, in the same surroundings as call.
	other := func(stdin string, args ...string) (status int, stdout, stderr string) {
		cmd := exec.CommandContext(t.Context(), path, args...)
		cmd.Stdin = strings.NewReader(stdin)
		var out, complaints strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &complaints
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), out.String(), complaints.String()
	}
	story := demo.Stories()[0]
	for _, args := range [][]string{
		{"check", "-h"}, {"export", "-h"}, {"demo-server", "-h"}, {"demo-server", "--stories"}, {"remove-everything", "-h"},
		{"check"}, {"check", "--key-stdin"}, {"export"}, {"remove-everything"}, {canary},
		{"export", "--curl", "sh", "--env", "staging", "--company-id", story.CompanyID},
	} {
		status, stdout, stderr := call(t, "", args...)
		gotStatus, gotStdout, gotStderr := other("", args...)
		plain := strings.NewReplacer("pleo-key-check-cli", "pleo-key-check").Replace
		if gotStatus != status || plain(gotStdout) != plain(stdout) || plain(gotStderr) != plain(stderr) {
			t.Errorf("%q: status %d, %s%s; the program with a window: status %d, %s%s", args, gotStatus, gotStdout, gotStderr, status, stdout, stderr)
		}
	}
	titles := map[string]bool{}
	for _, l := range message.AllLanguages() {
		args := []string{"check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--lang", l.Tag}
		_, stdout, _ := call(t, story.Key, args...)
		want, _, _ := strings.Cut(stdout, "\n")
		status, stdout, stderr := other(story.Key, args...)
		if got, _, _ := strings.Cut(stdout, "\n"); status != exitOK || got != want || strings.Contains(stdout, story.Key) {
			t.Errorf("%s: status %d, %q, want %q: %s", l.Tag, status, got, want, stderr)
		}
		titles[want] = true
	}
	if len(titles) < 10 {
		t.Errorf("ten languages have %d titles: %v", len(titles), titles)
	}
	for _, args := range [][]string{nil, {"window"}} {
		if status, stdout, stderr := other("", args...); status != exitUsage || stdout != "" || !strings.Contains(stderr, "no window; pleo-key-check has one.") {
			t.Errorf("%q: status %d, %s%s", args, status, stdout, stderr)
		}
	}
}
