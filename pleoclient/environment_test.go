package pleoclient

import (
	"errors"
	"strings"
	"testing"
)

func TestParseBaseURL(t *testing.T) {
	good := map[string]string{
		"https://external.pleo.io":            "https://external.pleo.io",
		" https://external.pleo.io/ ":         "https://external.pleo.io",
		"HTTPS://External.Pleo.io":            "https://external.pleo.io",
		"https://example.com/pleo/api//":      "https://example.com/pleo/api",
		"https://example.com:8443/a%2Fb/":     "https://example.com:8443/a%2Fb",
		"http://localhost:8080":               "http://localhost:8080",
		"http://127.9.8.7/pleo/api":           "http://127.9.8.7/pleo/api",
		"http://[::1]:8080/pleo/api":          "http://[::1]:8080/pleo/api",
		Staging.BaseURL:                       Staging.BaseURL,
		Production.BaseURL:                    Production.BaseURL,
		"https://192.0.2.1/with%20space/path": "https://192.0.2.1/with%20space/path",
		"https://gateway.example/pleo/v1":     "https://gateway.example/pleo/v1", // a gateway may call its path as it likes
		"https://example.com/vendors":         "https://example.com/vendors",
		"https://pleo.io.example.com":         "https://pleo.io.example.com",
		"https://notpleo.io":                  "https://notpleo.io",
	}
	for in, want := range good {
		u, err := ParseBaseURL(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
		} else if u.String() != want {
			t.Errorf("%q = %q, want %q", in, u, want)
		}
	}
	bad := map[string]string{
		"":                              "empty",
		" \t\n":                         "empty",
		"external.pleo.io":              "not-a-url",
		"localhost:8080":                "not-a-url",
		"https:external.pleo.io":        "not-a-url",
		"https://":                      "not-a-url",
		"https:///path":                 "not-a-url",
		"https://exa mple.com":          "not-a-url",
		"https://example.com:":          "not-a-url",
		"https://example.com:0":         "not-a-url",
		"https://example.com:65536":     "not-a-url",
		"https://example.com/%zz":       "not-a-url",
		"ftp://example.com":             "scheme",
		"file:///etc/hosts":             "scheme",
		"https://canary@example.com":    "credentials",
		"https://u:canary@example.com":  "credentials",
		"https://example.com?x=canary":  "query",
		"https://example.com?":          "query",
		"https://example.com/#part":     "query",
		"https://example.com#":          "query",
		"http://external.pleo.io":       "not-loopback",
		"http://192.168.0.1":            "not-loopback",
		"http://0.0.0.0:80":             "not-loopback",
		"http://localhost.example.com":  "not-loopback",
		"http://127.0.0.1.example.com":  "not-loopback",
		"http://2130706433":             "not-loopback",
		"http://[::2]":                  "not-loopback",
		"http://127.0.0.1@evil.example": "credentials",

		"https://external.pleo.io/v1":               "version",
		"https://external.pleo.io/v3/":              "version",
		"https://EXTERNAL.pleo.io:443/v2/employees": "version",
		"https://external.staging.pleo.io/v1-beta":  "version",
		"https://example.com/v1":                    "version",
		"http://localhost:8080/v2/employees":        "version",
		"https://openapi.pleo.io":                   "other-pleo-host",
		"https://openapi.pleo.io/v1/":               "other-pleo-host",
		"https://api.pleo.io":                       "other-pleo-host",
		"https://app.pleo.io/settings":              "other-pleo-host",
		"https://app.staging.pleo.io":               "other-pleo-host",
		"https://external.pleo.io.pleo.io":          "other-pleo-host",
		"https://pleo.io":                           "other-pleo-host",
	}
	for in, reason := range bad {
		_, err := ParseBaseURL(in)
		e, ok := errors.AsType[*BaseURLError](err)
		if !ok || e.Reason != reason {
			t.Errorf("%q: error %v, want reason %q", in, err, reason)
		} else if strings.Contains(err.Error(), "canary") {
			t.Errorf("%q: error repeats the text: %v", in, err)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	if _, err := New("http://192.0.2.1", key); err == nil {
		t.Error("http to another computer accepted")
	}
	if _, err := New(Staging.BaseURL, nil); err == nil {
		t.Error("missing key function accepted")
	}
}
