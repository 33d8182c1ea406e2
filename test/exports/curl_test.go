//go:build exports

package exports

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// shells are those that the sh command is run by.
var shells = []string{"dash", "bash", "zsh"}

// ids are those of things in the demo company, found by asking for the lists.
func ids(t *testing.T, base string, s demo.Story) map[string]string {
	t.Helper()
	found := map[string]string{}
	c, err := pleoclient.New(base, func() string { return s.Key })
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, each := range [][2]string{
		{"employees", "employeeId"}, {"export-jobs", "jobId"}, {"tag-groups", "groupId"}, {"tags", "tagId"}, {"tax-codes", "taxCodeId"},
		{"subscriptions", "id"}, {"accounting-entries", "accountingEntryId"},
	} {
		list, param := each[0], each[1]
		op, _ := pleoclient.LookupOperation(list)
		x, err := c.Do(t.Context(), op, pleoclient.Params{CompanyID: s.CompanyID, Path: found})
		if err != nil {
			t.Fatal(err)
		}
		var answer struct{ Data []struct{ ID string } }
		if err := json.Unmarshal(x.Body, &answer); err != nil || len(answer.Data) == 0 {
			t.Fatalf("%s: %v, %d rows", list, err, len(answer.Data))
		}
		found[param] = answer.Data[0].ID
	}
	return found
}

// Every operation, with the key from the person's own variable.
func TestCurlOfEveryOperation(t *testing.T) {
	base, s := serve(t), story(t, "full-access")
	known := ids(t, base, s)
	for _, op := range pleoclient.Operations() {
		x, err := pleoclient.Describe(base, op, pleoclient.Params{CompanyID: s.CompanyID, Limit: 1, Path: known})
		if err != nil {
			t.Fatal(err)
		}
		command := report.Curl(x, report.Sh, english(t))
		expectClean(t, op.Name, command, s)
		for _, shell := range shells {
			t.Run(op.Name+" "+shell, func(t *testing.T) {
				out, err := run(t, []string{report.KeyVariable + "=" + s.Key}, tool(t, shell), "-c", command)
				if !op.BasicAuth {
					if err == nil {
						t.Errorf("Basic auth was taken: %s", out)
					}
					return
				}
				if err != nil || !json.Valid([]byte(out)) || op.Wrapped && !strings.Contains(out, `"data"`) {
					t.Errorf("%v: %s\n%s", err, out, command)
				}
			})
		}
	}
}

// The key is asked for on the terminal, and not shown there. script(1) gives
// the shell a terminal.
func TestCurlAsksForTheKey(t *testing.T) {
	base, s := serve(t), story(t, "full-access")
	op, _ := pleoclient.LookupOperation("employees")
	x, err := pleoclient.Describe(base, op, pleoclient.Params{CompanyID: s.CompanyID, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	command := report.Curl(x, report.Sh, english(t))
	for _, shell := range shells {
		out := onTerminal(t, tool(t, shell), command, english(t).Text("export.curl.question"), s.Key)
		if !strings.Contains(out, `"pagination"`) {
			t.Errorf("%s: no answer: %s", shell, out)
		}
		if strings.Contains(out, s.Key) {
			t.Errorf("%s: the key was shown on the terminal", shell)
		}
	}
}

// While curl waits for a slow answer, neither it nor anything else has the key
// among its arguments.
func TestCurlHasNoKeyAmongItsArguments(t *testing.T) {
	const mark = "canary-7d41f0" // of this test alone: others run on this machine too
	key := mark + `-"fake"-\key\-$HOME`
	seen := make(chan []string, 1)
	var user string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _, _ = r.BasicAuth()
		seen <- commandLines(t)
		io.WriteString(w, "{}")
	}))
	defer server.Close()
	command := report.Curl(&pleoclient.Exchange{Method: "GET", URL: server.URL + "/v1/introspect"}, report.Sh, english(t))
	out, err := run(t, []string{report.KeyVariable + "=" + key}, tool(t, "dash"), "-c", command)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	lines := <-seen
	if user != key {
		t.Errorf("the key arrived as %q", user)
	}
	curls := 0
	for _, line := range lines {
		if strings.Contains(line, "--config\x00-") {
			curls++
		}
		if strings.Contains(line, mark) {
			t.Errorf("the key is among the arguments of %q", line)
		}
	}
	if curls == 0 {
		t.Error("curl was not seen while it waited")
	}
}

// commandLines are the arguments of every process.
func commandLines(t *testing.T) []string {
	var all []string
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Error(err)
	}
	for _, path := range files {
		if text, err := os.ReadFile(path); err == nil { // it may have ended
			all = append(all, string(text))
		}
	}
	return all
}

// Whatever stands in address and body arrives as it was.
func TestCurlQuotesWhatever(t *testing.T) {
	type request struct{ method, address, body string }
	requests := make(chan request, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		requests <- request{r.Method, r.URL.Query().Get("x"), string(text)}
	}))
	defer server.Close()
	random := rand.New(rand.NewPCG(1, 2))
	const letters = "ab'\"\\$`!%^&|;<>()[]{}*?~# \t\næ漢😀-@=,\x01"
	runes := []rune(letters)
	for i := range 60 {
		var b strings.Builder
		for range random.IntN(30) + 1 {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		value := b.String()
		sent, err := json.Marshal(map[string]string{"note": value})
		if err != nil {
			t.Fatal(err)
		}
		op := pleoclient.Operation{Name: "fuzz", Method: "POST", Path: "/v1/x:search", Body: map[string]any{}}
		x, err := pleoclient.Describe(server.URL, op, pleoclient.Params{Query: map[string][]string{"x": {value}}, Body: map[string]any{"note": value}})
		if err != nil {
			t.Fatal(err)
		}
		shell := shells[i%len(shells)]
		out, err := run(t, []string{report.KeyVariable + "=fake"}, tool(t, shell), "-c", report.Curl(x, report.Sh, english(t)))
		if err != nil {
			t.Fatalf("%s, %q: %v: %s", shell, value, err, out)
		}
		came := <-requests
		var got, want map[string]string
		if json.Unmarshal([]byte(came.body), &got) != nil || json.Unmarshal(sent, &want) != nil {
			t.Fatalf("%s, %q: %s; body %q", shell, value, out, came.body)
		}
		if came.method != "POST" || came.address != value || got["note"] != value {
			t.Errorf("%s: %q arrived as %s %q %q", shell, value, came.method, came.address, got["note"])
		}
	}
}

// A refused key ends in a status of curl's own, with Pleo's answer; a redirect
// is not followed.
func TestCurlTellsOfRefusal(t *testing.T) {
	base, s := serve(t), story(t, "full-access")
	op, _ := pleoclient.LookupOperation("introspect")
	x, err := pleoclient.Describe(base, op, pleoclient.Params{})
	if err != nil {
		t.Fatal(err)
	}
	if out, err := run(t, []string{report.KeyVariable + "=wrong-fake-" + s.Key}, tool(t, "bash"), "-c", report.Curl(x, report.Sh, english(t))); err == nil {
		t.Errorf("a wrong key was taken: %s", out)
	}
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://"+r.Host+"/"+strconv.Itoa(int(asked.Add(1))), http.StatusFound)
	}))
	defer server.Close()
	x.URL = server.URL
	out, err := run(t, []string{report.KeyVariable + "=fake", "HOME=" + t.TempDir()}, tool(t, "bash"), "-c", report.Curl(x, report.Sh, english(t)))
	if asked.Load() != 1 {
		t.Errorf("asked %d times: %v %s", asked.Load(), err, fmt.Sprint(out))
	}
}
