package faultlab

import (
	"bytes"
	"encoding/base64"
	"io"
	"net"
	"strconv"
	"strings"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// framed is a connection of HTTP/2, spoken frame by frame.
type framed struct {
	l    *lab
	conn net.Conn
	*http2.Framer
}

// frameCall is a request on it.
type frameCall struct {
	*framed
	stream       uint32
	method, path string
	key          string
	close        bool
}

// frames starts a server that speaks HTTP/2, and points the check at it. Each
// request is answered by respond; settings go out before.
func (l *lab) frames(respond func(*frameCall), settings ...http2.Setting) {
	l.greeted(func(f *framed) { _ = f.WriteSettings(settings...) }, respond)
}

// greeted is frames with a greeting of its own.
func (l *lab) greeted(greet func(*framed), respond func(*frameCall)) {
	config := leaf().config()
	config.NextProtos = []string{http2.NextProtoTLS}
	l.trust(root())
	l.secure(serverName, l.listen(l.secured(config, func(conn net.Conn) {
		preface := make([]byte, len(http2.ClientPreface))
		if _, err := io.ReadFull(conn, preface); err != nil {
			return
		}
		f := &framed{l: l, conn: conn, Framer: http2.NewFramer(conn, conn)}
		f.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
		f.AllowIllegalWrites = true
		greet(f)
		f.loop(respond)
	})))
}

// loop reads frames and answers requests until the connection ends.
func (f *framed) loop(respond func(*frameCall)) {
	for {
		frame, err := f.ReadFrame()
		if err != nil {
			return
		}
		switch frame := frame.(type) {
		case *http2.SettingsFrame:
			if !frame.IsAck() {
				_ = f.WriteSettingsAck()
			}
		case *http2.PingFrame:
			if !frame.IsAck() {
				_ = f.WritePing(true, frame.Data)
			}
		case *http2.MetaHeadersFrame:
			c := &frameCall{framed: f, stream: frame.StreamID, method: frame.PseudoValue("method"), path: frame.PseudoValue("path")}
			for _, field := range frame.RegularFields() {
				if field.Name == "authorization" {
					plain, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(field.Value, "Basic "))
					c.key = strings.TrimSuffix(string(plain), ":")
				}
			}
			f.l.mu.Lock()
			f.l.paths = append(f.l.paths, c.path)
			f.l.mu.Unlock()
			respond(c)
			if c.close {
				drain(f.conn)
				return
			}
		}
	}
}

// headers writes the head of an answer. Names and values come in turn.
func (c *frameCall) headers(end bool, fields ...string) {
	_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: c.stream, EndHeaders: true, EndStream: end, BlockFragment: block(c.key, fields...)})
}

// block encodes headers without the compression that needs a memory.
func block(key string, fields ...string) []byte {
	var b bytes.Buffer
	w := hpack.NewEncoder(&b)
	w.SetMaxDynamicTableSize(0)
	for i := 0; i < len(fields); i += 2 {
		value := strings.ReplaceAll(fields[i+1], "ECHO", strings.Join(forms(key), " "))
		_ = w.WriteField(hpack.HeaderField{Name: fields[i], Value: value})
	}
	return b.Bytes()
}

func (c *frameCall) ok(end bool) {
	c.headers(end, ":status", "200", "content-type", typeJSON, "x-echo", "ECHO")
}

// data writes a part of the body.
func (c *frameCall) data(end bool, text string) { _ = c.WriteData(c.stream, end, []byte(text)) }

// healthy answers as a healthy site does.
func (c *frameCall) healthy() {
	body := strings.ReplaceAll(list(companyID), "ECHO", "fake")
	switch {
	case strings.HasSuffix(c.path, "/v1/introspect"):
		body = `{"data":{"authMethod":"API_KEY","clientId":"fake","scope":"users:read accounts:read","applicationName":"Fake","subjectURN":"urn:pleo:company:` + companyID + `"}}`
	case strings.HasSuffix(c.path, "/v1/chart-of-accounts:search"):
		body = emptyList
	}
	c.headers(false, ":status", "200", "content-type", typeJSON, "content-length", strconv.Itoa(len(body)))
	c.data(true, body)
}

// goAway ends the connection; last is the last request that counts.
func (f *framed) goAway(last uint32, code http2.ErrCode) {
	_ = f.WriteGoAway(last, code, []byte(canary))
}
