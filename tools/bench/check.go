//go:build linux

package main

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// generous lets the demo server take any number of requests.
func generous() http.Handler { return demo.Handler(demo.WithRateLimit(1 << 30)) }

// demoKey is the first demo story: a key that may do everything.
func demoKey() demo.Story { return demo.Stories()[0] }

// inputFor is a check of the demo key at a server.
func inputFor(a *api) check.Input {
	story := demoKey()
	return check.Input{Environment: "custom", BaseURL: a.url, Key: secret.New(story.Key), CompanyID: story.CompanyID}
}

// optionsFor trust the server's certificate.
func optionsFor(a *api) (check.Options, error) {
	text, err := os.ReadFile(a.ca)
	if err != nil {
		return check.Options{}, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return check.Options{}, errors.New("no certificate to trust")
	}
	return check.Options{Client: []pleoclient.Option{pleoclient.WithRootCAs(pool)}}, nil
}

// commandLine is the check of one of our two programs, without a window.
func (s *setup) commandLine(program string, a *api) turn {
	story := demoKey()
	return func() (float64, error) {
		// As for the others, there is one certificate to trust and no folder of them.
		env, err := s.environ(s.dir+"/command-line", "SSL_CERT_FILE="+a.ca, "SSL_CERT_DIR=/nonexistent")
		if err != nil {
			return 0, err
		}
		return s.timed(env, story.Key, program, "check", "--base-url", a.url, "--company-id", story.CompanyID, "--key-stdin", "--json")
	}
}

// checkRows compare one check: identity, company, request.
func checkRows(s *setup) ([]row, error) {
	a, err := s.serve(generous(), 0)
	if err != nil {
		return nil, err
	}
	defer a.close()
	options, err := optionsFor(a)
	if err != nil {
		return nil, err
	}
	first := check.Run(s.ctx, inputFor(a), options)
	if first.Verdict != check.Working {
		return nil, fmt.Errorf("the check that is measured ends with %s, %s", first.Verdict, first.Finding.Kind)
	}
	p, err := s.peersFor(a, demoKey().Key, requestsOf(first.Exchanges))
	if err != nil {
		return nil, err
	}
	took, err := s.inTurn(
		func() (float64, error) {
			began := time.Now()
			check.Run(s.ctx, inputFor(a), options)
			return inMilliseconds(time.Since(began)), nil
		},
		s.commandLine(s.tool("pleo-key-check-cli"), a),
		s.commandLine(s.program, a),
		func() (float64, error) { return p.curl(false) },
		p.newman,
		p.bru,
	)
	if err != nil {
		return nil, err
	}
	same := fmt.Sprintf("the same %d requests over HTTPS on loopback", len(p.requests))
	return []row{
		alone("one check, in process", milliseconds(median(took[0])), "check.Run: a new client, TLS and all; "+same),
		atMost("one check, `check --json`", milliseconds, took[1], "curl", took[3], 1.2, "`pleo-key-check-cli check --base-url … --key-stdin --json` and `curl --config -`, one connection"),
		faster("one check, `check --json`", milliseconds, took[1], "newman", took[4], 20, "`newman run collection.json`"),
		faster("one check, `check --json`", milliseconds, took[1], "bru", took[5], 20, "`bru run`"),
		compare("the same with the program that has a window", milliseconds, took[2], "curl", took[3], "`pleo-key-check check …`"),
	}, nil
}

// permissionRows compare a full check of permissions over slow lines.
func permissionRows(s *setup) ([]row, error) {
	var rows []row
	for _, roundTrip := range []time.Duration{50 * time.Millisecond, 200 * time.Millisecond} {
		more, err := permissionRowsAt(s, roundTrip)
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

func permissionRowsAt(s *setup, roundTrip time.Duration) ([]row, error) {
	a, err := s.serve(generous(), roundTrip)
	if err != nil {
		return nil, err
	}
	defer a.close()
	options, err := optionsFor(a)
	if err != nil {
		return nil, err
	}
	first := check.Permissions(s.ctx, inputFor(a), options)
	if len(first.Permissions) == 0 {
		return nil, fmt.Errorf("no permissions: %s", first.Finding.Kind)
	}
	p, err := s.peersFor(a, demoKey().Key, requestsOf(first.Exchanges))
	if err != nil {
		return nil, err
	}
	took, err := s.inTurn(
		func() (float64, error) {
			began := time.Now()
			check.Permissions(s.ctx, inputFor(a), options)
			return inMilliseconds(time.Since(began)), nil
		},
		func() (float64, error) { return p.curl(true) },
		p.newman,
	)
	if err != nil {
		return nil, err
	}
	trips := make([]float64, len(took[0]))
	for i, t := range took[0] {
		trips[i] = t / inMilliseconds(roundTrip)
	}
	what := fmt.Sprintf("all permissions, round trips of %d ms", roundTrip.Milliseconds())
	how := fmt.Sprintf("check.Permissions, %d requests; each byte is late by half a round trip, opening a connection costs a whole one", len(p.requests))
	number := func(v float64) string { return fmt.Sprintf("%.2f", v) }
	return []row{
		below(what+", in round trips", number, trips, 4.5, how),
		compare(what, milliseconds, took[0], "curl --parallel", took[1], ""),
		faster(what, milliseconds, took[0], "newman", took[2], 10, ""),
	}, nil
}
