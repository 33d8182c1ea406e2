//go:build e2e && linux

package e2e

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// canary is a key that no server accepts, with characters that every encoding
// writes in its own way.
const canary = "canary-fake+key/with=odd&characters<1>"

const anyCompany = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"

// echoServer answers every request with the key it was sent, in every form
// that it can think of.
type echoServer struct {
	url   string
	mode  string
	asked chan struct{} // one for each request, while there is room
}

func newEchoServer(t *testing.T) *echoServer {
	s := &echoServer{asked: make(chan struct{}, 1)}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// awaited returns when the server was asked.
func (s *echoServer) awaited(t *testing.T) {
	t.Helper()
	select {
	case <-s.asked:
	case <-time.After(patience):
		t.Fatal("the check asked nothing")
	}
}

func (s *echoServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case s.asked <- struct{}{}:
	default:
	}
	authorization := r.Header.Get("Authorization")
	key, _, _ := r.BasicAuth()
	echo := map[string]any{
		authorization: key, key: authorization,
		"type": "ERROR_" + key, "message": "the key " + key + " in " + authorization + " is wrong",
		"urls": []string{"https://example.invalid/" + url.PathEscape(key) + "?key=" + url.QueryEscape(key)},
		"page": html.EscapeString(key), "longer": base64.StdEncoding.EncodeToString([]byte("user=" + key + "&more")),
		"applicationName": "App " + key, "authMethod": key, "scope": key + " " + authorization, "subjectURN": "urn:pleo:company:" + key,
	}
	h := w.Header()
	h.Set("X-Echo", authorization)
	h.Set("X-"+base64.RawURLEncoding.EncodeToString([]byte(key)), key)
	h.Set("Request-Id", key)
	h.Set("Content-Type", "application/json; echo="+url.QueryEscape(key))
	status := http.StatusOK
	switch s.mode {
	case "":
		<-r.Context().Done() // until whoever asks goes away
		return
	case "refused":
		status = http.StatusUnauthorized
	case "denied":
		status = http.StatusForbidden
	case "bad-request":
		status = http.StatusBadRequest
	case "down":
		status = http.StatusServiceUnavailable
	case "redirected":
		h.Set("Location", "https://"+url.PathEscape(key)+".invalid/"+url.PathEscape(key)+"?key="+url.QueryEscape(key))
		status = http.StatusFound
	case "page":
		h.Set("Content-Type", "text/html")
		w.WriteHeader(status)
		_, _ = w.Write([]byte("<title>" + key + "</title>" + html.EscapeString(authorization)))
		return
	case "accepted":
		rows := []map[string]any{{"companyId": anyCompany, "id": key, "name": key, key: key}}
		echo = map[string]any{"data": rows, "pagination": map[string]any{
			"currentRequestPagination": map[string]any{key: key}, "hasNextPage": false, "hasPreviousPage": false, "startCursor": key,
		}}
		if strings.Contains(r.URL.Path, "introspect") {
			echo = map[string]any{"data": map[string]any{"applicationName": key, "authMethod": "API_KEY", "clientId": key, "scope": "users:read " + key, "subjectURN": "urn:pleo:company:" + anyCompany, key: key}}
		}
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(echo)
}

// TestCanaryCLI: whatever a server sends back, the key is in nothing that the
// command line prints and in nothing that it leaves behind.
func TestCanaryCLI(t *testing.T) {
	w := newWorld(t)
	server := newEchoServer(t)
	verdicts := map[string]int{"refused": 1, "denied": 1, "bad-request": 3, "down": 3, "redirected": 3, "page": 3, "accepted": 0}
	for mode, status := range verdicts {
		server.mode = mode
		for _, form := range []string{"--format=text", "--format=markdown", "--format=html", "--format=json"} {
			w.assertSilent(t, mode+" "+form, status, "--base-url", server.url, form)
			w.assertSilent(t, mode+" "+form+" --permissions", -1, "--base-url", server.url, form, "--permissions")
		}
	}
	for _, form := range []string{"--json=false", "--json"} {
		w.assertSilent(t, "demo "+form, 1, "--env", "demo", form)
	}
	w.assertNowhere(canary)
}

// assertSilent checks the canary; a negative status is any.
func (w *world) assertSilent(t *testing.T, what string, status int, args ...string) {
	t.Helper()
	got := w.run(canary, w.binary, append([]string{"check", "--company-id", anyCompany, "--key-stdin"}, args...)...)
	if status >= 0 && got.status != status {
		t.Errorf("%s: status %d, want %d: %s%s", what, got.status, status, got.stdout, got.stderr)
	}
	if got.stdout == "" || complaint.MatchString(got.stderr) {
		t.Errorf("%s: no report: %s", what, got.stderr)
	}
	assertNotIn(t, canary, what, got.stdout+got.stderr)
}

// TestCanaryInTheWrongPlace: a key given as an argument is refused and not
// repeated.
func TestCanaryInTheWrongPlace(t *testing.T) {
	w := newWorld(t)
	const canary = "canary-fake-key-0001"
	for i, args := range [][]string{
		{canary},
		{"check", canary},
		{"check", "--env", canary, "--key-stdin"},
		{"check", "--env", "demo", "--key-stdin=" + canary},
		{"check", "-" + canary},
		{"check", "--" + canary},
		{"check", "--key=" + canary},
		{"check", "--connection", canary},
		{"check", "--env", "demo", "--operation", canary, "--key-stdin"},
		{"check", "--key-stdin", "--base-url", "https://" + canary + "@example.invalid"},
		{"check", "--key-stdin", "--env", "demo", "--timeout", canary},
		{"window", "--env", canary},
		{"window", canary},
		{"demo-server", canary},
		{"check", "--all", canary},
		{"check", "--format", canary},
		{"check", "--lang", canary},
		{"export", canary},
		{"export", "--curl", canary, "--env", "demo"},
		{"export", "--curl", "sh", "--env", "demo", "--company-id", canary},
		{"remove-everything", canary},
	} {
		got := w.run("", w.binary, args...)
		if got.status != 2 {
			t.Errorf("case %d: status %d, want 2", i, got.status)
		}
		assertNotIn(t, canary, fmt.Sprintf("case %d", i), got.stdout+got.stderr)
	}
	w.assertNowhere(canary)
}

// TestCanaryWindow: a server that sends the key back in every way gets it into
// nothing that the window shows, keeps or passes on.
func TestCanaryWindow(t *testing.T) {
	w := newWorld(t).withScreen().withKeychain()
	server := newEchoServer(t)
	server.mode = "accepted"
	a := w.open("--base-url", server.url)
	a.resize(tallWidth, tallHeight)
	a.fill(canary, anyCompany)
	if got := fmt.Sprint(a.screen.Ask("ui.form.key", "Text.GetText", int32(0), int32(-1)), a.screen.AskProperty("ui.form.key", "Text", "CharacterCount")); got != "[] 0" {
		t.Errorf("the key field says %s", got)
	}
	a.press("ctrl+Return")
	a.waitFor(say(t, "ui.form.key.replace"), say(t, "ui.pass.link.support"))
	assertUnseen := func(where string) {
		t.Helper()
		if shown := a.reads() + a.readsPainted(); shows(shown, canary) || shows(shown, "canary-fake") {
			t.Errorf("%s shows the key: %s", where, shown)
		}
		// What is not in sight is in the tree too, and every change was told.
		for what, text := range map[string]string{"the tree": a.screen.Read().String(), "the events": strings.Join(a.screen.Heard(), "\n")} {
			assertNotIn(t, canary, where+", "+what, text)
		}
	}
	assertUnseen("the answer")
	a.picture("answer")
	a.menu(1, 4) // what the key may do
	a.waitFor(say(t, "ui.permissions.again"))
	assertUnseen("the permissions")
	a.press("ctrl+shift+c")
	a.waitFor(say(t, "ui.pass.leaves"))
	assertUnseen("the report")
	a.pressWhenReady("ui.pass.copy")
	assertNotIn(t, canary, "the clipboard", w.copied("a report", func(text string) bool { return text != "" }))
	a.press("ctrl+s")
	a.pressWhenReady("ui.pass.save")
	_, page := w.found("*.html")
	assertNotIn(t, canary, "the saved report", page)
	a.quit()
	w.assertNowhere(canary)
}
