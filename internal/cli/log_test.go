package cli

import (
	"bufio"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/report"
)

func TestPlainLog(t *testing.T) {
	var out strings.Builder
	l := log.New(plainLog{&out}, "", log.LstdFlags)
	l.Println("Fyne error: ", "no theme")
	l.Println("  Cause:", "no bus")
	l.Printf("Unsolicited response received on idle HTTP channel starting with %q; err=%v", canary, nil)
	l.Println("http: TLS handshake error", canary)
	l.Printf("http: server said %q", "2026/11/28 12:00:00 Fyne error: "+canary)
	l.Println("http2: server said\nFyne error: ", canary)
	l.Println("x  Cause:", canary)
	l.Println("Fyne error: ", "could not open https://pleo.example/?key="+canary)
	l.Println("  Cause:", "http: a server said "+canary+"\n"+canary)
	l.Printf("  At: %s:%d", "/go/pkg/mod/fyne.io/fyne/v2@v2.8.1/internal/driver/glfw/window-0123456789.go", 12)
	if strings.Contains(out.String(), canary) || strings.Count(out.String(), "\n") != 5 {
		t.Errorf("logged: %s", out.String())
	}
	for _, wanted := range []string{"Fyne error:  no theme", "  Cause: no bus", "could not open https://pleo.example/?key=[hidden]", "a server said [hidden]", "window-0123456789.go:12"} {
		if !strings.Contains(out.String(), wanted) {
			t.Errorf("%q was not logged: %s", wanted, out.String())
		}
	}
}

// A server that goes on talking after its answer makes Go log what it said.
func TestNothingUnaskedIsLogged(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				request, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				user, _, _ := request.BasicAuth()
				_, _ = io.WriteString(conn, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}")
				_, _ = io.WriteString(conn, user+"\r\n")
			}()
		}
	}()
	var logged strings.Builder
	before := log.Writer()
	log.SetOutput(plainLog{&logged})
	defer log.SetOutput(before)
	args := []string{"check", "--base-url", "http://" + listener.Addr().String(), "--company-id", "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "--key-stdin"}
	if status, stdout, stderr := call(t, canary, args...); status != report.ExitStatus(check.Failed) || strings.Contains(stdout+stderr+logged.String(), canary) {
		t.Errorf("status %d: %s%s%s", status, stdout, stderr, logged.String())
	}
}
