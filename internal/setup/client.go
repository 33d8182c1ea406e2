package main

import (
	"pleokeycheck/internal/sysproxy"
	"pleokeycheck/pleoclient"
)

// clientOptions are what every client of the program has in common: its name,
// and the proxy that the environment or the system's settings name.
func clientOptions() []pleoclient.Option {
	return []pleoclient.Option{
		pleoclient.WithUserAgent(userAgent()),
		pleoclient.WithProxy(sysproxy.Proxy()),
	}
}
