package report

import (
	"bytes"
	"encoding/json"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

var jsonFormat = Format{
	Subject: OneCheck, Name: "json", ForPrograms: true,
	Write: func(s Source) ([]byte, error) { return JSON(s.Result, s.Words) },
}

// Version is the version of the JSON. It rises when a field changes its
// meaning or goes; a new field does not raise it.
const Version = 1

type jsonReport struct {
	Version          int              `json:"version"`
	StartedAt        string           `json:"startedAt"` // RFC 3339
	DurationMs       int64            `json:"durationMs"`
	Environment      string           `json:"environment"`
	BaseURL          string           `json:"baseURL"`
	CompanyID        string           `json:"companyId"`
	CompanyName      string           `json:"companyName"`
	CompanyConfirmed bool             `json:"companyConfirmed"`
	CompanyFromKey   bool             `json:"companyFromKey,omitempty"` // the key named it: it was compared with nothing
	Companies        []jsonCompany    `json:"companies,omitempty"`      // of which one has to be chosen
	KeyHint          string           `json:"keyHint"`
	ExpiresOn        string           `json:"expiresOn,omitempty"`     // date, where one was noted
	ExpiresInDays    *int             `json:"expiresInDays,omitempty"` // local days from the check; negative when over
	Operation        string           `json:"operation"`
	Verdict          string           `json:"verdict"`
	DeepCheck        string           `json:"deepCheck,omitempty"`
	Finding          *jsonFinding     `json:"finding"`
	Steps            []jsonStep       `json:"steps"`
	Identity         *jsonIdentity    `json:"identity"`
	Permissions      []jsonPermission `json:"permissions"`
	// PermissionSummary are whole sentences.
	PermissionSummary []string       `json:"permissionSummary"`
	Exchanges         []jsonExchange `json:"exchanges"`
}

type jsonCompany struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type jsonFinding struct {
	Kind        string `json:"kind"`
	Title       string `json:"title"`
	Explanation string `json:"explanation"`
	Action      string `json:"action"` // a line for each thing to do
	Who         string `json:"who"`
	Detail      string `json:"detail"`
	RequestID   string `json:"requestId"`
}

type jsonStep struct {
	Name       string       `json:"name"`
	Status     string       `json:"status"`
	DurationMs int64        `json:"durationMs"`
	Finding    *jsonFinding `json:"finding"`
}

type jsonIdentity struct {
	AuthMethod      string   `json:"authMethod"`
	ApplicationName string   `json:"applicationName"`
	Subject         string   `json:"subject"`
	SubjectID       string   `json:"subjectId"`
	Scopes          []string `json:"scopes"`
}

type jsonPermission struct {
	Operation string       `json:"operation"`
	Scope     string       `json:"scope"`
	Claimed   bool         `json:"claimed"`
	Write     bool         `json:"write"`
	Access    string       `json:"access"`
	Status    int          `json:"status"`
	Finding   *jsonFinding `json:"finding"`
}

type jsonExchange struct {
	Method     string     `json:"method"`
	URL        string     `json:"url"`
	Status     int        `json:"status"`
	Proto      string     `json:"proto"`
	RequestID  string     `json:"requestId"`
	DurationMs int64      `json:"durationMs"`
	Timing     jsonTiming `json:"timing"`
	WireBytes  int64      `json:"wireBytes"`
	BodyBytes  int64      `json:"bodyBytes"`
	Truncated  bool       `json:"truncated"`
}

type jsonTiming struct {
	DNS      int64 `json:"dnsMs"`
	Connect  int64 `json:"connectMs"`
	TLS      int64 `json:"tlsMs"`
	Wait     int64 `json:"waitMs"`
	Download int64 `json:"downloadMs"`
}

// JSON gives the result as JSON of version 1, indented, with a line break at
// the end. Times are whole milliseconds, rounded; lists are never null. It
// holds no key, no body and no header, and nothing that may be about a person.
func JSON(r *check.Result, c *message.Catalogue) ([]byte, error) {
	return indented(newReport(r, c))
}

func newReport(r *check.Result, c *message.Catalogue) *jsonReport {
	r = Impersonal(r)
	out := &jsonReport{
		Version:     Version,
		StartedAt:   r.StartedAt.Format(time.RFC3339),
		DurationMs:  ms(r.Duration),
		Environment: r.Environment,
		BaseURL:     safeURL(r.BaseURL),
		CompanyID:   message.Clean(r.CompanyID),
		KeyHint:     message.Clean(r.KeyHint),
		Operation:   r.Operation,
		DeepCheck:   string(r.Deep),
		Verdict:     string(r.Verdict),
		Finding:     newFinding(r.Finding, c.Headline(r)),
		Steps:       make([]jsonStep, 0, len(r.Steps)),
		Permissions: make([]jsonPermission, 0, len(r.Permissions)),
		Exchanges:   make([]jsonExchange, 0, len(r.Exchanges)),

		PermissionSummary: append([]string{}, c.PermissionSummary(r)...),
	}
	if s := expiry.Of(r.ExpiresOn, r.StartedAt); s.Level != expiry.Unknown {
		out.ExpiresOn, out.ExpiresInDays = r.ExpiresOn, &s.Days
	}
	if r.Company != nil {
		out.CompanyFromKey = r.CompanyFromKey
		out.CompanyName = message.Clean(r.Company.Name)
		out.CompanyConfirmed = r.Company.Confirmed
	}
	for _, each := range r.Choices {
		out.Companies = append(out.Companies, jsonCompany{message.Clean(each.ID), message.Clean(each.Name)})
	}
	for _, s := range r.Steps {
		words := c.Finding(withEnvironment(s.Finding, r.Environment))
		if s.Finding.Kind == check.OK {
			// "This key works" is for the whole check to say, not for a step.
			words = message.Words{Title: c.Step(s, r.Environment, r.Identity)}
		}
		out.Steps = append(out.Steps, jsonStep{
			Name: string(s.Name), Status: string(s.Status), DurationMs: ms(s.Duration), Finding: newFinding(s.Finding, words),
		})
	}
	if id := r.Identity; id != nil {
		out.Identity = &jsonIdentity{
			AuthMethod:      message.Clean(id.AuthMethod),
			ApplicationName: message.Clean(id.ApplicationName),
			Subject:         message.Clean(id.Subject),
			SubjectID:       message.Clean(id.SubjectID),
			Scopes:          make([]string, 0, len(id.Scopes)),
		}
		for _, s := range id.Scopes {
			out.Identity.Scopes = append(out.Identity.Scopes, message.Clean(s))
		}
	}
	for _, p := range r.Permissions {
		words := c.Finding(withEnvironment(p.Finding, r.Environment))
		if p.Finding.Kind == check.OK {
			words = message.Words{Title: c.Access(p.Access)}
		}
		out.Permissions = append(out.Permissions, jsonPermission{
			Operation: p.Operation, Scope: message.Clean(p.Scope), Claimed: p.Claimed, Write: p.Write, Access: string(p.Access), Status: p.Status,
			Finding: newFinding(p.Finding, words),
		})
	}
	for _, e := range r.Exchanges {
		if e != nil {
			out.Exchanges = append(out.Exchanges, newExchange(e))
		}
	}
	return out
}

// indented is out as JSON, with a line break at the end.
func indented(out any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// newFinding gives nil for the zero Finding.
func newFinding(f check.Finding, w message.Words) *jsonFinding {
	if f.Kind == "" {
		return nil
	}
	return &jsonFinding{
		Kind:        string(f.Kind),
		Title:       w.Title,
		Explanation: w.Explanation,
		Action:      w.Action(),
		Who:         w.Who,
		Detail:      message.Clean(f.Detail),
		RequestID:   message.Clean(f.RequestID),
	}
}

func newExchange(e *pleoclient.Exchange) jsonExchange {
	return jsonExchange{
		Method:     e.Method,
		URL:        safeURL(e.URL),
		Status:     e.Status,
		Proto:      message.Clean(e.Proto),
		RequestID:  requestIDOf(e),
		DurationMs: ms(e.Duration),
		Timing: jsonTiming{
			DNS:      ms(e.Timing.DNS),
			Connect:  ms(e.Timing.Connect),
			TLS:      ms(e.Timing.TLS),
			Wait:     ms(e.Timing.Wait),
			Download: ms(e.Timing.Download),
		},
		WireBytes: e.WireBytes,
		BodyBytes: e.BodyBytes,
		Truncated: e.Truncated,
	}
}

func ms(d time.Duration) int64 { return d.Round(time.Millisecond).Milliseconds() }
