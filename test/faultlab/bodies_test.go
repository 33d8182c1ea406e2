package faultlab

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"strings"
	"sync"
)

// gz compresses a text.
func gz(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

// bomb is a gigabyte of spaces, compressed: the same 16 MiB again and again,
// which gzip takes for one text.
var bomb = sync.OnceValue(func() string { return strings.Repeat(gz(strings.Repeat(" ", 16<<20)), 64) })

// spoilt changes the checksum at the end of a compressed text.
func spoilt(text string) string {
	b := []byte(text)
	b[len(b)-8] ^= 0xff
	return string(b)
}

// packed is an answer whose body goes out as it is, with its length.
func packed(text string, headers ...string) responder {
	return func(c *call) {
		c.write(head("200 OK", append([]string{"Content-Type", typeJSON, "Content-Length", fmt.Sprint(len(text))}, headers...)...))
		_, _ = c.conn.Write([]byte(text))
	}
}

// piece is a chunk of a body.
func piece(text string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }

// pieces is an answer whose body goes out byte by byte, each as a chunk.
func pieces(text string) responder {
	return func(c *call) {
		text := strings.ReplaceAll(text, "ECHO", "fake")
		c.write(head("200 OK", "Content-Type", typeJSON, "Transfer-Encoding", "chunked"))
		for i := range len(text) {
			c.write(piece(text[i : i+1]))
		}
		c.write("0\r\n\r\n")
	}
}

// closing closes the connection after an answer, and says so in it.
func closing(r responder) responder {
	return func(c *call) {
		r(&call{l: c.l, req: c.req, key: c.key, conn: sayingClose{c.conn}})
		c.close = true
	}
}

type sayingClose struct{ net.Conn }

func (s sayingClose) Write(p []byte) (int, error) {
	_, err := s.Conn.Write([]byte(strings.Replace(string(p), "\r\nContent-Type:", "\r\nConnection: close\r\nContent-Type:", 1)))
	return len(p), err
}
