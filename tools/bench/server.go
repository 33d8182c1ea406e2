//go:build linux

package main

import (
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"
)

// api is a server on loopback that speaks HTTPS and HTTP/2.
type api struct {
	url    string
	ca     string // path of the certificate to trust
	server *httptest.Server
	line   net.Listener // of the slow line, if there is one
}

// serve starts a server behind a line whose round trips take that long.
func (s *setup) serve(h http.Handler, roundTrip time.Duration) (*api, error) {
	server := httptest.NewUnstartedServer(h)
	server.EnableHTTP2 = true
	server.StartTLS()
	a := &api{url: server.URL, server: server, ca: filepath.Join(s.dir, "ca.pem")}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(a.ca, text, 0o600); err != nil {
		a.close()
		return nil, err
	}
	if roundTrip == 0 {
		return a, nil
	}
	line, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		a.close()
		return nil, err
	}
	a.line, a.url = line, "https://"+line.Addr().String()
	go carry(line, server.Listener.Addr().String(), roundTrip)
	return a, nil
}

// servePlain starts a server without TLS.
func (s *setup) servePlain(h http.Handler) (*api, error) {
	server := httptest.NewServer(h)
	return &api{url: server.URL, server: server}, nil
}

func (a *api) close() {
	if a.line != nil {
		a.line.Close()
	}
	a.server.CloseClientConnections()
	a.server.Close()
}

// carry hands connections on to a server, each byte half a round trip late in
// each direction. Opening a connection costs a whole one.
func carry(line net.Listener, to string, roundTrip time.Duration) {
	for {
		near, err := line.Accept()
		if err != nil {
			return // it was closed
		}
		go func() {
			defer near.Close()
			opened := time.Now().Add(roundTrip) // the handshake of TCP
			far, err := net.Dial("tcp", to)
			if err != nil {
				return
			}
			defer far.Close()
			done := make(chan struct{}, 2)
			for _, way := range [][2]net.Conn{{near, far}, {far, near}} {
				go func() {
					delay(way[1], way[0], opened, roundTrip/2)
					done <- struct{}{}
				}()
			}
			<-done
		}()
	}
}

// late is a piece of a stream, and when it may arrive.
type late struct {
	bytes []byte
	at    time.Time
}

// delay copies a stream, late by that much, and not before opened.
func delay(to io.Writer, from io.Reader, opened time.Time, by time.Duration) {
	pieces := make(chan late, 4096)
	go func() {
		defer close(pieces)
		for {
			b := make([]byte, 32<<10)
			n, err := from.Read(b)
			if n > 0 {
				at := time.Now()
				if at.Before(opened) {
					at = opened
				}
				pieces <- late{b[:n], at.Add(by)}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range pieces {
		time.Sleep(time.Until(p.at))
		if _, err := to.Write(p.bytes); err != nil {
			return // the reader ends with its connection
		}
	}
}
