package cli

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pleokeycheck/internal/setup"
)

// programs are the two.
func programs() []Program {
	return []Program{
		{Name: program, Window: func(context.Context, setup.Window) error { return nil }},
		{Name: "pleo-key-check-cli"},
	}
}

// use runs a program whose work is cancelled already: what serves until it is
// interrupted ends at once.
func use(t *testing.T, p Program, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, err strings.Builder
	status = p.run(ctx, args, strings.NewReader(""), &out, &err)
	return status, out.String(), err.String()
}

// everywhere calls f with the words of every command of a program, and its flags.
func everywhere(p Program, f func(words []string, flags *pflag.FlagSet)) {
	everyCommand(p.Command(nil, io.Discard, io.Discard), func(c *cobra.Command) {
		f(strings.Fields(c.CommandPath())[1:], c.Flags())
	})
}

// TestNoKeyIsRepeated: wherever somebody puts a key on the command line, it is
// in no message.
func TestNoKeyIsRepeated(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("XDG_RUNTIME_DIR", home)
	pinEnglish(t)
	tried := 0
	for _, p := range programs() {
		for _, key := range []string{canary, "canaryfakekeywithoutanydigit", "h-canary-fake-0001"} {
			everywhere(p, func(words []string, flags *pflag.FlagSet) {
				misplaced := [][]string{
					{key}, {"--", key}, {"-" + key}, {"--" + key}, {"--" + key + "=1"}, {"-h" + key}, {"-v" + key}, {"---" + key}, {"--=" + key},
					{"--key=" + key}, {"--key", key}, {"-key", key}, {"-k", key}, {"-k" + key}, {"-key=" + key}, {key, "--help"},
				}
				flags.VisitAll(func(f *pflag.Flag) {
					if f.Name == "postman" { // it takes any folder, and says what it wrote
						return
					}
					misplaced = append(misplaced, []string{"--" + f.Name, key}, []string{"--" + f.Name + "=" + key}, []string{"--" + f.Name + key},
						[]string{"-" + f.Name, key}, []string{"-" + f.Name + "=" + key}, []string{"--" + f.Name, "x", key})
				})
				for _, args := range misplaced {
					for _, args := range [][]string{append(append([]string{}, words...), args...), append(append([]string{}, args...), words...)} {
						tried++
						if _, stdout, stderr := use(t, p, args...); strings.Contains(stdout+stderr, key) {
							t.Errorf("%s %q repeats the key: %s%s", p.Name, args, stdout, stderr)
						}
					}
				}
			})
		}
	}
	if tried < 1000 {
		t.Errorf("only %d places were tried", tried)
	}
}

// TestTheWrongFlagIsNamed: its name, and never its value.
func TestTheWrongFlagIsNamed(t *testing.T) {
	for _, tt := range []struct{ args, says string }{
		{"check --frobnicate", "there is no flag --frobnicate"},
		{"check --frobnicate=" + canary, "there is no flag --frobnicate"},
		{"check --company " + canary, "there is no flag --company"},
		{"check -x", "there is no flag -x"},
		{"check -env staging", "flags are written with two dashes: --env"},
		{"check -env=" + canary, "flags are written with two dashes: --env"},
		{"check -key-stdin", "flags are written with two dashes: --key-stdin"},
		{"check -help", "flags are written with two dashes: --help"},
		{"check -version", "flags are written with two dashes: --version"},
		{"export -curl sh", "flags are written with two dashes: --curl"},
		{"-env demo", "flags are written with two dashes: --env"},
		{"remove-everything -yes", "flags are written with two dashes: --yes"},
		{"demo-server -stories", "flags are written with two dashes: --stories"},
		{"check --env", "--env needs a value"},
		{"check --timeout " + canary, "--timeout is a duration, such as 5s"},
		{"check --all=" + canary, "--all takes no value"},
		{"check --env demo --env staging", "--env: give it once"},
		{"check --company-id 1 --company-id 2", "--company-id: give it once"},
		{"demo-server --addr " + canary, "--addr is an address of this computer"},
		{"demo-server --addr 127.0.0.1:" + canary, "--addr is an address of this computer"},
		{"help " + canary, "there is no such command"},
		{"help check " + canary, "there is no such command"},
		{"completion", "name the shell"},
		{"completion " + canary, "it takes no arguments"},
		{"version " + canary, "it takes no arguments"},
	} {
		t.Run(tt.args, func(t *testing.T) { expectMisuse(t, tt.says, strings.Fields(tt.args)...) })
	}
}

// TestOnePlaceToAsk: two answers to the question where the key goes are wrong
// use, and nothing is sent.
func TestOnePlaceToAsk(t *testing.T) {
	const both = " --env staging --base-url http://127.0.0.1:1"
	for _, args := range []string{
		"check --key-stdin --company-id " + someCompany + both,
		"check --connection Bakery" + both,
		"export --curl sh --company-id " + someCompany + both,
		"window" + both,
		both,
	} {
		expectMisuse(t, "give either --env or --base-url", strings.Fields(args)...)
	}
}

// TestHelpEverywhere: every command of both programs takes -h, --help and
// --version, and help says the same.
func TestHelpEverywhere(t *testing.T) {
	for _, p := range programs() {
		everywhere(p, func(words []string, _ *pflag.FlagSet) {
			if p.Window == nil && len(words) > 0 && words[0] == "window" {
				return // it only says that there is none
			}
			var said [3]string
			for i, args := range [][]string{append([]string{"help"}, words...), append(words, "-h"), append(words, "--help")} {
				status, stdout, stderr := use(t, p, args...)
				if status != exitOK || stderr != "" || !strings.Contains(stdout, "Usage:\n  "+p.Name) {
					t.Errorf("%s %q: status %d, %s%s", p.Name, args, status, stdout, stderr)
				}
				said[i] = stdout
			}
			if said[0] != said[1] || said[1] != said[2] {
				t.Errorf("%s %q: the help depends on how it is asked for:\n%q", p.Name, words, said)
			}
			if status, stdout, _ := use(t, p, append(words, "--version")...); status != exitOK || stdout != p.Name+" "+setup.Version()+"\n" {
				t.Errorf("%s %q --version: status %d, %s", p.Name, words, status, stdout)
			}
		})
	}
}

// TestCompletion: commands, flags and the values of those that take one of a
// list.
func TestCompletion(t *testing.T) {
	for _, tt := range []struct {
		typed, want string
	}{
		{"che", "check"}, {"check --key", "--key-stdin"}, {"check --env st", "staging"}, {"check --env=st", "staging"},
		{"check --format h", "html"}, {"check --lang d", "da de"}, {"check --operation employ", "employees employee"},
		{"export --curl p", "powershell"}, {"export --env d", "demo"}, {"window --story full", "full-access"}, {"help exp", "export"},
		{"check --connection x", ""}, {"check x", ""}, {"completion b", "bash"},
	} {
		words := strings.Fields(tt.typed)
		_, stdout, _ := use(t, programs()[0], append([]string{"__completeNoDesc"}, words...)...)
		lines := strings.Split(strings.TrimSpace(stdout), "\n")
		// The shell leaves out those that do not begin like what is typed.
		_, begun, _ := strings.Cut(words[len(words)-1], "=")
		if begun == "" {
			begun = words[len(words)-1]
		}
		got := slices.DeleteFunc(lines[:len(lines)-1], func(offer string) bool { return !strings.HasPrefix(offer, begun) })
		if strings.Join(got, " ") != tt.want || lines[len(lines)-1] != ":4" { // 4: no names of files
			t.Errorf("%s: %q", tt.typed, stdout)
		}
	}
}

// TestDoubleClicked: cobra would keep a program that was double-clicked on
// Windows from starting.
func TestDoubleClicked(t *testing.T) {
	programs()[0].Command(nil, io.Discard, io.Discard)
	if cobra.MousetrapHelpText != "" {
		t.Error("the window does not open on Windows")
	}
}
