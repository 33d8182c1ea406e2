package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"sync"

	"pleokeycheck/internal/demo"
)

// startDemo returns a function that starts the demo server when it is first
// called, and gives its base URL.
func startDemo() func() (string, error) {
	return sync.OnceValues(func() (string, error) {
		server, err := demo.Start("127.0.0.1:0")
		if err != nil {
			return "", fmt.Errorf("start the demo server: %w", err)
		}
		return server.URL(), nil
	})
}

// runDemoServer serves the stand-in API until it is interrupted.
func runDemoServer(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("demo-server", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "`address` to listen on, loopback only; port 0 takes a free one")
	list := flags.Bool("stories", false, "print the demo keys, a line each (story, key, company ID, finding, verdict; tab-separated), and end")
	if status, ok := parse(flags, args, stdout, stderr); !ok {
		return status
	}
	if *list {
		for _, s := range demo.Stories() {
			fmt.Fprintf(stdout, "%s\t%s\t%s\t%s\t%s\n", s.ID, s.Key, s.CompanyID, s.Kind, s.Verdict)
		}
		return exitOK
	}
	server, err := demo.Start(*addr)
	if err != nil {
		fmt.Fprintln(stderr, program+" demo-server:", err)
		return exitError
	}
	fmt.Fprintf(stdout, "The demo server is at %s. It holds no real data. Ctrl+C ends it.\n", server.URL())
	<-ctx.Done()
	if err := server.Close(); err != nil {
		fmt.Fprintln(stderr, program+" demo-server:", err)
		return exitError
	}
	return exitOK
}
