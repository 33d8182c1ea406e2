package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// intro is the beginning of the file. It is read in the About box.
const intro = `LICENCES OF KEY CHECK FOR PLEO

Key Check for Pleo is free software under the MIT licence. It is made of the
parts listed here, each under its own licence; the texts follow below. None of
the parts was changed.

The program for Windows also holds the start-up code of mingw-w64 (its notices
are in the zip, mingw-w64.txt) and of GCC, whose runtime library exception lets
programs be passed on under any terms.

`

// render writes the list of the components and every text once.
func render(all []*component) []byte {
	var b bytes.Buffer
	b.WriteString(intro)
	everywhere := len(all[0].systems)
	for _, c := range all {
		fmt.Fprintf(&b, "* %s: %s", c.name(), strings.Join(licencesOf(c), ", "))
		if len(c.systems) < everywhere {
			fmt.Fprintf(&b, " (%s only)", strings.Join(c.systems, ", "))
		}
		b.WriteString("\n")
	}
	for _, t := range texts(all) {
		fmt.Fprintf(&b, "\n\n%s\n", strings.Repeat("=", 72))
		for _, owner := range t.owners {
			fmt.Fprintf(&b, "%s\n", owner)
		}
		fmt.Fprintf(&b, "%s\n\n%s", strings.Repeat("=", 72), t.text)
	}
	return b.Bytes()
}

// modules lists every module with the SPDX identifiers of its licences, a line
// each, for the SBOM. Our own and Go's are there by the names that go uses.
func modules(all []*component) string {
	var b strings.Builder
	for i, c := range all {
		name := c.path
		if i < 2 {
			name = []string{"pleokeycheck", "std"}[i]
		}
		var ids []string
		for _, id := range licencesOf(c) {
			if id != patents {
				ids = append(ids, id)
			}
		}
		fmt.Fprintf(&b, "%s\t%s\n", name, strings.Join(ids, " "))
	}
	return b.String()
}

// patents is how the grant of patents beside Go's licence is listed.
const patents = "with a grant of patents"

// licencesOf are the licences of all files of a component, sorted.
func licencesOf(c *component) []string {
	var ids []string
	for _, f := range c.files {
		for _, id := range f.licences {
			if id == "GooglePatentsFile" {
				id = patents
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// shared is a text and whose it is.
type shared struct {
	owners []string
	text   string
}

// texts are all licence texts, each once, in the order of the components.
func texts(all []*component) []*shared {
	var list []*shared
	known := map[string]*shared{}
	for _, c := range all {
		for _, f := range c.files {
			t := known[f.text]
			if t == nil {
				t = &shared{text: f.text}
				known[f.text] = t
				list = append(list, t)
			}
			owner := c.name()
			if in := where(f); in != "" {
				owner += ", " + in
			}
			if !slices.Contains(t.owners, owner) {
				t.owners = append(t.owners, owner)
			}
		}
	}
	return list
}
