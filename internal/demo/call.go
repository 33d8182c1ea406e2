package demo

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pleokeycheck/pleoclient"
)

// maxRequestBody is the largest request body that is read, in bytes.
const maxRequestBody = 1 << 20

// maxFilter is the largest number of entries in a filter array of the
// operations that limit it (vendors, accounting entries).
const maxFilter = 100

// call is one request to an operation, as far as it has been understood.
type call struct {
	who         *credential
	params      map[string]string // path parameters, lower case
	query       url.Values
	contentType string
	body        []byte   // a JSON object; "{}" where none was sent
	companies   []string // ids whose data the answer may hold
	page        pageRequest
}

// readBody reads a request body up to the limit.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequestBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, &problem{http.StatusRequestEntityTooLarge, "PAYLOAD_TOO_LARGE", "The request body is too large."}
	case err != nil:
		return nil, badRequest("The request body could not be read.")
	}
	return body, nil
}

// bodyOutOfPlace reports whether a request that only reads carries a body, or
// says that it does. Gateways before a server refuse that.
func bodyOutOfPlace(r *http.Request, body []byte) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	return len(body) > 0 || r.Header.Get("Content-Type") != "" || r.Header.Get("Transfer-Encoding") != ""
}

// parseBody checks path parameters and body against what the operation asks
// for.
func (c *call) parseBody(op *operation, body []byte) *problem {
	for name, value := range c.params {
		if !pleoclient.IsUUID(value) {
			return badRequest("Parameter '%s' must be a uuid.", name)
		}
		c.params[name] = strings.ToLower(value)
	}
	c.body = []byte("{}")
	if op.method != http.MethodPost {
		return nil
	}
	if len(body) > 0 {
		if media, _, err := mime.ParseMediaType(c.contentType); err != nil || media != "application/json" {
			return &problem{http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "The request body must be application/json."}
		}
		c.body = body
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(c.body, &fields); err != nil || fields == nil {
		return badRequest("The request body must be a JSON object.")
	}
	for _, name := range op.body.required {
		if value, ok := fields[name]; !ok || string(value) == "null" {
			return badRequest("Field '%s' must be provided.", name)
		}
	}
	return op.body.check(fields)
}

// check looks at filters that must be uuids and at the length of arrays.
func (rule bodyRule) check(fields map[string]json.RawMessage) *problem {
	for name, raw := range fields {
		var many []json.RawMessage
		isArray := json.Unmarshal(raw, &many) == nil
		if isArray && rule.maxFilter > 0 && len(many) > rule.maxFilter {
			return badRequest("Field '%s' must have at most %d entries.", name, rule.maxFilter)
		}
		if !slices.Contains(rule.uuids, name) || string(raw) == "null" {
			continue
		}
		if !isArray {
			many = []json.RawMessage{raw}
		}
		for _, one := range many {
			var id string
			if err := json.Unmarshal(one, &id); err != nil || !pleoclient.IsUUID(id) {
				return badRequest("Field '%s' must hold uuids only.", name)
			}
		}
	}
	return nil
}

// decode reads the body into a request type. A field of the wrong type is a 400.
func decode[T any](c *call) (T, *problem) {
	var request T
	if err := json.Unmarshal(c.body, &request); err != nil {
		return request, badRequest("The request body has a field of the wrong type.")
	}
	return request, nil
}

// resolveCompanies finds whose data the answer may hold: of the company or the
// organisation asked for, or else of everyone the key can see. The other
// spelling of the parameter is not looked at.
func (c *call) resolveCompanies(op *operation) *problem {
	company, given, err := c.companyParameter(op.company)
	if err != nil {
		return err
	}
	if given {
		if !c.who.reaches(company) {
			return accessDenied("company")
		}
		c.companies = []string{company}
		return nil
	}
	c.companies = c.who.companies
	if op.company.organization && c.query.Has("organization_id") {
		id := c.query.Get("organization_id")
		if !pleoclient.IsUUID(id) {
			return badRequest("Parameter 'organization_id' must be a uuid.")
		}
		if !strings.EqualFold(id, c.who.organization) {
			return accessDenied("organization")
		}
		return nil
	}
	if op.company.required != "" {
		return badRequest("%s", op.company.required)
	}
	if op.company.neededByOrganization && c.who.wholeOrganization() {
		return badRequest("company_id must be provided")
	}
	return nil
}

// companyParameter reads the company parameter from where the operation has it,
// in lower case.
func (c *call) companyParameter(rule companyRule) (id string, given bool, _ *problem) {
	switch {
	case rule.inBody:
		request, err := decode[struct {
			CompanyID *string `json:"companyId"`
		}](c)
		if err != nil || request.CompanyID == nil {
			return "", false, err
		}
		id = *request.CompanyID
	case rule.query == "" || !c.query.Has(rule.query):
		return "", false, nil
	default:
		id = c.query.Get(rule.query)
	}
	if !pleoclient.IsUUID(id) {
		return "", false, badRequest("Parameter '%s' must be a uuid.", rule.name())
	}
	return strings.ToLower(id), true, nil
}

// flag reads a boolean query parameter; absent is false.
func (c *call) flag(name string) (bool, *problem) {
	switch strings.ToLower(c.query.Get(name)) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "":
		if !c.query.Has(name) {
			return false, nil
		}
	}
	return false, badRequest("Parameter '%s' must be true or false.", name)
}
