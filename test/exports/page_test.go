//go:build exports

package exports

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/report"
)

// chromium runs a headless Chromium with a profile of its own.
func chromium(t *testing.T, args ...string) {
	t.Helper()
	home := t.TempDir()
	common := []string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
		"--user-data-dir=" + home, "--hide-scrollbars",
	}
	if out, err := run(t, []string{"HOME=" + home}, tool(t, "chromium"), append(common, args...)...); err != nil {
		t.Fatalf("chromium: %v: %s", err, out)
	}
}

// output is where pictures are kept to be looked at.
func output(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("EXPORTS_OUTPUT")
	if dir == "" {
		dir = t.TempDir()
	}
	return dir
}

// The page is seen over http, so that whatever else it asked for would be seen.
func TestPageInABrowser(t *testing.T) {
	base := serve(t, demo.WithSlowDelay(time.Millisecond))
	words, out := english(t), output(t)
	for _, id := range []string{"full-access", "expired", "html"} {
		s := story(t, id)
		r := result(t, base, s)
		html, err := report.HTML(r, words, report.MadeBy("1.0", time.Now()), report.WithAnswer(false))
		if err != nil {
			t.Fatal(err)
		}
		var asked atomic.Int64
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			if q.URL.Path != "/report.html" {
				if q.URL.Path != "/favicon.ico" { // the browser's own wish
					t.Errorf("the page asks for %s", q.URL)
				}
				http.NotFound(w, q)
				return
			}
			asked.Add(1)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(html))
		}))
		page := server.URL + "/report.html"
		pdf := filepath.Join(out, id+".pdf")
		chromium(t, "--no-pdf-header-footer", "--print-to-pdf="+pdf, page)
		chromium(t, "--window-size=900,1500", "--screenshot="+filepath.Join(out, id+"-light.png"), page)
		chromium(t, "--window-size=900,1500", "--blink-settings=preferredColorScheme=0", "--screenshot="+filepath.Join(out, id+"-dark.png"), page)
		server.Close()
		if asked.Load() != 3 {
			t.Errorf("%s: the page was asked for %d times", id, asked.Load())
		}
		text, err := run(t, nil, tool(t, "pdftotext"), "-layout", pdf, "-")
		if err != nil {
			t.Fatal(err)
		}
		for _, wanted := range []string{words.Headline(r).Title, words.Text("report.heading.steps"), words.Text("report.badge.demo")} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), wanted) { // lines break
				t.Errorf("%s: %q is not in the PDF:\n%s", id, wanted, text)
			}
		}
		expectClean(t, "the PDF of "+id, text, s)
	}
}

// The page refers to nothing outside itself, and lets nothing in.
func TestPageNeedsNothing(t *testing.T) {
	html, err := report.HTML(result(t, serve(t), story(t, "full-access")), english(t))
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`(?i)<(script|link|img|iframe|object|embed|base|form|a)\b|\s(src|href|on\w+|style)=|url\(|@import`).FindString(html); found != "" {
		t.Errorf("the page has %q", found)
	}
	if !strings.Contains(html, "default-src &#39;none&#39;") || strings.Contains(html, "unsafe-inline") {
		t.Error("the policy is not strict")
	}
}

func TestMarkdownIsRead(t *testing.T) {
	base := serve(t)
	r := result(t, base, story(t, "read-only-employees"))
	text := report.Markdown(r, english(t), report.MadeBy("1.0", time.Now()), report.WithAnswer(false))
	var html bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(text), &html); err != nil {
		t.Fatal(err)
	}
	got := html.String()
	if rows := strings.Count(got, "<tr>"); rows != len(r.Permissions)+1 {
		t.Errorf("the table has %d rows, want %d:\n%s", rows, len(r.Permissions)+1, got)
	}
	for _, wanted := range []string{"<h1>", "<h2>", "<ol>", "<ul>", "<pre><code>", "<hr>", "<td>Employees</td>"} {
		if !strings.Contains(got, wanted) {
			t.Errorf("%s is not in it:\n%s", wanted, got)
		}
	}
}

// Nothing that leaves holds a key or personal data, whatever the story.
func TestNothingLeaks(t *testing.T) {
	base := serve(t, demo.WithSlowDelay(time.Millisecond))
	words := english(t)
	for _, s := range demo.Stories() {
		r := result(t, base, s)
		options := []report.Option{report.MadeBy("1.0", time.Now()), report.WithAnswer(false)}
		all := map[string]string{"text": report.Text(r, words, options...), "markdown": report.Markdown(r, words, options...)}
		html, err := report.HTML(r, words, options...)
		if err != nil {
			t.Fatal(err)
		}
		all["html"] = html
		out, err := report.JSON(r, words)
		if err != nil {
			t.Fatal(err)
		}
		all["json"] = string(out)
		collection, err := report.PostmanCollection(r.Operation, words)
		if err != nil {
			t.Fatal(err)
		}
		environment, err := report.PostmanEnvironment(r.Environment, r.BaseURL, r.CompanyID, words)
		if err != nil {
			t.Fatal(err)
		}
		all["collection"], all["environment"] = string(collection), string(environment)
		for i, x := range r.Exchanges {
			for _, shell := range report.FormatNames(report.Request) {
				shell := report.Shell(shell)
				all[string(shell)+" "+r.Exchanges[i].Operation] = report.Curl(x, shell, words)
			}
		}
		for name, text := range all {
			if text == "" {
				t.Errorf("%s of %s is empty", name, s.ID)
			}
			expectClean(t, name+" of "+s.ID, text, s)
		}
	}
	// With the tick, personal data is there: the test above can tell.
	s := story(t, "full-access")
	if text := report.Text(result(t, base, s), words, report.WithAnswer(true)); !strings.Contains(text, "@example.com") {
		t.Errorf("personal data is missing where it was asked for:\n%s", text)
	}
}
