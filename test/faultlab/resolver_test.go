package faultlab

import (
	"bytes"
	"context"
	"flag"
	"io"
	"log"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// logged is what went to the standard logger, where Go's HTTP transport puts
// some of what a server sent.
var logged lockedBuffer

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestMain sends every question for a name to a name server of our own: Go's
// default resolver is the one that the client uses.
func TestMain(m *testing.M) {
	flag.Parse()
	// Most rows wait for something; as many at a time as there are processors
	// would be idle.
	if err := flag.Set("test.parallel", strconv.Itoa(4*runtime.GOMAXPROCS(0))); err != nil {
		panic(err)
	}
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go answerNames(server)
	net.DefaultResolver = &net.Resolver{
		PreferGo: true,
		Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			if nobody, _ := ctx.Value(noNameServer{}).(string); nobody != "" {
				// UDP to a port that nobody has is refused when it is read.
				return ask(ctx, nobody)
			}
			return ask(ctx, server.LocalAddr().String())
		},
	}
	log.SetOutput(&logged)
	status := m.Run()
	log.SetOutput(io.Discard)
	os.Exit(status)
}

// impatient is a connection to a name server on which an answer is awaited for
// a second and not for five: Go's resolver does not hear that nobody wants the
// answer any more.
type impatient struct{ *net.UDPConn }

func (c impatient) SetDeadline(t time.Time) error {
	if soon := time.Now().Add(time.Second); t.After(soon) {
		t = soon
	}
	return c.UDPConn.SetDeadline(t)
}

func ask(ctx context.Context, server string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "udp", server)
	if err != nil {
		return nil, err
	}
	return impatient{conn.(*net.UDPConn)}, nil
}

// noNameServer is the key of a context in which the name server is not there;
// its value is an address on which nobody listens.
type noNameServer struct{}

// answerNames is the name server: the first label says how it answers.
func answerNames(conn net.PacketConn) {
	buffer := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		var question dnsmessage.Message
		if question.Unpack(buffer[:n]) != nil || len(question.Questions) != 1 {
			continue
		}
		if answer := answerName(question); answer != nil {
			_, _ = conn.WriteTo(answer, from)
		}
	}
}

func answerName(m dnsmessage.Message) []byte {
	asked := m.Questions[0]
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	label, _, _ := strings.Cut(strings.ToLower(asked.Name.String()), ".")
	switch label {
	case "unknown":
		m.RCode = dnsmessage.RCodeNameError
	case "troubled":
		m.RCode = dnsmessage.RCodeServerFailure
	case "forbidden":
		m.RCode = dnsmessage.RCodeRefused
	case "silent":
		return nil
	case "garbage":
		return []byte("fake")
	case "empty":
	case "unreachable": // a broadcast address, to which no connection can be
		m.Answers = address(asked, [4]byte{127, 255, 255, 255})
	default:
		m.Answers = address(asked, [4]byte{127, 0, 0, 1})
	}
	packed, err := m.Pack()
	if err != nil {
		return nil
	}
	return packed
}

func address(q dnsmessage.Question, ip [4]byte) []dnsmessage.Resource {
	if q.Type != dnsmessage.TypeA {
		return nil
	}
	return []dnsmessage.Resource{{
		Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
		Body:   &dnsmessage.AResource{A: ip},
	}}
}
