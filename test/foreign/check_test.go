//go:build foreign

package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// story is the demo server's story of that name.
func story(t *testing.T, id string) demo.Story {
	t.Helper()
	for _, s := range demo.Stories() {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("the demo server has no story %q", id)
	return demo.Story{}
}

// demoServer is our own stand-in for Pleo, behind somebody else's server.
func demoServer(t *testing.T) *demo.Server {
	t.Helper()
	s, err := demo.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// limits are short, so that a fault shows soon.
var limits = pleoclient.Limits{Connect: 2 * time.Second, FirstByte: time.Second, Total: 3 * time.Second}

// run checks in this process, as the window does.
func run(t *testing.T, base string, s demo.Story, operation string, o ...pleoclient.Option) *check.Result {
	t.Helper()
	o = append([]pleoclient.Option{pleoclient.WithLimits(limits)}, o...)
	r := check.Run(t.Context(), check.Input{
		Environment: "custom", BaseURL: base, Key: secret.New(s.Key), CompanyID: s.CompanyID, Operation: operation,
	}, check.Options{Client: o})
	hidden(t, s.Key, fmt.Sprintf("%+v", r))
	for _, e := range r.Exchanges {
		hidden(t, s.Key, fmt.Sprintf("%+v %s", e, e.Body))
	}
	return r
}

// expect holds a result against what is right.
func expect(t *testing.T, r *check.Result, kind check.Kind, verdict check.Verdict) {
	t.Helper()
	if r.Finding.Kind != kind || r.Verdict != verdict {
		t.Errorf("got %s, %s (status %d, %s); want %s, %s", r.Finding.Kind, r.Verdict, r.Finding.HTTPStatus, r.Finding.Detail, kind, verdict)
		for _, s := range r.Steps {
			t.Logf("%s: %s, %s %s", s.Name, s.Status, s.Finding.Kind, s.Finding.Detail)
		}
	}
}

// hidden fails where a form of the key is in the text.
func hidden(t *testing.T, key, text string) {
	t.Helper()
	if secret.NewRedactor(secret.New(key)).Contains(text) {
		t.Errorf("a form of the key is in: %.2000s", text)
	}
}

// printed is what the tests read of the program's JSON.
type printed struct {
	Verdict string
	Finding struct{ Kind, Detail, Title, Explanation, Action string }
	Steps   []struct {
		Name, Status string
		Finding      struct{ Kind, Detail string }
	}
	Permissions []struct {
		Operation, Access string
		Status            int
	}
	Exchanges []struct {
		Method, URL, Proto string
		Status             int
	}
	text string
	exit int
}

// program runs the built program as a person does in a terminal, with these
// variables in its environment, and the key on its standard input.
func program(t *testing.T, environment []string, base string, s demo.Story, flags ...string) printed {
	t.Helper()
	args := append([]string{"check", "--json", "--base-url", base, "--company-id", s.CompanyID, "--key-stdin", "--timeout", "3s"}, flags...)
	cmd := exec.CommandContext(t.Context(), named(t, "PLEO_KEY_CHECK_BINARY"), args...)
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch strings.ToUpper(name) {
		case "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR":
		default:
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "HOME="+t.TempDir())
	cmd.Env = append(cmd.Env, environment...)
	cmd.Stdin = strings.NewReader(s.Key + "\n")
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	hidden(t, s.Key, out.String()+trouble.String())
	p := printed{text: out.String(), exit: cmd.ProcessState.ExitCode()}
	if err := json.Unmarshal(out.Bytes(), &p); err != nil {
		t.Fatalf("no report (exit status %d): %v\n%s%s", p.exit, err, out.String(), trouble.String())
	}
	return p
}

// exitStatus is what design says of verdicts.
var exitStatus = map[check.Verdict]int{check.Working: 0, check.Failed: 1, check.Inconclusive: 3, check.Limited: 4, check.Stopped: 130}

func (p printed) expect(t *testing.T, kind check.Kind, verdict check.Verdict) {
	t.Helper()
	if p.Finding.Kind != string(kind) || p.Verdict != string(verdict) || p.exit != exitStatus[verdict] {
		t.Errorf("got %s, %s, exit status %d; want %s, %s, %d\n%s", p.Finding.Kind, p.Verdict, p.exit, kind, verdict, exitStatus[verdict], p.text)
	}
	if p.Finding.Title == "" || p.Finding.Action == "" && verdict != check.Working {
		t.Errorf("a finding without words: %+v", p.Finding)
	}
}
