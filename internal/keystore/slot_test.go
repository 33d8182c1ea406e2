package keystore

import (
	"errors"
	"slices"
	"testing"

	"pleokeycheck/internal/secret"
)

// TestKeyIsBoundToItsServer: a key that is kept for one address is not found for
// another, nor without one, in whatever way the saved connection was edited.
func TestKeyIsBoundToItsServer(t *testing.T) {
	const address = "https://gw.example.com/pleo"
	place := Slot{Environment: "custom", Server: ServerName(address), Connection: "canary"}
	k := New(WithBackend(newDouble(t, "")))
	if err := k.Set(t.Context(), place, secret.New(newKey)); err != nil {
		t.Fatal(err)
	}
	if key, err := k.Get(t.Context(), place); err != nil || key.Reveal() != newKey {
		t.Fatalf("Get() = %v", err)
	}
	for name, other := range map[string]Slot{
		"host":                    {Environment: "custom", Server: ServerName("https://gw.example.org/pleo"), Connection: "canary"},
		"port":                    {Environment: "custom", Server: ServerName("https://gw.example.com:8443/pleo"), Connection: "canary"},
		"path":                    {Environment: "custom", Server: ServerName("https://gw.example.com/other"), Connection: "canary"},
		"scheme":                  {Environment: "custom", Server: ServerName("http://gw.example.com/pleo"), Connection: "canary"},
		"no path":                 {Environment: "custom", Server: ServerName("https://gw.example.com"), Connection: "canary"},
		"not an address":          {Environment: "custom", Server: ServerName("https://gw.example.com/%zz"), Connection: "canary"},
		"environment":             {Environment: "production", Connection: "canary"},
		"environment and address": {Environment: "production", Server: ServerName(address), Connection: "canary"},
	} {
		_, err := k.Get(t.Context(), other)
		if KindOf(err) != NotFound || errors.Is(err, ErrServer) != (other.Server != "") {
			t.Errorf("another %s: %v", name, err)
		}
	}
	if _, err := k.Get(t.Context(), Slot{Environment: "custom", Connection: "canary"}); !errors.Is(err, errSlot) {
		t.Errorf("without a server: %v", err)
	}
}

// What an earlier version kept, and what no version of this program would write,
// is found and can be removed.
func TestSearch(t *testing.T) {
	d := newDouble(t, oldKey)
	d.bin = "Demo keychain"
	odd := []string{"custom/earlier", "custom/gw.example.com~00/new", "a/b/c/d", "plain", "/", "staging/line\nbreak"}
	for _, account := range odd {
		d.store(newKey, Service+" "+account)
	}
	d.store(newKey, "another-service demo/canary")
	k := New(WithBackend(d))
	found, err := k.Search(t.Context())
	if err != nil || len(found.Slots) != len(odd)+1 || found.Bin != d.bin {
		t.Fatalf("Search() = %+v, %v", found, err)
	}
	for _, want := range []Slot{slot, EarlierSlot("earlier"), {Environment: "custom", Server: "gw.example.com~00", Connection: "new"}} {
		if !slices.Contains(found.Slots, want) {
			t.Errorf("%+v is not found: %+v", want, found.Slots)
		}
	}
	for _, s := range found.Slots {
		if err := k.Delete(t.Context(), s); err != nil {
			t.Errorf("Delete(%+v) = %v", s, err)
		}
	}
	if found, err := k.Search(t.Context()); err != nil || len(found.Slots) != 0 {
		t.Errorf("afterwards: %+v, %v", found, err)
	}
	if len(d.items) != 1 {
		t.Errorf("left are %v", d.items)
	}
}

// A search that fails has found nothing, and does not say that there is nothing.
func TestSearchFails(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want Kind
	}{{errDemo, Other}, {errNoBus, Unavailable}} {
		d := newDouble(t, oldKey)
		d.search = func(int) error { return tt.err }
		found, err := New(WithBackend(d)).Search(t.Context())
		var e *Error
		if !errors.As(err, &e) || e.Kind != tt.want || e.Op != "search" || found.Slots != nil {
			t.Errorf("Search() = %+v, %v", found, err)
		}
	}
}

// As security dump-keychain prints it.
func TestAccountsIn(t *testing.T) {
	const dump = `keychain: "/Users/demo/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="pleo-key-check"
    0x00000008 <blob>=<NULL>
    "acct"<blob>="demo/one"
    "cdat"<timedate>=0x32303236313132383232303030305A00  "20261128220000Z\000"
    "svce"<blob>="pleo-key-check"
    "type"<uint32>=<NULL>
keychain: "/Users/demo/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="Other"
    "acct"<blob>="demo/other"
    "svce"<blob>="pleo-key-check-2"
keychain: "/Library/Keychains/System.keychain"
version: 256
class: "genp"
attributes:
    "acct"<blob>=0x64656D6F2F66C3A56B65  "demo/f\303\245ke"
    "svce"<blob>="pleo-key-check"
keychain: "/Library/Keychains/System.keychain"
class: 0x00001000 
attributes:
    "alis"<blob>="svce"
    "acct"<blob>=<NULL>
`
	if got, want := accountsIn(dump, Service), []string{"demo/one", "demo/fåke"}; !slices.Equal(got, want) {
		t.Errorf("accounts %q, want %q", got, want)
	}
	if got := accountsIn("", Service); got != nil {
		t.Errorf("of nothing: %q", got)
	}
}
