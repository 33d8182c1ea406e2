package sysproxy

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const pleo = "https://external.pleo.io/v2/employees?companyId=fake"

func request(ctx context.Context, t *testing.T, address string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func textOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.String()
}

// systemOf answers with one proxy and counts the questions.
func systemOf(answer string, asked *[]string) func(*url.URL) (*url.URL, error) {
	return func(target *url.URL) (*url.URL, error) {
		*asked = append(*asked, target.String())
		return parseProxy(answer)
	}
}

func TestEnvironmentOverridesTheSystem(t *testing.T) {
	const ofSystem = "http://system.example:8080"
	tests := []struct {
		name        string
		environment map[string]string
		target      string
		want        string
		asks        bool
	}{
		{"nothing set", nil, pleo, ofSystem, true},
		{"proxy for https", map[string]string{"HTTPS_PROXY": "http://env.example:3128"}, pleo, "http://env.example:3128", false},
		{"lower case", map[string]string{"https_proxy": "env.example:3128"}, pleo, "http://env.example:3128", false},
		{"excluded from the environment's", map[string]string{"HTTPS_PROXY": "http://env.example:3128", "NO_PROXY": ".pleo.io"}, pleo, "", false},
		{"proxy for http only: the environment still has the say", map[string]string{"HTTP_PROXY": "http://env.example:3128"}, pleo, "", false},
		{"everything excluded, no proxy named", map[string]string{"NO_PROXY": "*"}, pleo, "", false},
		{"this host excluded, no proxy named", map[string]string{"no_proxy": "external.pleo.io"}, pleo, "", false},
		{"another host excluded, no proxy named", map[string]string{"NO_PROXY": "other.example"}, pleo, ofSystem, true},
		{"localhost", map[string]string{"HTTPS_PROXY": "http://env.example:3128"}, "https://localhost:8443/", "", false},
		{"localhost as a full name", nil, "https://LOCALHOST./", "", false},
		{"loopback address", nil, "https://127.9.8.7:8443/", "", false},
		{"loopback address of the new kind", nil, "https://[::1]:8443/", "", false},
		{"a name that only begins with it", nil, "https://localhost.example/", ofSystem, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "REQUEST_METHOD"} {
				t.Setenv(name, tt.environment[name])
			}
			var asked []string
			c := newChooser(httpproxy.FromEnvironment, systemOf(ofSystem, &asked))
			got, err := c.choose(request(t.Context(), t, tt.target))
			if err != nil || textOf(got) != tt.want || len(asked) > 0 != tt.asks {
				t.Errorf("got %q, %v, asked %q; want %q, asked: %t", textOf(got), err, asked, tt.want, tt.asks)
			}
		})
	}
}

func TestWithoutASystem(t *testing.T) {
	c := newChooser(func() *httpproxy.Config { return &httpproxy.Config{HTTPSProxy: "env.example:3128"} }, nil)
	if got, err := c.choose(request(t.Context(), t, pleo)); err != nil || textOf(got) != "http://env.example:3128" {
		t.Errorf("got %v, %v", got, err)
	}
	c = newChooser(none, nil)
	if got, err := c.choose(request(t.Context(), t, pleo)); err != nil || got != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func none() *httpproxy.Config { return &httpproxy.Config{} }

func TestABrokenSettingIsToldAndNotRepeated(t *testing.T) {
	const broken = "http://%zz:fake-canary"
	tests := []struct {
		name, target string
		c            *chooser
		wrong        bool
	}{
		{"environment", pleo, newChooser(func() *httpproxy.Config { return &httpproxy.Config{HTTPSProxy: broken} }, nil), true},
		{"environment, excluded", pleo, newChooser(func() *httpproxy.Config { return &httpproxy.Config{HTTPSProxy: broken, NoProxy: "*"} }, nil), false},
		{"environment, for http", pleo, newChooser(func() *httpproxy.Config { return &httpproxy.Config{HTTPProxy: broken} }, nil), false},
		{"environment, loopback", "https://127.0.0.1/", newChooser(func() *httpproxy.Config { return &httpproxy.Config{HTTPSProxy: broken} }, nil), false},
		{"system", pleo, newChooser(none, func(*url.URL) (*url.URL, error) { return parseProxy("fake-canary://proxy") }), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.c.choose(request(t.Context(), t, tt.target))
			if got != nil || errors.Is(err, errSetting) != tt.wrong {
				t.Errorf("got %v, %v", got, err)
			}
			if err != nil && strings.Contains(err.Error(), "canary") {
				t.Errorf("the error repeats the setting: %v", err)
			}
		})
	}
}

// A name or password that has to be written otherwise is told of with the variable,
// and no part of it is taken for the host.
func TestASettingThatCanBeReadInTwoWays(t *testing.T) {
	const good = "http://proxy.example:3128"
	tests := []struct{ setting, want string }{
		{"http://fake:ca@nary@proxy.example:3128", ""},
		{`http://fake:ca\nary@proxy.example:3128`, ""},
		{`http://OFFICE\fake:canary@proxy.example:3128`, ""},
		{`fake:ca\nary@proxy.example:3128`, ""},
		{"fake:ca@nary@proxy.example:3128", ""},
		{"http://fake:ca#nary@proxy.example:3128", ""},
		{"http://fake:12#nary@proxy.example:3128", ""},
		{"http://fake:ca/nary@proxy.example:3128", ""},
		{"http://fake:ca?nary@proxy.example:3128", ""},
		{"http://fake:ca nary@proxy.example:3128", ""},
		{"http://fake:ca[nary@proxy.example:3128", ""},
		{"http://fake:canæry@proxy.example:3128", ""},
		{"http://fake:ca%zznary@proxy.example:3128", ""},
		{"http://fake:ca%nary@proxy.example:3128", ""},
		{"ftp://proxy.example:3128", ""},
		{"http://proxy.example:99999", ""},
		{"http://", ""},
		{"http://fake:ca%40n%5Cary@proxy.example:3128", "http://fake:ca%40n%5Cary@proxy.example:3128"},
		{"fake:ca%40nary@proxy.example:3128", "http://fake:ca%40nary@proxy.example:3128"},
		{"http://fake:ca:n!$&'()*+,;=~ary@proxy.example:3128", "http://fake:ca%3An%21$&%27%28%29%2A+,;=~ary@proxy.example:3128"},
		{good, good}, {good + "/", good}, {"proxy.example:3128", good}, {"socks5://proxy.example:1080", "socks5://proxy.example:1080"},
	}
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		for _, tt := range tests {
			t.Run(name+" "+tt.setting, func(t *testing.T) {
				for _, other := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "REQUEST_METHOD"} {
					t.Setenv(other, "")
				}
				t.Setenv(name, tt.setting)
				got, err := newChooser(httpproxy.FromEnvironment, nil).choose(request(t.Context(), t, pleo))
				if tt.want != "" {
					if err != nil || strings.TrimSuffix(textOf(got), "/") != tt.want {
						t.Errorf("got %s, %v", got, err)
					}
					return
				}
				var setting *SettingError
				if got != nil || !errors.As(err, &setting) || setting.Variable != name || strings.Contains(err.Error(), "nary") {
					t.Errorf("got %v, %v", got, err)
				}
				t.Setenv("NO_PROXY", "pleo.io")
				if got, err := newChooser(httpproxy.FromEnvironment, nil).choose(request(t.Context(), t, pleo)); got != nil || err != nil {
					t.Errorf("without a proxy for this host: %v, %v", got, err)
				}
			})
		}
	}
}

func TestTheSystemLearnsNoPath(t *testing.T) {
	var asked []string
	c := newChooser(none, systemOf("proxy.example:8080", &asked))
	if _, err := c.choose(request(t.Context(), t, pleo)); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 1 || asked[0] != "https://external.pleo.io/" {
		t.Errorf("asked %q", asked)
	}
}

func TestAnswersAreFreshForAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		c := newChooser(none, systemOf("proxy.example:8080", &asked))
		for _, wait := range []time.Duration{0, lookupFresh - time.Second, 2 * time.Second} {
			time.Sleep(wait) // the bubble's clock
			if got, err := c.choose(request(t.Context(), t, pleo)); err != nil || textOf(got) != "http://proxy.example:8080" {
				t.Errorf("got %v, %v", got, err)
			}
		}
		if len(asked) != 2 {
			t.Errorf("asked %d times, want 2", len(asked))
		}
	})
}

func TestAHangingLookupIsNotWaitedForTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan string)
		var asked atomic.Int32
		c := newChooser(none, func(*url.URL) (*url.URL, error) {
			asked.Add(1)
			return parseProxy(<-answer)
		})
		began := time.Now()
		for range 3 {
			if got, err := c.choose(request(t.Context(), t, pleo)); got != nil || err != nil {
				t.Errorf("got %v, %v; want direct", got, err)
			}
			if waited := time.Since(began); waited != lookupWait {
				t.Errorf("waited %s in all, want %s", waited, lookupWait)
			}
		}
		time.Sleep(2 * lookupFresh) // the bubble's clock
		if got, _ := c.choose(request(t.Context(), t, pleo)); got != nil || asked.Load() != 1 {
			t.Errorf("got %v after %d questions; a question that hangs is not put twice", got, asked.Load())
		}
		answer <- "proxy.example:8080"
		synctest.Wait()
		go func() { answer <- "other.example:8080" }()
		if got, err := c.choose(request(t.Context(), t, pleo)); err != nil || textOf(got) != "http://other.example:8080" {
			t.Errorf("got %v, %v; want a new answer after the late one grew old", got, err)
		}
	})
}

func TestCancelAnswersAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan string)
		c := newChooser(none, func(*url.URL) (*url.URL, error) { return parseProxy(<-answer) })
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		_, err := c.choose(request(ctx, t, pleo))
		if !errors.Is(err, context.Canceled) || time.Since(began) != time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
		close(answer)
	})
}

func TestALibraryThatPanicsMeansNoProxy(t *testing.T) {
	c := newChooser(none, func(*url.URL) (*url.URL, error) { panic("no such function") })
	if got, err := c.choose(request(t.Context(), t, pleo)); got != nil || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

// Proxy itself asks whatever this system is: it must answer.
func TestProxyAnswers(t *testing.T) {
	if got, err := Proxy()(request(t.Context(), t, "https://127.0.0.1:1/")); got != nil || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}
