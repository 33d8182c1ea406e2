package app

import (
	"strings"

	"pleokeycheck/internal/message"
)

// Words says what removing everything did: a title, and a sentence for each
// thing that is gone, that is left, and that was not proven.
func (r EraseReport) Words(words *message.Catalogue) (title string, lines []string) {
	t := words.Text
	add := func(text string) { lines = append(lines, text) }
	gone := r.Keys > 0 || len(r.Files.Removed) > 0
	switch {
	case r.Everything():
		title = t("erase.done.title")
	case gone:
		title = t("erase.part.title")
	default:
		title = t("erase.none.title")
	}
	if r.Left != nil {
		add(t("erase.left.key", map[string]string{"Name": r.Left.Name, "Reason": words.Finding(r.Left.Finding).Title}))
		add(t("erase.left.nothing-else"))
	}
	switch {
	case r.Keys > 0:
		add(words.Plural("erase.done.keys", r.Keys))
	case r.Left == nil && r.Disk == nil && r.Unproven == 0:
		add(t("erase.done.no-keys"))
	}
	if r.Unproven > 0 {
		add(words.Plural("erase.done.unproven", r.Unproven))
	}
	if r.Disk != nil {
		add(t("erase.left.disk", map[string]string{"Reason": r.Disk.Error()}))
	}
	for _, f := range r.Files.Left {
		add(t("erase.left.file", map[string]string{"Name": f.Name, "Reason": f.Reason}))
	}
	if r.Everything() && r.Connections > 0 {
		add(words.Plural("erase.done.connections", r.Connections))
	}
	switch n := len(r.Files.Removed); {
	case n > 0:
		add(words.Plural("erase.done.files", n, map[string]string{"Names": strings.Join(r.Files.Removed, ", ")}))
	case r.Everything():
		add(t("erase.done.no-files"))
	}
	if len(r.Files.Removed) > 0 && r.Files.Folder {
		add(t("erase.done.folder"))
	}
	if len(r.Files.Others) > 0 {
		add(t("erase.left.others", map[string]string{"Names": strings.Join(r.Files.Others, ", ")}))
	}
	if r.Keys > 0 {
		add(t("erase.pleo"))
	}
	return title, lines
}
