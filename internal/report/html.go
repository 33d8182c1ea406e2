package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page and its style
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

var htmlFormat = Format{
	Subject: OneCheck, Name: "html", FileName: reportName, Extension: ".html",
	Write: func(s Source) ([]byte, error) {
		text, err := HTML(s.Result, s.Words, s.Options...)
		return []byte(text), err
	},
	// The page says the same, and its markup says nothing.
	Preview: func(s Source) string { return Text(s.Result, s.Words, s.Options...) },
}

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

// page is the template of the HTML report, read when one is first written.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"spaces": plainSpaces}).Parse(pageText))
})

// policy lets the page do nothing but be seen: no script, no picture, no
// request, and no style but its own.
func policy() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// HTML gives the result as one page that needs nothing else, loads nothing and
// runs nothing; it is light or dark as the reader's system is, and prints on
// A4. It holds what Text holds.
func HTML(r *check.Result, c *message.Catalogue, options ...Option) (string, error) {
	d := newDocument(r, c, options)
	var b bytes.Buffer
	err := page().Execute(&b, struct {
		*document
		App, Policy string
		Style       template.CSS
		Body        string
	}{
		d, c.Text("ui.app.name"), policy(), template.CSS(pageStyle), strings.Join(d.Answer, "\n"),
	})
	if err != nil {
		return "", fmt.Errorf("write the page: %w", err)
	}
	return b.String(), nil
}
