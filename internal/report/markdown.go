package report

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

var markdownFormat = Format{
	Subject: OneCheck, Name: "markdown", FileName: reportName, Extension: ".md",
	Write: func(s Source) ([]byte, error) { return []byte(Markdown(s.Result, s.Words, s.Options...)), nil },
}

// Markdown gives the result as GitHub-flavoured Markdown, for a ticket or a
// wiki. It holds what Text holds, and nothing from a server acts as markup.
func Markdown(r *check.Result, c *message.Catalogue, options ...Option) string {
	var b strings.Builder
	d := newDocument(r, c, options)
	b.WriteString("# " + d.Mark + " " + escape(d.Title) + "\n\n")
	b.WriteString("**" + escape(d.Badge) + "**\n")
	list(&b, d.Facts)
	if d.Meaning != "" {
		b.WriteString("\n" + escape(d.Meaning) + "\n")
	}
	for _, paragraph := range d.Expiry {
		b.WriteString("\n" + escape(paragraph) + "\n")
	}
	if len(d.Actions) > 0 {
		b.WriteString("\n## " + escape(d.ToDo) + "\n\n")
		for i, action := range d.Actions {
			b.WriteString(strconv.Itoa(i+1) + ". " + escape(action) + "\n")
		}
	}
	if len(d.Steps) > 0 {
		b.WriteString("\n## " + escape(d.Heading.Steps) + "\n\n")
		for _, s := range d.Steps {
			b.WriteString("- " + s.Mark + " " + escape(s.Text))
			if s.Outcome != "" {
				b.WriteString(" · " + escape(s.Outcome))
			}
			b.WriteString("\n")
		}
	}
	if len(d.Permissions) > 0 {
		b.WriteString("\n## " + escape(d.Heading.Permissions) + "\n")
		for _, sentence := range d.Summary {
			b.WriteString("\n" + escape(sentence) + "\n")
		}
		b.WriteString("\n")
		for i, row := range d.Permissions {
			for _, cell := range row {
				b.WriteString("| " + escape(cell) + " ")
			}
			b.WriteString("|\n")
			if d.Reasons[i] != "" {
				b.WriteString("| " + escape(d.Reasons[i]) + " " + strings.Repeat("| ", len(row)-1) + "|\n")
			}
			if i == 0 {
				b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
			}
		}
	}
	b.WriteString("\n## " + escape(d.Heading.Details) + "\n")
	list(&b, d.Details)
	if d.Detail != "" {
		b.WriteString("\n" + escape(d.Detail) + "\n")
	}
	if len(d.Answer) > 0 {
		text := strings.Join(d.Answer, "\n")
		fence := fenceFor(text)
		b.WriteString("\n## " + escape(d.Heading.Answer) + "\n")
		for _, note := range d.AnswerNotes {
			b.WriteString("\n" + escape(note) + "\n")
		}
		b.WriteString("\n" + fence + "\n" + text + "\n" + fence + "\n")
	}
	if d.Made != "" {
		b.WriteString("\n---\n\n" + escape(d.Made) + "\n")
	}
	return b.String()
}

// list writes names and values as a list, without those that have no value.
func list(b *strings.Builder, rows [][2]string) {
	b.WriteString("\n")
	for _, row := range rows {
		switch {
		case row[1] == "":
		case row[0] == "":
			b.WriteString("  " + escape(plainSpaces(row[1])) + "\n")
		default:
			b.WriteString("- **" + escape(row[0]) + ":** " + escape(plainSpaces(row[1])) + "\n")
		}
	}
}

// active is what acts in Markdown: markup wherever it stands, lineMarkup at the
// beginning of a line.
var active = sync.OnceValue(func() (a struct{ markup, address, lineMarkup *regexp.Regexp }) {
	a.markup = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~&$@]")
	a.address = regexp.MustCompile(`(?i)(https?|ftp)(:/)|(www)(\.)`) // GitHub makes links of these by itself
	a.lineMarkup = regexp.MustCompile(`^([ \t]*)([-+=:]|\d+([.)]))`)
	return a
})

// escape makes a text of one line stand for itself.
func escape(text string) string {
	patterns := active()
	text = patterns.markup.ReplaceAllString(text, `\$0`)
	text = patterns.address.ReplaceAllString(text, `${1}${3}\${2}${4}`)
	at := patterns.lineMarkup.FindStringSubmatchIndex(text)
	switch {
	case at == nil:
		return text
	case at[6] >= 0: // "1." would begin a list
		return text[:at[6]] + `\` + text[at[6]:]
	}
	return text[:at[4]] + `\` + text[at[4]:]
}

// plainSpaces lets a text break where noBreak would keep it together.
func plainSpaces(text string) string { return strings.ReplaceAll(text, noBreak, " ") }

// fenceFor is a fence longer than any that stands in the text.
func fenceFor(text string) string {
	longest, now := 2, 0
	for _, r := range text {
		if r != '`' {
			now = 0
			continue
		}
		now++
		longest = max(longest, now)
	}
	return strings.Repeat("`", longest+1)
}
