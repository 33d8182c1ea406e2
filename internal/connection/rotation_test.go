package connection

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestRotationFieldsAreBounded(t *testing.T) {
	long := strings.Repeat("x", 500)
	c := Connection{Name: "A", ExpiryReminder: Reminder{"2026-12-31", long}, Leak: &Leak{Since: "yesterday"}}
	for i := range 300 {
		c.Scopes = append(c.Scopes, fmt.Sprintf("scope-%03d:read", i%200), long, "\u202e")
		c.OldKeys = append(c.OldKeys, OldKey{fmt.Sprintf("pleo-fake-key-%04d", i), "2026-01-02"}, OldKey{Hint: "9999", ReplacedOn: "never"})
		c.Leak.Done = append(c.Leak.Done, Tick{fmt.Sprint("s", i%100), "2026-01-02"}, Tick{})
	}
	got, err := normalised(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Scopes) != maxScopes || got.Scopes[0] != "scope-000:read" {
		t.Errorf("%d scopes, first %q", len(got.Scopes), got.Scopes[0])
	}
	if n := len(got.OldKeys); n != maxOldKeys || got.OldKeys[n-1] != (OldKey{"9999", ""}) || got.OldKeys[n-2] != (OldKey{"0299", "2026-01-02"}) {
		t.Errorf("old keys %+v", got.OldKeys)
	}
	if got.Leak.Since != "" || len(got.Leak.Done) != maxItems || len(got.ExpiryReminder.Level) != maxCode {
		t.Errorf("leak %+v, told %+v", got.Leak, got.ExpiryReminder)
	}
	if again := cleaned(got); !reflect.DeepEqual(again, got) {
		t.Errorf("not stable: %+v", again)
	}
	if got := cleaned(Connection{ExpiryReminder: Reminder{"soon", "7"}}); got.ExpiryReminder != (Reminder{}) {
		t.Errorf("told %+v", got.ExpiryReminder)
	}
}

func TestRotationFieldsAreKept(t *testing.T) {
	s := open(t, t.TempDir())
	c := add(t, s, Connection{
		Name: "A", Scopes: []string{"vendors:read", "users:read"}, ExpiryReminder: Reminder{"2026-12-31", "7"},
		OldKeys: []OldKey{{"0001", "2026-11-23"}}, Leak: &Leak{"2026-11-23", "0001", []Tick{{"delete", "2026-11-24"}}},
	})
	got, err := open(t, s.Dir()).Get(c.ID)
	if err != nil || !reflect.DeepEqual(got, c) || got.Scopes[0] != "users:read" {
		t.Errorf("%+v, %v; want %+v", got, err, c)
	}
	// The caller's copy is the caller's.
	got.Scopes[0], got.OldKeys[0].Hint, got.Leak.Done[0].Step = "x", "x", "x"
	if _, err := s.Update(c.ID, func(stored *Connection) {
		stored.Leak.Done = append(stored.Leak.Done, Tick{"tell", "2026-11-25"})
	}); err != nil {
		t.Fatal(err)
	}
	if again, err := s.Get(c.ID); err != nil || len(again.Leak.Done) != 2 || again.OldKeys[0].Hint != "0001" {
		t.Errorf("%+v, %v", again, err)
	}
}

// TestOlderVersionsKeepRotation: to a version that does not know them, they
// are fields as any, which the format keeps.
func TestOlderVersionsKeepRotation(t *testing.T) {
	s := open(t, t.TempDir())
	add(t, s, Connection{Name: "A", Scopes: []string{"users:read"}, OldKeys: []OldKey{{"0001", "2026-11-23"}}, Leak: &Leak{Since: "2026-11-23"}})
	text := read(t, s.path(connectionsFile))
	for _, name := range []string{"scopes", "oldKeys", "leak"} {
		renamed := strings.Replace(text, `"`+name+`"`, `"`+name+`OfLater"`, 1)
		write(t, s.path(connectionsFile), renamed)
		list, err := s.List()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Update(list[0].ID, func(c *Connection) { c.Name += "x" }); err != nil {
			t.Fatal(err)
		}
		if got := read(t, s.path(connectionsFile)); !strings.Contains(got, name+"OfLater") {
			t.Errorf("%s was lost:\n%s", name, got)
		}
	}
}
