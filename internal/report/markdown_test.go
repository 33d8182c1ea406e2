package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/util"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// acting are texts that act in Markdown as GitHub reads it.
var acting = []string{
	"# head", "1. one", "12) x", "- item", "+ item", "* item", "> quote", "=====", "-----", "***", "___", "```", "~~~", "    code", "`code`",
	"**bold** _it_ ~~gone~~", "[link](https://example.com)", "![image](https://example.com/x.png)", "<b>bold</b>", "<script>alert(1)</script>",
	"<https://example.com>", "https://example.com/a_b?c=d&e", "see www.example.com now", "http://example.com", "WWW.EXAMPLE.COM", "ftp://example.com", "somebody@example.com", "mailto:a@b.de",
	"&amp; &lt;b&gt; &#65;", "a | b", "| --- | --- |", `back\slash \`, `\`, `\*`, "[ref]: https://example.com", "[x] done", "[^1]", ":---", "a\u00a0b", "$x^2$", "é漢😀", "a  \\", "1", "1.", "-",
}

// contexts are the places where a text stands in a report.
var contexts = map[string]func(text string) string{
	"paragraph": func(s string) string { return "\n" + s + "\n" },
	"heading":   func(s string) string { return "# ✓ " + s + "\n\n" },
	"strong":    func(s string) string { return "**" + s + "**\n" },
	"step":      func(s string) string { return "- ✓ " + s + " · 3 ms\n" },
	"action":    func(s string) string { return "1. " + s + "\n" },
	"fact":      func(s string) string { return "\n- **Company:** " + s + "\n" },
	"further":   func(s string) string { return "\n- **Company:** x\n  " + s + "\n" },
	"cell":      func(s string) string { return "\n| A | B |\n| --- | --- |\n| " + s + " | x |\n" },
}

func rendered(t *testing.T, markdown string) string {
	t.Helper()
	var html bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown), &html); err != nil {
		t.Fatal(err)
	}
	return html.String()
}

// expectPlain fails where a text does anything but stand for itself.
func expectPlain(t *testing.T, text string) {
	t.Helper()
	text = strings.Join(strings.Fields(message.Clean(text)), " ")
	if text == "" {
		return
	}
	const word = "Placeholder"
	for name, in := range contexts {
		if name == "strong" && !isBadge(text) {
			continue
		}
		want := strings.Replace(rendered(t, in(word)), word, string(util.EscapeHTML([]byte(text))), 1)
		if got := rendered(t, in(escape(text))); got != want {
			t.Errorf("%q acts in a %s (as %q): %s want %s", text, name, escape(text), got, want)
		}
	}
}

// isBadge reports whether a text could be the one between stars: the name of an
// environment, and maybe a host, begins and ends with a letter or a digit.
func isBadge(text string) bool {
	return regexp.MustCompile(`^[a-zA-Z0-9](.*[a-zA-Z0-9])?$`).MatchString(text)
}

func TestMarkdownEscapes(t *testing.T) {
	for _, text := range acting {
		expectPlain(t, text)
	}
}

// FuzzMarkdown: nothing from a server acts as markup.
func FuzzMarkdown(f *testing.F) {
	for _, text := range acting {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			text = text[:200]
		}
		expectPlain(t, text)
	})
}

// The whole report, with such texts everywhere where a server may put one.
func TestHostileMarkdown(t *testing.T) {
	c, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range acting {
		f := check.Finding{Kind: check.RequestRefused, Detail: text, RequestID: text, HTTPStatus: 400, Facts: map[string]string{check.FactReason: text, check.FactHost: text}}
		r := &check.Result{
			StartedAt: time.Date(2026, 11, 23, 9, 30, 5, 0, time.UTC), Environment: "staging", Verdict: check.Inconclusive, Finding: f,
			Company: &check.Company{ID: "x", Name: text}, Identity: &check.Identity{ApplicationName: text, AuthMethod: text, Subject: text, SubjectID: text, Scopes: []string{text}},
			Steps:       []check.Step{{Name: check.StepRequest, Status: check.StepFailed, Finding: f}},
			Permissions: []check.Permission{{Operation: "employees", Scope: text, Access: check.Denied, Status: 403, Finding: f}},
		}
		html := rendered(t, Markdown(r, c, MadeBy("1.0", r.StartedAt)))
		if found := regexp.MustCompile(`<(a|img|script|b|em|del|code|pre|blockquote|input)\b|<!-- raw`).FindString(html); found != "" {
			t.Errorf("%q brings a %q:\n%s", text, found, html)
		}
		if n := strings.Count(html, "<h1>"); n != 1 {
			t.Errorf("%q: %d titles", text, n)
		}
	}
}
