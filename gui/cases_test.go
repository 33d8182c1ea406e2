package gui

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/pleoclient"
)

var (
	everyVerdict     = []check.Verdict{check.Working, check.Limited, check.Failed, check.Inconclusive, check.Stopped}
	everyStatus      = []check.Status{check.Passed, check.StepFailed, check.Warned, check.Skipped, check.Running}
	everyEnvironment = []string{env.Staging, env.Production, env.Demo, env.Custom}
)

// findingVariants are the variants of kinds that have any.
var findingVariants = map[check.Kind][]string{
	check.KeyMalformed:       {"masked", "email", "url", "control", "too-long", "curl"},
	check.CompanyMalformed:   {"nil", "looks-like-key", "organisation"},
	check.KeyRejected:        {"web-page", "this-request"},
	check.RequestRefused:     {"unknown-operation", "base-url", "bearer-only", "missing-id", check.VariantParams},
	check.CompanyMismatch:    {check.VariantForeignRows},
	check.CompanyUnconfirmed: {"no-introspect"},
	check.Contradiction: {
		"answer", "key-inactive", "key-expired", "installation", "company-refused", "company-not-found", "company-other", "other-organisation",
	},
	check.WrongKeyNotRefused:  {"not-made"},
	check.KeychainUnavailable: {check.VariantNoWallet, check.VariantNoGroup, check.VariantNoKeyring},
	check.KeychainFailed:      {check.VariantKeyGone, check.VariantOtherAddress, check.VariantTooLarge, check.VariantDiffers},
}

// everyFact has a long but likely value for every fact.
var everyFact = map[string]string{
	check.FactEnvironment: "production", check.FactOtherEnvironment: "staging",
	check.FactHost:  "a-rather-long-name-of-a-gateway.internal.nordhavn-bageri.example.com:8443",
	check.FactScope: "accounting-entries:read", check.FactOperation: "export-job-items",
	check.FactCompany:      "Nordhavn Bageri og Konditori ApS under frivillig likvidation",
	check.FactCompanyID:    "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90",
	check.FactKeyCompanyID: "5b0d3a52-9f0c-4a3e-8a51-6a3f1f0c7d21",
	check.FactStatus:       "503", check.FactWait: "45", check.FactVariable: "HTTPS_PROXY", check.FactIssuer: "Nordhavn Bageri Secure Traffic Inspection Root Authority G2",
	check.FactProxy: "outgoing-proxy.internal.nordhavn-bageri.example.com:8080", check.FactPhase: "connect", check.FactLimit: "20 s",
	check.FactLastWorked: "2026-11-12T09:30:00Z", check.FactClock: "3h0m0s", check.FactCount: "3", check.FactReason: "EXPORT_NOT_FOUND",
}

// everyFinding lists every kind with every variant, with these facts.
func everyFinding(facts map[string]string) []check.Finding {
	var all []check.Finding
	for _, kind := range check.Kinds() {
		for _, variant := range append([]string{""}, findingVariants[kind]...) {
			all = append(all, check.Finding{Kind: kind, Variant: variant, Facts: maps.Clone(facts), HTTPStatus: 503, RequestID: "7d1e0b2c-fake-4f0f-9c1d-000000000001"})
		}
	}
	return all
}

// widestExchange is an exchange whose every fact is there and long.
func widestExchange() *pleoclient.Exchange {
	at := time.Date(2026, 11, 23, 9, 30, 5, 0, time.UTC)
	return &pleoclient.Exchange{
		Operation: "export-job-items", Method: http.MethodGet,
		URL:           "https://external.staging.pleo.io/v1/export-jobs/0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90/items?companyId=0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90&limit=1",
		RequestHeader: http.Header{"Authorization": {"Basic [hidden]"}, "Accept": {"application/json"}},
		RequestBody:   []byte("{\n\"companyId\": \"0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90\"\n}"),
		Status:        200, StatusText: "OK", Proto: "HTTP/2.0",
		Header:    http.Header{"Content-Type": {"application/json; charset=utf-8"}, "X-Long": {strings.Repeat("long ", 80)}},
		Body:      []byte(`{"data":[]}`),
		WireBytes: 1234567, BodyBytes: 12345678, RequestID: "7d1e0b2c-fake-4f0f-9c1d-000000000001",
		RateLimit:  pleoclient.RateLimit{Limit: 100, Remaining: 99, Known: true},
		RemoteAddr: "[2001:0db8:85a3:0000:0000:8a2e:0370:7334]:443", ReusedConn: true, Proxy: everyFact[check.FactProxy],
		TLS: &pleoclient.TLSInfo{Version: "TLS 1.3", CipherSuite: "TLS_AES_128_GCM_SHA256", Chain: []pleoclient.Certificate{{
			Subject: "CN=*.external.staging.pleo.io,O=Pleo Technologies ApS,L=Copenhagen,C=DK", Issuer: everyFact[check.FactIssuer],
			NotBefore: at, NotAfter: at.AddDate(1, 0, 0),
		}}},
		StartedAt: at, Duration: 12345 * time.Millisecond, ContentType: "application/json; charset=utf-8",
		Timing: pleoclient.Timing{DNS: time.Millisecond, Connect: 20 * time.Millisecond, TLS: 40 * time.Millisecond, Wait: 70 * time.Millisecond, Download: time.Millisecond},
	}
}

// fullResult is a result with everything that a result can have.
func fullResult(f check.Finding, v check.Verdict, environment string) *check.Result {
	x, first := widestExchange(), widestExchange()
	first.Operation, first.URL = "introspect", "https://external.staging.pleo.io/v1/introspect"
	r := &check.Result{
		StartedAt: x.StartedAt, Duration: x.Duration, Environment: environment, BaseURL: "https://external.staging.pleo.io",
		CompanyID: everyFact[check.FactCompanyID], KeyHint: "4f2a", Operation: "export-job-items", Verdict: v, Accepted: true, Finding: f,
		Identity:  &check.Identity{AuthMethod: "API_KEY", ApplicationName: "Nordhavn Bageri og Konditori ERP-integration til test", Subject: "company", Scopes: []string{"users:read", "export-jobs:write"}},
		Company:   &check.Company{ID: everyFact[check.FactCompanyID], Name: everyFact[check.FactCompany], Confirmed: true},
		Exchanges: []*pleoclient.Exchange{first, x}, Answer: x,
	}
	for i, name := range check.StepNames() {
		r.Steps = append(r.Steps, check.Step{Name: name, Status: everyStatus[i%len(everyStatus)], Duration: 1234 * time.Millisecond, Finding: f})
	}
	return r
}

// savedConnections are entries for the list, of every look.
func savedConnections() []connection.Connection {
	at := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	all := []connection.Connection{
		{ID: "fresh", Name: "Nordhavn", Environment: env.Staging},
		{ID: "long", Name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", Environment: env.Production, Entered: connection.Entered{ExpiresOn: "2020-01-01"}, KeyKept: true, KeyHint: "4f2a"},
		{ID: "wide", Name: "東京都千代田区霞が関一丁目株式会社テスト", Environment: env.Custom, BaseURL: "https://gateway.example.com"},
		{ID: "rtl", Name: "شركة الاختبار المحدودة للتجارة والصناعة", Environment: env.Demo},
	}
	for i, v := range everyVerdict {
		all = append(all, connection.Connection{
			ID: string(v), Name: "Connection of " + string(v), Environment: everyEnvironment[i%len(everyEnvironment)],
			LastCheck: &connection.Summary{At: at, Verdict: string(v), Kind: string(check.OK)},
		})
	}
	return all
}

// fullDocument is a body with everything that a body can have, deep and long.
var fullDocument = sync.OnceValue(func() *answer.Document {
	body := `{"data":[{"id":"5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08","email":"•••••@•••••","n":-1.5e3,"ok":true,"漢字":"` + strings.Repeat("漢字 شركة ", 40) + `"}],"deep":` +
		strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`
	d, err := answer.Open(context.Background(), []byte(body), 40, true)
	if err != nil {
		panic(err)
	}
	return d
})

// fullState shows a result with everything around it.
func fullState(f check.Finding, v check.Verdict, environment string) app.State {
	r := fullResult(f, v, environment)
	s := app.State{
		Notices: []app.Notice{{ID: "ui.notice.set-aside", Facts: map[string]string{"File": "connections.json", "MovedTo": "connections.json.corrupt-20261123T093005Z", "Reason": "unexpected end"}},
			{ID: "ui.notice.key-not-removed", Finding: &f}},
		ConnectionsState: app.ConnectionsState{Connections: savedConnections()},
		FormState:        app.FormState{Environments: everyEnvironment, Environment: environment, CustomURL: "https://" + everyFact[check.FactHost] + "/pleo/api", FormNotes: app.FormNotes{KeyNote: app.Note{Cleaned: []string{"white-space", "line-break", "quotes", "basic"}}, CompanyNote: app.Note{ID: "ui.company.not-told"}, KeyProblem: &f, CompanyProblem: &f, Choices: []check.Company{{ID: everyFact[check.FactCompanyID], Name: everyFact[check.FactCompany]}, {ID: everyFact[check.FactKeyCompanyID]}}}},
		CheckState:       app.CheckState{Steps: r.Steps, Result: r, Offers: []app.Offer{{Kind: app.UseKeysCompany}, {Kind: app.TryOtherEnvironment, Environment: env.Production}, {Kind: app.SwapFields}, {Kind: app.FindFromKey}, {Kind: app.ReplaceKept}}},
		AnswerState:      app.AnswerState{Answer: app.Answer{Exchange: r.Answer, Document: fullDocument(), URL: r.Answer.URL, RequestBody: r.Answer.RequestBody, Header: r.Answer.Header, Hidden: 1234}},
		SavingState:      app.SavingState{Saving: app.Saving{Status: app.AskToSave, Finding: &f, HadKey: true}},
	}
	return s
}
