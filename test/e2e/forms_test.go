//go:build e2e && linux

package e2e

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// forms are the ways in which a key may stand in text. A search for them finds
// a key that leaked raw, encoded, escaped, or inside a longer base64 text.
func forms(key string) []string {
	var all []string
	for _, text := range []string{key, key + ":"} {
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
			all = append(all, e.EncodeToString([]byte(text)))
		}
	}
	for before := range 3 {
		// The characters at both ends depend on the neighbours.
		long := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + key))
		all = append(all, long[4:len(long)-4])
	}
	escaped, _ := json.Marshal(key)
	var wide []byte
	for _, unit := range utf16.Encode([]rune(key)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	all = append(all, key, url.QueryEscape(key), url.PathEscape(key), strings.ToLower(url.QueryEscape(key)),
		string(escaped[1:len(escaped)-1]), html.EscapeString(key), hex.EncodeToString([]byte(key)),
		strings.ToUpper(hex.EncodeToString([]byte(key))), string(wide))
	return all
}

// assertNotIn fails the test if text holds the key in any form.
func assertNotIn(t *testing.T, key, where, text string) {
	t.Helper()
	for _, form := range forms(key) {
		if strings.Contains(text, form) {
			t.Errorf("%s holds the key, as %q", where, form)
		}
	}
}

// assertNowhere searches every file of the world, and the logs, for the key.
// What the keychain keeps is among them: it has to be encrypted.
func (w *world) assertNowhere(key string) {
	w.t.Helper()
	for _, root := range []string{w.dir, w.out} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return ignoreGone(err)
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return ignoreGone(err)
			}
			assertNotIn(w.t, key, path, string(text))
			assertNotIn(w.t, key, "a file name", path)
			return nil
		})
		must(w.t, err)
	}
}

// ignoreGone lets files go that programs remove while they are searched.
func ignoreGone(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

// TestForms shows that the search finds what it has to find.
func TestForms(t *testing.T) {
	const key = "canary-fake+key/with=odd&characters<1>"
	for _, text := range []string{
		"x" + key + "y",
		base64.StdEncoding.EncodeToString([]byte(key + ":")),
		base64.StdEncoding.EncodeToString([]byte("user " + key + " and more")),
		"https://example.invalid/?k=" + url.QueryEscape(key),
		`"canary-fake+key/with=odd\u0026characters\u003c1\u003e"`,
		"canary-fake+key/with=odd&amp;characters&lt;1&gt;",
	} {
		found := false
		for _, form := range forms(key) {
			found = found || strings.Contains(text, form)
		}
		if !found {
			t.Errorf("the key in %q was not found", text)
		}
	}
}
