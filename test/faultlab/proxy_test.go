package faultlab

import (
	"bufio"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"strings"
)

// proxyPassword is the password in the address of a proxy. It must be seen as
// little as the key.
const proxyPassword = "fake-proxy-canary-secret"

func proxySecrets() []string {
	return []string{proxyPassword, base64.StdEncoding.EncodeToString([]byte("fake-user:" + proxyPassword))}
}

// demandsPassword is how a proxy with sign-in answers a CONNECT.
func demandsPassword(req *http.Request, client net.Conn) bool {
	user, password, ok := proxyAuth(req)
	if ok && user == "fake-user" && password == proxyPassword {
		return true
	}
	proxySays("407 Proxy Authentication Required", "Proxy-Authenticate", `Basic realm="fake"`)(req, client)
	return false
}

func proxyAuth(req *http.Request) (user, password string, ok bool) {
	value, ok := strings.CutPrefix(req.Header.Get("Proxy-Authorization"), "Basic ")
	if !ok {
		return "", "", false
	}
	plain, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		return "", "", false
	}
	return strings.Cut(string(plain), ":")
}

// proxySays answers a CONNECT with a status, and closes.
func proxySays(status string, headers ...string) func(*http.Request, net.Conn) bool {
	return func(req *http.Request, client net.Conn) bool {
		echo := req.Header.Get("Proxy-Authorization")
		_, _ = io.WriteString(client, head(status+" "+echo, append([]string{"Content-Type", typeHTML, "X-Echo", echo, "Content-Length", "4"}, headers...)...)+"fake")
		return false
	}
}

// tunnel is a proxy that does as a CONNECT says, where allow is true or nil.
// Whatever name is asked for, the tunnel goes to that port of loopback.
func (l *lab) tunnel(allow func(*http.Request, net.Conn) bool) func(net.Conn) {
	return func(client net.Conn) {
		req, err := http.ReadRequest(bufio.NewReader(client))
		if err != nil || req.Method != http.MethodConnect || allow != nil && !allow(req, client) {
			return
		}
		_, port, _ := net.SplitHostPort(req.Host)
		server, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil || !l.holds(server) {
			return
		}
		defer l.drop(server)
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
		l.serve(func() {
			pass(server, client)
			server.Close()
		})
		pass(client, server)
	}
}

// pass copies through memory. Between sockets Go copies through pipes of the
// system, which it keeps and which would look like a leak.
func pass(to io.Writer, from io.Reader) {
	_, _ = io.Copy(struct{ io.Writer }{to}, struct{ io.Reader }{from})
}

// proxied makes a row of a proxy that answers a CONNECT with bytes of its own.
func proxied(serve func(l *lab, req *http.Request, client net.Conn)) func(*lab) {
	return func(l *lab) {
		l.secureSite(leaf().config(), site{})
		l.through("http://fake-user:" + proxyPassword + "@" + l.listen(func(client net.Conn) {
			req, err := http.ReadRequest(bufio.NewReader(client))
			if err == nil {
				serve(l, req, client)
			}
		}))
		l.forbidden = proxySecrets()
	}
}

func proxyAnswers(status string, headers ...string) func(*lab) {
	return proxied(func(_ *lab, req *http.Request, client net.Conn) { proxySays(status, headers...)(req, client) })
}

func proxyWrites(text string) func(*lab) {
	return proxied(func(_ *lab, _ *http.Request, client net.Conn) { _, _ = io.WriteString(client, text) })
}
