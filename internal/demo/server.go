package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// closeGrace is how long Close lets answers that are being written finish.
const closeGrace = 250 * time.Millisecond

// Server is the stand-in API listening on a port of this computer.
type Server struct {
	url   string
	close func() error
}

// Start serves [Handler] on addr, for example "127.0.0.1:0" (0: any free port)
// or "localhost:8080". It refuses an address that other computers could reach,
// and returns an error where the port is taken.
func Start(addr string, opts ...Option) (*Server, error) {
	bind, err := loopback(addr)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", bind)
	if err != nil {
		return nil, fmt.Errorf("demo server: %w", err)
	}
	base, cancel := context.WithCancel(context.Background())
	server := &http.Server{
		Handler:           Handler(opts...),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          log.New(io.Discard, "", 0), // it would repeat what clients send
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	return &Server{
		url: "http://" + listener.Addr().String(),
		close: sync.OnceValue(func() error {
			cancel() // slow answers stop waiting
			ctx, done := context.WithTimeout(context.Background(), closeGrace)
			defer done()
			err := server.Shutdown(ctx)
			if errors.Is(err, context.DeadlineExceeded) {
				err = server.Close()
			}
			if serveErr := <-served; !errors.Is(serveErr, http.ErrServerClosed) {
				err = errors.Join(err, serveErr)
			}
			return err
		}),
	}, nil
}

// URL is the base URL of the server, without a trailing slash.
func (s *Server) URL() string { return s.url }

// Close stops the server and frees its port. Answers that are not finished
// within a quarter of a second are cut off. Calling it again does nothing.
func (s *Server) Close() error { return s.close() }

// loopback returns the address to listen on, or an error where addr names
// anything but this computer. The name localhost is taken as 127.0.0.1, so that
// no name is ever resolved.
func loopback(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", fmt.Errorf("demo server: address %q is not host:port: %w", addr, err)
	}
	if strings.EqualFold(host, "localhost") {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.IsLoopback() {
		return "", fmt.Errorf("demo server: address %q is not loopback: use 127.0.0.1, [::1] or localhost, because the demo server is for this computer only", addr)
	}
	return net.JoinHostPort(host, port), nil
}
