//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

const (
	allConnections = 100
	allRoundTrip   = 50 * time.Millisecond
	atOnce         = 4 // checks of a round at the same time
)

// oneKey is a keychain that has the same key in every slot.
type oneKey struct {
	service.Keystore
	key secret.Key
}

func (k oneKey) Get(context.Context, keystore.Slot) (secret.Key, error) { return k.key, nil }

// allRows measure the check of all connections against what the line allows:
// four at a time, each as long as one check takes alone.
func allRows(s *setup) ([]row, error) {
	a, err := s.serve(generous(), allRoundTrip)
	if err != nil {
		return nil, err
	}
	defer a.close()
	options, err := optionsFor(a)
	if err != nil {
		return nil, err
	}
	once := func() (float64, error) {
		began := time.Now()
		r := check.Run(s.ctx, inputFor(a), options)
		if r.Verdict != check.Working {
			return 0, fmt.Errorf("the check ends with %s, %s", r.Verdict, r.Finding.Kind)
		}
		return inMilliseconds(time.Since(began)), nil
	}
	whole := func() (float64, error) {
		dir, err := os.MkdirTemp(s.dir, "all")
		if err != nil {
			return 0, err
		}
		store, err := connection.Open(dir)
		if err != nil {
			return 0, err
		}
		story := demoKey()
		for i := range allConnections {
			_, err := store.Add(connection.Connection{
				Name: fmt.Sprintf("Company %d", i), Environment: env.Custom, BaseURL: a.url, CompanyID: story.CompanyID, KeyHint: "0001", KeyKept: true,
			})
			if err != nil {
				return 0, err
			}
		}
		list, err := store.List()
		if err != nil {
			return 0, err
		}
		round := service.Round{Service: service.Service{
			Keystore: oneKey{key: secret.New(story.Key)}, Connections: store, Check: check.Run, Client: options.Client, Now: time.Now,
		}}
		worked := 0
		began := time.Now()
		err = round.Run(s.ctx, list, func(rows []service.Row, _ time.Time) {
			for _, r := range rows {
				if r.Verdict() == check.Working {
					worked++
				}
			}
		})
		took := inMilliseconds(time.Since(began))
		if err == nil && worked != allConnections {
			err = fmt.Errorf("only %d of %d checks worked", worked, allConnections)
		}
		return took, err
	}
	took, err := s.inTurn(whole, once)
	if err != nil {
		return nil, err
	}
	bound := make([]float64, len(took[1]))
	for i, t := range took[1] {
		bound[i] = t * allConnections / atOnce
	}
	how := fmt.Sprintf("service.Round over HTTPS with round trips of %s, results written to disk; beside it what one check takes alone, times %d, by %d at a time",
		allRoundTrip, allConnections, atOnce)
	return []row{atMost(fmt.Sprintf("check all %d connections", allConnections), milliseconds, took[0], "the line", bound, 1.25, how)}, nil
}
