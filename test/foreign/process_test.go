//go:build foreign

package foreign

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// startLimit is how long a server may take until it listens.
const startLimit = 30 * time.Second

// server is a server that somebody else wrote, running.
type server struct {
	cmd    *exec.Cmd
	silent chan struct{} // closed when it has printed all

	mu   sync.Mutex
	text bytes.Buffer
}

// String is what the server printed so far.
func (s *server) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *server) add(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text.WriteString(line + "\n")
}

// end sends the server and its helpers a signal and waits for their end. The
// second time it does nothing.
func (s *server) end(signal syscall.Signal) {
	select {
	case <-s.silent:
	default:
		_ = syscall.Kill(-s.cmd.Process.Pid, signal)
		<-s.silent
		_ = s.cmd.Wait() // it was killed
	}
}

// start runs a server for the length of a test and returns when it has
// printed ready.
func start(t *testing.T, ready, name string, args ...string) *server {
	t.Helper()
	s := &server{cmd: exec.Command(name, args...), silent: make(chan struct{})}
	// A group of its own, so that helpers of the server end with it.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stdout, s.cmd.Stderr = w, w
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	listens := make(chan struct{})
	go func() {
		defer close(s.silent)
		defer r.Close()
		once := sync.OnceFunc(func() { close(listens) })
		for lines := bufio.NewScanner(r); lines.Scan(); {
			s.add(lines.Text())
			if strings.Contains(lines.Text(), ready) {
				once()
			}
		}
	}()
	t.Cleanup(func() {
		s.end(syscall.SIGKILL) // it has nothing to save
		if t.Failed() {
			lines := strings.SplitAfter(s.String(), "\n")
			t.Logf("%s printed, at the end:\n%s", filepath.Base(name), strings.Join(lines[max(0, len(lines)-20):], ""))
		}
	})
	limit := time.NewTimer(startLimit)
	defer limit.Stop()
	select {
	case <-listens:
	case <-s.silent:
		t.Fatalf("%s ended:\n%s", name, s)
	case <-limit.C:
		t.Fatalf("%s did not print %q within %s:\n%s", name, ready, startLimit, s)
	}
	return s
}

// listening returns when somebody listens at an address. It is for servers that
// say they do before they do.
func listening(t *testing.T, address string) {
	t.Helper()
	limit := time.Now().Add(startLimit)
	for tick := time.NewTicker(5 * time.Millisecond); ; <-tick.C {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			tick.Stop()
			return
		}
		if time.Now().After(limit) {
			t.Fatalf("nobody listens at %s: %v", address, err)
		}
	}
}

// tool finds an installed server; Debian keeps servers out of the PATH of
// people.
func tool(t *testing.T, name string) string {
	t.Helper()
	for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/usr/local/sbin") {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path
		}
	}
	t.Fatalf("%s is not installed: script/test --stage foreign installs it", name)
	return ""
}

// named is a program that script/test names in the environment.
func named(t *testing.T, variable string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		t.Fatalf("%s is not set: run script/test --stage foreign", variable)
	}
	return path
}

// lastPort is the port that was given out last. They come from below the range
// from which systems take ports for whoever names none, so that nobody gets one
// between its choice here and the start of the server it is for.
var lastPort = func() *atomic.Int64 {
	var port atomic.Int64
	port.Store(int64(16000 + os.Getpid()%1000*16))
	return &port
}()

// freePort is a port of this computer on which nothing listens.
func freePort(t *testing.T) int {
	t.Helper()
	for range 1000 {
		port := int(16000 + lastPort.Add(1)%16000)
		if l, err := net.Listen("tcp", local(port)); err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("no free port")
	return 0
}

func local(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// write puts a file into a folder and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// read is a file's text; "" for a file that is not there.
func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}
