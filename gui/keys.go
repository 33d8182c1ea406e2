package gui

import (
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/message"
)

// mac is true where keys have signs rather than names.
const mac = runtime.GOOS == "darwin"

var (
	checkKeys = kit.Shortcut(fyne.KeyReturn, 0)
	// historyKeys are those of browsers. On macOS they would hide the window.
	historyKeys = kit.Shortcut(fyne.KeyH, 0)
)

func init() {
	if mac {
		historyKeys = kit.Shortcut(fyne.KeyY, 0)
	}
}

// named are the keys that have names of their own in every language, by the id of
// these and by their sign on macOS.
var named = map[fyne.KeyName]struct{ id, sign string }{
	fyne.KeyReturn: {"key.enter", "↩"}, fyne.KeyDelete: {"key.delete", "⌦"}, fyne.KeySpace: {"key.space", "␣"}, fyne.KeyEscape: {"key.escape", "⎋"},
	desktop.KeyMenu: {"key.menu", "▤"}, fyne.KeyTab: {"", "⇥"}, desktop.KeyAltLeft: {"key.alt", "⌥"},
}

// keyWords names keys as the system does, the same everywhere: "Ctrl+Shift+V", and
// "⇧⌘V" on macOS.
func keyWords(words *message.Catalogue, keys ...*desktop.CustomShortcut) string {
	var all []string
	for _, k := range keys {
		if k == nil {
			continue
		}
		key := named[k.KeyName]
		if mac {
			sign := key.sign
			if sign == "" {
				sign = string(k.KeyName)
			}
			all = append(all, strings.Join(append(modifiers(k.Modifier, "⇧", "⌘"), sign), ""))
			continue
		}
		name := string(k.KeyName)
		if key.id != "" {
			name = words.Text(key.id)
		}
		held := modifiers(k.Modifier, words.Text("key.shift"), words.Text("key.ctrl"))
		all = append(all, strings.Join(append(held, name), "+"))
	}
	return strings.Join(all, ", ")
}

// modifiers names those of a shortcut, in the order of the system.
func modifiers(held fyne.KeyModifier, shift, command string) (all []string) {
	if held&fyne.KeyModifierShift != 0 {
		all = append(all, shift)
	}
	if held&fyne.KeyModifierShortcutDefault != 0 {
		all = append(all, command)
	}
	if !mac {
		slices.Reverse(all)
	}
	return all
}
