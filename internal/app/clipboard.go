package app

import "crypto/sha256"

// pasted recognises the text that was pasted last, without holding it.
type pasted struct {
	sum   [sha256.Size]byte
	known bool
}

func rememberPasted(text string) pasted {
	return pasted{sum: sha256.Sum256([]byte(text)), known: text != ""}
}

// ClearClipboard answers the offer to clear the clipboard, which holds content
// now. It is to be emptied only where it still holds what was pasted: what
// somebody copied since is theirs.
func (c *Controller) ClearClipboard(content string) (clear bool) {
	clear = c.pasted.known && c.pasted == rememberPasted(content)
	c.pasted = pasted{}
	c.state.Clipboard = Note{ID: "ui.clipboard.other"}
	if clear {
		c.state.Clipboard = Note{ID: "ui.clipboard.cleared"}
	}
	c.state.ClipboardHolds = false
	c.show()
	return clear
}
