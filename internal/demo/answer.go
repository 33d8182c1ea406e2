package demo

import (
	"compress/gzip"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Media types of the answers, as Pleo's OpenAPI documents give them.
const (
	mediaType        = "application/json;charset=UTF-8"
	mediaTypeAccount = "application/json"
)

// answer is a finished answer that has yet to be written.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// newAnswer returns an answer with the request id that every answer of Pleo
// carries.
func newAnswer(status int, contentType string, body []byte) *answer {
	a := &answer{status: status, header: make(http.Header), body: body}
	a.header.Set("Request-Id", randomUUID())
	if contentType != "" {
		a.header.Set("Content-Type", contentType)
	}
	return a
}

// jsonAnswer returns an answer with content as JSON. The content is ours and
// can always be encoded.
func jsonAnswer(status int, content any) *answer {
	body, err := json.Marshal(content)
	if err != nil {
		panic(fmt.Sprintf("demo: encoding an answer: %v", err))
	}
	return newAnswer(status, mediaType, body)
}

// write sends the answer, compressed where the client asks for gzip.
func (a *answer) write(w http.ResponseWriter, r *http.Request) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if len(a.body) > 0 {
		w.Header().Add("Vary", "Accept-Encoding")
	}
	if len(a.body) == 0 || !wantsGzip(r.Header.Values("Accept-Encoding")) {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // an error here means the client is gone
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(a.status)
	zipped := gzip.NewWriter(w)
	_, _ = zipped.Write(a.body)
	_ = zipped.Close()
}

// wantsGzip reports whether an Accept-Encoding header names gzip and does not
// rule it out with q=0.
func wantsGzip(values []string) bool {
	for part := range strings.SplitSeq(strings.Join(values, ","), ",") {
		coding, weight, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			continue
		}
		q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(weight)), "q=")
		if !ok {
			return true
		}
		value, err := strconv.ParseFloat(q, 64)
		return err == nil && value > 0
	}
	return false
}

// randomUUID returns a random version 4 uuid.
func randomUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	return formatUUID(b)
}

// formatUUID writes b as a uuid of version 4.
func formatUUID(b [16]byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
