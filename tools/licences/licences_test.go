package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sample is a licence text of the module cache, or of Go itself.
func sample(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// component makes a module in a folder of its own.
func made(t *testing.T, files map[string]string) *component {
	t.Helper()
	c := &component{path: "example.com/part", version: "v1.2.3", dir: t.TempDir(), systems: []string{"Linux"}}
	for name, text := range files {
		path := filepath.Join(c.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestWhichLicencesFit(t *testing.T) {
	mit := sample(t, "mit.txt")
	tests := []struct {
		name  string
		files map[string]string
		says  string // "" where it fits
		ids   string
	}{
		{"one that fits", map[string]string{"LICENSE": mit}, "", "MIT"},
		{"another name and line ends", map[string]string{"Licence.md": strings.ReplaceAll(mit, "\n", "\r\n")}, "", "MIT"},
		{"none at all", map[string]string{"README": mit}, "no licence file", ""},
		{"copyleft", map[string]string{"COPYING": sample(t, "gpl.txt")}, "GPL-3.0", ""},
		{"one that fits beside one that does not", map[string]string{"LICENSE": mit, "COPYING": sample(t, "gpl.txt")}, "GPL-3.0", ""},
		{"copyleft further down", map[string]string{"LICENSE": mit, "deep/LICENSE-reader": sample(t, "gpl.txt")}, "GPL-3.0", ""},
		{"no licence that anybody knows", map[string]string{"LICENSE": "Ask me first, and be nice.\n"}, "known licence", ""},
		{"conditions put in front", map[string]string{"LICENSE": strings.Repeat("You may not use this on Sundays, nor sell it to a bank.\n", 20) + mit}, "known licence", ""},
		{"what is not shipped", map[string]string{"LICENSE": mit, "testdata/LICENSE": "Ask me.\n", "cmd/x/COPYING": "Ask me.\n"}, "", "MIT"},
		{"a protocol", map[string]string{"LICENSE": mit, "deps/wayland/x.xml": "<protocol><copyright>\n    " + strings.ReplaceAll(mit, "\n", "\n    ") + "</copyright><x/></protocol>"}, "", "MIT"},
	}
	kept := overrides
	overrides = nil
	defer func() { overrides = kept }()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := made(t, tt.files)
			err := read([]*component{c})
			switch {
			case tt.says == "" && err != nil:
				t.Fatal(err)
			case tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
				t.Fatalf("it was said %v, want %q", err, tt.says)
			}
			if got := strings.Join(licencesOf(c), " "); tt.says == "" && got != tt.ids {
				t.Errorf("licences %q, want %q", got, tt.ids)
			}
		})
	}
}

// TestLeftOut: the licence of a file that the build leaves out is not listed.
func TestLeftOut(t *testing.T) {
	leftOut["example.com/part/font/LICENSE_unused.txt"] = true
	defer delete(leftOut, "example.com/part/font/LICENSE_unused.txt")
	kept := overrides
	overrides = nil
	defer func() { overrides = kept }()
	c := made(t, map[string]string{"LICENSE": sample(t, "mit.txt"), "font/LICENSE_unused.txt": "Ask me.\n"})
	if err := read([]*component{c}); err != nil || len(c.files) != 1 {
		t.Errorf("%d files, %v", len(c.files), err)
	}
}

// TestOverrides: a text is taken by its words, and an override that nothing
// needs is reported.
func TestOverrides(t *testing.T) {
	kept := overrides
	defer func() { overrides = kept }()
	overrides = []override{{"example.com/part", "LICENSE", "MIT", "Be nice."}}
	if err := read([]*component{made(t, map[string]string{"LICENSE": "Be nice.\n"})}); err != nil {
		t.Error(err)
	}
	if err := read([]*component{made(t, map[string]string{"LICENSE": "Pay first.\n"})}); err == nil || !strings.Contains(err.Error(), "take it out of the overrides") {
		t.Errorf("another text under the same name: %v", err)
	}
}

func TestEveryOverrideNamesAnAllowedLicence(t *testing.T) {
	for _, o := range overrides {
		if _, ok := allowed[o.licence]; !ok || o.says == "" {
			t.Errorf("%+v", o)
		}
	}
}

// TestRender: each text once, with everything it belongs to; the systems where
// a part is not on all.
func TestRender(t *testing.T) {
	all := []*component{
		{path: "Us", systems: []string{"Linux", "Windows"}, files: []file{{"LICENSE", "ours\n", []string{"MIT"}}}},
		{path: "a", version: "v1", systems: []string{"Windows"}, files: []file{{"LICENSE", "same\n", []string{"MIT"}}, {"x/OFL.txt", "font\n", []string{"OFL-1.1"}}}},
		{path: "b", version: "v2", systems: []string{"Linux", "Windows"}, files: []file{{"COPYING", "same\n", []string{"MIT"}}}},
	}
	text := string(render(all))
	for _, want := range []string{"* Us: MIT\n", "* a v1: MIT, OFL-1.1 (Windows only)\n", "* b v2: MIT\n", "\na v1\nb v2\n=", "\na v1, x/OFL.txt\n="} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
	if n := strings.Count(text, "same\n"); n != 1 {
		t.Errorf("a text stands there %d times", n)
	}
	if list := modules(all[:3]); list != "pleokeycheck\tMIT\nstd\tMIT OFL-1.1\nb\tMIT\n" {
		t.Errorf("the list of modules is %q", list)
	}
	if again := string(render(all)); again != text {
		t.Error("not the same at the second time")
	}
}

func TestStale(t *testing.T) {
	if err := compare([]byte("a"), []byte("a")); err != nil {
		t.Error(err)
	}
	for _, have := range []string{"", "b"} {
		if err := compare([]byte(have), []byte("a")); !errors.Is(err, errStale) {
			t.Errorf("%q: %v", have, err)
		}
	}
}

// TestCollect: a module that is replaced would have its licence elsewhere.
func TestCollect(t *testing.T) {
	found := map[string]*component{}
	list := `{"Module":{"Path":"m","Version":"v1","Dir":"/m"}}{"Module":{"Path":"us","Main":true}}{}{"Module":{"Path":"m","Version":"v1","Dir":"/m"}}`
	for _, system := range []string{"Linux", "Windows", "Windows"} {
		if err := collect(found, []byte(list), system); err != nil {
			t.Fatal(err)
		}
	}
	if len(found) != 1 || strings.Join(found["m"].systems, " ") != "Linux Windows" {
		t.Errorf("found %+v", found["m"])
	}
	if err := collect(found, []byte(`{"Module":{"Path":"m","Replace":{"Path":"n"}}}`), "Linux"); err == nil {
		t.Error("a replaced module was taken")
	}
}
