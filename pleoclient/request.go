package pleoclient

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Params are the values of one request.
type Params struct {
	// CompanyID goes where the operation wants it; empty means it is not sent.
	// Nor is it beside the query parameter organization_id: Pleo wants one of the
	// two.
	CompanyID string
	// Path holds the values of Operation.PathParams.
	Path map[string]string
	// Query holds further query parameters.
	Query url.Values
	// Limit is the number of rows asked for; 0, or an operation without
	// paging: not sent.
	Limit int
	// Body is merged over Operation.Body. For an operation without a body it has
	// to be empty.
	Body map[string]any
}

// Describe gives the request that [Client.Do] would make, without making it:
// an [Exchange] with method, URL, headers and body, and no answer. It takes no
// key. The error is a [*BaseURLError] or a [*ParamError].
func Describe(baseURL string, op Operation, p Params) (*Exchange, error) {
	base, err := ParseBaseURL(baseURL)
	if err != nil {
		return nil, err
	}
	req, body, err := (&Client{base: base}).request(op, p)
	if err != nil {
		return nil, err
	}
	return &Exchange{
		Operation: op.Name, Method: op.Method, URL: req.URL.String(), RequestBody: body,
		RequestHeader: http.Header{"Accept": req.Header["Accept"], "Authorization": {"Basic " + hidden}},
	}, nil
}

// request builds a request without a key, and the body it will send.
func (c *Client) request(op Operation, p Params) (*http.Request, []byte, error) {
	path, err := expandPath(op, p)
	if err != nil {
		return nil, nil, err
	}
	u := *c.base
	u.RawPath = c.base.EscapedPath() + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return nil, nil, &ParamError{Operation: op.Name, Param: "path", Reason: "cannot be escaped"}
	}
	u.RawQuery = query(op, p).Encode()

	header := http.Header{
		"Accept":          {"application/json"},
		"Accept-Encoding": {"gzip"},
		"User-Agent":      {c.userAgent},
	}
	req := &http.Request{Method: op.Method, URL: &u, Host: u.Host, Header: header, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	body, err := requestBody(op, p)
	if err != nil {
		return nil, nil, err
	}
	if body != nil {
		header.Set("Content-Type", "application/json")
		// All our POSTs only read. An empty list is not sent, but lets Go
		// repeat the request when a reused connection turns out to be closed.
		header["Idempotency-Key"] = nil
		req.ContentLength = int64(len(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		req.Body, _ = req.GetBody()
	}
	return req, body, nil
}

// expandPath fills the placeholders. A value is one path segment, whatever it
// contains.
func expandPath(op Operation, p Params) (string, error) {
	values := maps.Clone(p.Path)
	names := slices.Clone(op.PathParams)
	if op.Company == CompanyIDPath {
		if values == nil {
			values = map[string]string{}
		}
		values["companyId"] = p.CompanyID
		names = append(names, "companyId")
	}
	path := op.Path
	for _, name := range names {
		value := values[name]
		switch value {
		case "":
			return "", &ParamError{Operation: op.Name, Param: name, Reason: "missing"}
		case ".", "..":
			return "", &ParamError{Operation: op.Name, Param: name, Reason: "not an id"}
		}
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
	}
	return path, nil
}

func cloned(query url.Values) url.Values {
	q := url.Values{}
	for name, values := range query {
		q[name] = slices.Clone(values)
	}
	return q
}

func query(op Operation, p Params) url.Values {
	q := cloned(p.Query)
	if p.CompanyID != "" && op.AsksOneCompany(p) {
		switch op.Company {
		case CompanyIDCamel:
			q.Set("companyId", p.CompanyID)
		case CompanyIDSnake:
			q.Set("company_id", p.CompanyID)
		}
	}
	if p.Limit > 0 && op.Page != PageNone {
		q.Set("limit", strconv.Itoa(p.Limit))
	}
	return q
}

// requestBody is the JSON to send, nil for an operation without a body.
func requestBody(op Operation, p Params) ([]byte, error) {
	if op.Body == nil {
		if len(p.Body) > 0 {
			return nil, &ParamError{Operation: op.Name, Param: "body", Reason: "the operation has no body"}
		}
		return nil, nil
	}
	fields := map[string]any{}
	maps.Copy(fields, op.Body)
	maps.Copy(fields, p.Body)
	if op.Company == CompanyIDBody && p.CompanyID != "" {
		fields["companyId"] = p.CompanyID
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return nil, &ParamError{Operation: op.Name, Param: "body", Reason: "cannot be written as json"}
	}
	return body, nil
}
