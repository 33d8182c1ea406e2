package pleoclient

import "net/http"

// Describe gives the request that [Client.Do] would make, without making it:
// an [Exchange] with method, URL, headers and body, and no answer. It takes no
// key. The error is a [*BaseURLError] or a [*ParamError].
func Describe(baseURL string, op Operation, p Params) (*Exchange, error) {
	base, err := ParseBaseURL(baseURL)
	if err != nil {
		return nil, err
	}
	c := &Client{base: base}
	req, body, err := c.request(op, p)
	if err != nil {
		return nil, err
	}
	return &Exchange{
		Operation: op.Name, Method: op.Method, URL: req.URL.String(),
		RequestHeader: http.Header{"Accept": req.Header["Accept"], "Authorization": {"Basic [hidden]"}}, RequestBody: body,
	}, nil
}
