package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// What can be shared.
const (
	ShareText     = "text"
	ShareMarkdown = "markdown"
	ShareHTML     = "html"
	ShareCurl     = "curl"
	SharePostman  = "postman"
	ShareBody     = "body"  // the answer that is shown, alone
	ShareTable    = "table" // the check of all connections, as CSV
)

// Shells are those that a curl command can be quoted for.
func Shells() []report.Shell { return report.Shells() }

// ShareRequest is what a person wants to share.
type ShareRequest struct {
	What string // one of the Share constants
	// Answer adds what came back to a report; Personal leaves personal data in
	// it, or in ShareBody.
	Answer, Personal bool
	Shell            report.Shell // of ShareCurl
	By               Order        // of ShareTable: how its lines are sorted
	Down             bool
	Version          string // of this program
}

// SharedFile is one text that leaves the app, as it leaves.
type SharedFile struct {
	Name  string // of its file
	Text  string
	Lines []string // as it is shown: the text itself, or what a page says
}

// Sharing is what is about to leave: a person sees it before it does.
type Sharing struct {
	Request ShareRequest
	// Files can be seen once Written is true; none where there is nothing of
	// this kind.
	Files   []SharedFile
	Written bool
	// HasAnswer is true where there is an answer that could be added.
	HasAnswer bool
	Folder    string // where files go unless another folder is chosen
}

// CanShare reports whether there is something of this kind to share.
func (s State) CanShare(what string) bool {
	switch what {
	case ShareTable:
		return s.All.Rows != nil && !s.All.Running
	case ShareBody:
		return s.Activity == Idle && s.Answer.Document != nil
	case ShareCurl:
		return s.Activity == Idle && s.Result != nil && s.Answer.Exchange != nil
	}
	return s.Activity == Idle && s.Result != nil
}

// SharePart writes what a person wants to share.
type SharePart struct {
	*core
	writing latest
}

func newSharePart(c *core) *SharePart {
	p := &SharePart{core: c}
	c.on.clear = append(c.on.clear, func() { c.state.Sharing = Sharing{Folder: c.state.Sharing.Folder} })
	c.on.reset = append(c.on.reset, func() { c.state.Sharing = Sharing{} })
	return p
}

// Write writes what is wanted, for a person to see before it leaves. Where
// there is nothing of this kind it does nothing. It sends nothing.
func (c *SharePart) Write(w ShareRequest, words *message.Catalogue) {
	if !c.state.CanShare(w.What) {
		return
	}
	r, a := c.state.Result, c.state.Answer
	rows := SortRows(c.state.All.Rows, w.By, w.Down)
	w.Personal = w.Personal && (w.Answer || w.What == ShareBody)
	folder := c.state.Sharing.Folder
	hasAnswer := r != nil && r.Answer != nil && len(r.Answer.Body) > 0
	c.state.Sharing = Sharing{Request: w, HasAnswer: hasAnswer, Folder: folder}
	c.show()
	now, held := c.d.Now(), c.held.redactor()
	newest(c.core, &c.writing, func(ctx context.Context) Sharing {
		p := Sharing{Request: w, Written: true, HasAnswer: hasAnswer, Folder: folder}
		if folder == "" {
			p.Folder = documents()
		}
		var files []SharedFile
		var err error
		switch w.What {
		case ShareTable:
			files = []SharedFile{{Name: words.Text("ui.all.save.name"), Text: string(report.AllCSV(rows, words))}}
		case ShareBody:
			files = []SharedFile{bodyFile(a, w.Personal)}
		default:
			files, err = writeFiles(w, r, a.Exchange, words, report.MadeBy(w.Version, now))
		}
		if err == nil {
			p.Files = scrubbed(ctx, files, held, w.What == ShareBody)
		}
		return p
	}, func(p Sharing) {
		if c.state.Result == r {
			c.state.Sharing = p
			c.show()
		}
	})
}

// Save writes the files that were seen into a folder, and says where
// they are. Nothing that is there is overwritten.
func (c *SharePart) Save(folder string) {
	files := c.state.Sharing.Files
	folder = strings.TrimSpace(folder)
	if len(files) == 0 || folder == "" {
		return
	}
	c.state.Sharing.Folder = folder
	background(c.core, func() (n Notice) {
		for _, file := range files {
			path, err := report.WriteNew(folder, file.Name, []byte(file.Text))
			if err != nil {
				return Notice{ID: "ui.pass.not-saved", Facts: map[string]string{"Folder": folder}}
			}
			n = Notice{ID: "ui.pass.saved", Facts: map[string]string{"Name": filepath.Base(path), "Folder": filepath.Dir(path)}}
		}
		if len(files) > 1 {
			n.ID = "ui.pass.saved-several"
		}
		return n
	}, func(n Notice) {
		c.notice(n)
		c.show()
	})
}

// Copied says that the files that were seen are in the clipboard.
func (c *SharePart) Copied() {
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

// writeFiles writes what is wanted of a result; x is the exchange that the
// details show.
func writeFiles(w ShareRequest, r *check.Result, x *pleoclient.Exchange, words *message.Catalogue, made report.Option) ([]SharedFile, error) {
	options := []report.Option{made}
	if w.Answer {
		options = append(options, report.WithAnswer(w.Personal))
	}
	switch w.What {
	case ShareCurl:
		if text := report.Curl(x, w.Shell, words); text != "" {
			return []SharedFile{{Name: "pleo-request" + curlEnding(w.Shell), Text: text + "\n"}}, nil
		}
		return nil, nil
	case SharePostman:
		operation := r.Operation
		collection, err := report.PostmanCollection(operation, words)
		if err != nil {
			return nil, err
		}
		environment, err := report.PostmanEnvironment(r.Environment, r.BaseURL, r.CompanyID, words)
		if err != nil {
			return nil, err
		}
		return []SharedFile{{Name: report.EnvironmentName(r.Environment), Text: string(environment)}, {Name: report.CollectionName, Text: string(collection)}}, nil
	case ShareMarkdown:
		return []SharedFile{{Name: reportName(r, ".md"), Text: report.Markdown(r, words, options...)}}, nil
	case ShareHTML:
		text, err := report.HTML(r, words, options...)
		if err != nil {
			return nil, err
		}
		// Seen as text: the page says the same, and its markup says nothing.
		return []SharedFile{{Name: reportName(r, ".html"), Text: text, Lines: linesOf(report.Text(r, words, options...))}}, nil
	}
	return []SharedFile{{Name: reportName(r, ".txt"), Text: report.Text(r, words, options...)}}, nil
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
		if company := report.FileSafe(personal.HideText(message.Clean(r.Company.Name))); company != "" {
			name += " " + company
		}
	}
	return name + " " + r.StartedAt.Local().Format("2006-01-02") + ending
}

// bodyFile is the answer as it came, with what may be personal only where
// that was asked for.
func bodyFile(a Answer, withPersonal bool) SharedFile {
	body := a.Exchange.Body
	if !withPersonal {
		body, _ = personal.Hide(a.Exchange.Operation, body)
	}
	return SharedFile{Name: bodyName(a), Text: string(body)}
}

// bodyName names an answer by operation and day, as in
// pleo-employees-2026-11-25.json.
func bodyName(a Answer) string {
	x := a.Exchange
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, x.Operation)
	ending := ".txt"
	if a.Document.Pretty() || strings.Contains(x.ContentType, "json") {
		ending = ".json"
	}
	return "pleo-" + name + "-" + x.StartedAt.Local().Format(time.DateOnly) + ending
}

// scrubbed takes out every form of a key that this window holds, should one be
// in there after all, and lays the text out in lines: as it stands, or, where
// anything may be in it, as the viewer shows it.
func scrubbed(ctx context.Context, files []SharedFile, held *secret.Redactor, anything bool) []SharedFile {
	for i := range files {
		p := &files[i]
		p.Text = held.String(p.Text)
		switch {
		case anything:
			p.Lines = answer.Raw(ctx, []byte(p.Text))
		case p.Lines == nil:
			p.Lines = linesOf(p.Text)
		default:
			p.Lines = linesOf(held.String(strings.Join(p.Lines, "\n")))
		}
	}
	return files
}

// linesOf are the lines of a text of ours; a byte order mark is not seen.
func linesOf(text string) []string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
