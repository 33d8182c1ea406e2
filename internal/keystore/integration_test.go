//go:build keychain && linux

package keystore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/secret"
)

// These tests use a real Secret Service. script/test starts one for them, with an
// unlocked keyring on a private bus, and sets keychainVariable; without it they
// refuse to run, so that nobody's own keychain is touched.
const (
	keychainVariable = "PLEO_KEY_CHECK_TEST_KEYCHAIN"
	childVariable    = "PLEO_KEY_CHECK_TEST_CHILD" // the operation that a child process does
	childTimeout     = 5 * time.Second
)

func TestMain(m *testing.M) {
	if os.Getenv(keychainVariable) != "1" {
		fmt.Fprintf(os.Stderr, "set %s=1 within a private bus and keyring, as script/test does\n", keychainVariable)
		os.Exit(1)
	}
	if op := os.Getenv(childVariable); op != "" {
		os.Exit(child(op))
	}
	os.Exit(m.Run())
}

// child does one operation in a process of its own, because godbus keeps one
// connection a process, and prints the kind of its error.
func child(op string) int {
	k := New(WithTimeout(childTimeout))
	ctx, place := context.Background(), Slot{Environment: "demo", Connection: "child"}
	var err error
	switch op {
	case "get":
		_, err = k.Get(ctx, place)
	case "set":
		err = k.Set(ctx, place, secret.New(newKey))
	case "delete":
		err = k.Delete(ctx, place)
	case "probe":
		err = k.Probe(ctx)
	case "name":
		fmt.Print(AskName())
		return 0
	case "search":
		var found Found
		if found, err = k.Search(ctx); err == nil {
			fmt.Print(len(found.Slots), " found ", found.Bin)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Print(KindOf(err))
	for _, noPlace := range []error{ErrNoKeyring, ErrNoWallet, ErrNoGroup} {
		if errors.Is(err, noPlace) {
			fmt.Print(": ", noPlace)
		}
	}
	return 0
}

func TestRealKeychain(t *testing.T) {
	k, ctx := New(), t.Context()
	place := Slot{Environment: "demo", Connection: "integration"}
	t.Cleanup(func() {
		_ = exec.Command("secret-tool", "clear", "service", Service, "username", "demo/integration").Run()
	})

	if err := k.Probe(ctx); err != nil {
		t.Fatalf("Probe() = %v", err)
	}
	if _, err := k.Get(ctx, place); KindOf(err) != NotFound {
		t.Fatalf("Get() before = %v", err)
	}
	for _, text := range []string{oldKey, newKey, "fake-canary\nof several lines ", "fåke-nøgle-€-😀", strings.Repeat("fake", 1024)} {
		if err := k.Set(ctx, place, secret.New(text)); err != nil {
			t.Fatalf("Set() = %v", err)
		}
		key, err := k.Get(ctx, place)
		if err != nil || key.Reveal() != text {
			t.Fatalf("Get() = %d bytes, %v, want %d", len(key.Reveal()), err, len(text))
		}
		out, err := exec.CommandContext(ctx, "secret-tool", "lookup", "service", Service, "username", "demo/integration").Output()
		if err != nil || string(out) != text {
			t.Errorf("secret-tool sees %q, %v, want %q", out, err, text)
		}
	}
	found, err := exec.CommandContext(ctx, "secret-tool", "search", "--all", "service", Service).CombinedOutput()
	if err != nil || strings.Count(string(found), "attribute.username") != 1 || !strings.Contains(string(found), "attribute.username = demo/integration") {
		t.Errorf("secret-tool search gives %d items, %v", strings.Count(string(found), "attribute.username"), err)
	}
	for range 2 {
		if err := k.Delete(ctx, place); err != nil {
			t.Fatalf("Delete() = %v", err)
		}
	}
	if _, err := k.Get(ctx, place); KindOf(err) != NotFound {
		t.Errorf("Get() after = %v", err)
	}
}

// Every operation says the same where there is no keychain to talk to.
func TestWithoutAKeychain(t *testing.T) {
	cases := map[string]func(*testing.T) string{
		"no bus address":                  func(*testing.T) string { return "" },
		"address leads nowhere":           func(*testing.T) string { return "unix:path=/nonexistent" },
		"address is none":                 func(*testing.T) string { return "nonsense" },
		"bus without a service":           func(t *testing.T) string { return startBus(t) },
		"bus with a service, no keyring":  func(t *testing.T) string { a := startBus(t); startKeyring(t, a, t.TempDir(), ""); return a },
		"bus whose socket nobody listens": func(t *testing.T) string { return "unix:path=" + deadSocket(t) },
	}
	for name, address := range cases {
		t.Run(name, func(t *testing.T) {
			at := address(t)
			ops, want := []string{"get", "set", "delete", "probe", "search"}, Unavailable
			if name == "bus with a service, no keyring" {
				ops = ops[:4] // that can be searched: it holds nothing
				want += Kind(": " + ErrNoKeyring.Error())
			}
			for _, op := range ops {
				if got := runChild(t, op, at); got != want {
					t.Errorf("%s: kind %q, want %q", op, got, want)
				}
			}
		})
	}
}

func TestLockedKeyring(t *testing.T) {
	home := t.TempDir()
	first := startBus(t)
	stop := startKeyring(t, first, home, "demo password")
	if got := runChild(t, "set", first); got != "" {
		t.Fatalf("set: kind %q", got)
	}
	if got := runChild(t, "get", first); got != "" {
		t.Fatalf("get: kind %q", got)
	}
	stop()

	second := startBus(t)
	startKeyring(t, second, home, "")
	for _, op := range []string{"get", "set", "delete", "probe", "search"} {
		if got := runChild(t, op, second); got != Locked && got != TimedOut {
			t.Errorf("%s: kind %q, want %q or %q", op, got, Locked, TimedOut)
		}
	}
}

// runChild runs op in a process that knows no other bus than the one at address.
func runChild(t *testing.T, op, address string) Kind {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(privateEnv(t.TempDir(), address), keychainVariable+"=1", childVariable+"="+op)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("child: %v, %s", err, &stderr)
	}
	t.Logf("%s: %s", op, strings.TrimSpace(stderr.String()))
	return Kind(out)
}

func privateEnv(home, address string) []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_RUNTIME_DIR=" + home, "XDG_DATA_HOME=" + filepath.Join(home, "data"), busVariable + "=" + address}
}

// startBus starts a bus that knows no services it could start, and returns its
// address. The bus ends with the test.
func startBus(t *testing.T) string {
	t.Helper()
	dir := shortDir(t)
	config := filepath.Join(dir, "bus.conf")
	text := `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=` + filepath.Join(dir, "socket") + `</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dbus-daemon", "--nofork", "--nopidfile", "--config-file="+config, "--print-address=1")
	cmd.Env = privateEnv(dir, "")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, cmd)
	line := make([]byte, 1024) // written once the bus listens
	n, err := out.Read(line)
	if err != nil {
		t.Fatalf("the bus gives no address: %v", err)
	}
	return strings.TrimSpace(string(line[:n]))
}

// startKeyring starts a Secret Service on the bus that keeps its keyrings in home,
// and waits until it is there; with a password it unlocks the login keyring and
// creates it if needed. The returned function ends it, and so does the test.
func startKeyring(t *testing.T, address, home, password string) (stop func()) {
	t.Helper()
	const name = "org.freedesktop.secrets"
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	signals := make(chan *dbus.Signal, 16)
	bus.Signal(signals)
	err = bus.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name))
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"--foreground", "--components=secrets", "--control-directory=" + shortDir(t)}
	if password != "" {
		args = append(args, "--unlock")
	}
	cmd := exec.Command("gnome-keyring-daemon", args...)
	cmd.Env = privateEnv(home, address)
	cmd.Stdin = strings.NewReader(password)
	stop = start(t, cmd)
	for {
		select {
		case s := <-signals:
			if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && len(s.Body) == 3 && s.Body[0] == name && s.Body[2] != "" {
				return stop
			}
		case <-time.After(20 * time.Second):
			t.Fatal("the secret service does not come up")
		}
	}
}

// start starts cmd and returns what ends it and waits for it; the test does so too.
func start(t *testing.T, cmd *exec.Cmd) (stop func()) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Errorf("%s: %v", cmd.Path, err)
		}
		_ = cmd.Wait() // it was killed
	}
	t.Cleanup(stop)
	return stop
}

// shortDir is a private folder with a path that fits into a socket address, which
// that of t.TempDir may not.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "pkc")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
