package faultlab

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"sync"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// canary is the key of every row. It is different in every escaped form.
const canary = `fake-canary+"<key>&/0123456789`

// large is a body that is not worth printing in every way there is.
const large = 64 << 10

var words = sync.OnceValues(func() (*message.Catalogue, error) { return message.New("en") })

// forms are the forms in which servers echo a key. Those of the canary must
// not be found anywhere.
func forms(key string) []string {
	inJSON, _ := json.Marshal(key)
	return []string{
		key,
		base64.StdEncoding.EncodeToString([]byte(key + ":")),
		base64.RawURLEncoding.EncodeToString([]byte(key + ":")),
		base64.RawStdEncoding.EncodeToString([]byte(key)),
		base64.RawURLEncoding.EncodeToString([]byte(key)),
		url.QueryEscape(key),
		url.PathEscape(key),
		strings.Trim(string(inJSON), `"`),
		strings.ReplaceAll(key, `"`, `\"`),
		html.EscapeString(key),
	}
}

// noTrace looks for the key in everything that a result can be turned into.
func noTrace(t testing.TB, r *check.Result, further ...string) {
	t.Helper()
	catalogue, err := words()
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{
		"%+v":     fmt.Sprintf("%+v", *r),
		"%#v":     fmt.Sprintf("%#v", *r),
		"report":  report.Text(r, catalogue),
		"words":   fmt.Sprint(catalogue.Finding(r.Finding), catalogue.Headline(r)),
		"details": fmt.Sprintf("%+v %+v %+v", r.Identity, r.Company, r.Permissions),
	}
	if inJSON, err := report.JSON(r, catalogue); err != nil {
		t.Errorf("report.JSON: %v", err)
	} else {
		texts["report.JSON"] = string(inJSON)
	}
	shown := *r
	shown.Answer, shown.Exchanges = nil, nil
	for i, e := range append(r.Exchanges, r.Answer) {
		if e == nil {
			continue
		}
		name := fmt.Sprintf("exchange %d ", i)
		texts[name+"body"] = string(e.Body)
		copied := *e
		if len(e.Body) > large {
			copied.Body = nil
		}
		texts[name+"%+v"], texts[name+"%#v"] = fmt.Sprintf("%+v", copied), fmt.Sprintf("%#v", copied)
		shown.Exchanges = append(shown.Exchanges, &copied)
	}
	inJSON, err := json.Marshal(shown)
	if err != nil {
		t.Errorf("JSON: %v", err)
	}
	texts["JSON"] = string(inJSON)
	for where, text := range texts {
		noCanary(t, where, text, further...)
	}
}

// noCanary looks for the forms of the key, and for further texts, in a text.
func noCanary(t testing.TB, where, text string, further ...string) {
	t.Helper()
	for _, form := range append(forms(canary), further...) {
		if i := strings.Index(text, form); i >= 0 {
			t.Errorf("%s holds what must not be seen, behind %q", where, text[max(0, i-80):i])
		}
	}
}

// bounded holds the sizes of what is kept to the limits of the row.
func bounded(t testing.TB, r *check.Result, limits pleoclient.Limits) {
	t.Helper()
	const slack = 128 << 10 // read ahead, and what scrubbing makes longer
	body, header := limits.BodyBytes, limits.HeaderBytes
	if body == 0 {
		body = 10 << 20
	}
	if header == 0 {
		header = 64 << 10
	}
	for _, e := range r.Exchanges {
		if e.BodyBytes > body || int64(len(e.Body)) > body+slack || e.WireBytes > body+slack {
			t.Errorf("%s keeps %d of %d bytes of body, %d on the wire", e.Operation, len(e.Body), e.BodyBytes, e.WireBytes)
		}
		size := int64(0)
		for name, values := range e.Header {
			for _, v := range values {
				size += int64(len(name) + len(v))
			}
		}
		if size > header+slack {
			t.Errorf("%s keeps %d bytes of header", e.Operation, size)
		}
	}
}
