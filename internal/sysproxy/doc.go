// Package sysproxy finds the proxy that a request goes through: the environment's
// if it says anything, else the system's settings on Windows and macOS,
// automatic configuration (PAC, on Windows also WPAD) included.
//
// It never asks for loopback addresses, never tells a configuration script
// more than scheme and host, and never waits longer than lookupWait for one:
// then the request goes without. Whoever calls the function that [Proxy]
// returns may wait that long, so it is not for a UI goroutine.
//
// The settings come from github.com/mattn/go-ieproxy (MIT), which asks WinHTTP
// and CFNetwork; a build for macOS without C reads the fixed settings from
// scutil, and no script. What neither gives: WPAD discovery on macOS, more than the
// first proxy of a list, and proxies of the SOCKS kind.
package sysproxy
