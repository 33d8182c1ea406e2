package app

import (
	"testing"
	"time"
)

// A key stays in the clipboard after it was pasted, where any program can read
// it; the app offers to clear it, and touches nothing else.
func TestClearClipboard(t *testing.T) {
	const text = "Basic demo-canary-not-real-0001:\n"
	tests := []struct {
		name, content string
		clear         bool
		note          string
	}{
		{"still the key", text, true, "ui.clipboard.cleared"},
		{"something else", "a shopping list", false, "ui.clipboard.other"},
		{"already empty", "", false, "ui.clipboard.other"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := New(Deps{Show: func(State) {}, Now: time.Now})
			if c.Form.ClearClipboard(text) {
				t.Error("cleared before anything was pasted")
			}
			c.Form.PasteKey(text)
			if !c.State().ClipboardHolds || c.State().Clipboard.ID != "" {
				t.Errorf("no offer after a paste: %+v", c.State().Clipboard)
			}
			if got := c.Form.ClearClipboard(tt.content); got != tt.clear {
				t.Errorf("clear is %v, want %v", got, tt.clear)
			}
			if s := c.State(); s.ClipboardHolds || s.Clipboard.ID != tt.note {
				t.Errorf("afterwards: %v, %+v", s.ClipboardHolds, s.Clipboard)
			}
			if c.Form.ClearClipboard(text) {
				t.Error("cleared twice for one paste")
			}
		})
	}
	c := New(Deps{Show: func(State) {}, Now: time.Now})
	c.Form.PasteKey("")
	if c.State().ClipboardHolds {
		t.Error("an empty paste leaves nothing to clear")
	}
}
