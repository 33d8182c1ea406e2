package faultlab

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"time"

	"pleokeycheck/pleoclient"
)

// The names under which the servers of the laboratory are reached: a name that
// is not of loopback, so that proxies are used, and one below it.
const (
	serverName = "api.lab.test"
	subdomain  = "sub.api.lab.test"
)

// certificateKey is the key of every certificate: making them takes longer
// than anything else, and who holds the key does not matter here.
var certificateKey = sync.OnceValue(func() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
})

// authority issues certificates.
type authority struct {
	cert   *x509.Certificate
	issuer *authority // nil for a root
}

// template changes a certificate before it is issued.
type template func(*x509.Certificate)

// issue makes a certificate. by nil means that it signs itself.
func issue(by *authority, changes ...template) *authority {
	now := time.Now()
	cert := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()),
		NotBefore:    now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	for _, change := range changes {
		change(cert)
	}
	parent, key := cert, certificateKey()
	if by != nil {
		parent = by.cert
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, parent, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return &authority{cert: made, issuer: by}
}

func named(organisation string) template {
	return func(c *x509.Certificate) {
		c.Subject = pkix.Name{Organization: []string{organisation}, CommonName: organisation}
	}
}

func issues(c *x509.Certificate) {
	c.IsCA, c.BasicConstraintsValid = true, true
	c.KeyUsage |= x509.KeyUsageCertSign
}

func forHosts(names ...string) template {
	return func(c *x509.Certificate) {
		c.DNSNames, c.IPAddresses = names, []net.IP{net.IPv4(127, 0, 0, 1)}
		c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}
}

func valid(from, to time.Duration) template {
	return func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = time.Now().Add(from), time.Now().Add(to)
	}
}

// root is the authority that the check trusts in every row.
var root = sync.OnceValue(func() *authority { return issue(nil, named("Fake Root CA"), issues) })

// leaf is a good certificate of the servers.
var leaf = sync.OnceValue(func() *authority { return issue(root(), named("Fake Server"), forHosts(serverName)) })

func (a *authority) pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.cert)
	return p
}

// config serves a certificate, with its issuers up to the root.
func (a *authority) config() *tls.Config {
	pair := tls.Certificate{PrivateKey: certificateKey()}
	for each := a; each != nil && (each == a || each.issuer != nil); each = each.issuer {
		pair.Certificate = append(pair.Certificate, each.cert.Raw)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}}
}

// secured serves a connection with TLS. What the client sends after a failed
// handshake is read to its end, so that it sees the alert and not a reset.
func (l *lab) secured(config *tls.Config, serve func(net.Conn)) func(net.Conn) {
	return func(raw net.Conn) {
		conn := tls.Server(raw, config)
		if err := conn.Handshake(); err != nil {
			drain(raw)
			return
		}
		serve(conn)
		_ = conn.Close()
	}
}

// drain ends a connection in one direction and reads it to its end.
func drain(conn net.Conn) {
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	drainAll(conn)
}

// trust makes the check trust an authority.
func (l *lab) trust(a *authority) { l.option(pleoclient.WithRootCAs(a.pool())) }

// secureSite starts a site with TLS and points the check at it.
func (l *lab) secureSite(config *tls.Config, s site) {
	l.trust(root())
	l.secure(serverName, l.listen(l.secured(config, l.speak(s))))
}

// drainAll reads a connection to its end, without ending its other direction.
func drainAll(conn net.Conn) {
	buffer := make([]byte, 4096)
	for {
		if _, err := conn.Read(buffer); err != nil {
			return
		}
	}
}
