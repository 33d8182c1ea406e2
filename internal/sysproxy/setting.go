package sysproxy

import (
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// parseProxy reads a proxy as systems and scripts write it: "host:port",
// "http://host:port", "PROXY host:port; DIRECT". The first of a list counts.
// Nil means no proxy. The error is errSetting.
func parseProxy(text string) (*url.URL, error) {
	first, _, _ := strings.Cut(strings.TrimSpace(text), ";")
	words := strings.Fields(first)
	scheme := "http"
	if len(words) > 1 {
		switch strings.ToUpper(words[0]) {
		case "PROXY", "HTTP":
			words = words[1:]
		case "HTTPS":
			scheme, words = "https", words[1:]
		case "SOCKS5":
			scheme, words = "socks5", words[1:]
		case "SOCKS", "SOCKS4":
			return nil, errSetting
		}
	}
	if len(words) == 0 || strings.EqualFold(words[0], "DIRECT") {
		return nil, nil
	}
	address := words[0] // WinHTTP separates with spaces too
	if !strings.Contains(address, "://") {
		address = scheme + "://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, errSetting
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return nil, errSetting
		}
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return &url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host}, nil
	}
	return nil, errSetting
}

// readable reports whether a variable of the environment names a proxy in one way
// only. The library takes what it cannot read for nothing at all, or a part of
// name or password for the host, and would look that up.
func readable(setting string) bool {
	scheme, address, has := strings.Cut(setting, "://")
	if !has {
		scheme, address = "http", setting
	}
	user, host := "", address
	if at := strings.LastIndexByte(address, '@'); at >= 0 {
		user, host = address[:at], address[at+1:]
	}
	if strings.ContainsFunc(user, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`@\/?#[]<>^{|}"`+"`", r) }) {
		return false
	}
	if _, err := url.PathUnescape(user); err != nil {
		return false
	}
	proxy, err := parseProxy(scheme + "://" + host)
	return err == nil && proxy != nil
}

// static is the proxy of fixed settings: an address for each scheme, "" for
// every other, and a list of exceptions.
func static(proxies map[string]string, exceptions string, target *url.URL) (*url.URL, error) {
	address, ok := proxies[target.Scheme]
	if !ok {
		address = proxies[""]
	}
	if address == "" || excepted(exceptions, target) {
		return nil, nil
	}
	return parseProxy(address)
}

// excepted reports whether a list of exceptions has the target. Its entries
// are names or addresses with * for any characters, networks ("10.0.0.0/8"),
// with or without a scheme and a port, and "<local>" for names without a dot.
func excepted(list string, target *url.URL) bool {
	host, hostPort := strings.ToLower(target.Hostname()), strings.ToLower(target.Host)
	entries := strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) })
	for _, entry := range entries {
		if scheme, rest, ok := strings.Cut(entry, "://"); ok {
			if scheme != target.Scheme {
				continue
			}
			entry = rest
		}
		if entry == "<local>" {
			if !strings.ContainsAny(host, ".:") {
				return true
			}
			continue
		}
		if network, err := netip.ParsePrefix(entry); err == nil {
			address, err := netip.ParseAddr(host)
			if err == nil && network.Contains(address.Unmap()) {
				return true
			}
			continue
		}
		for _, name := range []string{host, hostPort} {
			if same, err := path.Match(entry, name); err == nil && same {
				return true
			}
		}
	}
	return false
}
