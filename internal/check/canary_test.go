package check

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

const canary = `plp_canary+"<key>&/0123456789`

// echo answers with the key in every place and form that a server can think of.
func echo(status int, body func(forms string) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		inJSON, _ := json.Marshal(user)
		forms := strings.Join([]string{
			r.Header.Get("Authorization"), url.QueryEscape(user), url.PathEscape(user), strings.Trim(string(inJSON), `"`),
		}, " ")
		for _, name := range []string{"X-Echo", "request-Id", "Location", "Set-Cookie", "Retry-After", "Content-Language"} {
			w.Header().Set(name, user)
		}
		w.Header().Set("Content-Type", "application/json; echo="+url.QueryEscape(user))
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body(forms)))
	}
}

func TestNoKeyInResult(t *testing.T) {
	data := func(shape string) func(string) string {
		return func(forms string) string {
			text, _ := json.Marshal(forms)
			return strings.ReplaceAll(shape, "ECHO", strings.Trim(string(text), `"`))
		}
	}
	plain := func(forms string) string { return forms }
	identity := data(`{"data":{"authMethod":"API_KEY","clientId":"ECHO","scope":"ECHO users:read companies:read","applicationName":"ECHO","subjectURN":"urn:pleo:company:` + someID + `"}}`)
	failure := data(`{"type":"ECHO","message":"ECHO"}`)
	tests := map[string]struct {
		introspect, company, employees http.HandlerFunc
	}{
		"accepted": {
			echo(200, identity), echo(200, data(`{"data":{"id":"`+someID+`","name":"ECHO","organizationId":"ECHO"}}`)),
			echo(200, data(list(`{"id":"fake","companyId":"`+someID+`","name":"ECHO"}`))),
		},
		"method":      {echo(200, data(`{"data":{"authMethod":"ECHO","clientId":"ECHO","scope":""}}`)), nil, nil},
		"401":         {echo(401, failure), nil, nil},
		"403":         {echo(403, failure), echo(403, failure), echo(403, failure)},
		"429":         {echo(429, plain), nil, nil},
		"302":         {echo(302, plain), nil, nil},
		"500":         {echo(200, identity), echo(500, failure), echo(500, plain)},
		"broken":      {echo(200, plain), nil, nil},
		"other ids":   {echo(200, identity), nil, echo(200, data(list(`{"id":"fake","companyId":"ECHO"}`)))},
		"other id":    {echo(404, failure), echo(200, data(`{"data":{"id":"ECHO","name":"ECHO"}}`)), echo(200, data(list(`{"id":"fake","companyId":"ECHO"}`)))},
		"no HTTP":     {hijack("ECHO"), nil, nil},
		"bad header":  {hijack("HTTP/1.1 200 OK\r\nECHO\r\n\r\n"), nil, nil},
		"bad status":  {hijack("HTTP/1.1 ECHO\r\n\r\n"), nil, nil},
		"cut off":     {hijack("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nContent-Type: application/json\r\n\r\n{\"data\":\"ECHO"), nil, nil},
		"bad lengths": {hijack("HTTP/1.1 200 OK\r\nContent-Length: ECHO\r\n\r\n"), nil, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &standIn{introspect: tt.introspect, company: tt.company, employees: tt.employees}
			in := input(serve(t, s))
			in.Key, in.Permissions = secret.New("  Basic "+canary+":\n"), true
			r := Run(t.Context(), in, Options{OnStep: func(step Step) { noCanary(t, step) }})
			if len(r.Exchanges) == 0 {
				t.Fatal("nothing was sent")
			}
			noCanary(t, r)
			noCanary(t, Identify(t.Context(), in, Options{}))
		})
	}
}

// hijack answers with raw bytes in which ECHO is the key.
func hijack(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte(strings.ReplaceAll(raw, "ECHO", user)))
		conn.Close()
	}
}

// A key in the wrong field goes nowhere, not even into the result.
func TestNoKeyFromTheWrongField(t *testing.T) {
	for _, typed := range []string{canary, "{" + canary + "}", "https://" + canary, canary + " " + someID, "urn:pleo:company:" + canary} {
		r := Run(t.Context(), Input{Environment: "custom", BaseURL: "http://127.0.0.1:1", Key: secret.New(fakeKey), CompanyID: typed}, Options{})
		noCanary(t, r)
		noCanary(t, Unstarted(Input{CompanyID: typed, BaseURL: "https://canary:canary@example.com"}, Finding{Kind: KeychainFailed}, r.StartedAt))
	}
	for _, typed := range []string{"curl -u '" + canary + ":' https://external.pleo.io", canary + "\x00", "https://" + canary} {
		noCanary(t, Run(t.Context(), Input{Environment: "staging", Key: secret.New(typed), CompanyID: someID}, Options{}))
	}
}

// noCanary looks for the key in everything that a result can be turned into.
func noCanary(t *testing.T, v any) {
	t.Helper()
	texts := []string{fmt.Sprintf("%v", v), fmt.Sprintf("%+v", v), fmt.Sprintf("%#v", v)}
	asJSON, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	texts = append(texts, string(asJSON))
	if r, ok := v.(*Result); ok {
		for _, e := range r.Exchanges {
			texts = append(texts, fmt.Sprintf("%+v %s %s", *e, e.Body, e.RequestBody))
		}
	}
	inJSON, _ := json.Marshal(canary)
	forms := []string{
		canary, "canary", url.QueryEscape(canary), url.PathEscape(canary), strings.Trim(string(inJSON), `"`),
		base64.StdEncoding.EncodeToString([]byte(canary + ":")), base64.StdEncoding.EncodeToString([]byte(canary))[:24],
	}
	for _, text := range texts {
		for _, form := range forms {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("%T holds the key: …%s", v, text[max(0, i-80):i])
			}
		}
	}
}

// The redactor cannot be taken away by the caller's options.
func TestCallerCannotTurnScrubbingOff(t *testing.T) {
	s := &standIn{introspect: echo(401, func(forms string) string { return forms })}
	in := input(serve(t, s))
	in.Key = secret.New(canary)
	same := func(s string) string { return s }
	noCanary(t, Run(t.Context(), in, Options{Client: []pleoclient.Option{pleoclient.WithScrub(same), pleoclient.WithScrubTail(same)}}))
}
