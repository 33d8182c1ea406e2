package sysproxy

import (
	"errors"
	"net/url"
	"testing"
)

func TestParseProxy(t *testing.T) {
	tests := []struct {
		text, want string
		wrong      bool
	}{
		{text: "", want: ""},
		{text: " ; ", want: ""},
		{text: "DIRECT", want: ""},
		{text: "direct; PROXY proxy.example:8080", want: ""},
		{text: "proxy.example:8080", want: "http://proxy.example:8080"},
		{text: "proxy.example", want: "http://proxy.example"},
		{text: "PROXY proxy.example:8080; DIRECT", want: "http://proxy.example:8080"},
		{text: "proxy.example:8080;second.example:8080", want: "http://proxy.example:8080"},
		{text: "proxy.example:8080 second.example:8080", want: "http://proxy.example:8080"},
		{text: "HTTPS proxy.example:8443", want: "https://proxy.example:8443"},
		{text: "http://proxy.example:8080/", want: "http://proxy.example:8080"},
		{text: "https://proxy.example", want: "https://proxy.example"},
		{text: "SOCKS5 proxy.example:1080", want: "socks5://proxy.example:1080"},
		{text: "[fd00::1]:8080", want: "http://[fd00::1]:8080"},
		{text: "10.20.30.40:3128", want: "http://10.20.30.40:3128"},
		{text: "http://user:fake@proxy.example:8080", want: "http://user:fake@proxy.example:8080"},
		{text: "SOCKS proxy.example:1080", wrong: true},
		{text: "ftp://proxy.example", wrong: true},
		{text: "proxy.example:99999", wrong: true},
		{text: "proxy.example:0", wrong: true},
		{text: "http://:8080", wrong: true},
		{text: "http://%zz", wrong: true},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got, err := parseProxy(tt.text)
			if textOf(got) != tt.want || errors.Is(err, errSetting) != tt.wrong {
				t.Errorf("got %q, %v; want %q, wrong: %t", textOf(got), err, tt.want, tt.wrong)
			}
		})
	}
}

func TestStatic(t *testing.T) {
	tests := []struct {
		name       string
		proxies    map[string]string
		exceptions string
		want       string
	}{
		{"one for all", map[string]string{"": "proxy.example:8080"}, "", "http://proxy.example:8080"},
		{"the scheme's own", map[string]string{"": "proxy.example:8080", "https": "secure.example:8443"}, "", "http://secure.example:8443"},
		{"only for http", map[string]string{"http": "proxy.example:8080"}, "", ""},
		{"switched off for the scheme", map[string]string{"": "proxy.example:8080", "https": ""}, "", ""},
		{"excepted", map[string]string{"": "proxy.example:8080"}, "*.pleo.io", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := static(tt.proxies, tt.exceptions, &url.URL{Scheme: "https", Host: "external.pleo.io", Path: "/"})
			if err != nil || textOf(got) != tt.want {
				t.Errorf("got %q, %v; want %q", textOf(got), err, tt.want)
			}
		})
	}
}

func TestExcepted(t *testing.T) {
	tests := []struct {
		list, host string
		want       bool
	}{
		{"", "external.pleo.io", false},
		{"external.pleo.io", "external.pleo.io", true},
		{"EXTERNAL.PLEO.IO", "external.pleo.io", true},
		{"pleo.io", "external.pleo.io", false},
		{"*.pleo.io", "external.pleo.io", true},
		{"*.pleo.io", "pleo.io", false},
		{"external*", "external.pleo.io", true},
		{"*", "external.pleo.io", true},
		{"https://external.pleo.io", "external.pleo.io", true},
		{"http://external.pleo.io", "external.pleo.io", false},
		{"external.pleo.io:443", "external.pleo.io", false},
		{"external.pleo.io:8443", "external.pleo.io:8443", true},
		{"a.example,b.example; external.pleo.io", "external.pleo.io", true},
		{"<local>", "external.pleo.io", false},
		{"<local>", "intranet", true},
		{"<local>", "[fd00::1]", false},
		{"192.168.*", "192.168.7.9", true},
		{"192.168.*", "192.169.7.9", false},
		{"10.0.0.0/8", "10.200.3.4", true},
		{"10.0.0.0/8", "external.pleo.io", false},
		{"10.0.0.0/8", "11.0.0.1", false},
		{"fd00::/8", "[fd00::1]", true},
		{"[", "external.pleo.io", false},
	}
	for _, tt := range tests {
		t.Run(tt.list+" "+tt.host, func(t *testing.T) {
			if got := excepted(tt.list, &url.URL{Scheme: "https", Host: tt.host}); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}
