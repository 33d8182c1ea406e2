//go:build darwin && !cgo

package sysproxy

import (
	"context"
	"net/url"
	"os/exec"
)

// system asks scutil, which comes with macOS, for the fixed settings.
func system(target *url.URL) (*url.URL, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupWait)
	defer cancel()
	text, err := exec.CommandContext(ctx, "/usr/sbin/scutil", "--proxy").Output()
	if err != nil {
		return nil, nil // a system without it has no settings to tell
	}
	proxies, exceptions := parseScutil(string(text))
	return static(proxies, exceptions, target)
}
