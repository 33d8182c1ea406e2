package faultlab

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"testing"
	"time"
)

// settles waits until left is empty, and gives what is left when that does not
// happen. What a check leaves to other goroutines (the close of a connection,
// the end of a loop) takes a moment, and nothing tells when it is over: this is
// the one place of the laboratory that asks again and again.
func settles(left func() string) string {
	const patience = 3 * time.Second
	wait := 50 * time.Microsecond
	for waited := time.Duration(0); waited < patience; waited += wait {
		if left() == "" {
			return ""
		}
		runtime.Gosched()
		<-time.After(wait)
		wait = min(2*wait, 50*time.Millisecond)
	}
	return left()
}

// goroutinesOf gives the goroutines of one side of a lab, as a profile.
func goroutinesOf(l *lab, side string) string {
	var b bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&b, 1); err != nil {
		return err.Error()
	}
	var left strings.Builder
	for record := range strings.SplitSeq(b.String(), "\n\n") {
		if strings.Contains(record, fmt.Sprintf("%q:%q", labelLab, l.id)) && strings.Contains(record, fmt.Sprintf("%q:%q", labelSide, side)) {
			if !locked(record) {
				left.WriteString(record + "\n\n")
			}
		}
	}
	return left.String()
}

// locked is true for a goroutine that Go 1.26 has locked up for good in a
// connection of HTTP/2 (the row "the window is opened beyond its size"). The
// client lets it go; nobody can end it.
func locked(stack string) bool {
	return strings.Contains(stack, "net/http.(*http2clientStream)") && strings.Contains(stack, "sync.(*Mutex).Lock") &&
		(strings.Contains(stack, ".abortStream") || strings.Contains(stack, ".cleanupWriteRequest"))
}

// workersLeft gives the goroutines of the client and of what it is made of,
// whoever started them.
func workersLeft() string {
	stack := make([]byte, 1<<20)
	for {
		n := runtime.Stack(stack, true)
		if n < len(stack) {
			stack = stack[:n]
			break
		}
		stack = make([]byte, 2*len(stack))
	}
	var left strings.Builder
	for g := range strings.SplitSeq(string(stack), "\n\n") {
		if strings.Contains(g, "faultlab.workersLeft") || locked(g) {
			continue // this one, or nobody's fault of ours
		}
		for _, ours := range []string{"pleokeycheck/pleoclient.", "pleokeycheck/internal/check.", "pleokeycheck/internal/keystore.", "net/http.", "golang.org/x/net/http2.", "crypto/tls."} {
			if strings.Contains(g, ours) {
				left.WriteString(g + "\n\n")
				break
			}
		}
	}
	return left.String()
}

// connectionsTo gives the open sockets of this computer whose other end is a
// port of the lab: those of the check. Elsewhere than on Linux it gives none.
func connectionsTo(ports []int) string {
	table, err := os.ReadFile("/proc/self/net/tcp")
	if err != nil {
		return ""
	}
	var left strings.Builder
	for line := range strings.Lines(string(table)) {
		fields := strings.Fields(line)
		if len(fields) < 10 || fields[9] == "0" { // closed; the system keeps only its memory of it
			continue
		}
		_, remote, ok := strings.Cut(fields[2], ":")
		if !ok {
			continue
		}
		for _, port := range ports {
			if n, err := strconv.ParseUint(remote, 16, 16); err == nil && int(n) == port {
				left.WriteString(line)
			}
		}
	}
	return left.String()
}

// descriptors counts the open file descriptors of this process; 0 where that
// cannot be told.
func descriptors() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// openFiles names the open descriptors of this process.
func openFiles() (names []string) {
	entries, _ := os.ReadDir("/proc/self/fd")
	for _, e := range entries {
		if name, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil {
			names = append(names, name)
		}
	}
	return names
}

// letGo fails when the check holds on to anything while its servers still run:
// what ends only because a server went away would not end in real life.
func letGo(t testing.TB, l *lab) {
	t.Helper()
	check := func() {
		if left := settles(func() string { return goroutinesOf(l, sideClient) }); left != "" {
			t.Errorf("goroutines of the check are left:\n%s", left)
		}
	}
	if !l.stays {
		check()
	}
	if left := settles(func() string { return connectionsTo(l.ports) }); left != "" {
		t.Errorf("connections of the check are left:\n%s", left)
	}
	l.shut()
	check()
	if left := settles(func() string { return goroutinesOf(l, sideServers) }); left != "" {
		t.Errorf("goroutines of the servers are left:\n%s", left)
	}
}

// nothingLeft fails when descriptors or goroutines are not back where they
// were. It is for when nothing else runs.
func nothingLeft(t testing.TB, descriptorsBefore int) {
	t.Helper()
	if left := settles(workersLeft); left != "" {
		t.Errorf("goroutines are left:\n%s", left)
	}
	if left := settles(func() string {
		if n := descriptors(); n > descriptorsBefore {
			return fmt.Sprintf("%d descriptors, %d before: %v", n, descriptorsBefore, openFiles())
		}
		return ""
	}); left != "" {
		t.Error(left)
	}
}
