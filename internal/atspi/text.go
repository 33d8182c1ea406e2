//go:build unix && !darwin

package atspi

import (
	"strings"
	"unicode"

	"pleokeycheck/internal/access"
)

// isField reports whether a node takes text. A password does, and gives none.
func isField(n *access.Node) bool { return n.Role == access.Entry || n.Role == access.Password }

var text = iface{
	has: func(n *access.Node) bool { return isField(n) || n.Words() != "" },
	properties: map[string]func(call) any{
		"CharacterCount": func(c call) any { return int32(len(c.words())) },
		"CaretOffset":    func(c call) any { return int32(c.Node.Caret) },
	},
	methods: map[string]method{
		"GetText":                {"ii", func(c call) []any { return returns(c.span(c.int(0), c.int(1))) }},
		"GetCharacterAtOffset":   {"i", func(c call) []any { return returns(c.character(c.int(0))) }},
		"GetStringAtOffset":      {"iu", func(c call) []any { return c.part(c.args[1].(uint32), 0) }},
		"GetTextAtOffset":        {"iu", func(c call) []any { return c.part(granularity(c.args[1].(uint32)), 0) }},
		"GetTextBeforeOffset":    {"iu", func(c call) []any { return c.part(granularity(c.args[1].(uint32)), -1) }},
		"GetTextAfterOffset":     {"iu", func(c call) []any { return c.part(granularity(c.args[1].(uint32)), 1) }},
		"GetAttributes":          {"i", func(c call) []any { return returns(map[string]string{}, int32(0), int32(len(c.words()))) }},
		"GetAttributeRun":        {"ib", func(c call) []any { return returns(map[string]string{}, int32(0), int32(len(c.words()))) }},
		"GetAttributeValue":      said("is", ""),
		"GetDefaultAttributes":   said("", map[string]string{}),
		"GetDefaultAttributeSet": said("", map[string]string{}),
		"GetCharacterExtents":    {"iu", func(c call) []any { return c.extents() }},
		"GetRangeExtents":        {"iiu", func(c call) []any { return c.extents() }},
		"GetOffsetAtPoint":       said("iiu", int32(-1)),
		"GetNSelections":         said("", int32(0)),
		"GetSelection":           said("i", int32(0), int32(0)),
		"AddSelection":           said("ii", false),
		"RemoveSelection":        said("i", false),
		"SetSelection":           said("iii", false),
		"SetCaretOffset":         said("i", false),
		"ScrollSubstringTo":      said("iiu", false),
	},
}

// extents are the place of the whole node: that of its characters is not known.
func (c call) extents() []any {
	p := placeOf(c.Node.Bounds)
	return returns(p.X, p.Y, p.Width, p.Height)
}

func (c call) words() []rune { return []rune(c.Node.Words()) }

// span is the text between two characters; to the end where the second is -1.
func (c call) span(from, to int) string {
	words := c.words()
	if to < 0 || to > len(words) {
		to = len(words)
	}
	return string(words[min(max(from, 0), to):to])
}

func (c call) character(i int) int32 {
	if words := c.words(); i >= 0 && i < len(words) {
		return words[i]
	}
	return 0
}

// The granularities of GetStringAtOffset.
const (
	byCharacter = iota
	byWord
	bySentence
	byLine
	byParagraph
)

// granularity is that of an older boundary type.
func granularity(boundary uint32) uint32 {
	switch boundary {
	case 0:
		return byCharacter
	case 1, 2:
		return byWord
	case 3, 4:
		return bySentence
	}
	return byLine
}

// part is the character, word, sentence or line at the first argument, or the
// one before or after that, with its ends.
func (c call) part(by uint32, step int) []any {
	words := c.words()
	starts := func(i int) bool { // reports whether a part starts at i
		switch {
		case i <= 0 || i >= len(words) || by == byCharacter:
			return true
		case by == byWord:
			return !unicode.IsSpace(words[i]) && unicode.IsSpace(words[i-1])
		case by == bySentence:
			return unicode.IsSpace(words[i-1]) && i > 1 && strings.ContainsRune(".!?", words[i-2])
		}
		return words[i-1] == '\n'
	}
	from := min(max(c.int(0), 0), len(words))
	for from > 0 && (from == len(words) || !starts(from)) {
		from--
	}
	next := func(i int) int {
		for i++; i < len(words) && !starts(i); i++ {
		}
		return min(i, len(words))
	}
	switch {
	case step > 0:
		from = next(from)
	case step < 0 && from == 0:
		return returns("", int32(0), int32(0))
	case step < 0:
		for from--; !starts(from); from-- {
		}
	}
	to := next(from)
	return returns(string(words[from:to]), int32(from), int32(to))
}

var editableText = iface{
	has: func(n *access.Node) bool { return isField(n) && n.SetText != nil },
	methods: map[string]method{
		"SetTextContents": {"s", func(c call) []any { return c.replace(0, len(c.words()), c.text(0)) }},
		"InsertText":      {"isi", func(c call) []any { return c.replace(c.int(0), c.int(0), c.text(1)) }},
		"DeleteText":      {"ii", func(c call) []any { return c.replace(c.int(0), c.int(1), "") }},
		"CopyText":        said("ii"),
		"CutText":         said("ii", false),
		"PasteText":       said("i", false),
	},
}

// replace puts a text in the place of another. Of a password nothing is known,
// so that all of it is replaced.
func (c call) replace(from, to int, by string) []any {
	if c.Node.State.Has(access.Disabled) || c.Node.State.Has(access.ReadOnly) {
		return returns(false)
	}
	now := c.span(0, max(from, 0)) + by + c.span(max(to, from), -1)
	return returns(c.act(func() { c.Node.SetText(now) }))
}
