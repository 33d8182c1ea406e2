//go:build wine && linux

package windows

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything may take: far more than needed, for machines that are
// busy with much else.
const patience = 60 * time.Second

// world is a Windows of its own with a screen of its own, which end with their test.
type world struct {
	t      *testing.T
	out    string // pictures and logs, kept
	prefix string // wine's Windows
	home   string // the person's folder there
	config string // of the program
	vars   []string
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newWorld makes a world whose screen has this size, with options of the X server.
func newWorld(t *testing.T, size string, options ...string) *world {
	t.Helper()
	t.Parallel()
	for _, name := range []string{"WINDOWS_PROGRAMS", "WINDOWS_PREFIX", "WINDOWS_OUTPUT"} {
		if os.Getenv(name) == "" {
			t.Fatalf("%s is not set: script/test --stage windows builds the programs, makes wine's Windows, and sets it", name)
		}
	}
	dir := t.TempDir()
	w := &world{t: t, prefix: filepath.Join(dir, "wine"), out: filepath.Join(os.Getenv("WINDOWS_OUTPUT"), t.Name())}
	must(t, os.RemoveAll(w.out))
	must(t, os.MkdirAll(w.out, 0o700))
	// Windows itself is links, for nothing writes into it; the registry and the person's
	// files are copies.
	must(t, os.Mkdir(w.prefix, 0o700))
	template := os.Getenv("WINDOWS_PREFIX")
	registry, err := filepath.Glob(filepath.Join(template, "*.reg"))
	must(t, err)
	for _, args := range [][]string{
		append([]string{"-a", filepath.Join(template, ".update-timestamp"), filepath.Join(template, "dosdevices")}, registry...), {"-al", filepath.Join(template, "drive_c")},
	} {
		if out, err := exec.Command("cp", append(args, w.prefix)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	who, err := user.Current()
	must(t, err)
	w.home = filepath.Join(w.prefix, "drive_c", "users", who.Username)
	w.config = filepath.Join(w.home, "AppData", "Roaming", "pleo-key-check")
	w.vars = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "USER=" + who.Username, "XDG_RUNTIME_DIR=" + dir, "TZ=UTC", "LC_ALL=C.UTF-8", "FYNE_THEME=",
		"WINEPREFIX=" + w.prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=;winemenubuilder.exe=d", "OMP_THREAD_LIMIT=1",
	}
	w.screen(size, options...)
	t.Cleanup(func() { w.run("wineserver", "--kill") }) // ends what is left, of this Windows only
	return w
}

// screen starts an X server and a window manager.
func (w *world) screen(size string, options ...string) {
	w.t.Helper()
	read, write, err := os.Pipe()
	must(w.t, err)
	defer read.Close()
	// "-displayfd 3": the server takes a free display and says which.
	server := w.command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset"}, options...)...)
	server.ExtraFiles = []*os.File{write}
	w.start(server)
	must(w.t, write.Close())
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		w.t.Fatalf("no X server came up: %v", err)
	}
	w.vars = append(w.vars, "DISPLAY=:"+strings.TrimSpace(string(number[:n])))
	w.start(w.command("openbox", "--sm-disable"))
	w.eventually("the window manager is there", func() bool {
		out, _ := w.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		return strings.Contains(out, "window id")
	})
}

// command prepares a program in this world.
func (w *world) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env, cmd.Dir = w.vars, w.home
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = time.Second
	return cmd
}

// start starts a program that ends with the test.
func (w *world) start(cmd *exec.Cmd) {
	w.t.Helper()
	must(w.t, cmd.Start())
	w.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// run runs a program to its end; its status is -1 where it had to be ended.
func (w *world) run(name string, args ...string) (out string, status int) {
	w.t.Helper()
	return w.fed("", name, args...)
}

// fed is run with text on the standard input.
func (w *world) fed(text, name string, args ...string) (out string, status int) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience) // also while the test is cleaned up
	defer cancel()
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env, cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.WaitDelay = w.vars, w.home, strings.NewReader(text), &said, time.Second
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		w.t.Fatalf("%s: %v", name, err)
	}
	return said.String(), cmd.ProcessState.ExitCode()
}

// cli runs the program without a window.
func (w *world) cli(args ...string) (out string, status int) {
	w.t.Helper()
	return w.run("wine", append([]string{filepath.Join(os.Getenv("WINDOWS_PROGRAMS"), "pleo-key-check-cli.exe")}, args...)...)
}

// eventually waits until ready. There is no channel to wait on: what is waited for
// happens in other programs.
func (w *world) eventually(what string, ready func() bool) {
	w.t.Helper()
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	over := time.After(patience)
	for !ready() {
		select {
		case <-ticker.C:
		case <-over:
			w.t.Fatalf("waited %v in vain: %s", patience, what)
		}
	}
}

// file is what a file of the program's folder holds; empty where there is none.
func (w *world) file(name string) string {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.config, name))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.t.Fatal(err)
	}
	return string(text)
}

// registry sets a number in the person's part of the registry.
func (w *world) registry(key, name, number string) {
	w.t.Helper()
	if out, status := w.run("wine", "reg", "add", `HKCU\`+key, "/v", name, "/t", "REG_DWORD", "/d", number, "/f"); status != 0 {
		w.t.Fatalf("reg: %d, %s", status, out)
	}
}

// credentials is what the registry holds of the Credential Manager.
func (w *world) credentials() string {
	w.t.Helper()
	out, _ := w.run("wine", "reg", "query", `HKCU\Software\Wine\Credential Manager`, "/s") // none is an answer
	return out
}
