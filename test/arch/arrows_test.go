// Package arch holds no code: its tests hold the arrows between the packages
// that docs/ARCHITECTURE.md draws.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "pleokeycheck"

// allowed lists, for each package, the packages of ours that it may import.
var allowed = map[string][]string{
	".":                      {"internal/cli", "internal/desktop"},
	"assets":                 {},
	"tools/bench":            {"internal/answer", "internal/check", "internal/connection", "internal/demo", "internal/env", "internal/keystore", "internal/secret", "internal/service", "pleoclient"},
	"tools/bench/bare":       {},
	"tools/bench/ui":         {"gui", "gui/kit", "internal/answer", "internal/app", "internal/check", "internal/connection", "internal/env", "internal/keystore", "internal/message", "internal/secret"},
	"cmd/pleo-key-check-cli": {"internal/cli"},
	"test/exports":           {},
	"test/foreign":           {},
	"test/screen":            {},
	"test/windows":           {"test/screen"},
	"gui/kit":                {"internal/access"},
	"gui/kit/kittest":        {},
	"gui/viewer":             {"gui/kit", "internal/access", "internal/answer"},
	"gui":                    {"gui/kit", "gui/viewer", "internal/access", "internal/answer", "internal/app", "internal/check", "internal/connection", "internal/env", "internal/expiry", "internal/guide", "internal/history", "internal/message", "internal/report", "internal/secret", "internal/service", "pleoclient"},
	"internal/access":        {},
	"internal/answer":        {},
	"internal/app":           {"internal/answer", "internal/check", "internal/connection", "internal/env", "internal/expiry", "internal/guide", "internal/history", "internal/keystore", "internal/message", "internal/personal", "internal/report", "internal/secret", "internal/service", "pleoclient"},
	"pleoclient":             {},
	"internal/atspi":         {"internal/access"},
	"internal/check":         {"internal/env", "internal/secret", "pleoclient"},
	"internal/cli":           {"internal/check", "internal/connection", "internal/demo", "internal/env", "internal/keystore", "internal/message", "internal/report", "internal/secret", "internal/service", "internal/setup", "pleoclient"},
	"internal/connection":    {"internal/regular"},
	"internal/demo":          {"pleoclient"},
	"internal/desktop":       {"assets", "gui", "gui/kit", "internal/access", "internal/app", "internal/atspi", "internal/check", "internal/connection", "internal/demo", "internal/keystore", "internal/message", "internal/settings", "internal/setup"},
	"internal/env":           {},
	"internal/expiry":        {},
	"test/faultlab":          {},
	"internal/history":       {"internal/check", "internal/connection"},
	"internal/guide":         {"internal/check"},
	"internal/keystore":      {"internal/env", "internal/secret"},
	"tools/licences":         {},
	"internal/message":       {"assets", "internal/answer", "internal/check", "internal/env", "internal/expiry", "pleoclient"},
	"internal/personal":      {"pleoclient"},
	"internal/regular":       {},
	"internal/report":        {"internal/answer", "internal/check", "internal/env", "internal/expiry", "internal/message", "internal/personal", "internal/service", "pleoclient"},
	"internal/secret":        {},
	"internal/service":       {"internal/check", "internal/connection", "internal/env", "internal/expiry", "internal/keystore", "internal/secret", "pleoclient"},
	"internal/settings":      {"internal/regular"},
	"internal/setup":         {"internal/connection", "internal/demo", "internal/settings", "internal/sysproxy", "pleoclient"},
	"internal/sysproxy":      {},
	"tools/manual":           {"internal/cli", "internal/setup"},
	"tools/macho":            {},
	"tools/mutate":           {},
}

// keepers lists who alone may import a library.
var keepers = map[string][]string{
	"fyne.io/fyne/v2":                {"internal/desktop", "gui", "gui/kit", "gui/kit/kittest", "gui/viewer", "tools/bench/bare", "tools/bench/ui"},
	"github.com/zalando/go-keyring":  {"internal/keystore"},
	"github.com/spf13/cobra":         {"internal/cli", "tools/manual"},
	"github.com/google/licensecheck": {"tools/licences"},
	"github.com/mattn/go-ieproxy":    {"internal/sysproxy"},
}

// imports reads the imports of every package of the module; test files only
// where tests is true.
func imports(t *testing.T, tests bool) map[string][]string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "build" || name == "testdata" || name == "e2e" || strings.HasPrefix(name, ".") && path != root) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") != tests {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		dir = filepath.ToSlash(dir)
		if found[dir] == nil {
			found[dir] = []string{}
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[dir] = append(found[dir], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestArrows(t *testing.T) {
	found := imports(t, false)
	for dir := range allowed {
		if found[dir] == nil {
			t.Errorf("%s: there is no such package", dir)
		}
	}
	for dir, list := range found {
		may, known := allowed[dir]
		if !known {
			t.Errorf("%s: not in the picture", dir)
		}
		for _, imported := range list {
			ours, is := strings.CutPrefix(imported, module+"/")
			if is && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s: this arrow is not in the picture", dir, ours)
			}
		}
	}
}

func TestKeepers(t *testing.T) {
	for _, tests := range []bool{false, true} {
		for dir, list := range imports(t, tests) {
			for _, imported := range list {
				for library, who := range keepers {
					if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(who, dir) {
						t.Errorf("%s imports %s, which is for %v alone", dir, imported, who)
					}
				}
			}
		}
	}
}

func TestPleoclientIsStandardLibraryOnly(t *testing.T) {
	for _, tests := range []bool{false, true} {
		for _, imported := range imports(t, tests)["pleoclient"] {
			first, _, _ := strings.Cut(imported, "/")
			if strings.Contains(first, ".") || first == module && imported != module+"/pleoclient" {
				t.Errorf("pleoclient imports %s", imported)
			}
		}
	}
}

// Every package says in its package comment what it owns.
func TestPackageComments(t *testing.T) {
	for dir := range allowed {
		files, err := filepath.Glob(filepath.Join("../..", dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %d files", dir, err, len(files))
		}
		said := ""
		for _, path := range files {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				t.Fatal(err)
			}
			if file.Doc != nil {
				said += file.Doc.Text()
			}
		}
		if len(said) < 60 {
			t.Errorf("%s has no package comment worth reading: %q", dir, said)
		}
	}
}
