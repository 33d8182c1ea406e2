package gui

import (
	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/message"
)

// oldKeyText reminds of a key that was replaced and may still be valid.
func oldKeyText(words *message.Catalogue, key connection.OldKey) string {
	return words.Text("rotation.old-key", map[string]string{"Hint": key.Hint, "Day": words.DayOf(key.ReplacedOn)})
}

// showOldKeys lists the keys that may still be valid in Pleo, each with the
// button that ends its reminder. The buttons stay as long as the keys do, and
// with them the focus.
func (f *form) showOldKeys(s app.State) {
	con, ok := s.Selection()
	var keys []connection.OldKey
	if ok && !s.Key.Replacing && !s.Rotation.On() { // whose card has the same button
		keys = con.OldKeys
	}
	id := con.ID
	for _, k := range keys {
		id += " " + k.Hint + " " + k.ReplacedOn
	}
	kit.SetVisible(f.oldKeys, len(keys) > 0)
	if id == f.oldShown {
		return
	}
	f.oldShown, f.oldKeys.Objects = id, nil
	for _, k := range keys {
		deleted := kit.NewLink(f.words.Text("rotation.old-key.deleted"), func() { f.control.Rotation.OldKeyDeleted(con.ID, k.Hint) })
		text := kit.NewBody(oldKeyText(f.words, k))
		f.oldKeys.Add(kit.NewInset(kit.Space12, kit.Space8, kit.NewPanel(kit.ColorLimitedGround, "", 8), kit.NewColumn(kit.Space4, text, kit.NewOutdented(deleted))))
	}
}
