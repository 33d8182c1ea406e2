package sysproxy

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const (
	// lookupWait bounds the wait for the system's answer. A script that is
	// fetched from a server that is gone can take a minute.
	lookupWait = 5 * time.Second
	// lookupFresh is how long an answer is used. Computers move from one
	// network to another while the program runs.
	lookupFresh = time.Minute
)

// Proxy returns a function for [http.Transport.Proxy] and the like. It is safe
// for concurrent use. Nothing is looked up before the first request; requests
// to one host share a lookup. A nil URL means no proxy; an error means a
// setting that cannot be read, which it does not repeat, or the end of the
// request's context.
func Proxy() func(*http.Request) (*url.URL, error) {
	return newChooser(httpproxy.FromEnvironment, system).choose
}

// chooser chooses the proxy of a request.
type chooser struct {
	environment func() *httpproxy.Config
	// system asks the system and may take as long as it likes; nil where the
	// environment is all there is.
	system func(target *url.URL) (*url.URL, error)

	mu      sync.Mutex
	lookups map[string]*lookup // by scheme and host
}

// lookup is one question to the system. proxy and err are set before done is
// closed.
type lookup struct {
	began time.Time
	done  chan struct{}
	proxy *url.URL
	err   error
}

// SettingError is a proxy setting that cannot be read. The setting is not
// repeated: it may hold a password.
type SettingError struct {
	Variable string // of the environment; empty for a setting of the system
}

// errSetting is a setting of the system that cannot be read.
var errSetting = &SettingError{}

func (e *SettingError) Error() string {
	if e.Variable == "" {
		return "proxy setting cannot be read"
	}
	return "proxy setting cannot be read: variable " + e.Variable
}

// ProxyVariable is the variable of the environment that holds the setting.
func (e *SettingError) ProxyVariable() string { return e.Variable }

// Is makes all of them one for errors.Is.
func (e *SettingError) Is(target error) bool {
	_, is := target.(*SettingError)
	return is
}

func newChooser(environment func() *httpproxy.Config, system func(*url.URL) (*url.URL, error)) *chooser {
	return &chooser{environment: environment, system: system, lookups: map[string]*lookup{}}
}

func (c *chooser) choose(req *http.Request) (*url.URL, error) {
	// A path and a query are nobody's business on the way.
	target := &url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, Path: "/"}
	if isLoopback(target.Hostname()) {
		return nil, nil
	}
	environment := c.environment()
	excluded := excludes(environment, target)
	if setting := named(environment, target.Scheme); setting != "" && !excluded && !readable(setting) {
		return nil, &SettingError{Variable: variable(target.Scheme)}
	}
	proxy, err := environment.ProxyFunc()(target)
	if err != nil {
		return nil, &SettingError{Variable: variable(target.Scheme)}
	}
	decided := excluded || environment.HTTPProxy != "" || environment.HTTPSProxy != ""
	if c.system == nil || decided {
		return proxy, nil
	}
	return c.ask(req.Context(), target)
}

// named is the environment's proxy for a scheme, as it was set.
func named(environment *httpproxy.Config, scheme string) string {
	if scheme == "https" {
		return environment.HTTPSProxy
	}
	return environment.HTTPProxy
}

// variable is the name under which that was set.
func variable(scheme string) string {
	lower := scheme + "_proxy"
	if os.Getenv(lower) != "" {
		return lower
	}
	return strings.ToUpper(lower)
}

// excludes reports whether NO_PROXY has the target, also where no proxy is named.
func excludes(environment *httpproxy.Config, target *url.URL) bool {
	probe := httpproxy.Config{HTTPProxy: "http://proxy.invalid", HTTPSProxy: "http://proxy.invalid", NoProxy: environment.NoProxy}
	used, err := probe.ProxyFunc()(target)
	return err == nil && used == nil
}

// ask waits for the system's answer, at most until lookupWait after the
// question was put. An answer that comes later is there for later requests.
func (c *chooser) ask(ctx context.Context, target *url.URL) (*url.URL, error) {
	l := c.lookUp(target)
	timer := time.NewTimer(time.Until(l.began.Add(lookupWait)))
	defer timer.Stop()
	select {
	case <-l.done:
	case <-timer.C:
	case <-ctx.Done():
	}
	if l.answered() {
		return l.proxy, l.err
	}
	return nil, ctx.Err()
}

// lookUp finds the question that is under way or freshly answered, or puts it.
// A question that never ends is not put twice.
func (c *chooser) lookUp(target *url.URL) *lookup {
	c.mu.Lock()
	defer c.mu.Unlock()
	name := target.String()
	if l := c.lookups[name]; l != nil && (!l.answered() || time.Since(l.began) < lookupFresh) {
		return l
	}
	l := &lookup{began: time.Now(), done: make(chan struct{})}
	c.lookups[name] = l
	go func() {
		defer close(l.done)
		defer func() {
			// A system without the functions that the library wants makes it
			// panic. Such a system has no settings to tell.
			if recover() != nil {
				l.proxy, l.err = nil, nil
			}
		}()
		l.proxy, l.err = c.system(target)
	}()
	return l
}

func (l *lookup) answered() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// isLoopback reports whether a host name or literal address means this
// computer.
func isLoopback(host string) bool {
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.Unmap().IsLoopback()
}
