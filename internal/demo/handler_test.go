package demo

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"pleokeycheck/pleoclient"
)

func TestOnlyBasicWithAnEmptyPassword(t *testing.T) {
	s := serve(t, Handler())
	key := story(t, "full-access").Key
	encode := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	for _, test := range []struct {
		name, header string
		status       int
	}{
		{"as documented", "Basic " + encode(key+":"), 200},
		{"scheme in lower case", "basic " + encode(key+":"), 200},
		{"no header", "", 401},
		{"bearer", "Bearer " + key, 401},
		{"bearer with base64", "Bearer " + encode(key+":"), 401},
		{"raw key", key, 401},
		{"raw key after Basic", "Basic " + key, 401},
		{"base64 without the colon", "Basic " + encode(key), 401},
		{"password", "Basic " + encode(key+":secret"), 401},
		{"key as password", "Basic " + encode(":"+key), 401},
		{"key with a space", "Basic " + encode(key+" :"), 401},
		{"key in upper case", "Basic " + encode(strings.ToUpper(key)+":"), 401},
		{"unknown key", "Basic " + encode("demo-unknown-key-not-real:"), 401},
		{"empty key", "Basic " + encode(":"), 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := s.send(t, "GET", "/v1/introspect", "", "", func(r *http.Request) {
				if test.header != "" {
					r.Header.Set("Authorization", test.header)
				}
			})
			if got.status != test.status {
				t.Fatalf("status %d, want %d", got.status, test.status)
			}
			if test.status == 200 {
				return
			}
			if kind, message := got.problem(t); kind != "UNAUTHORIZED" || message == "" {
				t.Errorf("body %s", got.body)
			}
			if !strings.HasPrefix(got.header.Get("Www-Authenticate"), "Basic") || !pleoclient.IsUUID(got.header.Get("Request-Id")) {
				t.Errorf("header %v", got.header)
			}
			if got.header.Get("Content-Type") != mediaType || strings.Contains(string(got.body), key) {
				t.Errorf("header %v, body %s", got.header, got.body)
			}
		})
	}
}
