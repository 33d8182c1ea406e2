package faultlab

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

func proxyRows() []row {
	bad := unclear(check.ProxyFailed, check.StepConnect)
	signIn := unclear(check.ProxySignIn, check.StepConnect)
	const established = "HTTP/1.1 200 Connection established\r\n\r\n"
	return []row{
		{"the proxy is not there", func(l *lab) {
			l.in.BaseURL = "https://" + serverName + basePath
			l.through("http://fake-user:" + proxyPassword + "@" + nobody(l))
			l.forbidden = proxySecrets()
		}, bad},
		{"the proxy's name does not exist", func(l *lab) {
			l.in.BaseURL = "https://" + serverName + basePath
			l.through("http://unknown.lab.test:3128")
		}, func() want {
			if !online() {
				return unclear(check.Offline, check.StepConnect)
			}
			return bad.fact(check.FactProxy, "unknown.lab.test:3128")
		}()},
		{"the proxy hangs", func(l *lab) {
			l.limits.Connect = fair
			proxied(func(l *lab, _ *http.Request, _ net.Conn) { l.until() })(l)
		}, unclear(check.ConnectTimeout, check.StepConnect).fact(check.FactPhase, "proxy").fact(check.FactLimit, "1.5 s")},
		{"the proxy answers drop by drop", func(l *lab) {
			l.limits.Connect = fair
			proxied(func(l *lab, _ *http.Request, client net.Conn) {
				c := &call{l: l, conn: client}
				c.write("HTTP/1.1 200 OK\r\n")
				drip("X-Fake: x\r\n")(c)
			})(l)
		}, unclear(check.ConnectTimeout, check.StepConnect).fact(check.FactPhase, "proxy")},
		{"the proxy wants a sign-in with a password", proxyAnswers("407 Proxy Authentication Required", "Proxy-Authenticate", `Basic realm="fake"`), signIn},
		{"the proxy wants a sign-in with Windows", proxyAnswers("407 Proxy Authentication Required", "Proxy-Authenticate", "NTLM"), signIn},
		{"the proxy wants a sign-in and does not say which", proxyAnswers("407 Proxy Authentication Required"), signIn},
		{"the proxy refuses", proxyAnswers("403 Forbidden"), bad},
		{"the proxy does not know CONNECT", proxyAnswers("405 Method Not Allowed"), bad},
		{"the proxy is asked too often", proxyAnswers("429 Too Many Requests", "Retry-After", "5"), bad},
		{"the proxy is broken", proxyAnswers("500 Internal Server Error"), bad},
		{"the proxy finds no way", proxyAnswers("502 Bad Gateway"), bad},
		{"the proxy is overloaded", proxyAnswers("503 Service Unavailable"), bad},
		{"the proxy waits in vain", proxyAnswers("504 Gateway Timeout"), bad},
		{"the proxy redirects to its sign-in page", proxyAnswers("302 Found", "Location", "https://proxy.lab.test/"+elsewhere), bad},
		{"the proxy agrees with 201", proxyAnswers("201 Created"), bad},
		{"the proxy closes the connection", proxied(func(*lab, *http.Request, net.Conn) {}), bad},
		{"the proxy resets the connection", proxied(func(_ *lab, _ *http.Request, c net.Conn) { breakOff(c) }), bad},
		{"the proxy closes the connection before it is asked", func(l *lab) {
			l.in.BaseURL = "https://" + serverName + basePath
			l.through("http://" + l.listen(func(net.Conn) {}))
		}, bad},
		{"the proxy answers garbage", proxyWrites("220 fake mail server\r\n"), bad},
		{"the proxy answers half a line", proxyWrites("HTTP/1.1 2"), bad},
		{"the proxy answers with endless headers", proxied(func(l *lab, _ *http.Request, client net.Conn) {
			c := &call{l: l, conn: client}
			c.write("HTTP/1.1 200 OK\r\n")
			endless("X-Fake: fake\r\n")(c)
		}), bad},
		{"the tunnel ends before the secure connection", proxied(func(_ *lab, _ *http.Request, client net.Conn) {
			_, _ = io.WriteString(client, established)
			_, _ = client.Read(make([]byte, 4096))
		}), unclear(check.ConnectionReset, check.StepConnect)},
		{"the tunnel hangs before the secure connection", func(l *lab) {
			l.limits.Connect = fair
			proxied(func(l *lab, _ *http.Request, client net.Conn) {
				_, _ = io.WriteString(client, established)
				l.until()
			})(l)
		}, unclear(check.ConnectTimeout, check.StepConnect).fact(check.FactPhase, "tls").fact(check.FactLimit, "1.5 s")},
		{"a web page inside the tunnel", proxied(func(_ *lab, _ *http.Request, client net.Conn) {
			_, _ = io.WriteString(client, established)
			_, _ = client.Read(make([]byte, 4096))
			_, _ = io.WriteString(client, "HTTP/1.1 200 OK\r\n\r\n"+portal)
			drain(client)
		}), unclear(check.TLSFailed, check.StepConnect)},
		{"the proxy inspects with its own certificate", proxied(func(l *lab, _ *http.Request, client net.Conn) {
			_, _ = io.WriteString(client, established)
			inspector := issue(nil, named("Office Inspection CA"), issues)
			l.secured(issue(inspector, forHosts(serverName)).config(), l.speak(site{}))(client)
		}), unclear(check.TLSUntrusted, check.StepConnect).fact(check.FactIssuer, "Office Inspection CA")},
		{"the proxy inspects and is trusted", func(l *lab) {
			inspector := issue(nil, named("Office Inspection CA"), issues)
			proxied(func(l *lab, _ *http.Request, client net.Conn) {
				_, _ = io.WriteString(client, established)
				l.secured(issue(inspector, forHosts(serverName)).config(), l.speak(site{all: answer(403, typeHTML, portal, "request-Id", "")}))(client)
			})(l)
			l.trust(inspector)
		}, unclear(check.NotPleo, check.StepIdentity)},
		{"a proxy reached with TLS whose certificate is not trusted", func(l *lab) {
			l.secureSite(leaf().config(), site{})
			address := l.listen(l.secured(issue(nil, named("Fake Proxy"), forHosts("proxy.lab.test")).config(), l.tunnel(nil)))
			_, port, _ := net.SplitHostPort(address)
			l.through("https://fake-user:" + proxyPassword + "@proxy.lab.test:" + port)
			l.forbidden = proxySecrets()
		}, bad},
		{"a proxy said to be reached with TLS that knows none", func(l *lab) {
			l.secureSite(leaf().config(), site{})
			_, port, _ := net.SplitHostPort(l.listen(l.tunnel(nil)))
			l.through("https://proxy.lab.test:" + port)
		}, bad},
		{"a SOCKS proxy that refuses", socks("\x05\x00", "\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00"), bad},
		{"a SOCKS proxy that wants another sign-in", socks("\x05\xff"), bad},
		{"a SOCKS proxy that is something else", socks("HTTP/1.1 400 Bad Request\r\n\r\n"), bad},
		{"a SOCKS proxy that closes the connection", socks(""), bad},
		{"a proxy of a kind that does not exist", func(l *lab) {
			l.in.BaseURL = "https://" + serverName + basePath
			l.through("fake://fake-user:" + proxyPassword + "@proxy.lab.test:1")
			l.forbidden = proxySecrets()
		}, bad},
		{"a proxy setting that cannot be read", func(l *lab) {
			l.in.BaseURL = "https://" + serverName + basePath
			l.option(pleoclient.WithProxy(func(*http.Request) (*url.URL, error) { return nil, errors.New("fake " + proxyPassword) }))
			l.forbidden = proxySecrets()
		}, bad.as("setting")},
		{"a certificate of another server behind a proxy", func(l *lab) {
			l.secureSite(issue(root(), forHosts("elsewhere.lab.test")).config(), site{})
			l.through("http://" + l.listen(l.tunnel(nil)))
		}, unclear(check.TLSWrongHost, check.StepConnect)},
		{"a secure connection of TLS 1.0 behind a proxy", func(l *lab) {
			handshake(func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS10 })(l)
			l.through("http://" + l.listen(l.tunnel(nil)))
		}, unclear(check.TLSFailed, check.StepConnect)},
		{"the server behind the proxy is in trouble", func(l *lab) {
			l.secureSite(leaf().config(), site{all: answer(503, typeJSON, problem)})
			l.through("http://" + l.listen(l.tunnel(nil)))
		}, unclear(check.PleoUnavailable, check.StepIdentity)},
	}
}

// socks makes a row of a SOCKS proxy that answers each message in turn, and
// then closes.
func socks(answers ...string) func(*lab) {
	return func(l *lab) {
		l.secureSite(leaf().config(), site{})
		l.through("socks5://fake-user:" + proxyPassword + "@" + l.listen(func(client net.Conn) {
			for _, a := range answers {
				_, _ = client.Read(make([]byte, 4096))
				_, _ = io.WriteString(client, a)
			}
			drain(client)
		}))
		l.forbidden = proxySecrets()
	}
}
