package report

import (
	"strconv"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/pleoclient"
)

// verdictMarks stand before the verdict. The words beside them say the same.
var verdictMarks = map[check.Verdict]string{
	check.Working: "✓", check.Limited: "!", check.Failed: "✕", check.Inconclusive: "?", check.Stopped: "–",
}

// stepMarks stand before the lines of the receipt.
var stepMarks = map[check.Status]string{
	check.Passed: "✓", check.Warned: "!", check.StepFailed: "✕", check.Skipped: "–", check.Running: "…",
}

var textFormat = Format{
	Subject: OneCheck, Name: "text", FileName: reportName, Extension: ".txt",
	Write: func(s Source) ([]byte, error) { return []byte(Text(s.Result, s.Words, s.Options...)), nil },
}

// reportName names the file of a report by company and day.
func reportName(s Source) string {
	company := ""
	if s.Result.Company != nil {
		company = fileSafe(personal.HideText(message.Clean(s.Result.Company.Name)))
	}
	return s.Words.Text("report.file-name", map[string]string{"Company": company, "Date": s.Result.StartedAt.Local().Format(time.DateOnly)})
}

// Text gives the result as a terminal prints it: plain text in lines under 80
// columns, without colour codes, ending in a line break. It holds no key beyond
// its hint and no header; an answer only where WithAnswer asks for it.
func Text(r *check.Result, c *message.Catalogue, options ...Option) string {
	var b strings.Builder
	d := newDocument(r, c, options)
	writeIndented(&b, d.Mark+" ", d.Title)
	b.WriteString("\n")
	table(&b, d.Facts)
	if d.Meaning != "" {
		b.WriteString("\n")
		writeIndented(&b, "  ", d.Meaning)
	}
	for _, paragraph := range d.Expiry {
		b.WriteString("\n")
		writeIndented(&b, "  ", paragraph)
	}
	toDo(&b, d)
	receipt(&b, d)
	permissions(&b, d)
	details(&b, d)
	answerText(&b, d)
	if d.Made != "" {
		b.WriteString("\n")
		writeIndented(&b, "", d.Made)
	}
	return b.String()
}

// companyLine names the company that was checked, and says so where nothing
// proved that the key reaches it.
func companyLine(r *check.Result, c *message.Catalogue) string {
	id, name, confirmed := message.Clean(r.CompanyID), "", false
	if r.Company != nil {
		id, name, confirmed = message.Clean(r.Company.ID), message.Clean(r.Company.Name), r.Company.Confirmed
	}
	line := namedCompany(id, name, c)
	if line != "" && !confirmed {
		line = c.Text("report.company.unconfirmed", map[string]string{"Company": line})
	}
	if r.CompanyFromKey {
		line = c.Text("report.company.from-key", map[string]string{"Company": line})
	}
	return line
}

func namedCompany(id, name string, c *message.Catalogue) string {
	if name == "" {
		return id
	}
	return c.Text("report.company.named", map[string]string{"Name": name, "ID": id})
}

// choicesLine lists the companies of which one has to be chosen.
func choicesLine(r *check.Result, c *message.Catalogue) string {
	var all []string
	for _, each := range r.Choices {
		all = append(all, namedCompany(message.Clean(each.ID), message.Clean(each.Name), c))
	}
	line := strings.Join(all, "; ")
	if r.ChoicesPartial {
		line = c.Text("report.companies.more", map[string]string{"List": line})
	}
	return line
}

// environmentLine makes the environment impossible to overlook.
func environmentLine(r *check.Result, c *message.Catalogue) string {
	switch r.Environment {
	case env.Demo:
		return c.Text("report.badge.demo")
	case env.Production:
		return c.Text("report.badge.live", map[string]string{"Environment": c.Environment(r.Environment)})
	case env.Custom:
		return c.Text("report.badge.custom", map[string]string{"Environment": c.Environment(r.Environment), "URL": safeURL(r.BaseURL)})
	default:
		return c.Environment(r.Environment)
	}
}

func keyLine(r *check.Result, c *message.Catalogue) string {
	if r.KeyHint == "" {
		return ""
	}
	return c.Text("report.key.hint", map[string]string{"Hint": r.KeyHint})
}

// toDo lists what to do now, and who can do it.
func toDo(b *strings.Builder, d *document) {
	if len(d.Actions) == 0 {
		return
	}
	b.WriteString("\n")
	writeIndented(b, "", d.ToDo)
	for i, action := range d.Actions {
		writeIndented(b, "  "+strconv.Itoa(i+1)+". ", action)
	}
}

// receipt prints a line for each step, with its outcome at the right.
func receipt(b *strings.Builder, d *document) {
	if len(d.Steps) == 0 {
		return
	}
	b.WriteString("\n" + d.Heading.Steps + "\n")
	for _, s := range d.Steps {
		lines := wrap(s.Text, columns-4-cells(s.Outcome)-2)
		for i, line := range lines {
			prefix := "    "
			if i == 0 {
				prefix = "  " + s.Mark + " "
				line = pad(line, columns-4-cells(s.Outcome)) + s.Outcome
			}
			b.WriteString(strings.TrimRight(prefix+line, " ") + "\n")
		}
	}
}

// outcome is what stands at the right of a step: a word unless it passed, the
// status where it did not pass, and the time.
func outcome(s check.Step, c *message.Catalogue) string {
	var parts []string
	if s.Status != check.Passed {
		parts = append(parts, c.StepOutcome(s))
		if s.Finding.HTTPStatus != 0 {
			parts = append(parts, strconv.Itoa(s.Finding.HTTPStatus))
		}
	}
	if s.Duration.Round(time.Millisecond) > 0 {
		parts = append(parts, c.Took(s.Duration))
	}
	return strings.Join(parts, " · ")
}

// permissionRows is what trying the operations showed: area, scope, whether the
// key claims it, and what happened, with the reason where that is not certain.
// The first row has the names of the columns.
func permissionRows(r *check.Result, c *message.Catalogue) (rows [][4]string, reasons []string) {
	if len(r.Permissions) == 0 {
		return nil, nil
	}
	rows = [][4]string{{
		c.Text("report.column.area"), c.Text("report.column.scope"), c.Text("report.column.claimed"), c.Text("report.column.access"),
	}}
	reasons = []string{""}
	for _, p := range r.Permissions {
		claimed, access := c.Text("report.no"), c.PermissionAccess(p)
		if p.Claimed {
			claimed = c.Text("report.yes")
		}
		if p.Scope == "" {
			claimed = "–"
		}
		if p.Status != 0 && p.Access != check.Allowed {
			access = c.Text("report.access.status", map[string]string{"Access": access, "Status": strconv.Itoa(p.Status)})
		}
		reason := ""
		if p.Access == check.Unknown {
			reason = c.PermissionReason(p, message.ScopesKnown(r))
		}
		reasons = append(reasons, reason)
		rows = append(rows, [4]string{c.PermissionArea(p), message.Clean(p.Scope), claimed, access})
	}
	return rows, reasons
}

// permissions prints what trying the operations showed.
func permissions(b *strings.Builder, d *document) {
	rows := d.Permissions
	if len(rows) == 0 {
		return
	}
	b.WriteString("\n" + d.Heading.Permissions + "\n")
	for _, sentence := range d.Summary {
		writeIndented(b, "  ", sentence)
	}
	b.WriteString("\n")
	widths := widthsFor(rows, columns-2)
	for n, row := range rows {
		for _, line := range rowLines(row, widths) {
			b.WriteString(strings.TrimRight("  "+line, " ") + "\n")
		}
		if d.Reasons[n] != "" {
			writeIndented(b, "    ", d.Reasons[n])
		}
	}
}

// detailRows is for those who want them: request, status, time, request id.
func detailRows(r *check.Result, c *message.Catalogue) [][2]string {
	requestID, status, sent := message.Clean(r.Finding.RequestID), "", ""
	if r.Answer != nil {
		status = c.StatusFor(r.Finding.Kind, r.Answer.Status)
		if requestID == "" {
			requestID = requestIDOf(r.Answer)
		}
		if address := safeURL(r.Answer.URL); address != "" {
			sent = message.Clean(r.Answer.Method) + " " + address
		}
	}
	request := ""
	if r.Operation != "" {
		request = c.Operation(r.Operation)
	}
	return [][2]string{
		{c.Text("report.request"), request},
		{c.Text("report.sent"), sent},
		{c.Text("report.status"), status},
		{c.Text("report.request-id"), requestID},
		{c.Text("report.time"), c.Text("report.time.total", map[string]string{"Time": c.Took(r.Duration)})},
		{"", timing(r.Answer, c)},
		{c.Text("report.checked"), c.DateTime(r.StartedAt)},
	}
}

// details prints them, and what the program itself says of it.
func details(b *strings.Builder, d *document) {
	b.WriteString("\n" + d.Heading.Details + "\n")
	table(b, d.Details)
	if d.Detail != "" {
		b.WriteString("\n")
		writeIndented(b, "  ", d.Detail)
	}
}

// answerText prints what came back, line by line, where it was asked for.
func answerText(b *strings.Builder, d *document) {
	if len(d.Answer) == 0 {
		return
	}
	b.WriteString("\n" + d.Heading.Answer + "\n")
	for _, note := range d.AnswerNotes {
		writeIndented(b, "  ", note)
	}
	for _, line := range d.Answer {
		b.WriteString(strings.TrimRight("  "+line, " ") + "\n")
	}
}

// timing says where the time of the shown answer went, without the parts that
// took none.
func timing(e *pleoclient.Exchange, c *message.Catalogue) string {
	if e == nil {
		return ""
	}
	var parts []string
	for _, part := range []struct {
		id   string
		took time.Duration
	}{
		{"report.time.name", e.Timing.DNS},
		{"report.time.connect", e.Timing.Connect},
		{"report.time.secure", e.Timing.TLS},
		{"report.time.wait", e.Timing.Wait},
		{"report.time.download", e.Timing.Download},
	} {
		if part.took.Round(time.Millisecond) > 0 {
			text := c.Text(part.id, map[string]string{"Time": c.Took(part.took)})
			parts = append(parts, strings.ReplaceAll(text, " ", noBreak))
		}
	}
	return strings.Join(parts, noBreak+"· ")
}

// table prints labels and values in two columns, without the rows whose value
// is empty.
func table(b *strings.Builder, rows [][2]string) {
	widest := 0
	for _, row := range rows {
		if row[1] != "" {
			widest = max(widest, cells(row[0]))
		}
	}
	for _, row := range rows {
		if row[1] != "" {
			writeIndented(b, "  "+pad(row[0], widest)+"   ", row[1])
		}
	}
}
