package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// What is handed on sends a body only where the operation has one, as the app
// itself does: gateways answer a body on GET with 403.
func TestOnlyOperationsWithABodySendOne(t *testing.T) {
	const id = "5af3c18e-0d72-4b69-9e15-c64b80a7d2f1"
	collection, err := report.PostmanCollection("employees", english(t))
	if err != nil {
		t.Fatal(err)
	}
	var postman struct {
		Item []struct {
			Item []struct {
				Request struct {
					Method string
					Header []struct{ Key string }
					Body   *struct{ Raw string }
					URL    struct{ Raw string }
				}
			}
		}
	}
	if err := json.Unmarshal(collection, &postman); err != nil {
		t.Fatal(err)
	}
	items := postman.Item[0].Item
	if len(items) != len(pleoclient.Operations()) {
		t.Fatalf("%d requests for Postman", len(items))
	}
	for _, item := range items {
		typed := false
		for _, h := range item.Request.Header {
			typed = typed || h.Key == "Content-Type"
		}
		if has := item.Request.Method == "POST"; (item.Request.Body != nil) != has || typed != has {
			t.Errorf("Postman, %s %s: body %v, a type of content %v", item.Request.Method, item.Request.URL.Raw, item.Request.Body, typed)
		}
	}
	for _, op := range pleoclient.Operations() {
		typed := map[string]string{}
		for _, name := range op.PathParams {
			typed[name] = id
		}
		if _, ok := op.Param("limit"); ok {
			typed["limit"] = "2"
		}
		params, problems := pleoclient.ParseParams(op, typed)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", op.Name, problems[0])
		}
		params.CompanyID = id
		x, err := pleoclient.Describe("https://example.com", op, params)
		if err != nil {
			t.Fatalf("%s: %v", op.Name, err)
		}
		for _, shell := range report.FormatNames(report.Request) {
			shell := report.Shell(shell)
			command := report.Curl(x, shell, english(t))
			if has := strings.Contains(command, "Content-Type") || strings.Contains(command, "--data"); has != (op.Body != nil) {
				t.Errorf("%s in %s sends a body: %v\n%s", op.Name, shell, has, command)
			}
		}
	}
}
