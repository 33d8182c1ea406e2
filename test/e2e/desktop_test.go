//go:build e2e && linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
)

// keyringPassword opens the keychain of a world. It protects nothing.
const keyringPassword = "fake-keyring-password"

// service is the attribute under which the program keeps its keys.
const service = "pleo-key-check"

// withScreen adds an X server of its own and a window manager; options are more
// arguments of the server.
func (w *world) withScreen(options ...string) *world {
	w.t.Helper()
	read, write, err := os.Pipe()
	must(w.t, err)
	defer read.Close()
	// "-displayfd 3": the server takes a free display and says which.
	server := w.start("xvfb.log", "", nil, []*os.File{write}, "Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "2600x1700x24", "-nolisten", "tcp", "-noreset"}, options...)...)
	must(w.t, write.Close())
	number, err := firstLine(read)
	if err != nil {
		w.t.Fatalf("Xvfb did not start (see xvfb.log): %v", err)
	}
	w.vars["DISPLAY"] = ":" + strings.TrimSpace(number)
	manager := w.start("openbox.log", "", nil, nil, "openbox", "--sm-disable")
	w.eventually("the window manager is there", func() bool {
		if server.ended() || manager.ended() {
			w.t.Fatal("the screen ended at once (see xvfb.log, openbox.log)")
		}
		return strings.Contains(w.run("", "xprop", "-root", "_NET_SUPPORTING_WM_CHECK").stdout, "window id")
	})
	return w
}

// busConfig is a session bus that starts nothing by itself. So no prompt for a
// password can appear, whatever is installed on the machine.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

// withBus adds a D-Bus session of its own.
func (w *world) withBus() *world {
	w.t.Helper()
	config := filepath.Join(w.dir, "bus.conf")
	must(w.t, os.WriteFile(config, []byte(strings.ReplaceAll(busConfig, "SOCKET", w.dir+"/run/bus")), 0o600))
	read, write, err := os.Pipe()
	must(w.t, err)
	defer read.Close()
	w.bus = w.start("dbus.log", "", write, nil, "dbus-daemon", "--config-file="+config, "--nofork", "--nopidfile", "--nosyslog", "--print-address=1")
	must(w.t, write.Close())
	address, err := firstLine(read)
	if err != nil {
		w.t.Fatalf("dbus-daemon did not start (see dbus.log): %v", err)
	}
	w.vars["DBUS_SESSION_BUS_ADDRESS"] = address
	return w
}

// withKeychain adds a bus with an unlocked keychain.
func (w *world) withKeychain() *world {
	w.t.Helper()
	w.withBus()
	w.startKeyring("--unlock")
	return w
}

// lockKeychain starts the keychain again without its password, as after a
// login by fingerprint. Nobody can answer a prompt here.
func (w *world) lockKeychain() {
	w.t.Helper()
	w.ring.end()
	file := filepath.Join(w.home, ".local", "share", "keyrings", "login.keyring")
	if w.file(file) == "" {
		w.t.Fatal("the keychain has no file, so it cannot be locked")
	}
	w.startKeyring("--start")
	store := w.run("fake", "secret-tool", "store", "--label=probe", "service", "probe")
	if store.status == 0 {
		w.t.Fatal("the keychain takes a secret although it was not unlocked")
	}
}

func (w *world) startKeyring(mode string) {
	w.t.Helper()
	stdin := ""
	if mode == "--unlock" {
		stdin = keyringPassword // without a line break, which would be part of it
	}
	w.ring = w.start("keyring"+mode+".log", stdin, nil, nil, "gnome-keyring-daemon", mode, "--foreground", "--components=secrets")
	w.eventually("the keychain answers", func() bool {
		if w.ring.ended() {
			w.t.Fatal("gnome-keyring-daemon ended at once (see its log)")
		}
		// Not found is status 1 too, but says nothing.
		return w.run("", "secret-tool", "lookup", "service", "nothing").stderr == ""
	})
}

// kept is what the keychain holds of the program: user name to key.
func (w *world) kept() map[string]string {
	w.t.Helper()
	got := w.run("", "secret-tool", "search", "--all", "service", service)
	found := map[string]string{}
	// The attributes may come on standard error, in the order of the items.
	secrets := fields(got.stdout, "secret = ")
	users := fields(got.stdout+"\n"+got.stderr, "attribute.username = ")
	if len(secrets) != len(users) {
		w.t.Fatalf("secret-tool names %d keys and %d user names", len(secrets), len(users))
	}
	for i, user := range users {
		found[user] = secrets[i]
	}
	return found
}

// fields collects what follows a label at the beginning of lines.
func fields(text, label string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), label); ok {
			all = append(all, value)
		}
	}
	return all
}
