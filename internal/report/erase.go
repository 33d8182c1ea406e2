package report

import (
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
)

// Erased says what removing everything did: a title, and a sentence for each
// thing that is gone, that is left, and that was not proven.
func Erased(r service.EraseReport, words *message.Catalogue) (title string, lines []string) {
	t := words.Text
	add := func(text string) { lines = append(lines, text) }
	gone := r.Keys > 0 || len(r.Files.Removed) > 0
	switch {
	case r.Everything() && r.SearchTrouble == nil:
		title = t("erase.done.title")
	case r.Everything():
		title = t("erase.untold.title")
	case gone:
		title = t("erase.part.title")
	default:
		title = t("erase.none.title")
	}
	reason := func(f check.Finding) map[string]string { return map[string]string{"Reason": words.Finding(f).Title} }
	switch {
	case r.Left == nil:
	case r.Left.Name == "":
		add(t("erase.left.untold", reason(r.Left.Finding)))
	default:
		facts := reason(r.Left.Finding)
		facts["Name"] = r.Left.Name
		add(t("erase.left.key", facts))
	}
	if r.Left != nil && len(r.Files.Removed) == 0 {
		add(t("erase.left.nothing-else"))
	}
	switch {
	case r.Keys > 0:
		add(words.Plural("erase.done.keys", r.Keys))
		if r.Searched && r.Left == nil {
			add(t("erase.done.searched"))
		}
	case r.Searched && r.Left == nil:
		add(t("erase.done.no-keys"))
	}
	if r.SearchTrouble != nil {
		add(t("erase.left.untold", reason(*r.SearchTrouble)))
	}
	if r.Bin != "" {
		add(t("erase.done.bin", map[string]string{"Name": r.Bin}))
	}
	if r.Unproven > 0 {
		add(words.Plural("erase.done.unproven", r.Unproven))
	}
	if r.Disk != nil {
		add(t("erase.left.disk", map[string]string{"Reason": r.Disk.Error()}))
	}
	if r.ListUnusable {
		add(t("erase.left.list"))
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
