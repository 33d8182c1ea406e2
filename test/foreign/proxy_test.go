//go:build foreign

package foreign

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// proxiedName is a name that only the proxies' own hosts file knows, for this
// computer: our client never asks a proxy for what it knows to be loopback.
const proxiedName = "external.pleo.test"

// proxyPassword is in a proxy's address, and nowhere else.
const proxyPassword = "fake-proxy-password"

// forward is a forward proxy that somebody else wrote.
type forward struct {
	address string // host:port
	// log ends the proxy and returns what it wrote of its requests: squid
	// writes about a tunnel when it ends.
	log func() string
}

// url is the proxy's address, with a user where one is given.
func (f forward) url(user string) string {
	if user != "" {
		user += "@"
	}
	return "http://" + user + f.address
}

// hostsFile tells a proxy where proxiedName is.
func hostsFile(t *testing.T, dir string) string {
	t.Helper()
	return write(t, dir, "hosts", "127.0.0.1 localhost "+proxiedName+"\n")
}

// startTinyproxy starts tinyproxy with further lines of configuration. It asks
// the system for names, so it sees a hosts file of its own, and no name server,
// in a mount namespace of its own.
func startTinyproxy(t *testing.T, more string) forward {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	conf := write(t, dir, "tinyproxy.conf", fmt.Sprintf("Port %d\nListen 127.0.0.1\nTimeout 10\nMaxClients 20\nLogLevel Info\nStatHost \"tinyproxy.test\"\n%s\n", port, more))
	options := "-m"
	if os.Getuid() != 0 {
		options = "-rm"
	}
	proxy := start(t, "Accepting connections", tool(t, "unshare"), options, "sh", "-c",
		`mount --bind "$1" /etc/hosts && mount --bind "$2" /etc/resolv.conf && exec "$3" -d -c "$4"`, "sh",
		hostsFile(t, dir), write(t, dir, "resolv.conf", "nameserver 127.0.0.1\n"), tool(t, "tinyproxy"), conf)
	return forward{local(port), func() string {
		proxy.end(syscall.SIGKILL)
		return proxy.String()
	}}
}

// startSquid starts squid with its rules of access.
func startSquid(t *testing.T, rules string) forward {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	if os.Getuid() == 0 { // squid gives up its rights
		for path := dir; len(path) > len(os.TempDir()); path = filepath.Dir(path) {
			if err := os.Chmod(path, 0o777); err != nil {
				t.Fatal(err)
			}
		}
	}
	access := filepath.Join(dir, "access.log")
	conf := write(t, dir, "squid.conf", fmt.Sprintf(`http_port 127.0.0.1:%d
pid_filename %[2]s/squid.pid
access_log stdio:%[3]s
buffered_logs off
cache_log %[2]s/cache.log
coredump_dir %[2]s
hosts_file %[4]s
dns_nameservers 127.0.0.1
dns_timeout 500 milliseconds
dns_retransmit_interval 100 milliseconds
connect_timeout 2 seconds
forward_timeout 2 seconds
shutdown_lifetime 0 seconds
netdb_filename none
pinger_enable off
cache deny all
%[5]s
`, port, dir, access, hostsFile(t, dir), rules))
	proxy := start(t, "Accepting HTTP Socket connections", tool(t, "squid"), "-N", "-d", "1", "-f", conf)
	listening(t, local(port))
	return forward{local(port), func() string {
		proxy.end(syscall.SIGTERM)
		return read(t, access)
	}}
}

// squidPasswords makes squid ask for the user staff.
func squidPasswords(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for path := dir; os.Getuid() == 0 && len(path) > len(os.TempDir()); path = filepath.Dir(path) {
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// The hash of proxyPassword, by openssl passwd -apr1.
	file := write(t, dir, "passwords", "staff:"+proxyPasswordHash+"\n")
	return "auth_param basic program /usr/lib/squid/basic_ncsa_auth " + file + "\nacl staff proxy_auth REQUIRED\nhttp_access allow staff\nhttp_access deny all"
}

const proxyPasswordHash = "$apr1$fakesalt$oL6t0azpN/1KFEqF6RyEE/"

func TestForwardProxies(t *testing.T) {
	g := startGateway(t)
	full := story(t, "full-access")
	target := "https://" + proxiedName + ":" + strconv.Itoa(g.ports["main"]) + "/good"
	closed := "https://" + proxiedName + ":" + strconv.Itoa(freePort(t))
	unknown := "https://unknown.pleo.test:" + strconv.Itoa(g.ports["main"])
	staff := "staff:" + proxyPassword
	tests := []struct {
		name         string
		tiny, squid  string // lines of configuration
		user, target string
		kind         check.Kind
		verdict      check.Verdict
		asked        bool // the proxy has a CONNECT in its log
	}{
		{"lets through", "", "http_access allow all", "", target, check.OK, check.Working, true},
		{"lets through who signs in", "BasicAuth staff " + proxyPassword, squidPasswords(t), staff, target, check.OK, check.Working, true},
		{"asks for a sign-in", "BasicAuth staff " + proxyPassword, squidPasswords(t), "", target, check.ProxySignIn, check.Inconclusive, false},
		{"refuses the sign-in", "BasicAuth staff " + proxyPassword, squidPasswords(t), "staff:fake-wrong", target, check.ProxySignIn, check.Inconclusive, false},
		{"refuses the port", "ConnectPort 443", "acl https port 443\nhttp_access deny !https\nhttp_access allow all", "", target, check.ProxyFailed, check.Inconclusive, false},
		{"refuses us", "Deny 127.0.0.1", "http_access deny all", "", target, check.ProxyFailed, check.Inconclusive, false},
		{"cannot reach the server", "", "http_access allow all", "", closed, check.ProxyFailed, check.Inconclusive, true},
		{"does not know the name", "", "http_access allow all", "", unknown, check.ProxyFailed, check.Inconclusive, true},
	}
	for _, tt := range tests {
		for kind, begin := range map[string]func(*testing.T) forward{
			"tinyproxy": func(t *testing.T) forward { return startTinyproxy(t, tt.tiny) },
			"squid":     func(t *testing.T) forward { return startSquid(t, tt.squid) },
		} {
			t.Run(tt.name+", "+kind, func(t *testing.T) {
				t.Parallel()
				proxy := begin(t)
				address, err := url.Parse(proxy.url(tt.user))
				if err != nil {
					t.Fatal(err)
				}
				r := run(t, tt.target, full, "", pleoclient.WithRootCAs(g.ca.pool), pleoclient.WithProxy(fixed(address)))
				expect(t, r, tt.kind, tt.verdict)
				log := proxy.log()
				if asked := strings.Contains(log, "CONNECT "+strings.TrimPrefix(tt.target, "https://")[:10]); tt.asked && !asked {
					t.Errorf("the proxy was not asked:\n%s", log)
				}
				onlyTunnels(t, full.Key, log)
				if seen := r.Exchanges[0].Proxy; seen != proxy.address {
					t.Errorf("the exchange names proxy %q, want %q", seen, proxy.address)
				}
				if text := fmt.Sprintf("%+v %+v", r, r.Exchanges[0]); strings.Contains(text, proxyPassword) || strings.Contains(text, "fake-wrong") {
					t.Errorf("the proxy's password is in %s", text)
				}
			})
		}
	}
}

// onlyTunnels holds the log of a proxy against what may be in it: which server
// was asked for, and nothing of what was said in the tunnel.
func onlyTunnels(t *testing.T, key, log string) {
	t.Helper()
	for _, inside := range []string{"/v1/introspect", "companyId", "Authorization: Basic"} {
		if strings.Contains(log, inside) {
			t.Errorf("the proxy saw %q:\n%s", inside, log)
		}
	}
	if secret.NewRedactor(secret.New(key)).Contains(log) {
		t.Errorf("the proxy saw the key:\n%s", log)
	}
}

// The program takes the proxy from its environment.
func TestProgramThroughProxies(t *testing.T) {
	g := startGateway(t)
	full := story(t, "full-access")
	target := "https://" + proxiedName + ":" + strconv.Itoa(g.ports["main"]) + "/good"
	open, closing := startTinyproxy(t, ""), startTinyproxy(t, "BasicAuth staff "+proxyPassword)
	refusing := startSquid(t, "http_access deny all")
	nobody := forward{address: local(freePort(t))}
	trust := "SSL_CERT_FILE=" + g.ca.file()
	tests := []struct {
		name        string
		environment []string
		base        string
		kind        check.Kind
		verdict     check.Verdict
	}{
		{"through the proxy", []string{"HTTPS_PROXY=" + open.url("")}, target, check.OK, check.Working},
		{"lower case", []string{"https_proxy=" + open.url("")}, target, check.OK, check.Working},
		{"signed in", []string{"HTTPS_PROXY=" + closing.url("staff:"+proxyPassword)}, target, check.OK, check.Working},
		{"not signed in", []string{"HTTPS_PROXY=" + closing.url("")}, target, check.ProxySignIn, check.Inconclusive},
		{"refused", []string{"HTTPS_PROXY=" + refusing.url("")}, target, check.ProxyFailed, check.Inconclusive},
		{"no proxy there", []string{"HTTPS_PROXY=" + nobody.url("staff:"+proxyPassword)}, target, check.ProxyFailed, check.Inconclusive},
		{"a setting that is none", []string{"HTTPS_PROXY=http://%zz:" + proxyPassword}, target, check.ProxyFailed, check.Inconclusive},
		{"not for this host", []string{"HTTPS_PROXY=" + nobody.url(""), "NO_PROXY=127.0.0.1"}, g.secure("main", "/good"), check.OK, check.Working},
		{"never for loopback", []string{"HTTPS_PROXY=" + nobody.url("")}, g.secure("main", "/good"), check.OK, check.Working},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := program(t, append(tt.environment, trust), tt.base, full)
			p.expect(t, tt.kind, tt.verdict)
			if strings.Contains(p.text, proxyPassword) {
				t.Errorf("the proxy's password is in the report:\n%s", p.text)
			}
		})
	}
	for _, proxy := range []forward{open, closing, refusing} {
		onlyTunnels(t, full.Key, proxy.log())
	}
}

// A key is never sent through a proxy without TLS around it: for http there is
// loopback only, and loopback goes without.
func TestNoProxySeesPlainHTTP(t *testing.T) {
	full := story(t, "full-access")
	proxy := startTinyproxy(t, "")
	p := program(t, []string{"HTTP_PROXY=" + proxy.url(""), "HTTPS_PROXY=" + proxy.url("")}, demoServer(t).URL(), full)
	p.expect(t, check.OK, check.Working)
	if log := proxy.log(); strings.Contains(log, "GET ") || strings.Contains(log, "CONNECT ") {
		t.Errorf("the proxy was asked:\n%s", log)
	}
}

// fixed chooses one proxy for everything.
func fixed(address *url.URL) func(*http.Request) (*url.URL, error) { return http.ProxyURL(address) }
