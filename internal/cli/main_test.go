package cli

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/setup"
)

// canary stands for a key that somebody gave in the wrong place.
const canary = "plp_canary_fake_0123456789"

// program is the name of the program with a window.
const program = "pleo-key-check"

// run is that program; its window closes at once.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	closed := func(context.Context, setup.Window) error { return nil }
	return Program{Name: program, Window: closed}.run(ctx, args, stdin, stdout, stderr)
}

// call runs the program with a configuration directory of its own.
func call(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	pinEnglish(t)
	var out, err strings.Builder
	status = run(t.Context(), args, strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}

// pinEnglish makes the system's language English, whatever that of the person
// is who runs the tests.
func pinEnglish(t *testing.T) {
	t.Helper()
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		t.Setenv(name, "")
	}
	t.Setenv("LC_ALL", "en_GB.UTF-8")
}

// TestLanguageFlag: titles follow the language, codes do not.
func TestLanguageFlag(t *testing.T) {
	for _, lang := range []string{"en", "en-GB"} {
		status, stdout, stderr := call(t, "demo-full-access", "check", "--env", "demo", "--key-stdin", "--company-id", "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "--json", "--lang", lang)
		if !strings.Contains(stdout, `"kind": "ok"`) && !strings.Contains(stdout, `"kind":"`) {
			t.Errorf("--lang %s: status %d, %s%s", lang, status, stdout, stderr)
		}
	}
	if _, err := (&checkFlags{lang: "da"}).words(); err != nil {
		t.Error(err)
	}
}

func TestWrongUse(t *testing.T) {
	tests := []struct {
		name string
		args []string
		says string
	}{
		{"key as command", []string{canary}, "no such command"},
		{"key as argument", []string{"check", "--env", "demo", "--key-stdin", canary}, "no arguments"},
		{"key as unknown flag", []string{"check", "-" + canary}, "there is a flag that it does not have"},
		{"key as value of a switch", []string{"check", "--json=" + canary}, "--json takes no value"},
		{"no source of a key", []string{"check", "--env", "demo"}, "--key-stdin or --connection"},
		{"two sources of a key", []string{"check", "--key-stdin", "--connection", "x"}, "--key-stdin or --connection"},
		{"no environment", []string{"check", "--key-stdin"}, "--env"},
		{"key as environment", []string{"check", "--key-stdin", "--env", canary}, "--env is one of"},
		{"key as operation", []string{"check", "--key-stdin", "--env", "demo", "--operation", canary}, "--operation is one of"},
		{"operation that needs an id", []string{"check", "--key-stdin", "--env", "demo", "--operation", "employee"}, "--param employeeId"},
		{"key as id", []string{"check", "--key-stdin", "--env", "demo", "--operation", "employee", "--param", "employeeId=" + canary}, "--param employeeId"},
		{"key as parameter", []string{"check", "--key-stdin", "--env", "demo", "--param", canary}, "--param: write it as name=value"},
		{"key as name of a parameter", []string{"check", "--key-stdin", "--env", "demo", "--param", canary + "=1"}, "knows these parameters only"},
		{"parameter twice", []string{"check", "--key-stdin", "--env", "demo", "--param", "limit=1", "--param", "limit=2"}, "--param: each parameter goes once"},
		{"key as format", []string{"check", "--key-stdin", "--env", "demo", "--format", canary}, "--format is one of"},
		{"two formats", []string{"check", "--key-stdin", "--env", "demo", "--format", "html", "--json"}, "different things"},
		{"all as a page", []string{"check", "--all", "--format", "html"}, "--all goes with"},
		{"all with a parameter", []string{"check", "--all", "--param", "limit=1"}, "--all goes with"},
		{"all: language", []string{"check", "--all", "--lang", canary}, "--lang is one of"},
		{"all: environment", []string{"check", "--all", "--env", canary}, "--all goes with"},
		{"http elsewhere", []string{"check", "--key-stdin", "--base-url", "http://pleo.example.com"}, "must begin with https://"},
		{"path in the address", []string{"check", "--key-stdin", "--base-url", "https://external.pleo.io/v1"}, "without /v1"},
		{"another server of Pleo's", []string{"check", "--key-stdin", "--base-url", "https://openapi.pleo.io/v1"}, "has another API or none"},
		{"as it is, kept", []string{"check", "--connection", "x", "--as-is"}, "--as-is goes with --key-stdin"},
		{"key in the address", []string{"check", "--key-stdin", "--base-url", "https://" + canary + "@pleo.example.com"}, "must not hold a user name"},
		{"language", []string{"check", "--key-stdin", "--env", "demo", "--lang", canary}, "--lang is one of"},
		{"no time at all", []string{"check", "--key-stdin", "--env", "demo", "--timeout", "0s"}, "--timeout"},
		{"unknown connection", []string{"check", "--connection", canary}, "no saved connection"},
		{"all with a key", []string{"check", "--all", "--key-stdin"}, "--all goes with"},
		{"all in two forms", []string{"check", "--all", "--json", "--csv"}, "--all goes with"},
		{"table of one", []string{"check", "--csv", "--connection", "x"}, "--csv goes with --all"},
		{"demo-server: argument", []string{"demo-server", canary}, "no arguments"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectMisuse(t, tt.says, tt.args...) })
	}
}

// expectMisuse calls the program, which has to say what is wrong and not to
// repeat what may be a key.
func expectMisuse(t *testing.T, says string, args ...string) {
	t.Helper()
	status, stdout, stderr := call(t, "demo-full-access", args...)
	if status != exitUsage {
		t.Errorf("exit status %d, want %d", status, exitUsage)
	}
	if !strings.Contains(stderr, says) {
		t.Errorf("standard error does not say %q: %s", says, stderr)
	}
	if strings.Contains(stdout+stderr, canary) {
		t.Errorf("the key is repeated: %s%s", stdout, stderr)
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"version"}, {"check", "-h"}, {"export", "-h"}, {"demo-server", "-h"}, {"remove-everything", "-h"}} {
		status, stdout, stderr := call(t, "", args...)
		if status != exitOK || stdout == "" || stderr != "" {
			t.Errorf("%v: status %d, standard output %q, standard error %q", args, status, stdout, stderr)
		}
		// Flags say "Usage of", and the version has no more than the name.
		if args[0] != "demo-server" && !strings.Contains(stdout, program+" ") {
			t.Errorf("%v does not name %s: %s", args, program, stdout)
		}
	}
}

func TestStories(t *testing.T) {
	statuses := map[string]int{"working": 0, "failed": 1, "inconclusive": 3, "limited": 4}
	for _, story := range demo.Stories() {
		t.Run(story.ID, func(t *testing.T) {
			status, stdout, stderr := call(t, story.Key+"\n", "check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--json")
			var got struct {
				Version     int
				Environment string
				Verdict     string
				Finding     struct{ Kind string }
			}
			if err := json.Unmarshal([]byte(stdout), &got); err != nil {
				t.Fatalf("%v: %s%s", err, stdout, stderr)
			}
			if got.Version != 1 || got.Environment != "demo" || got.Verdict != story.Verdict || got.Finding.Kind != story.Kind {
				t.Errorf("got %+v, want %s, %s", got, story.Verdict, story.Kind)
			}
			if status != statuses[story.Verdict] {
				t.Errorf("exit status %d for %s", status, story.Verdict)
			}
			if strings.Contains(stdout+stderr, story.Key) {
				t.Error("the key is in the output")
			}
		})
	}
}

// TestPastedOnTheCommandLine: a key that came with something is used without
// it, and it is said what that was; a text that is no key goes nowhere.
func TestPastedOnTheCommandLine(t *testing.T) {
	story := demo.Stories()[0]
	coded := base64.StdEncoding.EncodeToString([]byte(story.Key + ":"))
	bare := base64.StdEncoding.EncodeToString([]byte(story.Key + "0")) // whose key the server does not know
	wide := ""
	for _, r := range "\ufeff" + story.Key + "\r\n" {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, test := range map[string]struct {
		stdin        string
		flags        []string
		status       int
		kind, stderr string
	}{
		"line break":     {story.Key + "\r\n", nil, 0, "ok", ""},
		"base64":         {coded + "\n", nil, 0, "ok", "Removed the base64 coding.\n"},
		"header, base64": {"Authorization: Basic " + coded, nil, 0, "ok", "Removed spaces, the word “Authorization”, the word “Basic” and the base64 coding.\n"},
		"label":          {"PLEO_API_KEY=\"" + story.Key + "\"\n", nil, 0, "ok", "Removed quotation marks and the label before it.\n"},
		"UTF-16":         {wide, nil, 0, "ok", "Removed a line break, invisible characters and the UTF-16 encoding.\n"},
		"may be base64":  {bare, nil, 2, "key-malformed", ""},
		"as it is":       {bare, []string{"--as-is"}, 1, "key-rejected", ""},
		"placeholder":    {"$PLEO_API_KEY\n", nil, 2, "key-malformed", ""},
		"two keys":       {story.Key + "\n" + demo.Stories()[1].Key + "\n", nil, 2, "key-malformed", ""},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--json"}, test.flags...)
			status, stdout, stderr := call(t, test.stdin, args...)
			if status != test.status || !strings.Contains(stdout, `"kind": "`+test.kind+`"`) || !strings.HasPrefix(stderr, test.stderr) || test.stderr == "" && stderr != "" {
				t.Errorf("status %d, standard error %q, %.300s", status, stderr, stdout)
			}
			for _, secret := range []string{story.Key, coded, bare} {
				if strings.Contains(stdout+stderr, secret) {
					t.Error("what was given is repeated")
				}
			}
		})
	}
}

// The list is what script/run and people who show the demo use.
func TestListOfStories(t *testing.T) {
	status, stdout, _ := call(t, "", "demo-server", "--stories")
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	if status != exitOK || len(lines) != len(demo.Stories()) {
		t.Fatalf("status %d, %d lines", status, len(lines))
	}
	if first := strings.Split(lines[0], "\t"); len(first) != 5 || first[0] != "full-access" {
		t.Errorf("the first line is %q", lines[0])
	}
}

func TestCancelledCheck(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	var out, err strings.Builder
	story := demo.Stories()[0]
	args := []string{"check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--json"}
	if status := run(ctx, args, strings.NewReader(story.Key), &out, &err); status != 130 {
		t.Errorf("exit status %d, want 130: %s", status, err.String())
	}
}

// silent is a standard input that says nothing and does not end.
type silent struct {
	asked func()
	end   <-chan struct{}
}

func (s silent) Read([]byte) (int, error) {
	s.asked()
	<-s.end
	return 0, io.EOF
}

// TestCancelledWhileItWaitsForStandardInput: it does not wait for the pipe.
func TestCancelledWhileItWaitsForStandardInput(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	var out, err strings.Builder
	args := []string{"check", "--env", "demo", "--company-id", demo.Stories()[0].CompanyID, "--key-stdin", "--json"}
	if status := run(ctx, args, silent{cancel, t.Context().Done()}, &out, &err); status != exitCancelled || out.String()+err.String() != "" {
		t.Errorf("exit status %d, want 130: %s%s", status, out.String(), err.String())
	}
}

func TestPermissionsAndDeepCheck(t *testing.T) {
	story := demo.Stories()[1] // may only read employees
	_, stdout, _ := call(t, story.Key, "check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--json", "--permissions", "--deep")
	var got struct {
		DeepCheck   string
		Permissions []struct{ Operation, Access string }
	}
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.DeepCheck != "passed" {
		t.Errorf("deep check %q", got.DeepCheck)
	}
	access := map[string]string{}
	for _, p := range got.Permissions {
		access[p.Operation] = p.Access
	}
	if access["employees"] != "allowed" || access["vendors"] != "denied" || access["employee"] != "not-tested" {
		t.Errorf("permissions: %v", access)
	}
}

func TestDemoServerEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, err strings.Builder
	if status := run(ctx, []string{"demo-server", "--addr", "127.0.0.1:0"}, strings.NewReader(""), &out, &err); status != exitOK {
		t.Errorf("exit status %d: %s", status, err.String())
	}
	if status := run(ctx, []string{"demo-server", "--addr", "192.0.2.1:0"}, strings.NewReader(""), &out, &err); status != exitUsage {
		t.Errorf("an address that is not this computer's: exit status %d", status)
	}
}
