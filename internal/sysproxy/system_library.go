//go:build windows || (darwin && cgo)

package sysproxy

import (
	"net/url"
	"runtime"
	"sync"

	"github.com/mattn/go-ieproxy"
)

// reading guards the library's settings: reading them anew writes a variable.
var reading sync.Mutex

// system asks the system: its configuration script first, then its fixed
// settings. The script is run by the system itself, which may fetch it.
func system(target *url.URL) (*url.URL, error) {
	reading.Lock()
	settings := ieproxy.ReloadConf()
	reading.Unlock()

	if script := settings.Automatic; script.Active {
		proxy, err := parseProxy(script.FindProxyForURL(asked(target).String()))
		if proxy != nil || err != nil {
			return proxy, err
		}
		// Nothing, or "direct": the library gives both as nothing.
	}
	if settings.Static.Active {
		return static(settings.Static.Protocols, settings.Static.NoProxy, target)
	}
	return nil, nil
}

// asked is the address that a script is asked about. On macOS the library
// (v0.0.12) drops every answer for https, which CFNetwork marks as another
// kind of proxy than for http; the same proxy serves both in nearly every
// script, so there it is asked about http.
func asked(target *url.URL) *url.URL {
	if runtime.GOOS != "darwin" {
		return target
	}
	u := *target
	u.Scheme = "http"
	return &u
}
