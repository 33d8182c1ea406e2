package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"syscall"
	"time"

	"pleokeycheck/pleoclient"
)

// variantSetting is the variant of ProxyFailed where the computer's own setting
// cannot be read.
const variantSetting = "setting"

// network is what a request without a whole answer means.
func (c classifier) network(err error) Finding {
	n, ok := errors.AsType[*pleoclient.NetworkError](err)
	if !ok {
		n = &pleoclient.NetworkError{Err: err}
	}
	f := Finding{Kind: c.networkKind(err, n), Facts: map[string]string{}}
	if n.Proxy != "" {
		f.Facts[FactProxy] = c.clean(n.Proxy)
	}
	if p, ok := errors.AsType[*pleoclient.ProxyError](err); ok {
		f.Facts[FactProxy] = c.clean(p.Proxy)
	}
	if p, ok := errors.AsType[*pleoclient.ProxySettingError](err); ok {
		f.Variant = variantSetting
		if p.Variable != "" {
			f.Facts[FactVariable] = p.Variable
		}
	}
	switch f.Kind {
	case ConnectTimeout, AnswerTimeout:
		f.Facts[FactPhase] = string(n.Phase)
		if n.Limit > 0 {
			f.Facts[FactLimit] = durationText(n.Limit)
		}
	case TLSUntrusted, TLSWrongHost, TLSExpired, TLSNotYetValid:
		c.certificateFacts(f.Facts, err)
	}
	return f
}

// certificateFacts puts what the refused certificate says into facts, with the
// date of this computer beside its dates.
func (c classifier) certificateFacts(facts map[string]string, err error) {
	facts[FactIssuer] = c.clean(issuerOf(err))
	v, ok := errors.AsType[*tls.CertificateVerificationError](err)
	if !ok || len(v.UnverifiedCertificates) == 0 {
		return
	}
	leaf := v.UnverifiedCertificates[0]
	facts[FactSubject] = c.clean(leaf.Subject.CommonName)
	if len(leaf.DNSNames) > 0 {
		facts[FactSubject] = c.clean(leaf.DNSNames[0])
	}
	facts[FactValidFrom] = leaf.NotBefore.Format(time.RFC3339)
	facts[FactValidUntil] = leaf.NotAfter.Format(time.RFC3339)
	facts[FactToday] = c.now().Format(time.RFC3339)
}

func (c classifier) networkKind(err error, n *pleoclient.NetworkError) Kind {
	dns, isDNS := errors.AsType[*net.DNSError](err)
	switch {
	case isDNS && !c.hasNetwork(), isErrno(err, errnoOffline):
		return Offline
	case n.Timeout, errors.Is(err, context.DeadlineExceeded), isErrno(err, errnoTimeout):
		switch n.Phase {
		case pleoclient.PhaseSend, pleoclient.PhaseWait, pleoclient.PhaseDownload:
			return AnswerTimeout
		}
		return ConnectTimeout
	}
	if p, ok := errors.AsType[*pleoclient.ProxyError](err); ok {
		if p.Status == http.StatusProxyAuthRequired || p.Status == http.StatusUnauthorized {
			return ProxySignIn // tinyproxy answers a wrong password with 401
		}
		return ProxyFailed
	}
	if n.Phase == pleoclient.PhaseProxy {
		return ProxyFailed
	}
	switch {
	case isDNS && dns.IsNotFound:
		return DNSNotFound
	case isDNS:
		return DNSFailed
	case isErrno(err, errnoRefused):
		return ConnectionRefused
	case isErrno(err, errnoReset), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ConnectionReset
	}
	if kind := c.tlsKind(err); kind != "" {
		return kind
	}
	if reset, ok := errors.AsType[streamError](err); ok && reset.Code != protocolError {
		return ConnectionReset
	}
	switch n.Phase {
	case pleoclient.PhaseTLS:
		return TLSFailed
	case pleoclient.PhaseName:
		return DNSFailed
	case pleoclient.PhaseConnect:
		if errors.Is(err, pleoclient.ErrNotLoopback) {
			return TLSFailed
		}
		return ConnectionRefused
	case pleoclient.PhaseDownload:
		return ConnectionReset
	}
	// Something came that is no HTTP.
	return UnexpectedAnswer
}

// streamError is how one request on a connection of HTTP/2 ended. Package
// net/http keeps its own type to itself and fills any other with these fields.
type streamError struct {
	StreamID uint32
	Code     uint32
	Cause    error
}

func (streamError) Error() string { return "http2: stream error" }

// protocolError is the code (RFC 9113, section 7) with which this side, too,
// ends what is no HTTP/2.
const protocolError = 1

// tlsKind is what an error of the secure connection means; empty for others.
func (c classifier) tlsKind(err error) Kind {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return TLSUntrusted
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return TLSWrongHost
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		if invalid.Reason != x509.Expired {
			return TLSFailed
		}
		if invalid.Cert != nil && c.now().Before(invalid.Cert.NotBefore) {
			return TLSNotYetValid
		}
		return TLSExpired
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return TLSFailed
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return TLSFailed
	}
	if _, ok := errors.AsType[tls.AlertError](err); ok {
		return TLSFailed
	}
	// Outside QUIC, package tls has no type for an alert, only these names. It
	// may come after the handshake: in TLS 1.3 the server's refusal does.
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "remote error" || op.Op == "local error") {
		return TLSFailed
	}
	return ""
}

// issuerOf names who issued the certificate that is not trusted: for a network
// that inspects secure traffic, the inspector.
func issuerOf(err error) string {
	var cert *x509.Certificate
	if unknown, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		cert = unknown.Cert
	}
	if v, ok := errors.AsType[*tls.CertificateVerificationError](err); ok && len(v.UnverifiedCertificates) > 0 {
		cert = v.UnverifiedCertificates[0]
	}
	if cert == nil {
		return ""
	}
	if len(cert.Issuer.Organization) > 0 {
		return cert.Issuer.Organization[0]
	}
	if cert.Issuer.CommonName != "" {
		return cert.Issuer.CommonName
	}
	return cert.Issuer.String()
}

// Errors of the operating system, by what they mean. pleoclient finds Windows' own
// numbers under these as well.
var (
	errnoRefused = []syscall.Errno{syscall.ECONNREFUSED}
	errnoReset   = []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED}
	errnoTimeout = []syscall.Errno{syscall.ETIMEDOUT}
	errnoOffline = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN}
)

func isErrno(err error, among []syscall.Errno) bool {
	return slices.ContainsFunc(among, func(e syscall.Errno) bool { return errors.Is(err, e) })
}

// hasNetwork reports whether this computer has an address by which it could
// reach others. Where that cannot be told, it is taken to have one.
func hasNetwork() bool {
	interfaces, err := net.Interfaces()
	if err != nil {
		return true
	}
	for _, i := range interfaces {
		addresses, err := i.Addrs()
		if err != nil || reachesOthers(i.Flags, addresses) {
			return true
		}
	}
	return false
}

// reachesOthers reports whether an interface has an address by which it could
// reach other computers.
func reachesOthers(flags net.Flags, addresses []net.Addr) bool {
	if flags&net.FlagUp == 0 || flags&net.FlagLoopback != 0 {
		return false
	}
	return slices.ContainsFunc(addresses, func(a net.Addr) bool {
		ip, ok := a.(*net.IPNet)
		return ok && ip.IP.IsGlobalUnicast()
	})
}
