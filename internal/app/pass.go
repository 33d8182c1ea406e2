package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
)

// What can be passed on: the name of a format of a report (report.OneCheck), or
// one of these.
const (
	PassText     = "text"
	PassMarkdown = "markdown"
	PassHTML     = "html"
	PassCurl     = "curl"
	PassPostman  = "postman"
	PassBody     = "body"  // the answer that is shown, alone
	PassTable    = "table" // the check of all connections, as CSV
)

// Wanted is what a person wants to pass on.
type Wanted struct {
	What string // as above
	// Answer adds what came back to a report; Personal leaves personal data in
	// it, or in PassBody.
	Answer, Personal bool
	Shell            report.Shell // of PassCurl
	By               Order        // of PassTable: how its lines are sorted
	Down             bool
	Version          string // of this program
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
	// Papers can be seen once Written is true; none where there is nothing of
	// this kind.
	Papers  []Paper
	Written bool
	// HasAnswer is true where there is an answer that could be added.
	HasAnswer bool
	Folder    string // where files go unless another folder is chosen
}

// CanPass reports whether there is something of this kind to pass on.
func (s State) CanPass(what string) bool {
	switch what {
	case PassTable:
		return s.All.Rows != nil && !s.All.Running
	case PassBody:
		return s.Activity == Idle && s.Answer.Document != nil
	case PassCurl:
		return s.Activity == Idle && s.Result != nil && s.Answer.Exchange != nil
	}
	return s.Activity == Idle && s.Result != nil
}

// PassOn writes what is wanted, for a person to see before it leaves. Where
// there is nothing of this kind it does nothing. It sends nothing.
func (c *Controller) PassOn(w Wanted, words *message.Catalogue) {
	if !c.state.CanPass(w.What) {
		return
	}
	r, a := c.state.Result, c.state.Answer
	rows := SortRows(c.state.All.Rows, w.By, w.Down)
	w.Personal = w.Personal && (w.Answer || w.What == PassBody)
	c.passing++
	number, folder := c.passing, c.state.Passing.Folder
	hasAnswer := r != nil && r.Answer != nil && len(r.Answer.Body) > 0
	c.state.Passing = Passing{Wanted: w, HasAnswer: hasAnswer, Folder: folder}
	c.show()
	now, held := c.d.Now(), c.redactor()
	background(c, func(ctx context.Context) Passing {
		p := Passing{Wanted: w, Written: true, HasAnswer: hasAnswer, Folder: folder}
		if folder == "" {
			p.Folder = documents()
		}
		var papers []Paper
		var err error
		if w.What == PassBody {
			papers = []Paper{bodyPaper(a, w.Personal)}
		} else {
			papers, err = writePapers(w, report.Source{
				Words: words, Result: r, Exchange: a.Exchange, Rows: rows, At: now, Options: []report.Option{report.MadeBy(w.Version, now)},
			})
		}
		if err == nil {
			p.Papers = scrubbed(ctx, papers, held, w.What == PassBody)
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
			path, err := report.WriteNew(folder, paper.Name, []byte(paper.Text))
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

// formats are those that are wanted.
func (w Wanted) formats() []report.Format {
	switch w.What {
	case PassTable:
		return []report.Format{report.FormatNamed(report.AllChecks, "csv")}
	case PassCurl:
		return []report.Format{report.FormatNamed(report.Request, string(w.Shell))}
	case PassPostman:
		return report.Formats(report.Collection)
	}
	return []report.Format{report.FormatNamed(report.OneCheck, w.What)}
}

// writePapers writes what is wanted of what there is.
func writePapers(w Wanted, source report.Source) ([]Paper, error) {
	if r := source.Result; r != nil {
		source.Operation, source.Environment, source.BaseURL, source.CompanyID = r.Operation, r.Environment, r.BaseURL, r.CompanyID
	}
	if w.Answer {
		source.Options = append(source.Options, report.WithAnswer(w.Personal))
	}
	var papers []Paper
	for _, f := range w.formats() {
		text, err := f.Write(source)
		if err != nil || len(text) == 0 {
			return nil, err
		}
		p := Paper{Name: f.FileName(source) + f.Extension, Text: string(text)}
		if f.Preview != nil {
			p.Lines = linesOf(f.Preview(source))
		}
		papers = append(papers, p)
	}
	return papers, nil
}

// bodyPaper is the answer as it came, with what may be personal only where
// that was asked for.
func bodyPaper(a Answer, withPersonal bool) Paper {
	body := a.Exchange.Body
	if !withPersonal {
		body, _ = personal.Hide(a.Exchange.Operation, body)
	}
	return Paper{Name: bodyName(a), Text: string(body)}
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
func scrubbed(ctx context.Context, papers []Paper, held *secret.Redactor, anything bool) []Paper {
	for i := range papers {
		p := &papers[i]
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
	return papers
}

// linesOf are the lines of a text of ours; a byte order mark is not seen.
func linesOf(text string) []string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
