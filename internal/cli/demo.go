package cli

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/demo"
)

// demoServerCommand serves the stand-in API until it is interrupted.
func demoServerCommand() *cobra.Command {
	addr, list := "127.0.0.1:8080", false
	c := &cobra.Command{Use: "demo-server", Short: "serves the stand-in API, for cURL and Postman demos"}
	textFlag(c, &addr, "addr", "address", "address to listen on, loopback only; port 0 takes a free one")
	c.Flags().BoolVar(&list, "stories", false, "print the demo keys, a line each (story, key, company ID, finding, verdict; tab-separated), and end")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if list {
			for _, s := range demo.Stories() {
				if _, err := fmt.Fprintf(c.OutOrStdout(), "%s\t%s\t%s\t%s\t%s\n", s.ID, s.Key, s.CompanyID, s.Kind, s.Verdict); err != nil {
					return err
				}
			}
			return nil
		}
		return serveDemo(c, addr)
	}
	return c
}

func serveDemo(c *cobra.Command, addr string) error {
	server, err := demo.Start(addr)
	// The address is not repeated: somebody may have put a key there.
	var system syscall.Errno
	switch {
	case errors.As(err, &system):
		return fmt.Errorf("the address of --addr cannot be listened on: %w", system)
	case err != nil:
		return usageError("--addr is an address of this computer with a port, such as 127.0.0.1:8080")
	}
	fmt.Fprintf(c.OutOrStdout(), "The demo server is at %s. It holds no real data. Ctrl+C ends it.\n", server.URL())
	<-c.Context().Done()
	return server.Close()
}
