package pleoclient

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Environment is one of Pleo's installations. A key works only in the
// environment in which it was made (DOC).
type Environment struct{ BaseURL string }

// Pleo's environments (DOC: API base URLs).
var (
	Staging    = Environment{BaseURL: "https://external.staging.pleo.io"}
	Production = Environment{BaseURL: "https://external.pleo.io"}
)

// BaseURLError is why a text is no base URL. It does not repeat the text, which
// may hold a password.
type BaseURLError struct {
	// Reason is "empty", "not-a-url", "scheme" (neither https nor http),
	// "credentials" (user name or password inside), "query" (a query or a
	// fragment inside), "not-loopback" (http to another computer), "version"
	// (the path of an operation, such as /v1, which every operation brings
	// itself) or "other-pleo-host" (one of Pleo's that has another API or none).
	Reason string
}

func (e *BaseURLError) Error() string { return "base url refused: " + e.Reason }

// ParseBaseURL reads the address of a server that speaks the Pleo External
// API: https anywhere, http only on this computer (localhost, 127.0.0.0/8,
// ::1). A path is kept, slashes at its end are not; but one that begins with a
// version belongs to an operation. The error is a [*BaseURLError].
func ParseBaseURL(s string) (*url.URL, error) {
	refuse := func(reason string) (*url.URL, error) { return nil, &BaseURLError{Reason: reason} }
	s = strings.TrimSpace(s)
	if s == "" {
		return refuse("empty")
	}
	u, err := url.Parse(s)
	if err != nil || !strings.Contains(s, "://") || u.Opaque != "" {
		return refuse("not-a-url")
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "https" && u.Scheme != "http" {
		return refuse("scheme")
	}
	if u.User != nil {
		return refuse("credentials")
	}
	if u.Hostname() == "" || !validPort(u) {
		return refuse("not-a-url")
	}
	if u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#") {
		return refuse("query")
	}
	u.Host = strings.ToLower(u.Host)
	if u.Scheme == "http" && !isLoopbackHost(u.Hostname()) {
		return refuse("not-loopback")
	}
	u.RawPath = strings.TrimRight(u.EscapedPath(), "/")
	u.Path, err = url.PathUnescape(u.RawPath)
	if err != nil {
		return refuse("not-a-url")
	}
	host := u.Hostname()
	switch known := host == hostOf(Staging) || host == hostOf(Production); {
	case !known && (host == "pleo.io" || strings.HasSuffix(host, ".pleo.io")):
		return refuse("other-pleo-host")
	case beginsWithVersion(u.Path):
		return refuse("version")
	}
	return u, nil
}

// beginsWithVersion reports whether a path begins as every operation's does:
// /v1, /v1-beta.
func beginsWithVersion(path string) bool {
	digits, isVersion := strings.CutPrefix(path, "/v")
	rest := strings.TrimLeft(digits, "0123456789")
	return isVersion && rest != digits && (rest == "" || rest[0] == '/' || rest[0] == '-')
}

func hostOf(e Environment) string { return strings.TrimPrefix(e.BaseURL, "https://") }

// validPort reports whether the URL has no port or one from 1 to 65535.
func validPort(u *url.URL) bool {
	port := u.Port()
	if port == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}

// isLoopbackHost reports whether a host name or literal address means this
// computer. What a name resolves to is verified again when dialling.
func isLoopbackHost(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && isLoopbackAddr(addr)
}

func isLoopbackAddr(addr netip.Addr) bool { return addr.Unmap().IsLoopback() }
