package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"pleokeycheck/pleoclient"
)

// What a test cannot bring about on any computer is made by hand.
func TestNetworkKinds(t *testing.T) {
	network := func(phase pleoclient.Phase, err error) error {
		return &pleoclient.NetworkError{Phase: phase, Err: err}
	}
	unknownName := &net.DNSError{Err: "no such host", Name: "external.pleo.io", IsNotFound: true}
	noAnswer := &net.DNSError{Err: "server misbehaving", Name: "external.pleo.io"}
	timeout := func(phase pleoclient.Phase) error {
		return &pleoclient.NetworkError{Phase: phase, Timeout: true, Limit: 20 * time.Second, Err: context.DeadlineExceeded}
	}
	invalid := func(reason x509.InvalidReason) error {
		return network(pleoclient.PhaseTLS, &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: reason}})
	}
	tests := map[string]struct {
		err     error
		offline bool
		kind    Kind
	}{
		"name unknown":           {network(pleoclient.PhaseName, unknownName), false, DNSNotFound},
		"name unknown, offline":  {network(pleoclient.PhaseName, unknownName), true, Offline},
		"name server":            {network(pleoclient.PhaseName, noAnswer), false, DNSFailed},
		"name server, offline":   {network(pleoclient.PhaseName, noAnswer), true, Offline},
		"name, other":            {network(pleoclient.PhaseName, errors.New("fake")), false, DNSFailed},
		"name, time":             {timeout(pleoclient.PhaseName), false, ConnectTimeout},
		"connect, time":          {timeout(pleoclient.PhaseConnect), false, ConnectTimeout},
		"proxy, time":            {timeout(pleoclient.PhaseProxy), false, ConnectTimeout},
		"tls, time":              {timeout(pleoclient.PhaseTLS), false, ConnectTimeout},
		"send, time":             {timeout(pleoclient.PhaseSend), false, AnswerTimeout},
		"wait, time":             {timeout(pleoclient.PhaseWait), false, AnswerTimeout},
		"download, time":         {timeout(pleoclient.PhaseDownload), false, AnswerTimeout},
		"system's time":          {network(pleoclient.PhaseConnect, os.NewSyscallError("connect", errnoTimeout[0])), false, ConnectTimeout},
		"refused":                {network(pleoclient.PhaseConnect, os.NewSyscallError("connect", errnoRefused[0])), false, ConnectionRefused},
		"connect, other":         {network(pleoclient.PhaseConnect, errors.New("fake")), false, ConnectionRefused},
		"not loopback":           {network(pleoclient.PhaseConnect, pleoclient.ErrNotLoopback), false, TLSFailed},
		"reset in the handshake": {network(pleoclient.PhaseTLS, os.NewSyscallError("read", errnoReset[0])), false, ConnectionReset},
		"end in the handshake":   {network(pleoclient.PhaseTLS, io.EOF), false, ConnectionReset},
		"broken pipe":            {network(pleoclient.PhaseSend, os.NewSyscallError("write", errnoReset[1])), false, ConnectionReset},
		"end early":              {network(pleoclient.PhaseWait, io.ErrUnexpectedEOF), false, ConnectionReset},
		"no way":                 {network(pleoclient.PhaseConnect, os.NewSyscallError("connect", errnoOffline[0])), false, Offline},
		"no way to the proxy":    {network(pleoclient.PhaseProxy, os.NewSyscallError("connect", errnoOffline[1])), false, Offline},
		"proxy's name":           {network(pleoclient.PhaseProxy, unknownName), false, ProxyFailed},
		"not authorised":         {invalid(x509.NotAuthorizedToSign), false, TLSFailed},
		"expired":                {invalid(x509.Expired), false, TLSExpired},
		"tls, other":             {network(pleoclient.PhaseTLS, errors.New("fake")), false, TLSFailed},
		"alert":                  {network(pleoclient.PhaseWait, tls.AlertError(40)), false, TLSFailed},
		"verification, other":    {network(pleoclient.PhaseTLS, &tls.CertificateVerificationError{Err: errors.New("fake")}), false, TLSFailed},
		"a stranger":             {errors.New("fake"), false, UnexpectedAnswer},
		"parameter":              {&pleoclient.ParamError{Operation: "fake"}, false, RequestRefused},
		"cancelled":              {context.Canceled, false, Cancelled},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := classifier{now: time.Now, hasNetwork: func() bool { return !tt.offline }, clean: func(s string) string { return s }}
			f := c.finding(tt.err, nil)
			if f.Kind != tt.kind || f.Facts == nil || f.Detail == "" {
				t.Errorf("%+v, want %s", f, tt.kind)
			}
			if limit := f.Facts[FactLimit]; limit != "" && limit != "20 s" {
				t.Errorf("limit %q", limit)
			}
		})
	}
}

func TestHasNetwork(t *testing.T) {
	address := func(s string) net.Addr {
		ip, n, err := net.ParseCIDR(s)
		if err != nil {
			t.Fatal(err)
		}
		n.IP = ip
		return n
	}
	for name, tt := range map[string]struct {
		flags     net.Flags
		addresses []net.Addr
		want      bool
	}{
		"up":             {net.FlagUp, []net.Addr{address("192.0.2.7/24")}, true},
		"up, IPv6":       {net.FlagUp, []net.Addr{address("fe80::1/64"), address("2001:db8::1/64")}, true},
		"down":           {0, []net.Addr{address("192.0.2.7/24")}, false},
		"loopback":       {net.FlagUp | net.FlagLoopback, []net.Addr{address("127.0.0.1/8"), address("192.0.2.7/32")}, false},
		"no address":     {net.FlagUp, nil, false},
		"only its own":   {net.FlagUp, []net.Addr{address("169.254.3.4/16"), address("fe80::1/64")}, false},
		"another kind":   {net.FlagUp, []net.Addr{&net.UnixAddr{Name: "fake"}}, false},
		"only multicast": {net.FlagUp, []net.Addr{address("224.0.0.1/4")}, false},
	} {
		if got := reachesOthers(tt.flags, tt.addresses); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
	// This computer is as it is: what is said of it must go together with its
	// addresses.
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Skip("the addresses of this computer cannot be read")
	}
	if !reachesOthers(net.FlagUp, all) && hasNetwork() {
		t.Errorf("a network without an address for it: %v", all)
	}
}

func TestLimitsInWords(t *testing.T) {
	for n, want := range map[int64]string{10 << 20: "10 MiB", 64 << 10: "64 KiB", 1000: "1000 B", 0: "0 B"} {
		if got := bytesText(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{20 * time.Second: "20 s", 1500 * time.Millisecond: "1.5 s", 40 * time.Millisecond: "40 ms", 1: "1 ms"} {
		if got := durationText(d); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
}
