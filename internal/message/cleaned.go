package message

import "slices"

// CleanedNote says in one sentence what was removed from a pasted key, in the
// order given: "Removed a line break and the word “Basic”." codes are those of
// the cleaning in package check; unknown ones and repetitions are left out.
// Without any the note is empty. It never repeats what was typed.
func (c *Catalogue) CleanedNote(codes []string) string {
	var seen, parts []string
	for _, code := range codes {
		if c.texts.has("cleaned."+code) && !slices.Contains(seen, code) {
			seen = append(seen, code)
			parts = append(parts, c.Text("cleaned."+code))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return c.Text("cleaned.note", map[string]string{"List": c.List(parts)})
}

// List joins items the way the language does: "a", "a and b", "a, b and c".
func (c *Catalogue) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	head := items[0]
	for _, item := range items[1:last] {
		head = c.Text("list.many", map[string]string{"First": head, "Next": item})
	}
	return c.Text("list.two", map[string]string{"First": head, "Last": items[last]})
}
