package main

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// file is a licence text of a component.
type file struct {
	name     string // inside the component, with slashes
	text     string
	licences []string // SPDX identifiers, sorted
}

// licenceName matches the names under which licences and notices lie.
var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|unlicense|ofl)([-_.].*)?$`)

// enough is how much of a text, in percent, must be that of known licences.
const enough = 75

// read finds the licence files of every component and names their licences.
// It reports everything that does not fit at once.
func read(all []*component) error {
	var wrong []error
	used := map[override]bool{}
	for _, c := range all {
		names, err := licenceFiles(c)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			wrong = append(wrong, fmt.Errorf("%s: no licence file in %s", c.name(), c.dir))
		}
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(c.dir, filepath.FromSlash(name)))
			if err != nil {
				return err
			}
			f := file{name: name, text: tidy(notice(name, string(text)))}
			f.licences, err = identify(c.path, f, used)
			if err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %s: %w", c.name(), name, err))
			}
			c.files = append(c.files, f)
		}
	}
	for _, o := range overrides {
		if !used[o] {
			wrong = append(wrong, fmt.Errorf("%s has no %s with that text any more: take it out of the overrides", o.module, o.file))
		}
	}
	return errors.Join(wrong...)
}

// licenceFiles lists the licence files of a component, its own first. Of Go and
// of ourselves only the one at the top counts: below are the tools of the one
// and the build folder of the other.
func licenceFiles(c *component) ([]string, error) {
	var names []string
	err := filepath.WalkDir(c.dir, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if at != c.dir && (c.version == "" || name == "testdata" || name == "cmd" || strings.HasPrefix(name, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		inside, err := filepath.Rel(c.dir, at)
		if err != nil {
			return err
		}
		inside = filepath.ToSlash(inside)
		if d.Type().IsRegular() && !leftOut[c.path+"/"+inside] && (licenceName.MatchString(name) && !strings.HasSuffix(name, ".go") || isProtocol(inside)) {
			names = append(names, inside)
		}
		return nil
	})
	slices.SortFunc(names, func(a, b string) int {
		if n := strings.Count(a, "/") - strings.Count(b, "/"); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	return names, err
}

// isProtocol reports whether a file describes a protocol of Wayland. Code made
// from it is in the program, and its licence stands in it.
func isProtocol(name string) bool {
	return strings.HasSuffix(name, ".xml") && strings.Contains(name, "deps/wayland/")
}

// notice is what a licence file says: all of it, or the copyright element of a
// protocol.
func notice(name, text string) string {
	if !isProtocol(name) {
		return text
	}
	_, text, _ = strings.Cut(text, "<copyright>")
	text, _, _ = strings.Cut(text, "</copyright>")
	return html.UnescapeString(strings.ReplaceAll(text, "\n    ", "\n"))
}

// identify names the licences of a text, and refuses those that are not
// allowed and texts that no licence can be seen in.
func identify(module string, f file, used map[override]bool) ([]string, error) {
	for _, o := range overrides {
		if o.module == module && o.file == f.name && strings.Contains(f.text, o.says) {
			used[o] = true
			return []string{o.licence}, nil
		}
	}
	cover := licensecheck.Scan([]byte(f.text))
	if len(cover.Match) == 0 || cover.Percent < enough {
		return nil, fmt.Errorf("only %.0f %% of the text is that of a known licence: read it, and add it to the overrides if it fits", cover.Percent)
	}
	var ids []string
	for _, m := range cover.Match {
		if _, ok := allowed[m.ID]; !ok {
			return nil, fmt.Errorf("the licence %s is not on the list of those that fit", m.ID)
		}
		if !slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// tidy makes a text the same whatever editor wrote it.
func tidy(text string) string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	rows := strings.Split(strings.ReplaceAll(text, "\f", "\n"), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(strings.ReplaceAll(rows[i], "\t", "    "), " ")
	}
	return strings.Trim(strings.Join(rows, "\n"), "\n") + "\n"
}

// where is how a file is named in a list: only where its name says something.
func where(f file) string {
	if !strings.Contains(f.name, "/") && !strings.Contains(f.name, "_") {
		return ""
	}
	return path.Clean(f.name)
}
