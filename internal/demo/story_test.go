package demo

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pleokeycheck/pleoclient"
)

func TestStoriesAreObviousFakes(t *testing.T) {
	want := "full-access read-only-employees expired other-company organisation other-environment rate-limited pleo-down html slow empty-company integrated"
	var ids []string
	keys := map[string]bool{}
	for _, s := range Stories() {
		ids = append(ids, s.ID)
		if keys[s.Key] {
			t.Errorf("%s: the key is not unique", s.ID)
		}
		keys[s.Key] = true
		if len(s.Key) < 24 || !strings.Contains(s.Key, "demo") || !strings.Contains(s.Key, "not-real") {
			t.Errorf("%s: the key does not look fake: %s", s.ID, s.Key)
		}
		if !pleoclient.IsUUID(s.CompanyID) || s.CompanyID[14] != '4' || s.Kind == "" || s.Verdict == "" {
			t.Errorf("%s: incomplete: %+v", s.ID, s)
		}
	}
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("stories\n%s, want\n%s", got, want)
	}
	Stories()[0].Key = "changed"
	if Stories()[0].Key == "changed" {
		t.Error("the caller can change the stories")
	}
}

// TestStories asks what a check asks: who am I, and the first employee.
func TestStories(t *testing.T) {
	s := serve(t, Handler(WithSlowDelay(0)))
	for _, want := range []struct {
		id                    string
		introspect, employees int
		subject, scope        string // of introspection
		rows                  int
	}{
		{"full-access", 200, 200, companyURN(nordhavnID), strings.Join(readScopes, " ") + " export-jobs:write", 1},
		{"read-only-employees", 200, 200, companyURN(nordhavnID), "users:read", 1},
		{"expired", 401, 401, "", "", 0},
		{"other-company", 200, 403, companyURN(granliID), strings.Join(readScopes, " "), 0},
		{"organisation", 200, 403, organisationURN(nordicOrgID), "companies:read", 0},
		{"other-environment", 401, 401, "", "", 0},
		{"rate-limited", 429, 429, "", "", 0},
		{"pleo-down", 503, 503, "", "", 0},
		{"html", 200, 200, "", "", 0},
		{"slow", 200, 200, companyURN(nordhavnID), strings.Join(readScopes, " "), 1},
		{"empty-company", 200, 200, companyURN(tomgangID), strings.Join(readScopes, " "), 0},
		{"integrated", 200, 403, companyURN(nordhavnID), "export-jobs:read export-items:read accounts:read tag-group:read tax-codes:read vendors:read", 0},
	} {
		t.Run(want.id, func(t *testing.T) {
			st := story(t, want.id)
			who, list := s.get(t, "/v1/introspect", st.Key), s.get(t, "/v2/employees?limit=1&companyId="+st.CompanyID, st.Key)
			if who.status != want.introspect || list.status != want.employees {
				t.Fatalf("introspect %d, employees %d; want %d, %d", who.status, list.status, want.introspect, want.employees)
			}
			if want.subject == "" {
				return
			}
			data := who.json(t)["data"].(map[string]any)
			if data["authMethod"] != "API_KEY" || data["subjectURN"] != want.subject || data["scope"] != want.scope || data["applicationName"] == "" {
				t.Errorf("introspection %v", data)
			}
			if want.employees == 200 && len(list.rows(t)) != want.rows {
				t.Errorf("%d rows, want %d", len(list.rows(t)), want.rows)
			}
		})
	}
}

// TestRefusalsLookAlike: an expired key, one of the other environment and one
// that never was cannot be told apart by the answer.
func TestRefusalsLookAlike(t *testing.T) {
	s := serve(t, Handler())
	first := s.get(t, "/v1/introspect", "demo-unknown-key-not-real")
	for _, id := range []string{"expired", "other-environment"} {
		got := s.get(t, "/v1/introspect", story(t, id).Key)
		if got.status != first.status || string(got.body) != string(first.body) ||
			got.header.Get("Www-Authenticate") != first.header.Get("Www-Authenticate") {
			t.Errorf("%s: %d %s", id, got.status, got.body)
		}
	}
}

func TestProductionTakesTheOtherKey(t *testing.T) {
	s := serve(t, Handler(WithEnvironment("production")))
	st := story(t, "other-environment")
	if got := s.get(t, "/v2/employees?limit=1&companyId="+st.CompanyID, st.Key); got.status != 200 || len(got.rows(t)) != 1 {
		t.Errorf("other-environment: status %d", got.status)
	}
	if got := s.get(t, "/v1/introspect", story(t, "full-access").Key); got.status != 401 {
		t.Errorf("full-access: status %d", got.status)
	}
	s = serve(t, Handler(WithEnvironment("staging")))
	if got := s.get(t, "/v1/introspect", st.Key); got.status != 401 {
		t.Errorf("other-environment in staging: status %d", got.status)
	}
}

func TestOrganisationStoryReadsItsCompanies(t *testing.T) {
	s, st := serve(t, Handler()), story(t, "organisation")
	for _, path := range []string{"/v1/companies", "/v1/companies?organization_id=" + nordicOrgID} {
		if rows := s.get(t, path, st.Key).rows(t); len(rows) != 2 || rows[0]["id"] != nordhavnID || rows[1]["id"] != lindgrenID {
			t.Errorf("%s: %v", path, rows)
		}
	}
}

func TestStoriesThatAnswerTheSameToEverything(t *testing.T) {
	s := serve(t, Handler())
	for _, path := range []string{"/", "/v1/introspect", "/v2/employees", "/nothing"} {
		limited := s.get(t, path, story(t, "rate-limited").Key)
		for name, value := range map[string]string{
			"Retry-After": "20", "Ratelimit-Limit": "600", "Ratelimit-Remaining": "0", "Ratelimit-Reset": "20",
		} {
			if limited.status != 429 || limited.header.Get(name) != value {
				t.Errorf("rate-limited %s: status %d, %s %q", path, limited.status, name, limited.header.Get(name))
			}
		}
		down := s.get(t, path, story(t, "pleo-down").Key)
		if down.status != 503 || down.header.Get("Content-Type") != "text/html" || down.header.Get("Request-Id") == "" {
			t.Errorf("pleo-down %s: %d %v", path, down.status, down.header)
		}
		portal := s.get(t, path, story(t, "html").Key)
		if portal.status != 200 || !strings.HasPrefix(portal.header.Get("Content-Type"), "text/html") ||
			!strings.HasPrefix(string(portal.body), "<!DOCTYPE html>") || portal.header.Get("Request-Id") != "" {
			t.Errorf("html %s: %d %v", path, portal.status, portal.header)
		}
	}
}

func TestSlowStory(t *testing.T) {
	ask := func(ctx context.Context, opts ...Option) (status int, took time.Duration) {
		st := story(t, "slow")
		r := httptest.NewRequestWithContext(ctx, "GET", "/v2/employees?limit=1&companyId="+st.CompanyID, nil)
		r.SetBasicAuth(st.Key, "")
		w := httptest.NewRecorder()
		begin := time.Now()
		Handler(opts...).ServeHTTP(w, r)
		return w.Code, time.Since(begin)
	}
	synctest.Test(t, func(t *testing.T) {
		if status, took := ask(t.Context()); status != http.StatusOK || took != 2*time.Second {
			t.Errorf("by default: %d after %v", status, took)
		}
		if status, took := ask(t.Context(), WithSlowDelay(0)); status != http.StatusOK || took != 0 {
			t.Errorf("with no delay: %d after %v", status, took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if status, took := ask(ctx); status == http.StatusOK || took != time.Second {
			t.Errorf("cancelled: %d after %v", status, took)
		}
	})
}
