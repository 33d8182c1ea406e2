package report

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

var postmanCollectionFormat = Format{
	Subject: Collection, Name: "postman-collection", Extension: ".postman_collection.json",
	FileName: func(s Source) string { return fileSafe(s.Words.Text("export.postman.name")) },
	Write:    func(s Source) ([]byte, error) { return PostmanCollection(s.Operation, s.Words) },
}

var postmanEnvironmentFormat = Format{
	Subject: Collection, Name: "postman-environment", Extension: ".postman_environment.json",
	FileName: func(s Source) string { return "Pleo " + s.Environment },
	Write: func(s Source) ([]byte, error) {
		return PostmanEnvironment(s.Environment, s.BaseURL, s.CompanyID, s.Words)
	},
}

// The Postman collection format 2.1 (schema.getpostman.com), as far as it is
// needed. Postman's own names.
type (
	postmanCollection struct {
		Info     postmanInfo       `json:"info"`
		Item     []postmanFolder   `json:"item"`
		Auth     postmanAuth       `json:"auth"`
		Variable []postmanVariable `json:"variable"`
	}
	postmanInfo struct {
		ID          string `json:"_postman_id"`
		Name        string `json:"name"`
		Description string `json:"description"`
		Schema      string `json:"schema"`
	}
	postmanFolder struct {
		ID   string        `json:"id"`
		Name string        `json:"name"`
		Item []postmanItem `json:"item"`
	}
	postmanItem struct {
		ID      string         `json:"id"`
		Name    string         `json:"name"`
		Event   []postmanEvent `json:"event,omitempty"`
		Request postmanRequest `json:"request"`
	}
	postmanEvent struct {
		Listen string `json:"listen"`
		Script struct {
			Type string   `json:"type"`
			Exec []string `json:"exec"`
		} `json:"script"`
	}
	postmanRequest struct {
		Method      string          `json:"method"`
		Header      []postmanHeader `json:"header"`
		Body        *postmanBody    `json:"body,omitempty"`
		URL         postmanURL      `json:"url"`
		Description string          `json:"description"`
	}
	postmanHeader struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	postmanBody struct {
		Mode string `json:"mode"`
		Raw  string `json:"raw"`
	}
	postmanURL struct {
		Raw   string          `json:"raw"`
		Host  []string        `json:"host"`
		Path  []string        `json:"path"`
		Query []postmanHeader `json:"query,omitempty"`
	}
	postmanAuth struct {
		Type  string            `json:"type"`
		Basic []postmanVariable `json:"basic"`
	}
	postmanVariable struct {
		Key     string `json:"key"`
		Value   string `json:"value"`
		Type    string `json:"type"`
		Enabled bool   `json:"enabled,omitempty"` // in an environment only
	}
	postmanEnvironment struct {
		ID     string            `json:"id"`
		Name   string            `json:"name"`
		Values []postmanVariable `json:"values"`
		Scope  string            `json:"_postman_variable_scope"`
	}
)

// PostmanCollection gives every reading operation as a Postman collection
// (v2.1), the test request first, with tests of what needs nothing but the
// company. It holds no key: that comes from the secret variable apiKey, as the
// user name of Basic authentication with an empty password. The same operation
// has the same ids in every export.
func PostmanCollection(first string, c *message.Catalogue) ([]byte, error) {
	operations := pleoclient.Operations()
	// The ids that some lists give are needed by what comes after them.
	slices.SortStableFunc(operations, func(a, b pleoclient.Operation) int {
		return rank(a, first) - rank(b, first)
	})
	folder := postmanFolder{ID: stableID("folder"), Name: c.Text("export.postman.name")}
	ids := map[string]bool{}
	for _, op := range operations {
		item, err := postmanItemOf(op, c)
		if err != nil {
			return nil, err
		}
		folder.Item = append(folder.Item, item)
		for _, name := range op.PathParams {
			ids[name] = true
		}
	}
	collection := postmanCollection{
		Info: postmanInfo{
			ID: stableID("collection"), Name: c.Text("export.postman.name"), Description: c.Text("export.postman.text"),
			Schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
		},
		Item: []postmanFolder{folder},
		Auth: postmanAuth{Type: "basic", Basic: []postmanVariable{
			{Key: "username", Value: "{{apiKey}}", Type: "string"},
			{Key: "password", Value: "", Type: "string"},
		}},
	}
	for _, name := range slices.Sorted(maps.Keys(ids)) {
		collection.Variable = append(collection.Variable, postmanVariable{Key: name, Value: "", Type: "string"})
	}
	return indented(collection)
}

// PostmanEnvironment gives the environment that goes with the collection: the
// server, the company, and an empty secret variable for the key.
func PostmanEnvironment(environment, baseURL, companyID string, c *message.Catalogue) ([]byte, error) {
	return indented(postmanEnvironment{
		ID:   stableID("environment", environment, baseURL, companyID),
		Name: c.Text("export.postman.environment", map[string]string{"Name": c.Environment(environment)}),
		Values: []postmanVariable{
			{Key: "baseUrl", Value: baseURL, Type: "default", Enabled: true},
			{Key: "companyId", Value: companyID, Type: "default", Enabled: true},
			{Key: "apiKey", Value: "", Type: "secret", Enabled: true},
		},
		Scope: "environment",
	})
}

// rank puts the test request first, and what needs an id after the lists.
func rank(op pleoclient.Operation, first string) int {
	switch {
	case op.Name == first:
		return 0
	case !op.NeedsID():
		return 1
	}
	return 2
}

func postmanItemOf(op pleoclient.Operation, c *message.Catalogue) (postmanItem, error) {
	item := postmanItem{ID: stableID("item", op.Name), Name: c.Area(op.Name)}
	path := op.Path
	if op.Company == pleoclient.CompanyIDPath {
		path = strings.ReplaceAll(path, "{companyId}", "{{companyId}}")
	}
	for _, name := range op.PathParams {
		path = strings.ReplaceAll(path, "{"+name+"}", "{{"+name+"}}")
	}
	u := postmanURL{Host: []string{"{{baseUrl}}"}, Path: strings.Split(strings.TrimPrefix(path, "/"), "/")}
	switch op.Company {
	case pleoclient.CompanyIDCamel:
		u.Query = append(u.Query, postmanHeader{"companyId", "{{companyId}}"})
	case pleoclient.CompanyIDSnake:
		u.Query = append(u.Query, postmanHeader{"company_id", "{{companyId}}"})
	}
	if op.Page != pleoclient.PageNone {
		u.Query = append(u.Query, postmanHeader{"limit", "1"})
	}
	u.Raw = "{{baseUrl}}" + path
	for i, q := range u.Query {
		u.Raw += string("?&"[min(i, 1)]) + url.QueryEscape(q.Key) + "=" + q.Value
	}
	item.Request = postmanRequest{Method: op.Method, Header: []postmanHeader{{"Accept", "application/json"}}, URL: u, Description: requirements(op, c)}
	if op.Body != nil {
		fields := maps.Clone(op.Body)
		if op.Company == pleoclient.CompanyIDBody {
			fields["companyId"] = "{{companyId}}"
		}
		body, err := json.MarshalIndent(fields, "", "  ")
		if err != nil {
			return item, fmt.Errorf("write the body of %s: %w", op.Name, err)
		}
		item.Request.Header = append(item.Request.Header, postmanHeader{"Content-Type", "application/json"})
		item.Request.Body = &postmanBody{Mode: "raw", Raw: string(body)}
	}
	if script := postmanTest(op, c); len(script) > 0 {
		test := postmanEvent{Listen: "test"}
		test.Script.Type, test.Script.Exec = "text/javascript", script
		item.Event = []postmanEvent{test}
	}
	return item, nil
}

// requirements says what an operation needs.
func requirements(op pleoclient.Operation, c *message.Catalogue) string {
	var parts []string
	if op.Scope != "" {
		parts = append(parts, c.Text("export.postman.scope", map[string]string{"Scope": op.Scope}))
	}
	if op.NeedsID() {
		parts = append(parts, c.Text("export.postman.needs", map[string]string{"Variable": strings.Join(op.PathParams, ", ")}))
	}
	if op.Sensitive {
		parts = append(parts, c.Text("export.postman.sensitive"))
	}
	if !op.BasicAuth {
		parts = append(parts, c.Text("export.postman.bearer"))
	}
	return strings.Join(parts, "\n\n")
}

// idVariables is the variable that an operation's first row fills in.
var idVariables = map[string]string{
	"employees": "employeeId", "export-jobs": "jobId", "tag-groups": "groupId", "tags": "tagId", "tax-codes": "taxCodeId",
	"subscriptions": "id", "accounting-entries": "accountingEntryId",
}

// postmanTest is the script that runs after an answer: it holds the status and
// the shape where an operation needs nothing but the company, and keeps the id
// of the first row for the operations that read one thing.
func postmanTest(op pleoclient.Operation, c *message.Catalogue) []string {
	keep := func(rows string) string {
		return "if (" + rows + ".length > 0) { pm.collectionVariables.set(" + jsText(idVariables[op.Name]) + ", " + rows + "[0].id); }"
	}
	if !op.NeedsOnlyCompany() {
		if idVariables[op.Name] == "" {
			return nil
		}
		return []string{"const rows = pm.response.code === 200 ? pm.response.json().data : [];", keep("rows")}
	}
	shape := "  pm.expect(body).to.be.an('object');"
	switch {
	case op.List:
		shape = "  pm.expect(body.data).to.be.an('array');"
	case op.Wrapped:
		shape = "  pm.expect(body.data).to.be.an('object');"
	}
	script := []string{
		"pm.test(" + jsText(c.Text("export.postman.status")) + ", function () { pm.response.to.have.status(200); });",
		"pm.test(" + jsText(c.Text("export.postman.shape")) + ", function () {",
		"  const body = pm.response.json();",
		shape,
	}
	if op.List && op.Page != pleoclient.PageNone {
		script = append(script, "  pm.expect(body.pagination.hasNextPage).to.be.a('boolean');")
	}
	if idVariables[op.Name] != "" {
		script = append(script, "  "+keep("body.data"))
	}
	return append(script, "});")
}

// jsText is a text as JavaScript writes it; JSON's way is one of them.
func jsText(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil { // a string can be written
		panic(err)
	}
	return string(quoted)
}

// stableID is a UUID that follows from what it is for.
func stableID(what ...string) string {
	sum := sha256.Sum256([]byte("pleo-key-check postman\x00" + strings.Join(what, "\x00")))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // version 8: of our own making
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
