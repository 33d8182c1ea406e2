package report

import (
	"maps"
	"slices"
	"time"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
)

// Option adds to a report what it does not hold of itself.
type Option func(*document)

// MadeBy adds which version of this program made the report, and when.
func MadeBy(version string, at time.Time) Option {
	return func(d *document) {
		d.Made = d.c.Text("report.made", map[string]string{"Version": version, "When": d.c.DateTime(at)})
	}
}

// WithAnswer adds the answer that is shown first. What may be about a person is
// hidden in it, unless withPersonal.
func WithAnswer(withPersonal bool) Option {
	return func(d *document) { d.addAnswer(withPersonal) }
}

// maxAnswer is how much of an answer a report takes: a report is for reading.
const maxAnswer = 256 << 10

// document is a report before it is text, Markdown or HTML: every sentence is
// said once, here. Nothing in it needs cleaning, and nothing in it is a secret
// or, without WithAnswer(true), about a person.
type document struct {
	r *check.Result
	c *message.Catalogue

	Language    string
	Verdict     check.Verdict
	Environment string // its code
	Mark        string // stands before the title
	Title       string
	Badge       string // the environment, impossible to overlook
	Facts       [][2]string
	Meaning     string
	Expiry      []string // a remark about the date noted
	ToDo        string   // heads Actions
	Actions     []string
	Steps       []line
	Permissions [][4]string // the first row has the names of the columns
	Reasons     []string    // one for each of Permissions; most are empty
	Summary     []string    // of Permissions
	Details     [][2]string // rows without a value are left out; a row without a name goes on with the one before
	Detail      string
	Answer      []string
	AnswerNotes []string
	Made        string
	Heading     struct{ Steps, Permissions, Details, Answer string }
}

// line is one step of the receipt.
type line struct {
	Status              check.Status
	Mark, Text, Outcome string
}

func newDocument(r *check.Result, c *message.Catalogue, options []Option) *document {
	r = Impersonal(r)
	words := c.Headline(r)
	d := &document{
		r: r, c: c, Language: c.Language(), Verdict: r.Verdict, Environment: r.Environment,
		Mark: verdictMarks[r.Verdict], Title: words.Title, Meaning: words.Explanation,
		Badge: environmentLine(r, c),
		Facts: [][2]string{
			{c.Text("report.company"), companyLine(r, c)},
			{c.Text("report.companies"), choicesLine(r, c)},
			{c.Text("report.environment"), environmentLine(r, c)},
			{c.Text("report.key"), keyLine(r, c)},
			{c.Text("report.expires"), c.Expiry(expiry.Of(r.ExpiresOn, r.StartedAt))},
			{c.Text("report.result"), c.Verdict(r.Verdict)},
		},
		Expiry:  c.ExpiryRemark(r),
		Actions: words.Actions,
		Summary: c.PermissionSummary(r),
		Details: detailRows(r, c),
		Detail:  message.Clean(r.Finding.Detail),
	}
	d.Permissions, d.Reasons = permissionRows(r, c)
	if d.Mark == "" {
		d.Mark = "?"
	}
	heading := c.Text("report.what-to-do")
	if r.Verdict == check.Working {
		heading = c.Text("report.next")
	}
	d.ToDo = c.Text("report.who", map[string]string{"Heading": heading, "Who": words.Who})
	for _, s := range r.Steps {
		d.Steps = append(d.Steps, line{s.Status, stepMarks[s.Status], c.Step(s, r.Environment, r.Identity), outcome(s, c)})
	}
	d.Heading.Steps = c.Text("report.heading.steps")
	d.Heading.Permissions = c.Text("report.heading.permissions")
	d.Heading.Details = c.Text("report.heading.detail")
	for _, o := range options {
		o(d)
	}
	return d
}

func (d *document) addAnswer(withPersonal bool) {
	x := d.r.Answer
	if x == nil || len(x.Body) == 0 {
		return
	}
	body := x.Body
	if !withPersonal {
		body, _ = personal.Hide(x.Operation, body)
	}
	note := "report.answer.hidden"
	if withPersonal {
		note = "report.answer.personal"
	}
	d.AnswerNotes = []string{d.c.Text(note)}
	if len(body) > maxAnswer {
		body = body[:maxAnswer]
		d.AnswerNotes = append(d.AnswerNotes, d.c.Text("report.answer.cut"))
	}
	d.Heading.Answer = d.c.Text("report.heading.answer")
	d.Answer = answer.Lines(body)
}

// Impersonal gives the result with what a server or a person may have put in
// about somebody hidden from what is shown or printed of it, the answers apart.
func Impersonal(r *check.Result) *check.Result {
	clean := *r
	clean.Finding = ImpersonalFinding(r.Finding)
	clean.Steps = append([]check.Step(nil), r.Steps...)
	for i := range clean.Steps {
		clean.Steps[i].Finding = ImpersonalFinding(clean.Steps[i].Finding)
	}
	clean.Permissions = append([]check.Permission(nil), r.Permissions...)
	for i := range clean.Permissions {
		p := &clean.Permissions[i]
		p.Finding, p.Scope = ImpersonalFinding(p.Finding), personal.HideText(p.Scope)
	}
	if r.Identity != nil {
		identity := *r.Identity
		for _, text := range []*string{&identity.AuthMethod, &identity.ApplicationName, &identity.Subject, &identity.SubjectID} {
			*text = personal.HideText(*text)
		}
		identity.Scopes = append([]string(nil), r.Identity.Scopes...)
		for i, scope := range identity.Scopes {
			identity.Scopes[i] = personal.HideText(scope)
		}
		clean.Identity = &identity
	}
	if r.Company != nil {
		company := *r.Company
		company.Name = personal.HideText(company.Name)
		clean.Company = &company
	}
	clean.Choices = slices.Clone(r.Choices)
	for i, c := range clean.Choices {
		clean.Choices[i].Name = personal.HideText(c.Name)
	}
	return &clean
}

// serverWorded are the facts that a server words.
var serverWorded = []string{check.FactReason, check.FactCompany, check.FactKeyCompanyID, check.FactIssuer, check.FactSubject}

// ImpersonalFinding is Impersonal for a finding alone.
func ImpersonalFinding(f check.Finding) check.Finding {
	f.Detail = personal.HideText(f.Detail)
	f.RequestID = personal.HideHeaderValue("Request-Id", f.RequestID)
	f.Facts = maps.Clone(f.Facts)
	for _, name := range serverWorded {
		if fact := f.Facts[name]; fact != "" {
			f.Facts[name] = personal.HideText(fact)
		}
	}
	return f
}
