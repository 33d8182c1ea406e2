package faultlab

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

// short is a limit that a fault is meant to reach. Nothing that has to happen
// before lies within it.
const short = 250 * time.Millisecond

// fair is a limit that a fault is meant to reach after something else has
// happened, which must not take as long.
const fair = 1500 * time.Millisecond

// named points the check at a name of the name server.
func byName(name string) func(*lab) {
	return func(l *lab) { l.in.BaseURL = "https://" + name + basePath }
}

// online is false on a computer without any network but loopback, where the
// check explains a name that is not found with that.
func online() bool {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return true
	}
	for _, a := range addresses {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.IsGlobalUnicast() && !ip.IP.IsLoopback() {
			return true
		}
	}
	return false
}

func nameRows() []row {
	lost := func(kind check.Kind) want {
		if !online() {
			kind = check.Offline
		}
		return unclear(kind, check.StepConnect)
	}
	return []row{
		{"the name does not exist", byName("unknown.lab.test"), lost(check.DNSNotFound)},
		{"the name exists and has no address", byName("empty.lab.test"), lost(check.DNSNotFound)},
		{"the name server is in trouble", byName("troubled.lab.test"), lost(check.DNSFailed)},
		{"the name server refuses", byName("forbidden.lab.test"), lost(check.DNSFailed)},
		{"the name server is not there", func(l *lab) {
			l.ctx = context.WithValue(l.ctx, noNameServer{}, nobody(l))
			byName("lost.lab.test")(l)
		}, lost(check.DNSFailed)},
		{"the name server says nothing", func(l *lab) {
			l.limits.Connect = short
			byName("silent.lab.test")(l)
		}, lost(check.ConnectTimeout).fact(check.FactPhase, "name").fact(check.FactLimit, "250 ms")},
		{"the name server answers garbage", func(l *lab) {
			l.limits.Connect = short
			byName("garbage.lab.test")(l)
		}, lost(check.ConnectTimeout).fact(check.FactPhase, "name")},
	}
}

// nobody is an address of loopback on which nothing listens.
func nobody(l *lab) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		l.t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// dialFails stands for a system whose dial ends with an error that loopback
// cannot be made to give.
func dialFails(err error) func(*lab) {
	return func(l *lab) {
		l.in.BaseURL = "https://" + serverName + basePath
		l.option(pleoclient.WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", err)}
		})}))
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func connectionRows() []row {
	at := func(r responder) func(*lab) { return func(l *lab) { l.site(site{introspect: r}) } }
	later := func(r responder) func(*lab) { return func(l *lab) { l.site(site{employees: r}) } }
	return append(systemRows(), []row{
		{"nothing listens on the port", func(l *lab) { l.plain(nobody(l)) }, unclear(check.ConnectionRefused, check.StepConnect)},
		{"the computer cannot be reached (the error is a double)", dialFails(syscall.EHOSTUNREACH), unclear(check.Offline, check.StepConnect)},
		{"the system gives up connecting (the error is a double)", dialFails(syscall.ETIMEDOUT), unclear(check.ConnectTimeout, check.StepConnect)},
		{"a program on this computer forbids the connection (the error is a double)", dialFails(syscall.EACCES), unclear(check.ConnectionRefused, check.StepConnect)},
		{"the connection is reset before the request is read", func(l *lab) { l.plain(l.listen(breakOff)) }, unclear(check.ConnectionReset, check.StepIdentity).atAnyStep()},
		{"the connection is closed before the request is read", func(l *lab) { l.plain(l.listen(func(net.Conn) {})) }, unclear(check.ConnectionReset, check.StepIdentity).atAnyStep()},
		{"the connection is reset after the request", at(reset), unclear(check.ConnectionReset, check.StepIdentity)},
		{"the connection is closed after the request without an answer", at(says("")), unclear(check.ConnectionReset, check.StepIdentity)},
		{"the connection is reset at the second request", later(reset), unclear(check.ConnectionReset, check.StepRequest)},
		{"the connection is closed at the second request", later(says("")), unclear(check.ConnectionReset, check.StepRequest)},
		{"no answer to the first request", func(l *lab) {
			l.limits.FirstByte = short
			l.site(site{introspect: silence})
		}, unclear(check.AnswerTimeout, check.StepIdentity).fact(check.FactPhase, "wait").fact(check.FactLimit, "250 ms")},
		{"no answer to the test request", func(l *lab) {
			l.limits.FirstByte = fair
			l.site(site{employees: silence})
		}, unclear(check.AnswerTimeout, check.StepRequest).fact(check.FactPhase, "wait").fact(check.FactLimit, "1.5 s")},
		{"the whole answer has a limit too", func(l *lab) {
			l.limits.Total = short
			l.site(site{introspect: silence})
		}, unclear(check.AnswerTimeout, check.StepIdentity).fact(check.FactLimit, "250 ms")},
	}...)
}

// certificate makes a row of a certificate.
func certificate(make func() *authority) func(*lab) {
	return func(l *lab) { l.secureSite(make().config(), site{}) }
}

// handshake makes a row of how the server treats a TLS handshake.
func handshake(change func(*tls.Config)) func(*lab) {
	return func(l *lab) {
		config := leaf().config()
		change(config)
		l.secureSite(config, site{})
	}
}

// rawTLS makes a row of a server that is spoken to with TLS and does something
// else once something came.
func rawTLS(serve func(l *lab, conn net.Conn)) func(*lab) {
	return func(l *lab) {
		l.limits.Connect = fair
		l.trust(root())
		l.secure(serverName, l.listen(func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 4096))
			serve(l, conn)
		}))
	}
}

func writes(text string) func(*lab, net.Conn) {
	return func(_ *lab, conn net.Conn) {
		_, _ = conn.Write([]byte(text))
		drain(conn)
	}
}

func secureRows() []row {
	bad := func(kind check.Kind) want { return unclear(kind, check.StepConnect) }
	inspector := func() *authority { return issue(nil, named("Office Inspection CA"), issues) }
	return []row{
		{"a certificate that vouches for itself", certificate(func() *authority {
			return issue(nil, named("Fake Router"), forHosts(serverName))
		}), bad(check.TLSUntrusted).fact(check.FactIssuer, "Fake Router")},
		{"a certificate of a network that inspects", certificate(func() *authority {
			return issue(inspector(), forHosts(serverName))
		}), bad(check.TLSUntrusted).fact(check.FactIssuer, "Office Inspection CA")},
		{"a certificate whose issuer is not sent along", certificate(func() *authority {
			middle := issue(root(), named("Fake Middle CA"), issues)
			made := issue(middle, forHosts(serverName))
			made.issuer = nil
			return made
		}), bad(check.TLSUntrusted).fact(check.FactIssuer, "Fake Middle CA")},
		{"a certificate of another server", certificate(func() *authority {
			return issue(root(), forHosts("elsewhere.lab.test"))
		}), bad(check.TLSWrongHost)},
		{"a certificate without any name", certificate(func() *authority { return issue(root(), named("Fake Server")) }), bad(check.TLSWrongHost)},
		{"a certificate for the name above", certificate(func() *authority { return issue(root(), forHosts("lab.test")) }), bad(check.TLSWrongHost)},
		{"a certificate of a network that inspects, of another server", certificate(func() *authority {
			return issue(inspector(), forHosts("elsewhere.lab.test"))
		}), bad(check.TLSUntrusted).fact(check.FactIssuer, "Office Inspection CA")},
		{"a certificate of a network that inspects, and expired", certificate(func() *authority {
			return issue(inspector(), forHosts(serverName), valid(-48*time.Hour, -24*time.Hour))
		}), bad(check.TLSUntrusted).fact(check.FactIssuer, "Office Inspection CA")},
		{"a certificate that vouches for itself, of another server and not valid yet", certificate(func() *authority {
			return issue(nil, named("Fake Router"), forHosts("router.lab.test"), valid(24*time.Hour, 48*time.Hour))
		}), bad(check.TLSUntrusted).fact(check.FactIssuer, "Fake Router")},
		{"a certificate of another server that has expired", certificate(func() *authority {
			return issue(root(), forHosts("elsewhere.lab.test"), valid(-48*time.Hour, -24*time.Hour))
		}), bad(check.TLSWrongHost)},
		{"a certificate that has expired", certificate(func() *authority {
			return issue(root(), forHosts(serverName), valid(-48*time.Hour, -24*time.Hour))
		}), bad(check.TLSExpired)},
		{"a certificate that is not valid yet", certificate(func() *authority {
			return issue(root(), forHosts(serverName), valid(24*time.Hour, 48*time.Hour))
		}), bad(check.TLSNotYetValid)},
		{"an issuer that has expired", certificate(func() *authority {
			middle := issue(root(), named("Fake Middle CA"), issues, valid(-48*time.Hour, -24*time.Hour))
			return issue(middle, forHosts(serverName))
		}), bad(check.TLSExpired)},
		{"an issuer that is not valid yet", certificate(func() *authority {
			middle := issue(root(), named("Fake Middle CA"), issues, valid(24*time.Hour, 48*time.Hour))
			return issue(middle, forHosts(serverName))
		}), bad(check.TLSNotYetValid)},
		{"an issuer that may not issue", certificate(func() *authority {
			return issue(issue(root(), named("Fake Middle"), forHosts("middle.lab.test")), forHosts(serverName))
		}), bad(check.TLSUntrusted)},
		{"an issuer that may not issue for this name", certificate(func() *authority {
			middle := issue(root(), named("Fake Middle CA"), issues, func(c *x509.Certificate) {
				c.PermittedDNSDomains, c.PermittedDNSDomainsCritical = []string{"other.test"}, true
			})
			return issue(middle, forHosts(serverName))
		}), bad(check.TLSFailed)},
		{"a certificate that is not for servers", certificate(func() *authority {
			return issue(root(), forHosts(serverName), func(c *x509.Certificate) {
				c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}
			})
		}), bad(check.TLSFailed)},
		{"only TLS 1.0", handshake(func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS10 }), bad(check.TLSFailed)},
		{"only TLS 1.1", handshake(func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS11, tls.VersionTLS11 }), bad(check.TLSFailed)},
		{"no cipher in common", handshake(func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}
		}), bad(check.TLSFailed)},
		{"a certificate is demanded of us (TLS 1.2)", handshake(func(c *tls.Config) {
			c.MaxVersion, c.ClientAuth = tls.VersionTLS12, tls.RequireAnyClientCert
		}), bad(check.TLSFailed)},
		{"a certificate is demanded of us (TLS 1.3)", handshake(func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert }), unclear(check.TLSFailed, check.StepIdentity)},
		{"the server refuses the handshake", handshake(func(c *tls.Config) {
			c.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return nil, errors.New("refused") }
		}), bad(check.TLSFailed)},
		{"the server knows no such name", rawTLS(writes("\x15\x03\x03\x00\x02\x02\x70")), bad(check.TLSFailed)},
		{"plain HTTP on the secure port", rawTLS(writes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")), bad(check.TLSFailed)},
		{"garbage in the handshake", rawTLS(writes("220 fake mail server\r\n")), bad(check.TLSFailed)},
		{"a record of impossible size in the handshake", rawTLS(writes("\x16\x03\x03\xff\xff" + "fake")), bad(check.TLSFailed)},
		{"the connection is closed in the handshake", rawTLS(func(*lab, net.Conn) {}), bad(check.ConnectionReset)},
		{"the connection is reset in the handshake", rawTLS(func(_ *lab, c net.Conn) { breakOff(c) }), bad(check.ConnectionReset)},
		{"the handshake hangs", rawTLS(func(l *lab, _ net.Conn) { l.until() }), bad(check.ConnectTimeout).fact(check.FactPhase, "tls").fact(check.FactLimit, "1.5 s")},
		{"the handshake drips without an end", rawTLS(func(l *lab, conn net.Conn) {
			_, _ = conn.Write([]byte("\x16\x03\x03\x40\x00\x02\x00\xff\xff"))
			c := &call{l: l, conn: conn}
			drip("f")(c)
		}), bad(check.ConnectTimeout).fact(check.FactPhase, "tls")},
		{"the secure connection is reset after the request", func(l *lab) {
			l.secureSite(leaf().config(), site{introspect: func(c *call) {
				breakOff(c.conn.(*tls.Conn).NetConn())
				c.close = true
			}})
		}, unclear(check.ConnectionReset, check.StepIdentity)},
		{"garbage inside the secure connection", func(l *lab) {
			l.secureSite(leaf().config(), site{introspect: func(c *call) {
				_, _ = c.conn.(*tls.Conn).NetConn().Write([]byte("\x17\x03\x03\x00\x20fake fake fake fake fake fake fake"))
				drain(c.conn.(*tls.Conn).NetConn())
				c.close = true
			}})
		}, unclear(check.TLSFailed, check.StepIdentity)},
	}
}
