package personal_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/personal"
	"pleokeycheck/pleoclient"
)

// ask makes a request to the demo server, with what an operation needs. An
// operation that reads one thing takes the id from a list that came before.
func ask(t *testing.T, base string, story demo.Story, op pleoclient.Operation, ids map[string]string) []byte {
	t.Helper()
	path := strings.ReplaceAll(op.Path, "{companyId}", story.CompanyID)
	for _, name := range op.PathParams {
		path = strings.ReplaceAll(path, "{"+name+"}", ids[name])
	}
	body := maps.Clone(op.Body)
	switch op.Company {
	case pleoclient.CompanyIDCamel:
		path += "?companyId=" + story.CompanyID
	case pleoclient.CompanyIDSnake:
		path += "?company_id=" + story.CompanyID
	case pleoclient.CompanyIDBody:
		body["companyId"] = story.CompanyID
	}
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		sent = strings.NewReader(string(text))
	}
	r, err := http.NewRequestWithContext(t.Context(), op.Method, base+path, sent)
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(story.Key, "")
	if sent != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// The invented people of the demo company are in none of its answers once these
// are hidden, whatever is asked for and with whatever key.
func TestDemoPeopleDoNotSurvive(t *testing.T) {
	server, err := demo.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	param := map[string]string{"employees": "employeeId", "export-jobs": "jobId", "tag-groups": "groupId", "tags": "tagId", "tax-codes": "taxCodeId",
		"subscriptions": "id", "accounting-entries": "accountingEntryId"}
	people := map[string]bool{}
	answers := map[string][]byte{}
	for _, story := range demo.Stories() {
		if story.ID == "slow" {
			continue // the same answers, later
		}
		ids := map[string]string{}
		ops := pleoclient.Operations()
		slices.SortStableFunc(ops, func(a, b pleoclient.Operation) int { return len(a.PathParams) - len(b.PathParams) })
		for _, op := range ops {
			body := ask(t, server.URL(), story, op, ids)
			answers[op.Name+" with "+story.ID] = body
			var list struct {
				Data []map[string]any `json:"data"`
			}
			if json.Unmarshal(body, &list) != nil || len(list.Data) == 0 {
				continue
			}
			id, _ := list.Data[0]["id"].(string)
			ids[param[op.Name]] = id
			for _, row := range list.Data {
				for _, field := range []string{"email", "firstName", "lastName", "jobTitle", "phone", "code", "name", "note"} {
					value, _ := row[field].(string)
					if value != "" && slices.Contains([]string{"employees", "vendors", "tags", "accounting-entries"}, op.Name) {
						people[value] = true
					}
				}
				for _, field := range []string{"addressLine1", "locality", "postalCode"} {
					address, _ := row["address"].(map[string]any)
					if value, _ := address[field].(string); value != "" {
						people[value] = true
					}
				}
			}
		}
	}
	if len(people) < 40 || !people["anna.eksempel@example.com"] || !people["Eksempel Mel ApS"] || !people["Eksempelvej 1"] {
		t.Fatalf("only %d values of people were found", len(people))
	}
	for _, operation := range []string{"tag", "tag-dimensions", "tax-code", "subscription-activities", "receipts"} {
		if body := answers[operation+" with full-access"]; !strings.HasPrefix(string(body), `{"data":`) || pleoclient.RowCount(body) == 0 {
			t.Errorf("%s: nothing to hide in %s", operation, body)
		}
	}
	for name, body := range answers {
		operation, _, _ := strings.Cut(name, " ")
		hidden, n := personal.Hide(operation, body)
		if strings.HasPrefix(operation, "employee") && strings.Contains(string(body), "@example.com") && n == 0 {
			t.Errorf("%s: nothing is hidden", name)
		}
		for value := range people {
			if strings.Contains(string(hidden), `"`+value+`"`) || len(value) > 4 && strings.Contains(string(hidden), value) {
				t.Errorf("%s: %q is still in it: %.300s", name, value, hidden)
			}
		}
		if strings.Contains(string(hidden), "fake-demo-password") || strings.Contains(string(hidden), "not-a-real-value") ||
			strings.Contains(string(hidden), "fake-demo-signature") {
			t.Errorf("%s: credentials are still in it", name)
		}
	}
}
