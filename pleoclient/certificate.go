package pleoclient

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"time"
)

// tlsInfo sums up an established secure connection; nil without one.
func (c *Client) tlsInfo(s *tls.ConnectionState) *TLSInfo {
	if s == nil {
		return nil
	}
	return &TLSInfo{
		Version:     tls.VersionName(s.Version),
		CipherSuite: tls.CipherSuiteName(s.CipherSuite),
		ServerName:  s.ServerName,
		ALPN:        s.NegotiatedProtocol,
		Chain:       c.certificates(s.PeerCertificates),
	}
}

// refusedChain sums up the certificates that made the connection fail; nil
// where it failed for another reason.
func (c *Client) refusedChain(host string, err error) *TLSInfo {
	refused, ok := errors.AsType[*tls.CertificateVerificationError](err)
	if !ok {
		return nil
	}
	return &TLSInfo{ServerName: host, Chain: c.certificates(refused.UnverifiedCertificates)}
}

// certificateFaults adds to the error of a refused certificate what else is
// wrong with it. Go names one fault, and looks at the dates and then the name
// before the issuer; but who issued it explains the rest, for what inspects
// secure traffic gets names and dates wrong too.
func (c *Client) certificateFaults(host string, err error) error {
	refused, ok := errors.AsType[*tls.CertificateVerificationError](err)
	if !ok || len(refused.UnverifiedCertificates) == 0 {
		return err
	}
	leaf := refused.UnverifiedCertificates[0]
	options := x509.VerifyOptions{Roots: c.rootCAs, Intermediates: x509.NewCertPool(), CurrentTime: time.Now()}
	for _, cert := range refused.UnverifiedCertificates[1:] {
		options.Intermediates.AddCert(cert)
	}
	switch { // its own dates are a fault of their own
	case options.CurrentTime.Before(leaf.NotBefore):
		options.CurrentTime = leaf.NotBefore
	case options.CurrentTime.After(leaf.NotAfter):
		options.CurrentTime = leaf.NotAfter
	}
	if _, ok := errors.AsType[x509.HostnameError](err); !ok {
		if wrong := leaf.VerifyHostname(host); wrong != nil {
			err = fmt.Errorf("%w; %w", err, wrong)
		}
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); !ok {
		_, wrong := leaf.Verify(options)
		if _, untrusted := errors.AsType[x509.UnknownAuthorityError](wrong); untrusted {
			err = fmt.Errorf("%w; %w", err, wrong)
		}
	}
	return err
}

func (c *Client) certificates(chain []*x509.Certificate) []Certificate {
	out := make([]Certificate, 0, len(chain))
	for _, cert := range chain {
		names := make([]string, 0, len(cert.DNSNames))
		for _, n := range cert.DNSNames {
			names = append(names, c.scrub.line(n, 300))
		}
		out = append(out, Certificate{
			Subject:   c.scrub.line(cert.Subject.String(), 300),
			Issuer:    c.scrub.line(cert.Issuer.String(), 300),
			NotBefore: cert.NotBefore,
			NotAfter:  cert.NotAfter,
			DNSNames:  names,
		})
	}
	return out
}
