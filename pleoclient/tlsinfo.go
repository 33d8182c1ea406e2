package pleoclient

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
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
