package setup

import (
	"pleokeycheck/internal/sysproxy"
	"pleokeycheck/pleoclient"
)

// Client is what every client of the program has in common: its name,
// and the proxy that the environment or the system's settings name.
func Client() []pleoclient.Option {
	return []pleoclient.Option{
		pleoclient.WithUserAgent(userAgent()),
		pleoclient.WithProxy(sysproxy.Proxy()),
	}
}
