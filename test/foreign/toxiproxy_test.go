//go:build foreign

package foreign

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/pleoclient"
)

// badNetwork is toxiproxy: a connection between client and server that
// somebody spoils.
type badNetwork struct{ api string }

// toxic is one way of spoiling it (github.com/Shopify/toxiproxy).
type toxic struct {
	Type       string         `json:"type"`
	Stream     string         `json:"stream"` // "upstream": what the client sends; "downstream": what it gets
	Attributes map[string]int `json:"attributes"`
}

func startToxiproxy(t *testing.T) badNetwork {
	t.Helper()
	port := freePort(t)
	start(t, "Starting Toxiproxy", "env", "LOG_LEVEL=info", named(t, "FOREIGN_TOXIPROXY"), "-host", "127.0.0.1", "-port", strconv.Itoa(port))
	listening(t, local(port))
	return badNetwork{api: "http://" + local(port)}
}

// through opens a way to a server, spoiled, and returns its address.
func (b badNetwork) through(t *testing.T, server string, spoiled ...toxic) string {
	t.Helper()
	name := "way" + strconv.Itoa(freePort(t))
	address := b.post(t, "/proxies", map[string]any{"name": name, "listen": "127.0.0.1:0", "upstream": server, "enabled": true})
	for _, s := range spoiled {
		b.post(t, "/proxies/"+name+"/toxics", s)
	}
	return address
}

// post sends JSON to toxiproxy and returns the field listen of its answer.
func (b badNetwork) post(t *testing.T, path string, body any) string {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(b.api+path, "application/json", bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		t.Fatalf("%s %s: %s %s, %v", path, text, resp.Status, answer, err)
	}
	var fields struct{ Listen string }
	if err := json.Unmarshal(answer, &fields); err != nil {
		t.Fatal(err)
	}
	return fields.Listen
}

// headerBytes is how long the header of the first answer is, so that it can be
// cut off behind it.
func headerBytes(t *testing.T, server, key string) int {
	t.Helper()
	conn, err := net.Dial("tcp", server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /v1/introspect HTTP/1.1\r\nHost: %s\r\nAuthorization: Basic %s\r\nAccept-Encoding: gzip\r\n\r\n",
		server, base64.StdEncoding.EncodeToString([]byte(key+":")))
	n := 0
	for r := bufio.NewReader(conn); ; {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if n += len(line); line == "\r\n" {
			return n
		}
	}
}

func TestBadNetwork(t *testing.T) {
	full, slow := story(t, "full-access"), story(t, "slow")
	bad := startToxiproxy(t)
	server := strings.TrimPrefix(demoServer(t).URL(), "http://")
	header := headerBytes(t, server, full.Key)
	tests := []struct {
		name    string
		story   demo.Story
		toxics  []toxic
		kind    check.Kind
		verdict check.Verdict
		within  time.Duration
	}{
		{"nothing wrong", full, nil, check.OK, check.Working, time.Second},
		{"slow but steady", full, []toxic{{"latency", "downstream", map[string]int{"latency": 150, "jitter": 50}}}, check.OK, check.Working, 3 * time.Second},
		{"slow both ways", full, []toxic{
			{"latency", "downstream", map[string]int{"latency": 80}}, {"latency", "upstream", map[string]int{"latency": 80}},
		}, check.OK, check.Working, 3 * time.Second},
		{"too slow an answer", full, []toxic{{"latency", "downstream", map[string]int{"latency": 5000}}}, check.AnswerTimeout, check.Inconclusive, 2 * time.Second},
		{"a slow server behind a slow network", slow, []toxic{{"latency", "downstream", map[string]int{"latency": 50}}}, check.AnswerTimeout, check.Inconclusive, 2 * time.Second},
		{"the request never arrives", full, []toxic{{"timeout", "upstream", map[string]int{"timeout": 0}}}, check.AnswerTimeout, check.Inconclusive, 2 * time.Second},
		{"the answer never arrives", full, []toxic{{"timeout", "downstream", map[string]int{"timeout": 0}}}, check.AnswerTimeout, check.Inconclusive, 2 * time.Second},
		{"closed in the middle of waiting", full, []toxic{{"timeout", "downstream", map[string]int{"timeout": 200}}}, check.ConnectionReset, check.Inconclusive, 2 * time.Second},
		{"reset at once", full, []toxic{{"reset_peer", "downstream", map[string]int{"timeout": 0}}}, check.ConnectionReset, check.Inconclusive, 2 * time.Second},
		{"reset after a while", full, []toxic{
			{"latency", "downstream", map[string]int{"latency": 2000}}, {"reset_peer", "upstream", map[string]int{"timeout": 200}},
		}, check.ConnectionReset, check.Inconclusive, 2 * time.Second},
		{"slow to close", full, []toxic{{"slow_close", "downstream", map[string]int{"delay": 1000}}}, check.OK, check.Working, time.Second},
		{"cut off between two lines of the header", full, []toxic{{"limit_data", "downstream", map[string]int{"bytes": header - 2}}}, check.ConnectionReset, check.Inconclusive, 2 * time.Second},
		// Go takes what came of a line for a line that is broken.
		{"cut off in a line of the header", full, []toxic{{"limit_data", "downstream", map[string]int{"bytes": header - 20}}}, check.UnexpectedAnswer, check.Inconclusive, 2 * time.Second},
		{"cut off in the first line", full, []toxic{{"limit_data", "downstream", map[string]int{"bytes": 5}}}, check.UnexpectedAnswer, check.Inconclusive, 2 * time.Second},
		{"cut off in the body", full, []toxic{{"limit_data", "downstream", map[string]int{"bytes": header + 10}}}, check.AnswerCutOff, check.Inconclusive, 2 * time.Second},
		{"the request is cut off", full, []toxic{{"limit_data", "upstream", map[string]int{"bytes": 40}}}, check.ConnectionReset, check.Inconclusive, 2 * time.Second},
		{"in slices", full, []toxic{{"slicer", "downstream", map[string]int{"average_size": 16, "size_variation": 8, "delay": 500}}}, check.OK, check.Working, 2 * time.Second},
		{"in slices both ways", full, []toxic{
			{"slicer", "downstream", map[string]int{"average_size": 16, "size_variation": 8, "delay": 500}},
			{"slicer", "upstream", map[string]int{"average_size": 3, "size_variation": 2, "delay": 500}},
		}, check.OK, check.Working, 2 * time.Second},
		{"drips", full, []toxic{{"slicer", "downstream", map[string]int{"average_size": 1, "size_variation": 0, "delay": 50_000}}}, check.AnswerTimeout, check.Inconclusive, 4 * time.Second},
		{"narrow", full, []toxic{{"bandwidth", "downstream", map[string]int{"rate": 2}}}, check.OK, check.Working, 4 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := run(t, "http://"+bad.through(t, server, tt.toxics...), tt.story, "")
			expect(t, r, tt.kind, tt.verdict)
			if r.Duration > tt.within {
				t.Errorf("took %s, more than %s", r.Duration, tt.within)
			}
		})
	}
}

// The same below TLS: what breaks before the connection is secure is told
// apart from what breaks in it.
func TestBadNetworkBelowTLS(t *testing.T) {
	full := story(t, "full-access")
	bad, g := startToxiproxy(t), startGateway(t)
	server := local(g.ports["main"])
	tests := []struct {
		name    string
		toxics  []toxic
		kind    check.Kind
		verdict check.Verdict
	}{
		{"nothing wrong", nil, check.OK, check.Working},
		{"in slices", []toxic{{"slicer", "downstream", map[string]int{"average_size": 16, "size_variation": 8, "delay": 200}}}, check.OK, check.Working},
		{"silent handshake", []toxic{{"timeout", "downstream", map[string]int{"timeout": 0}}}, check.ConnectTimeout, check.Inconclusive},
		{"slow handshake", []toxic{{"latency", "downstream", map[string]int{"latency": 4000}}}, check.ConnectTimeout, check.Inconclusive},
		{"handshake reset", []toxic{{"reset_peer", "downstream", map[string]int{"timeout": 0}}}, check.ConnectionReset, check.Inconclusive},
		{"handshake cut off", []toxic{{"limit_data", "downstream", map[string]int{"bytes": 200}}}, check.ConnectionReset, check.Inconclusive},
		{"handshake closed", []toxic{{"limit_data", "upstream", map[string]int{"bytes": 20}}}, check.ConnectionReset, check.Inconclusive},
		{"cut off behind the handshake", []toxic{{"limit_data", "downstream", map[string]int{"bytes": 1500}}}, check.ConnectionReset, check.Inconclusive},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			base := "https://" + bad.through(t, server, tt.toxics...) + "/good"
			expect(t, run(t, base, full, "", pleoclient.WithRootCAs(g.ca.pool)), tt.kind, tt.verdict)
		})
	}
}

// The program over the same network.
func TestProgramOverABadNetwork(t *testing.T) {
	full := story(t, "full-access")
	bad := startToxiproxy(t)
	server := strings.TrimPrefix(demoServer(t).URL(), "http://")
	tests := []struct {
		name    string
		server  string
		toxics  []toxic
		kind    check.Kind
		verdict check.Verdict
	}{
		{"in slices", server, []toxic{{"slicer", "downstream", map[string]int{"average_size": 16, "size_variation": 8, "delay": 500}}}, check.OK, check.Working},
		{"reset", server, []toxic{{"reset_peer", "downstream", map[string]int{"timeout": 0}}}, check.ConnectionReset, check.Inconclusive},
		{"silent", server, []toxic{{"timeout", "downstream", map[string]int{"timeout": 0}}}, check.AnswerTimeout, check.Inconclusive},
		{"nobody behind it", local(freePort(t)), nil, check.ConnectionReset, check.Inconclusive},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			program(t, nil, "http://"+bad.through(t, tt.server, tt.toxics...), full).expect(t, tt.kind, tt.verdict)
		})
	}
}
