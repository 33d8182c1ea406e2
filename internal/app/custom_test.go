package app

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// echo is a server that repeats the key in every place it can, and notes the
// keys that it was sent.
type echo struct {
	mu   sync.Mutex
	keys []string
}

func (e *echo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key, _, _ := r.BasicAuth()
	e.mu.Lock()
	e.keys = append(e.keys, key)
	e.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("request-Id", key)
	w.Header().Set("X-Echo", r.Header.Get("Authorization"))
	encoded := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	switch {
	case strings.HasSuffix(r.URL.Path, "/v1/introspect"):
		fmt.Fprintf(w, `{"data":{"authMethod":"API_KEY","clientId":%q,"scope":"users:read %s","applicationName":%q,"subjectURN":"urn:pleo:company:%s"}}`, key, key, key, someID)
	case strings.HasSuffix(r.URL.Path, "/v1/companies/"+someID):
		fmt.Fprintf(w, `{"data":{"id":%q,"name":%q}}`, someID, "Company "+key)
	case key == otherCanary:
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"type":%q,"message":"no such key: %s"}`, key, key)
	default:
		fmt.Fprintf(w, `{"data":[{"id":"1","companyId":%q,"email":%q,"note":%q}],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`, someID, key, encoded)
	}
}

func (e *echo) got() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]string(nil), e.keys...)
}

func newEcho(t *testing.T) (*echo, string) {
	t.Helper()
	e := &echo{}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	return e, server.URL + "/base"
}

func customURL(url string) func(*Deps) {
	return func(d *Deps) { d.CustomURL = url }
}

// TestEchoingServer: a key that the server repeats everywhere is nowhere but in
// the keychain. The bench looks at every state.
func TestEchoingServer(t *testing.T) {
	_, url := newEcho(t)
	b := newBench(t, customURL(url))
	if s := b.State(); s.Environment != env.Custom || s.CustomURL != url || len(s.Environments) != 4 {
		t.Fatalf("environment %q of %v", s.Environment, s.Environments)
	}
	b.Form.PasteKey(" " + canary + ":\n")
	b.Check.FindCompany(form(canary, ""))
	b.run()
	b.check(form(canary, someID))
	b.wantSaving(Saved)
	b.wantHeld(canary)
	for i := range b.State().Result.Exchanges {
		b.Answer.ShowExchange(i)
		b.run()
	}
	b.check(Form{CompanyID: someID})
	b.noKeyOnDisk()
	b.Rotation.Begin()
	b.check(form(otherCanary, someID))
	b.wantSaving(NotSaved)
	b.wantHeld(canary)
	b.check(form(canary, otherCanary)) // a key in the wrong field
	b.Form.Swap(form(canary, otherCanary))
	b.run()
	b.noKeyOnDisk()
	for name, v := range map[string]any{"controller": *b.Controller, "pending": b.held.pending, "session": b.held.session} {
		for _, verb := range []string{"%v", "%+v", "%#v"} {
			// The demo's stories are public; these two keys are not among them.
			if text := fmt.Sprintf(verb, v); strings.Contains(text, canary) || strings.Contains(text, otherCanary) {
				t.Errorf("a key is in what %s prints of the %s", verb, name)
			}
		}
	}
}

// TestCustomKeyGoesToItsServer: the key of a saved connection goes to the
// server it was saved with, whatever server the program was started with; a new
// key goes to that one.
func TestCustomKeyGoesToItsServer(t *testing.T) {
	first, firstURL := newEcho(t)
	second, secondURL := newEcho(t)
	b := newBench(t, customURL(firstURL))
	b.check(form(canary, someID))
	con := b.list()[0]
	if con.Environment != env.Custom || con.BaseURL != firstURL {
		t.Fatalf("saved: %+v", con)
	}
	sent := len(first.got())

	b = benchIn(t, b.dir, b.keys, customURL(secondURL))
	b.Connections.Select(con.ID)
	if s := b.State(); s.CustomURL != firstURL {
		t.Errorf("shown: %s", s.CustomURL)
	}
	b.check(Form{CompanyID: someID})
	if len(first.got()) <= sent || len(second.got()) != 0 {
		t.Errorf("the first server got %d requests, the second %d", len(first.got())-sent, len(second.got()))
	}
	sent = len(first.got())
	b.Connections.New()
	if s := b.State(); s.Environment != env.Custom || s.CustomURL != secondURL {
		t.Errorf("new: %s at %s", s.Environment, s.CustomURL)
	}
	b.check(form(otherCanary, someID))
	if len(first.got()) != sent || len(second.got()) == 0 {
		t.Error("the new key went to the server of the saved connection")
	}
}

// TestCustomLeft: without a custom server of its own, the program leaves that
// of a saved connection with the connection.
func TestCustomLeft(t *testing.T) {
	e, url := newEcho(t)
	leave := map[string]func(*bench){
		"new":    func(b *bench) { b.Connections.New() },
		"delete": func(b *bench) { b.Connections.Delete(b.State().Selected) },
		"deleted elsewhere": func(b *bench) {
			if err := b.store.Delete(b.State().Selected); err != nil {
				b.t.Error(err)
			}
			b.Connections.reload()
		},
	}
	for name, f := range leave {
		b := newBench(t)
		con, err := b.store.Add(connection.Connection{Name: "Own server", Environment: env.Custom, BaseURL: url, CompanyID: someID})
		if err != nil {
			t.Fatal(err)
		}
		b.Connections.reload()
		b.run()
		b.Connections.Select(con.ID)
		if s := b.State(); s.Environment != env.Custom || s.CustomURL != url {
			t.Errorf("%s: %s at %s", name, s.Environment, s.CustomURL)
		}
		f(b)
		b.run()
		if s := b.State(); s.Environment != env.Demo || s.CustomURL != "" || s.EnvironmentFixed() {
			t.Errorf("%s: %s at %q", name, s.Environment, s.CustomURL)
		}
		b.Form.ChooseEnvironment(env.Custom) // not on offer
		if s := b.State(); s.Environment != env.Demo {
			t.Errorf("%s: %s", name, s.Environment)
		}
	}
	if len(e.got()) != 0 {
		t.Error("something was sent")
	}
}

func TestCustomTwin(t *testing.T) {
	_, firstURL := newEcho(t)
	_, secondURL := newEcho(t)
	b := newBench(t, customURL(firstURL))
	b.check(form(canary, someID))
	b = benchIn(t, b.dir, b.keys, customURL(secondURL))
	b.check(form(canary, someID))
	if len(b.list()) != 2 {
		t.Errorf("%d connections: a key of one server replaced that of another", len(b.list()))
	}
}

// TestBadCustomURL: nothing is sent where the address is refused.
func TestBadCustomURL(t *testing.T) {
	b := newBench(t, customURL("http://pleo.example"))
	b.check(form(canary, someID))
	if r := b.State().Result; r.Verdict != check.Failed || len(r.Exchanges) != 0 {
		t.Errorf("result %+v", r)
	}
	b.wantSaving(NotAsked)
}

// edit changes the saved connection on disk, as somebody with an editor would.
func (b *bench) edit(id string, change func(*connection.Connection)) {
	b.t.Helper()
	if _, err := b.store.Store.Update(id, change); err != nil {
		b.t.Fatal(err)
	}
	b.Connections.reload()
	b.run()
}

// TestEditedFileSendsNoKey: a kept key is for one address. Whoever edits the file
// of the connections sends it nowhere else, and the app says what happened.
func TestEditedFileSendsNoKey(t *testing.T) {
	for name, tt := range map[string]struct {
		environment string
		change      func(con *connection.Connection, other string)
	}{
		"another server":               {env.Custom, func(con *connection.Connection, other string) { con.BaseURL = other }},
		"another path":                 {env.Custom, func(con *connection.Connection, _ string) { con.BaseURL += "/below" }},
		"no address":                   {env.Custom, func(con *connection.Connection, _ string) { con.BaseURL = "" }},
		"production with an address":   {env.Custom, func(con *connection.Connection, other string) { con.Environment, con.BaseURL = env.Production, other }},
		"an address for staging":       {env.Staging, func(con *connection.Connection, other string) { con.BaseURL = other }},
		"a server instead of staging":  {env.Staging, func(con *connection.Connection, other string) { con.Environment, con.BaseURL = env.Custom, other }},
		"a server instead of the demo": {env.Demo, func(con *connection.Connection, other string) { con.Environment, con.BaseURL = env.Custom, other }},
	} {
		for way, inSession := range map[string]bool{"kept": false, "in memory": true} {
			t.Run(name+", "+way, func(t *testing.T) {
				first, firstURL := newEcho(t)
				other, otherURL := newEcho(t)
				b := newBench(t)
				con := connection.Connection{Name: "Own server", Environment: tt.environment, CompanyID: someID, KeyHint: "7777", KeyKept: !inSession}
				if con.Environment == env.Custom {
					con.BaseURL = firstURL
				}
				con, err := b.store.Add(con)
				if err != nil {
					t.Fatal(err)
				}
				if inSession {
					b.held.session[service.SlotOf(con)] = secret.New(canary)
				} else {
					b.keys.store(service.SlotOf(con), secret.New(canary))
				}
				b.edit(con.ID, func(con *connection.Connection) { tt.change(con, otherURL) })
				b.Connections.Select(con.ID)
				b.check(Form{CompanyID: someID})
				r := b.State().Result
				if r == nil || len(r.Exchanges) != 0 {
					t.Fatalf("result %+v", r)
				}
				if !inSession && (r.Finding.Kind != check.KeychainFailed || r.Finding.Variant != check.VariantOtherAddress) {
					t.Errorf("finding %+v", r.Finding)
				}
				b.All.Check()
				b.run()
				if row := b.State().All.Rows[0]; row.Result != nil && len(row.Result.Exchanges) != 0 {
					t.Errorf("row %+v", row)
				}
				if got := append(first.got(), other.got()...); len(got) != 0 {
					t.Errorf("%d requests went out", len(got))
				}
			})
		}
	}
}

// TestKeyIsKeptForTheServerItWasCheckedWith, though the file was edited while the
// check ran.
func TestKeyIsKeptForTheServerItWasCheckedWith(t *testing.T) {
	_, firstURL := newEcho(t)
	other, otherURL := newEcho(t)
	b := newBench(t, customURL(firstURL))
	b.check(form(canary, someID))
	con := b.list()[0]
	b.Rotation.Begin()
	b.Check.Run(form(canary, someID))
	if _, err := b.store.Store.Update(con.ID, func(con *connection.Connection) { con.BaseURL = otherURL }); err != nil {
		t.Fatal(err)
	}
	b.run()
	b.Saving.Save()
	b.run()
	b.Connections.New()
	b.Connections.Select(con.ID)
	b.check(Form{CompanyID: someID})
	b.All.Check()
	b.run()
	if len(other.got()) != 0 {
		t.Error("the key went to the other server")
	}
	if _, held := b.keys.keys[service.SlotOf(connection.Connection{ID: con.ID, Environment: env.Custom, BaseURL: otherURL})]; held {
		t.Error("the key is kept for the other server")
	}
}

// TestEarlierPlaceOfACustomKey: what a version without the address kept is never
// sent and never moved; it goes with the key, with the connection, and when the
// key is replaced. A key that is kept for another address goes as well.
func TestEarlierPlaceOfACustomKey(t *testing.T) {
	for name, remove := range map[string]func(*bench, string){
		"forget":     func(b *bench, id string) { b.Connections.Forget(id) },
		"delete":     func(b *bench, id string) { b.Connections.Delete(id) },
		"everything": func(b *bench, _ string) { b.Erase.Begin() },
		"replace": func(b *bench, id string) {
			b.replace(form(otherCanary, someID))
			if key := b.keys.keys[service.SlotOf(b.list()[0])]; key.Reveal() != otherCanary {
				b.t.Error("the new key is not kept")
			}
			b.Connections.Forget(id)
		},
	} {
		for _, searched := range []bool{true, false} {
			if name == "everything" && !searched {
				continue // it says so; see TestEraseWordsAreWhatWasSeen
			}
			t.Run(name, func(t *testing.T) {
				e, url := newEcho(t)
				b := newBench(t, checking(answering(check.Limited, check.OK)), func(d *Deps) { d.Eraser = &eraser{faulty: d.Connections.(*faulty)} })
				con, err := b.store.Add(connection.Connection{Name: "Own server", Environment: env.Custom, BaseURL: url, CompanyID: someID, KeyHint: "7777", KeyKept: true})
				if err != nil {
					t.Fatal(err)
				}
				b.keys.store(keystore.EarlierSlot(con.ID), secret.New(canary))
				if searched {
					moved := con
					moved.BaseURL = "https://elsewhere.example.com"
					b.keys.store(service.SlotOf(moved), secret.New(canary))
				} else {
					b.keys.search = func(context.Context) (keystore.Found, error) { return keystore.Found{}, trouble(keystore.TimedOut) }
				}
				b.keys.store(keystore.Slot{Environment: env.Staging, Connection: "another"}, secret.New(otherCanary))
				b.Connections.reload()
				b.run()
				b.Connections.Select(con.ID)
				b.check(Form{CompanyID: someID})
				if r := b.State().Result; r.Finding.Variant != check.VariantOtherAddress || len(e.got()) != 0 {
					t.Errorf("finding %+v", r.Finding)
				}
				if _, moved := b.keys.keys[service.SlotOf(con)]; moved {
					t.Error("the key was moved")
				}
				remove(b, con.ID)
				b.run()
				want := []string{otherCanary}
				if name == "everything" {
					want = nil
				}
				b.wantHeld(want...)
				b.wantNotices()
			})
		}
	}
}
