package demo

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"
)

func TestStart(t *testing.T) {
	for _, addr := range []string{"127.0.0.1:0", "localhost:0", "LOCALHOST:0", "127.0.0.2:0"} {
		s, err := Start(addr)
		if err != nil {
			if addr == "127.0.0.2:0" {
				continue // macOS has 127.0.0.1 only
			}
			t.Fatal(err)
		}
		if !strings.HasPrefix(s.URL(), "http://127.0.0.") {
			t.Errorf("%s: URL %q", addr, s.URL())
		}
		r, err := http.NewRequestWithContext(t.Context(), "GET", s.URL()+"/v1/introspect", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth(story(t, "full-access").Key, "")
		response, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		if response.Body.Close(); response.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", addr, response.StatusCode)
		}
		for range 2 {
			if err := s.Close(); err != nil {
				t.Errorf("%s: Close: %v", addr, err)
			}
		}
		listener, err := net.Listen("tcp", strings.TrimPrefix(s.URL(), "http://"))
		if err != nil {
			t.Fatalf("%s: the port is not free after Close: %v", addr, err)
		}
		listener.Close()
	}
}

func TestStartRefusesOtherAddresses(t *testing.T) {
	for addr, want := range map[string]string{
		"":                     "not host:port",
		"127.0.0.1":            "not host:port",
		":8080":                "not loopback",
		"0.0.0.0:0":            "not loopback",
		"[::]:0":               "not loopback",
		"192.0.2.1:0":          "not loopback",
		"[2001:db8::1]:0":      "not loopback",
		"[::ffff:192.0.2.1]:0": "not loopback",
		"demo.example.com:0":   "not loopback",
		"localhost.:0":         "not loopback",
		"2130706433:0":         "not loopback",
		"127.0.0.1:demo":       "demo server",
	} {
		s, err := Start(addr)
		if err == nil {
			s.Close()
			t.Errorf("%q is accepted", addr)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", addr, err, want)
		}
	}
	for addr, want := range map[string]string{"[::1]:0": "[::1]:0", "localhost:80": "127.0.0.1:80", "[::ffff:127.0.0.1]:0": "[::ffff:127.0.0.1]:0"} {
		if got, err := loopback(addr); err != nil || got != want {
			t.Errorf("%q: %q, %v", addr, got, err)
		}
	}
}

func TestStartOnATakenPort(t *testing.T) {
	s, err := Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	second, err := Start(strings.TrimPrefix(s.URL(), "http://"))
	var opErr *net.OpError
	if !errors.As(err, &opErr) {
		t.Errorf("%v, %v", second, err)
	}
}

// TestCloseEndsSlowAnswers: an answer that would take an hour does not keep the
// server open. Either side of the race (the server had read the request, or
// not yet) must end it.
func TestCloseEndsSlowAnswers(t *testing.T) {
	s, err := Start("127.0.0.1:0", WithSlowDelay(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	sent, ended := make(chan struct{}), make(chan int, 1)
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
		WroteRequest: func(httptrace.WroteRequestInfo) { close(sent) },
	})
	r, err := http.NewRequestWithContext(ctx, "GET", s.URL()+"/v1/introspect", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(story(t, "slow").Key, "")
	go func() {
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			ended <- 0
			return
		}
		response.Body.Close()
		ended <- response.StatusCode
	}()
	<-sent
	begin := time.Now()
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("Close took %v", took)
	}
	if status := <-ended; status != 0 && status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
}

// TestCancelledRequestsFreeTheServer: a client that gives up does not leave a
// slow answer waiting, with and without a request body.
func TestCancelledRequestsFreeTheServer(t *testing.T) {
	inner := Handler(WithSlowDelay(time.Hour))
	entered, left := make(chan struct{}), make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		inner.ServeHTTP(w, r)
		close(left)
	}))
	defer s.Close()
	for _, method := range []string{"GET", "POST"} {
		entered, left = make(chan struct{}), make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, method, s.URL+"/v1/vendors:search", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth(story(t, "slow").Key, "")
		failed := make(chan error, 1)
		go func() {
			_, err := s.Client().Do(r)
			failed <- err
		}()
		<-entered
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", method, err)
		}
		<-left
	}
}
