package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// files reads every file below a folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestManPage: the manual names every command and every flag, and no other.
func TestManPage(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	dir := t.TempDir()
	if err := run(dir, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	made := files(t, dir)
	plain := strings.NewReplacer(`\-`, "-", `\fB`, "", `\fP`, "")
	var look func(c *cobra.Command)
	look = func(c *cobra.Command) {
		name := strings.ReplaceAll(c.CommandPath(), " ", "-")
		page := plain.Replace(made["man/man1/"+name+".1"])
		if !strings.Contains(page, `"Nov 2023" "pleo-key-check 1.2.3"`) {
			t.Errorf("%s has no page of this version and day: %.200s", name, page)
		}
		_, options, _ := strings.Cut(page, "\n.SH OPTIONS\n")
		options, _, _ = strings.Cut(options, "\n.SH ")
		told := map[string]bool{}
		for _, m := range regexp.MustCompile(`(?m)^(?:-[a-z], )?--([a-z-]+)`).FindAllStringSubmatch(options, -1) {
			told[m[1]] = true
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !told[f.Name] {
				t.Errorf("%s does not tell of --%s", name, f.Name)
			}
			delete(told, f.Name)
		})
		if len(told) > 0 {
			t.Errorf("%s tells of %v, which does not exist", name, told)
		}
		for _, below := range c.Commands() {
			if below.IsAvailableCommand() && below.Name() != "help" {
				look(below)
			}
		}
	}
	look(command(withWindow))
	for _, name := range []string{"pleo-key-check", "pleo-key-check-check"} {
		for _, status := range []string{"0", "1", "2", "3", "4", "5", "130"} {
			if page := made["man/man1/"+name+".1"]; !regexp.MustCompile(`(?m)^` + status + `  +\w`).MatchString(page) {
				t.Errorf("%s does not tell of exit status %s", name, status)
			}
		}
	}
	for _, name := range []string{"pleo-key-check", "pleo-key-check-cli"} {
		for _, path := range []string{"bash-completion/completions/" + name, "zsh/vendor-completions/_" + name, "fish/vendor_completions.d/" + name + ".fish"} {
			if !strings.Contains(made[path], name) {
				t.Errorf("%s is not there, or not for %s", path, name)
			}
		}
	}
}

// TestReproducible: two runs give the same bytes.
func TestReproducible(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	first, second := t.TempDir(), t.TempDir()
	for _, dir := range []string{first, second} {
		if err := run(dir, "1.2.3"); err != nil {
			t.Fatal(err)
		}
	}
	one, two := files(t, first), files(t, second)
	if len(one) < 10 || len(one) != len(two) {
		t.Fatalf("%d files, then %d", len(one), len(two))
	}
	for name, text := range one {
		if two[name] != text {
			t.Errorf("%s is another the second time", name)
		}
	}
}
