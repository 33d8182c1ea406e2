//go:build !windows && !darwin

package sysproxy

import "net/url"

// system is nil where the environment variables are what desktops and
// administrators set.
var system func(target *url.URL) (*url.URL, error)
