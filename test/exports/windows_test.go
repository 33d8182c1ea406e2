//go:build exports

package exports

import (
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// nasty are exchanges with whatever a shell acts upon in address and body.
func nasty(t *testing.T, base string, count int) []*pleoclient.Exchange {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	values := []string{`O'Neil & "Sons" 100%`, `C:\new\table\`, `\"`, `^%!^`, "tab\tand\nline", `a\\b\\\"c`, "‘quotes’ æ漢😀", "%20", "-"}
	runes := []rune("ab'\"\\$`!%^&|;<>()[]{}*?~# \t\næ漢😀-@=,")
	for len(values) < count {
		var b strings.Builder
		for range random.IntN(30) + 1 {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		values = append(values, b.String())
	}
	var all []*pleoclient.Exchange
	for _, value := range values {
		op := pleoclient.Operation{Name: "nasty", Method: "POST", Path: "/v1/x:search", Body: map[string]any{}}
		x, err := pleoclient.Describe(base, op, pleoclient.Params{Query: map[string][]string{"x": {value}}, Body: map[string]any{"note": value}})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	return all
}

// The line for cmd is typed at the prompt of Wine's cmd; what it starts is a
// program of ours by the name of PowerShell, which gets the script whole, and
// nothing else is started. (Wine's cmd, unlike Windows', puts in variables that
// exist also where their percent signs are escaped: none is asked for here.)
func TestCmdStartsPowerShell(t *testing.T) {
	dir := t.TempDir()
	if out, err := run(t, nil, tool(t, "x86_64-w64-mingw32-gcc"), "-O1", "-o", filepath.Join(dir, "powershell.exe"), "testdata/recorder.c", "-lshell32"); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	env := []string{"WINEPREFIX=" + filepath.Join(dir, "wine"), "WINEDEBUG=-all", "DISPLAY="}
	squeeze := func(s string) string {
		return strings.Join(strings.Fields(strings.NewReplacer("`", " ", ";", " ").Replace(s)), " ")
	}
	t.Cleanup(func() {
		cmd := exec.Command("wineserver", "-k") // of this folder alone
		cmd.Env = append(os.Environ(), env...)
		if err := cmd.Run(); err != nil {
			t.Logf("wineserver: %v", err)
		}
	})
	for _, x := range nasty(t, "https://external.pleo.io", 12) {
		line := report.Curl(x, report.Cmd, english(t))
		cmd := exec.CommandContext(t.Context(), tool(t, "wine"), "cmd")
		cmd.Env, cmd.Dir, cmd.Stdin = append(os.Environ(), env...), dir, strings.NewReader(line+"\r\n")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		seen, err := os.ReadFile(filepath.Join(dir, "seen"))
		if err != nil {
			t.Fatalf("nothing was started by %s: %v", line, err)
		}
		if err := os.Remove(filepath.Join(dir, "seen")); err != nil {
			t.Fatal(err)
		}
		args := strings.Split(strings.TrimSuffix(string(seen), "\n"), "\n")
		if len(args) != 4 || !strings.Contains(args[0], "powershell") || args[1] != "-NoProfile" || args[2] != "-Command" {
			t.Fatalf("%s started %q", line, args)
		}
		if want := report.Curl(x, report.PowerShell, english(t)); squeeze(args[3]) != squeeze(want) {
			t.Errorf("PowerShell gets\n%s\nwant\n%s", args[3], want)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) != 2 { // the program, and Wine's own
		t.Errorf("the lines left files: %q, %v", left, err)
	}
}

// psWord is a text between single quotes, in which a doubled quote is one.
var psWord = regexp.MustCompile(`'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'`)

func unquoted(word string) string {
	return regexp.MustCompile(`(['‘’‚‛])['‘’‚‛]`).ReplaceAllString(word[1:len(word)-1], "$1")
}

// What the script for PowerShell writes into curl's configuration, read by the
// documented rules of PowerShell, is read by a real curl as it was meant. No
// registry has PowerShell itself.
func TestCurlReadsWhatPowerShellWrites(t *testing.T) {
	type request struct{ user, address, body string }
	requests := make(chan request, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		user, _, _ := r.BasicAuth()
		requests <- request{user, r.URL.Query().Get("x"), string(text)}
	}))
	defer server.Close()
	const key = `fake-\"quoted\"-key\`
	for _, x := range nasty(t, server.URL, 60) {
		script := report.Curl(x, report.PowerShell, english(t))
		const replaced = `.Replace('\', '\\').Replace([string][char]34, '\' + [char]34)`
		before, rest, found := strings.Cut(script, "'data-raw = ' + [char]34 + ")
		written, options, piped := strings.Cut(rest, " + [char]34)\n  $config | curl.exe --config -")
		if !found || !piped || !strings.Contains(before, replaced) {
			t.Fatalf("the script is another: %s", script)
		}
		var parts []string
		for _, word := range psWord.FindAllString(written, -1) {
			parts = append(parts, unquoted(word))
		}
		config := `user = "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(key) + `:"` + "\n" + `data-raw = "` + strings.Join(parts, `"`) + `"` + "\n"
		args := []string{"--config", "-"}
		for line := range strings.SplitSeq(strings.TrimSuffix(options, "\n}"), " `\n") {
			name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
			if name == "" {
				continue
			}
			if args = append(args, name); value != "" {
				args = append(args, unquoted(value))
			}
		}
		cmd := exec.CommandContext(t.Context(), tool(t, "curl"), args...)
		cmd.Stdin = strings.NewReader(config)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, script)
		}
		came := <-requests
		var got, want map[string]string
		if json.Unmarshal([]byte(came.body), &got) != nil || json.Unmarshal(x.RequestBody, &want) != nil || got["note"] != want["note"] || got["note"] != came.address || came.user != key {
			t.Errorf("arrived as %q with %q from %q:\n%s", came.body, came.address, came.user, script)
		}
	}
}

// What a person has in their own settings of curl does not send the key on.
func TestCurlFollowsNoRedirect(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	defer server.Close()
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, ".curlrc"), []byte("location\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := report.Curl(&pleoclient.Exchange{Method: "GET", URL: server.URL + "/v1/introspect"}, report.Sh, english(t))
	for i, shell := range shells {
		out, err := run(t, []string{report.KeyVariable + "=fake", "HOME=" + home, "CURL_HOME=" + home}, tool(t, shell), "-c", command)
		if n := asked.Load(); n != int64(i)+1 {
			t.Fatalf("%s: asked %d times: %v %s", shell, n, err, out)
		}
	}
}
