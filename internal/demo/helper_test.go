package demo

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// reply is what a request got.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// json decodes the body.
func (r reply) json(t *testing.T) map[string]any {
	t.Helper()
	var content map[string]any
	if err := json.Unmarshal(r.body, &content); err != nil {
		t.Fatalf("body is not a JSON object: %v: %q", err, r.body)
	}
	return content
}

// rows is the data of a list.
func (r reply) rows(t *testing.T) []map[string]any {
	t.Helper()
	list, ok := r.json(t)["data"].([]any)
	if !ok {
		t.Fatalf("no data list (status %d): %s", r.status, r.body)
	}
	rows := make([]map[string]any, len(list))
	for i, row := range list {
		rows[i] = row.(map[string]any)
	}
	return rows
}

// problem is type and message of an error body.
func (r reply) problem(t *testing.T) (kind, message string) {
	t.Helper()
	content := r.json(t)
	kind, _ = content["type"].(string)
	message, _ = content["message"].(string)
	return kind, message
}

// demoServer is the handler on a loopback port, for one test.
type demoServer struct{ *httptest.Server }

func serve(t *testing.T, h http.Handler) demoServer {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return demoServer{s}
}

// send makes one request with the key the documented way; change may alter the
// request before it goes out.
func (s demoServer) send(t *testing.T, method, path, key, body string, change ...func(*http.Request)) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		r.SetBasicAuth(key, "")
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, f := range change {
		f(r)
	}
	response, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, content}
}

func (s demoServer) get(t *testing.T, path, key string) reply {
	t.Helper()
	return s.send(t, "GET", path, key, "")
}

// story returns a story by its id.
func story(t *testing.T, id string) Story {
	t.Helper()
	for _, s := range Stories() {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no story %q", id)
	return Story{}
}

// withKey adds a key of the tests' own.
func withKey(c credential) Option {
	return func(h *handler) { h.keys[c.story.Key] = &c }
}

// organisationKey reads everything of both companies, unlike the story's.
const organisationKey = "demo-test-organisation-key-not-real"

func withOrganisationKey() Option {
	return withKey(credential{
		story: Story{ID: "test-organisation", Key: organisationKey}, subject: organisationURN(nordicOrgID),
		organization: nordicOrgID, companies: []string{nordhavnID, lindgrenID}, scopes: readScopes,
	})
}

// employeesOf returns the ids of a company's employees.
func employeesOf(company string) []string {
	var ids []string
	for _, e := range employees.rows() {
		if e.text("companyId") == company {
			ids = append(ids, e.text("id"))
		}
	}
	return ids
}

func entryID(company string, i int) string { return demoID("accounting entry", company, i) }
