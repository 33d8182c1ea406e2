//go:build keychain && linux

package keystore

import (
	"net"
	"path/filepath"
	"testing"
)

// deadSocket is the path of a socket that nobody listens on any more.
func deadSocket(t *testing.T) string {
	t.Helper()
	path := filepath.Join(shortDir(t), "socket")
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	listener.SetUnlinkOnClose(false)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
