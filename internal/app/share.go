package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// What can be shared: the name of a format of a report (report.OneCheck), or
// one of these.
const (
	ShareText     = "text"
	ShareMarkdown = "markdown"
	ShareHTML     = "html"
	ShareCurl     = "curl"
	SharePostman  = "postman"
	ShareBody     = "body"     // the answer that is shown, alone
	ShareTable    = "table"    // the check of all connections, as CSV
	ShareRows     = "rows"     // the answer that is shown, as CSV
	ShareCalendar = "calendar" // when the key of the connection expires
)

// ShareRequest is what a person wants to share.
type ShareRequest struct {
	What string // as above
	// Answer adds what came back to a report; Personal leaves personal data in
	// it, or in ShareBody and ShareRows.
	Answer, Personal bool
	Shell            report.Shell  // of ShareCurl
	By               service.Order // of ShareTable: how its lines are sorted
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
	// Places are other folders that are offered: the desktop's own.
	Places []string
}

// CanShare reports whether there is something of this kind to share.
func (s State) CanShare(what string) bool {
	switch what {
	case ShareTable:
		return s.All.Rows != nil && !s.All.Running
	case ShareBody:
		return s.Activity == Idle && s.Answer.Document != nil
	case ShareRows:
		return s.Activity == Idle && s.Answer.Table != nil
	case ShareCalendar:
		con, saved := s.Selection()
		return saved && expiry.Of(con.ExpiresOn, s.Now).Level != expiry.Unknown
	case ShareCurl:
		return s.Activity == Idle && s.Result != nil && s.Answer.Exchange != nil
	}
	return s.Activity == Idle && s.Result != nil
}

// SharePart writes what a person wants to share.
type SharePart struct {
	*core
	settings         *SettingsPart
	writing, looking latest
}

func newSharePart(c *core, settings *SettingsPart) *SharePart {
	p := &SharePart{core: c, settings: settings}
	c.state.Sharing.Folder = c.d.Folder
	c.on.clear = append(c.on.clear, func() { c.state.Sharing = Sharing{Folder: c.state.Sharing.Folder} })
	c.on.reset = append(c.on.reset, func() { c.state.Sharing = Sharing{} })
	return p
}

// Write writes what is asked for, for a person to see before it leaves. Where
// there is nothing of this kind it does nothing. It sends nothing.
func (c *SharePart) Write(w ShareRequest, words *message.Catalogue) {
	if !c.state.CanShare(w.What) {
		return
	}
	r, a := c.state.Result, c.state.Answer
	rows := service.SortRows(c.state.All.Rows, w.By, w.Down)
	alone := w.What == ShareBody || w.What == ShareRows // the answer, and nothing of ours
	w.Personal = w.Personal && (w.Answer || alone)
	con, _ := c.state.Selection()
	folder := c.state.Sharing.Folder
	hasAnswer := r != nil && r.Answer != nil && len(r.Answer.Body) > 0
	c.state.Sharing = Sharing{Request: w, HasAnswer: hasAnswer, Folder: folder}
	c.show()
	now, held := c.d.Now(), c.held.redactor()
	newest(c.core, &c.writing, func(ctx context.Context) Sharing {
		p := Sharing{Request: w, Written: true, HasAnswer: hasAnswer, Folder: folder}
		if c.d.Places != nil {
			p.Places = c.d.Places()
		}
		if info, err := os.Stat(folder); len(p.Places) > 0 && (err != nil || !info.IsDir()) { // none yet, or one that is gone
			p.Folder = p.Places[0]
		}
		var files []SharedFile
		var err error
		if w.What == ShareBody {
			files = []SharedFile{bodyFile(a, w.Personal)}
		} else {
			source := report.Source{
				Words: words, Result: r, Exchange: a.Exchange, Rows: rows, At: now, Options: []report.Option{report.MadeBy(w.Version, now)},
				Environment: con.Environment, Name: con.Name, ExpiresOn: con.ExpiresOn,
			}
			if w.What == ShareRows {
				source.Table, err = tableToShare(ctx, a, w.Personal)
			}
			if err == nil {
				files, err = writeFiles(w, source)
			}
		}
		if err == nil {
			p.Files = scrubbed(ctx, files, held, alone)
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
	if whole, err := filepath.Abs(folder); err == nil { // what opens it begins elsewhere
		folder = whole
	}
	c.state.Sharing.Folder = folder
	background(c.core, func() (n Notice) {
		for _, file := range files {
			path, err := report.WriteNew(folder, file.Name, []byte(file.Text))
			if err != nil {
				return Notice{ID: "ui.pass.not-saved", Facts: map[string]string{"Folder": folder}}
			}
			n = Notice{ID: "ui.pass.saved", Facts: map[string]string{"Name": filepath.Base(path), "Folder": filepath.Dir(path)}, File: path}
		}
		if len(files) > 1 {
			n.ID = "ui.pass.saved-several"
		}
		return n
	}, func(n Notice) {
		if n.File != "" && c.d.KeepFolder != nil {
			c.settings.Keep(func() { c.d.KeepFolder(folder) })
		}
		c.notice(n)
		c.show()
	})
}

// OpenFile opens a file that was saved with the program that the system has for it.
func (c *SharePart) OpenFile(path string) { c.withFile(path, c.d.OpenFile, "ui.pass.not-opened") }

// ShowFile shows a file that was saved in its folder.
func (c *SharePart) ShowFile(path string) { c.withFile(path, c.d.ShowFile, "ui.pass.not-shown") }

// withFile says, by the id of a text, where the system did not do it.
func (c *SharePart) withFile(path string, do func(string) error, trouble string) {
	background(c.core, func() error { return do(path) }, func(err error) {
		if err != nil {
			c.notice(Notice{ID: trouble, Facts: map[string]string{"Name": filepath.Base(path), "Folder": filepath.Dir(path)}})
			c.show()
		}
	})
}

// Copied says that the files that were seen are in the clipboard.
func (c *SharePart) Copied() {
	c.notice(Notice{ID: "ui.pass.copied"})
	c.show()
}

// formats are those that are request.
func (w ShareRequest) formats() []report.Format {
	switch w.What {
	case ShareTable:
		return []report.Format{report.FormatNamed(report.AllChecks, "csv")}
	case ShareCurl:
		return []report.Format{report.FormatNamed(report.Request, string(w.Shell))}
	case SharePostman:
		return report.Formats(report.Collection)
	case ShareRows:
		return []report.Format{report.FormatNamed(report.OneAnswer, "csv")}
	case ShareCalendar:
		return report.Formats(report.Expiry)
	}
	return []report.Format{report.FormatNamed(report.OneCheck, w.What)}
}

// writeFiles writes what is asked for of what there is.
func writeFiles(w ShareRequest, source report.Source) ([]SharedFile, error) {
	if r := source.Result; r != nil && w.What != ShareCalendar {
		source.Operation, source.Environment, source.BaseURL, source.CompanyID = r.Operation, r.Environment, r.BaseURL, r.CompanyID
	}
	if w.Answer {
		source.Options = append(source.Options, report.WithAnswer(w.Personal))
	}
	var files []SharedFile
	for _, f := range w.formats() {
		text, err := f.Write(source)
		if err != nil || len(text) == 0 {
			return nil, err
		}
		p := SharedFile{Name: f.FileName(source) + f.Extension, Text: string(text)}
		if f.Preview != nil {
			p.Lines = linesOf(f.Preview(source))
		}
		files = append(files, p)
	}
	return files, nil
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
	ending := ".txt"
	if a.Document.Pretty() || strings.Contains(a.Exchange.ContentType, "json") {
		ending = ".json"
	}
	return report.AnswerName(a.Exchange) + ending
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
