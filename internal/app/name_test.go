package app

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

func TestRename(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	if con.Name != "Nordhavn Bageri ApS" {
		t.Errorf("first name %q", con.Name)
	}
	for _, test := range []struct{ name, want string }{
		{"Bakery", "Bakery"},
		{"", "Bakery"},
		{" \t ", "Bakery"},
		{"A bakery, in long words", "A bakery, in long words"},
	} {
		b.Connections.Rename(con.ID, test.name)
		b.run()
		if got := b.list()[0].Name; got != test.want {
			t.Errorf("%q: %q, want %q", test.name, got, test.want)
		}
	}
	b.wantNotices()
	b.check(Form{CompanyID: someID}) // a given name stays
	if got := b.list()[0].Name; got != "A bakery, in long words" {
		t.Errorf("after a check: %q", got)
	}
	b.store.update = func(string, func(*connection.Connection)) (connection.Connection, error) {
		return connection.Connection{}, errors.New("fake fault")
	}
	b.Connections.Rename(con.ID, "Third")
	b.run()
	b.wantNotices("ui.notice.disk")
}

// TestNameIsKey: a name never holds a key, whatever became of the key.
func TestNameIsKey(t *testing.T) {
	for name, prepare := range map[string]func(b *bench){
		"pasted":       func(b *bench) { b.Form.PasteKey(canary) },
		"found inside": func(b *bench) { b.Form.PasteKey("curl https://external.pleo.io/v1/introspect -u " + canary + ":") },
		"being checked": func(b *bench) {
			b.Check.Run(form(canary, someID))
		},
		"asked about": func(b *bench) { b.check(form(canary, someID)) },
		"edited away": func(b *bench) { b.check(form(canary, someID)); b.Form.KeyEdited() },
		"saved": func(b *bench) {
			b.check(form(canary, someID))
			b.Saving.Save()
			b.run()
			b.wantSaving(Saved)
			b.Connections.New()
		},
		"in memory": func(b *bench) {
			refuseAll(b.keys, keystore.Unavailable)
			b.check(form(canary, someID))
			b.Saving.Save()
			b.run()
			b.wantSaving(SavedSession)
		},
		"read from the keychain": func(b *bench) {
			con, err := b.store.Add(connection.Connection{Name: "Kept", Environment: env.Demo, KeyKept: true})
			if err != nil {
				b.t.Fatal(err)
			}
			b.keys.store(service.SlotOf(con), secret.New(canary))
			b.Connections.reload()
			b.run()
			b.Connections.Select(con.ID)
			b.check(Form{CompanyID: someID})
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, checking(answering(check.Inconclusive, check.PleoUnavailable)))
			con, err := b.store.Add(connection.Connection{Name: "Mine", Environment: env.Demo})
			if err != nil {
				t.Fatal(err)
			}
			b.Connections.reload()
			b.run()
			prepare(b)
			b.DismissNotices()
			for _, text := range []string{
				canary,
				"  " + canary + "\n",
				"Bakery " + canary,
				"Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(canary+":")),
				canary[:9] + "\u200b" + canary[9:],
			} {
				b.Connections.Rename(con.ID, text)
				b.wantNotices("ui.notice.name-is-key")
				b.DismissNotices()
			}
			b.Connections.Rename(con.ID, "Yours")
			b.run()
			b.wantNotices()
			b.noKeyOnDisk()
		})
	}
}

// TestNameHoldsHeldKey: of a key that is held, every form is found, also in the
// middle of a word.
func TestNameHoldsHeldKey(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.New()
	b.Form.PasteKey(canary)
	for _, text := range []string{
		"x" + canary + "y",
		"x" + canary[:9] + "\u200b" + canary[9:] + "y",
		"x" + canary[:9] + " " + canary[9:] + "y",
		"x" + strings.ReplaceAll(canary, "-", "%2D"),
		canary[:9] + "\x01" + canary[9:],
		"curl https://pleo.example?" + canary + " -o " + strings.Repeat("x", 5000),
		base64.StdEncoding.EncodeToString([]byte("name:" + canary + ":")),
	} {
		b.Connections.Rename(con.ID, text)
		b.wantNotices("ui.notice.name-is-key")
		b.DismissNotices()
	}
}

// TestShortKeyIsNoName: a slip in the key field forbids no names.
func TestShortKeyIsNoName(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Rotation.Begin()
	b.check(form("bakery", someID))
	b.Connections.Rename(con.ID, "Our bakery")
	b.run()
	b.wantNotices()
	if got := b.list()[0].Name; got != "Our bakery" {
		t.Errorf("name %q", got)
	}
}
