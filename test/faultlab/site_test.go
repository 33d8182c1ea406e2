package faultlab

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

const (
	basePath  = "/pleo/api"
	companyID = "6b1f0c9e-3a57-4d28-8e41-9f0a7c5d2b36"
	otherID   = "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	orgID     = "c5b07e19-f2a4-4836-9d5e-80e13b6a47fc"

	typeJSON = "application/json;charset=UTF-8"
	typeHTML = "text/html; charset=utf-8"

	emptyList = `{"data":[],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`
	portal    = `<!DOCTYPE html><html><head><title>Fake Hotel</title></head><body>Sign in to the fake hotel network. ECHO</body></html>`
	problem   = `{"type":"FAKE_PROBLEM","message":"ECHO"}`
)

// call is a request that a site received. Its answer is written as it goes
// over the wire, by hand: no HTTP server would write most of them.
type call struct {
	l     *lab
	conn  net.Conn
	req   *http.Request
	key   string // what came in the Authorization header
	close bool   // nothing follows on this connection
}

// responder answers a call.
type responder func(*call)

// site is a server that answers each operation as a row says. What a row does
// not say is healthy.
type site struct {
	all          responder // every request, where set
	introspect   responder
	company      responder
	companies    responder // GET /v1/companies
	employees    responder
	installation responder
	accounts     responder // POST /v1/chart-of-accounts:search
}

func (s site) respond(c *call) {
	pick := func(r, healthy responder) responder {
		switch {
		case s.all != nil:
			return s.all
		case r != nil:
			return r
		}
		return healthy
	}
	switch path := strings.TrimPrefix(c.req.URL.Path, basePath); {
	case path == "/v1/introspect":
		pick(s.introspect, identity("company:"+companyID, "users:read companies:read accounts:read"))(c)
	case strings.HasPrefix(path, "/v1/companies/"):
		pick(s.company, aCompany(companyID))(c)
	case path == "/v1/companies":
		pick(s.companies, answer(200, typeJSON, listOf(`{"id":"`+companyID+`","name":"Fake Company"}`)))(c)
	case path == "/v2/employees":
		pick(s.employees, rows(companyID))(c)
	case path == "/v1/installations/me" && s.installation != nil:
		s.installation(c)
	case path == "/v1/chart-of-accounts:search":
		pick(s.accounts, answer(200, typeJSON, emptyList))(c)
	default:
		pick(nil, answer(404, typeJSON, problem))(c)
	}
}

// speak serves HTTP/1.1 on a connection.
func (l *lab) speak(s site) func(net.Conn) {
	return func(conn net.Conn) {
		r := bufio.NewReader(conn)
		for {
			req, err := http.ReadRequest(r)
			if err != nil {
				return
			}
			_, _ = io.Copy(io.Discard, req.Body)
			l.mu.Lock()
			l.paths = append(l.paths, req.URL.Path)
			l.mu.Unlock()
			user, _, _ := req.BasicAuth()
			c := &call{l: l, conn: conn, req: req, key: user}
			s.respond(c)
			if c.close {
				return
			}
		}
	}
}

// site starts a site without TLS and points the check at it.
func (l *lab) site(s site) { l.plain(l.listen(l.speak(s))) }

// write sends text as it is, with the key in the place of ECHO. It is false
// when the client has gone.
func (c *call) write(text string) bool {
	if strings.Contains(text, "ECHO") {
		text = strings.ReplaceAll(text, "ECHO", strings.Join(forms(c.key), " "))
	}
	_, err := io.WriteString(c.conn, text)
	return err == nil
}

// answer is a well-formed answer. Headers are names and values in turn; an
// empty value takes a header away. The key stands in headers and, for ECHO,
// in the body.
func answer(status int, contentType, body string, headers ...string) responder {
	return func(c *call) {
		body := body
		if strings.Contains(body, "ECHO") {
			echo, _ := json.Marshal(strings.Join(forms(c.key), " "))
			body = strings.ReplaceAll(body, "ECHO", strings.Trim(string(echo), `"`))
		}
		c.write(head(fmt.Sprintf("%d Fake ECHO", status), append([]string{
			"Content-Type", contentType, "Content-Length", fmt.Sprint(len(body)), "request-Id", "fake-request-id", "X-Echo", "ECHO",
		}, headers...)...))
		if c.req.Method != http.MethodHead && status != 204 && status != 304 && status >= 200 {
			// The key was put in above, escaped for JSON.
			_, _ = io.WriteString(c.conn, body)
		}
		c.close = status < 200
	}
}

// head is a status line with headers. Later headers win; one without a value
// is not sent.
func head(status string, headers ...string) string {
	var b strings.Builder
	b.WriteString("HTTP/1.1 " + status + "\r\n")
	headers = append([]string{"Date", time.Now().UTC().Format(http.TimeFormat)}, headers...)
	for i := 0; i < len(headers); i += 2 {
		overridden := false
		for j := i + 2; j < len(headers); j += 2 {
			overridden = overridden || strings.EqualFold(headers[i], headers[j])
		}
		if !overridden && headers[i+1] != "" {
			b.WriteString(headers[i] + ": " + headers[i+1] + "\r\n")
		}
	}
	return b.String() + "\r\n"
}

// says writes text as it is and closes the connection.
func says(text string) responder {
	return func(c *call) {
		c.write(text)
		c.close = true
	}
}

// body is a well-formed head before a body that is written as it is. headers
// replace those of a healthy answer.
func body(text string, headers ...string) responder {
	return says(head("200 OK", append([]string{"Content-Type", typeJSON}, headers...)...) + text)
}

// onlyTo refuses every other key.
func onlyTo(key string, r responder) responder {
	return func(c *call) {
		if c.key != key {
			answer(401, typeJSON, problem)(c)
			return
		}
		r(c)
	}
}

// then does one after the other.
func then(rs ...responder) responder {
	return func(c *call) {
		for _, r := range rs {
			r(c)
		}
	}
}

// silence answers nothing until the client goes or the row ends.
func silence(c *call) {
	drainAll(c.conn)
	c.close = true
}

// reset breaks the connection as a crash or a firewall does.
func reset(c *call) {
	breakOff(c.conn)
	c.close = true
}

func breakOff(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	conn.Close()
}

// endless writes the same text for as long as somebody reads it.
func endless(text string) responder {
	return func(c *call) {
		for c.write(text) {
		}
		c.close = true
	}
}

// drip writes the same text now and then, without an end.
func drip(text string) responder {
	return func(c *call) {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		c.close = true
		for c.write(text) {
			select {
			case <-tick.C:
			case <-c.l.done:
				return
			}
		}
	}
}

// identity is a healthy answer to introspection.
func identity(subject, scopes string) responder {
	return answer(200, typeJSON, fmt.Sprintf(
		`{"data":{"authMethod":"API_KEY","clientId":"fake-client","scope":%q,"applicationName":"Fake ECHO","subjectURN":"urn:pleo:%s"}}`, scopes, subject))
}

func aCompany(id string) responder {
	return answer(200, typeJSON, fmt.Sprintf(`{"data":{"id":%q,"name":"Fake Company ECHO","organizationId":%q}}`, id, orgID))
}

// rows is a healthy list with a row for each company.
func rows(companies ...string) responder { return answer(200, typeJSON, list(companies...)) }

func list(companies ...string) string {
	var out []string
	for _, id := range companies {
		out = append(out, fmt.Sprintf(`{"id":"fake","companyId":%q,"email":"ECHO"}`, id))
	}
	return strings.Replace(emptyList, "[]", "["+strings.Join(out, ",")+"]", 1)
}

// statusLine is a connection on which an answer 200 goes out with another
// status.
type statusLine struct {
	net.Conn
	status int
}

func (s statusLine) Write(p []byte) (int, error) {
	_, err := s.Conn.Write([]byte(strings.Replace(string(p), "HTTP/1.1 200 ", fmt.Sprintf("HTTP/1.1 %d ", s.status), 1)))
	return len(p), err
}
