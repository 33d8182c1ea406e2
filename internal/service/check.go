package service

import (
	"context"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
)

// InputOf is what a check of a connection checks, but for its key.
func InputOf(con connection.Connection) check.Input {
	in := check.Input{
		Environment: con.Environment, BaseURL: con.BaseURL, CompanyID: con.CompanyID, CompanyFromKey: con.CompanyFromKey,
		Operation: con.Operation, ExpiresOn: con.ExpiresOn,
	}
	if in.Operation == check.DefaultOperation() {
		in.Operation = "" // it may give way to another
	}
	return in
}

// Job is a check that is to be run.
type Job struct {
	Input check.Input
	// Connection is the saved one whose key it is; without an ID the key has no
	// past.
	Connection connection.Connection
	// Kept is true where the key is read from the keychain; else it is in Input.
	Kept bool
}

// Outcome is what a check gave.
type Outcome struct {
	Result *check.Result
	// Key is the one that was sent, without what came along with it. It is empty
	// where NotChecked is true: there was no key, or no demo server.
	Key        secret.Key
	NotChecked bool
	// Connection is as it was saved when its key was read.
	Connection connection.Connection
}

// Run gets what a check needs and runs it. Nothing is noted.
func (s Service) Run(ctx context.Context, j Job, step func(check.Step)) Outcome {
	if j.Kept {
		j.Connection = s.fresh(j.Connection)
	}
	in, trouble := s.complete(ctx, j)
	if trouble != nil {
		return Outcome{Result: check.Unstarted(j.Input, *trouble, s.Now()), NotChecked: true, Connection: j.Connection}
	}
	result := s.Check(ctx, in, check.Options{Client: s.Client, Now: s.Now, OnStep: step})
	return Outcome{Result: result, Key: check.CleanKey(in.Key.Reveal()).Key, Connection: j.Connection}
}

// complete gets what the check of a job needs besides: the server, the key, and
// when it last worked; or why there is none.
func (s Service) complete(ctx context.Context, j Job) (check.Input, *check.Finding) {
	in := j.Input
	if in.Environment == env.Demo {
		base, err := s.Demo()
		if err != nil {
			return in, &check.Finding{Kind: check.ConnectionRefused, Detail: err.Error()}
		}
		in.BaseURL = base
	}
	if j.Kept {
		key, err := s.Keystore.Get(ctx, SlotOf(j.Connection))
		if err != nil {
			return in, new(KeychainFinding(ctx, err))
		}
		in.Key = key
	}
	if id := j.Connection.ID; id != "" {
		if at, ok, err := s.Connections.LastWorked(id); err == nil && ok {
			in.LastWorked = at
		}
	}
	return in, nil
}

// fresh is what is saved of a connection's key now: another copy of the program
// may have replaced it. It is read before the key is, so that what is found of a
// key is never noted of one that came after it.
func (s Service) fresh(con connection.Connection) connection.Connection {
	list, err := s.Connections.List()
	if err != nil {
		return con // what was known of it: in doubt, nothing is noted
	}
	for _, now := range list {
		if now.ID == con.ID {
			con.KeyID, con.KeyHint, con.KeyKept = now.KeyID, now.KeyHint, now.KeyKept
		}
	}
	return con
}
