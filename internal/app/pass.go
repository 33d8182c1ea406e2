package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// What can be passed on.
const (
	PassText     = "text"
	PassMarkdown = "markdown"
	PassHTML     = "html"
	PassCurl     = "curl"
	PassPostman  = "postman"
)

// CollectionName is the name of the file with the Postman collection.
const CollectionName = "Pleo reading requests.postman_collection.json"

// EnvironmentName is the name of the file with the Postman environment.
func EnvironmentName(environment string) string {
	return "Pleo " + environment + ".postman_environment.json"
}

// Shells are those that a curl command can be quoted for.
func Shells() []report.Shell { return report.Shells() }

// Wanted is what a person wants to pass on.
type Wanted struct {
	What string // one of the Pass constants
	// Answer adds what came back to a report; Personal leaves personal data in.
	Answer, Personal bool
	Shell            report.Shell // of PassCurl
	Version          string       // of this program
}

// Paper is one text that leaves the app, as it leaves.
type Paper struct {
	Name  string // of its file
	Text  string
	Lines []string // as it is shown: the text itself, or what a page says
}

// Passing is what is about to leave: a person sees it before it does.
type Passing struct {
	Wanted Wanted
	// Papers are ready to be seen; nil while they are being written, and where
	// there is nothing of this kind.
	Papers []Paper
	// HasAnswer is true where there is an answer that could be added.
	HasAnswer bool
	Folder    string // where files go unless another folder is chosen
}

// PassOn writes what is wanted, for a person to see before it leaves. Without a
// result there is nothing to pass on. It sends nothing.
func (c *Controller) PassOn(w Wanted, words *message.Catalogue) {
	r, x := c.state.Result, c.state.Answer.Exchange
	if r == nil {
		return
	}
	w.Personal = w.Personal && w.Answer
	c.passing++
	number, folder := c.passing, c.state.Passing.Folder
	hasAnswer := r.Answer != nil && len(r.Answer.Body) > 0
	c.state.Passing = Passing{Wanted: w, HasAnswer: hasAnswer, Folder: folder}
	c.show()
	now, held := c.d.Now(), c.redactor()
	background(c, func(context.Context) Passing {
		p := Passing{Wanted: w, HasAnswer: hasAnswer, Folder: folder}
		if folder == "" {
			p.Folder = documents()
		}
		papers, err := writePapers(w, r, x, words, report.MadeBy(w.Version, now))
		if err == nil {
			p.Papers = scrubbed(papers, held)
		}
		return p
	}, func(p Passing) {
		if c.passing == number && c.state.Result == r {
			c.state.Passing = p
			c.show()
		}
	})
}

// SavePapers writes the papers that were seen into a folder, and says where
// they are. Nothing that is there is overwritten.
func (c *Controller) SavePapers(folder string) {
	papers := c.state.Passing.Papers
	folder = strings.TrimSpace(folder)
	if len(papers) == 0 || folder == "" {
		return
	}
	c.state.Passing.Folder = folder
	background(c, func(context.Context) (n Notice) {
		for _, paper := range papers {
			path, err := writeNew(folder, paper.Name, []byte(paper.Text))
			if err != nil {
				return Notice{ID: "ui.pass.not-saved", Facts: map[string]string{"Folder": folder}}
			}
			n = Notice{ID: "ui.pass.saved", Facts: map[string]string{"Name": filepath.Base(path), "Folder": filepath.Dir(path)}}
		}
		if len(papers) > 1 {
			n.ID = "ui.pass.saved-several"
		}
		return n
	}, func(n Notice) {
		c.notice(n)
		c.show()
	})
}

// PapersCopied says that the papers that were seen are in the clipboard.
func (c *Controller) PapersCopied() {
	c.notice(Notice{ID: "ui.pass.copied"})
	c.show()
}

// documents is the folder in which people look for what they saved. It touches
// the disk.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, name := range []string{"Documents", "Downloads"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

// writePapers writes what is wanted of a result; x is the exchange that the
// details show.
func writePapers(w Wanted, r *check.Result, x *pleoclient.Exchange, words *message.Catalogue, made report.Option) ([]Paper, error) {
	options := []report.Option{made}
	if w.Answer {
		options = append(options, report.WithAnswer(w.Personal))
	}
	switch w.What {
	case PassCurl:
		if text := report.Curl(x, w.Shell, words); text != "" {
			return []Paper{{Name: "pleo-request" + curlEnding(w.Shell), Text: text + "\n"}}, nil
		}
		return nil, nil
	case PassPostman:
		operation := r.Operation
		collection, err := report.PostmanCollection(operation, words)
		if err != nil {
			return nil, err
		}
		environment, err := report.PostmanEnvironment(r.Environment, r.BaseURL, r.CompanyID, words)
		if err != nil {
			return nil, err
		}
		return []Paper{{Name: EnvironmentName(r.Environment), Text: string(environment)}, {Name: CollectionName, Text: string(collection)}}, nil
	case PassMarkdown:
		return []Paper{{Name: reportName(r, ".md"), Text: report.Markdown(r, words, options...)}}, nil
	case PassHTML:
		text, err := report.HTML(r, words, options...)
		if err != nil {
			return nil, err
		}
		// Seen as text: the page says the same, and its markup says nothing.
		return []Paper{{Name: reportName(r, ".html"), Text: text, Lines: linesOf(report.Text(r, words, options...))}}, nil
	}
	return []Paper{{Name: reportName(r, ".txt"), Text: report.Text(r, words, options...)}}, nil
}

func curlEnding(shell report.Shell) string {
	switch shell {
	case report.PowerShell:
		return ".ps1"
	case report.Cmd:
		return ".txt" // for the prompt: a batch file reads % otherwise
	}
	return ".sh"
}

// reportName names a report by company and day.
func reportName(r *check.Result, ending string) string {
	name := "Pleo key check"
	if r.Company != nil {
		if company := fileSafe(personal.HideText(message.Clean(r.Company.Name))); company != "" {
			name += " " + company
		}
	}
	return name + " " + r.StartedAt.Local().Format("2006-01-02") + ending
}

// scrubbed takes out every form of a key that this window holds, should one be
// in there after all, and lays the text out in lines.
func scrubbed(papers []Paper, held *secret.Redactor) []Paper {
	for i := range papers {
		papers[i].Text = held.String(papers[i].Text)
		if papers[i].Lines == nil {
			papers[i].Lines = linesOf(papers[i].Text)
		}
	}
	return papers
}

func linesOf(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }
