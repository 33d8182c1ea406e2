package report

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
)

// TestNothingIsConfirmedWithoutTheControl: where the deliberately wrong key did
// not get 401, no report in any language says that the key reaches the company;
// where it did, each says so.
func TestNothingIsConfirmedWithoutTheControl(t *testing.T) {
	const key, company = "fake-right-key-0123456789abcdef", "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90"
	for wrong, passes := range map[int]bool{401: true, 200: false, 403: false, 429: false, 500: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if user, _, _ := r.BasicAuth(); user != key && wrong != 200 {
				w.WriteHeader(wrong)
				return
			}
			body := `{"data":[{"id":"fake","companyId":"` + company + `"}],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`
			if strings.HasSuffix(r.URL.Path, "/introspect") {
				body = `{"data":{"authMethod":"API_KEY","clientId":"fake","scope":"users:read","applicationName":"Fake","subjectURN":"urn:pleo:company:` + company + `"}}`
			}
			_, _ = io.WriteString(w, body)
		}))
		r := check.Run(t.Context(), check.Input{Environment: "custom", BaseURL: server.URL, Key: secret.New(key), CompanyID: company, Deep: true}, check.Options{})
		server.Close()
		for _, l := range message.AllLanguages() {
			c, err := message.New(l.Tag)
			if err != nil {
				t.Fatal(err)
			}
			asJSON, err := JSON(r, c)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Contains(string(asJSON), `"companyConfirmed": true`), passes; got != want {
				t.Errorf("%d, %s: confirmed in JSON is %v", wrong, l.Tag, got)
			}
			if !strings.Contains(string(asJSON), fmt.Sprintf(`"deepCheck": %q`, r.Deep)) || (r.Verdict == check.Working) != passes {
				t.Errorf("%d: %s, deep check %q", wrong, r.Verdict, r.Deep)
			}
			unconfirmed := c.Text("report.company.unconfirmed", map[string]string{"Company": company})
			page, err := HTML(r, c)
			if err != nil {
				t.Fatal(err)
			}
			for kind, text := range map[string]string{"text": Text(r, c), "Markdown": Markdown(r, c), "HTML": page} {
				text = strings.Join(strings.Fields(text), " ")
				if strings.Contains(text, unconfirmed) == passes {
					t.Errorf("%d, %s: %s says %q: %v", wrong, l.Tag, kind, unconfirmed, !passes)
				}
				connected := c.Text("ui.banner.company-id", map[string]string{"ID": company})
				if strings.Contains(text, connected) && !passes {
					t.Errorf("%d, %s: %s says %q", wrong, l.Tag, kind, connected)
				}
			}
		}
	}
}
