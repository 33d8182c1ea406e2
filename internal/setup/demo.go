package setup

import (
	"fmt"
	"sync"

	"pleokeycheck/internal/demo"
)

// Demo returns a function that starts the demo server when it is first
// called, and gives its base URL.
func Demo() func() (string, error) {
	return sync.OnceValues(func() (string, error) {
		server, err := demo.Start("127.0.0.1:0")
		if err != nil {
			return "", fmt.Errorf("start the demo server: %w", err)
		}
		return server.URL(), nil
	})
}
