package service

import (
	"cmp"
	"errors"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
)

// History is where finished checks are noted.
type History interface {
	Note(ids []string, change func(*connection.Connection) *connection.Record) (gone []string, err error)
}

// Why a finished check was not noted.
var (
	// ErrKeyChanged: the connection has another key by now, or none, or is that of
	// another company or server.
	ErrKeyChanged = errors.New("the connection, or its key, was changed while the check ran, so the check was not noted")
	// ErrOtherCompany: the check was for another company than the connection's.
	ErrOtherCompany = errors.New("the check was for another company than that of the connection, so it was not noted")
)

// WriteHistory writes a finished check of a saved connection: its last check,
// what was learned of the company, and a line of the history. con is the
// connection as it was read before its key was. A check that sent nothing leaves
// no trace, and neither does one of another key or company. Errors:
// ErrKeyChanged, ErrOtherCompany, connection.ErrNotFound and those of Note.
func WriteHistory(h History, con connection.Connection, r *check.Result, now time.Time) error {
	if len(r.Exchanges) == 0 {
		return nil
	}
	if !SameCompany(con, r) {
		return ErrOtherCompany
	}
	return NoteCheck(h, con, r, now, func(*connection.Connection) {})
}

// NoteCheck is WriteHistory with another change of the connection, which is
// made also where nothing was sent. A company that was proven takes the place of
// the saved one. The file is written once.
func NoteCheck(h History, con connection.Connection, r *check.Result, now time.Time, also func(*connection.Connection)) error {
	var other error
	gone, err := h.Note([]string{con.ID}, func(stored *connection.Connection) *connection.Record {
		if !sameSubject(*stored, con, r) {
			other = ErrKeyChanged
			return nil
		}
		also(stored)
		switch {
		case len(r.Exchanges) == 0:
			return nil
		case !SameCompany(*stored, r) && !confirmed(r):
			other = ErrOtherCompany
			return nil
		}
		return recordCheck(stored, r, now)
	})
	if err == nil && len(gone) > 0 {
		err = connection.ErrNotFound
	}
	return cmp.Or(err, other)
}

// sameSubject reports whether a check of con still says something of what is
// saved of it now.
func sameSubject(stored, con connection.Connection, r *check.Result) bool {
	return stored.Environment == con.Environment && stored.BaseURL == con.BaseURL && stored.CompanyID == con.CompanyID &&
		stored.KeyID == con.KeyID && stored.KeyHint == con.KeyHint && stored.KeyKept == con.KeyKept &&
		(con.KeyKept || len(r.Exchanges) == 0 || r.KeyHint == con.KeyHint)
}

// accepted reports whether a check proved that a key works.
func accepted(r *check.Result) bool { return r.Verdict == check.Working || r.Verdict == check.Limited }

// confirmed reports whether a check proved that the key is for the company.
func confirmed(r *check.Result) bool { return accepted(r) && r.Company != nil && r.Company.Confirmed }

// recordCheck puts what a finished check found into a connection, and gives its line
// of the history.
func recordCheck(stored *connection.Connection, r *check.Result, now time.Time) *connection.Record {
	if accepted(r) && r.KeyHint != "" && r.KeyHint != stored.KeyHint {
		// A kept key that is not the noted one was saved by a copy of the
		// program that did not live to note it.
		replaceKey(stored, r.KeyHint, now)
	}
	stored.LastCheck = summaryOf(stored.LastCheck, r, now)
	if accepted(r) {
		updateCompany(stored, r)
	}
	return new(RecordOf(*stored, r))
}

// NoteScopes notes what the key of a connection may do, if it still has that key.
func (s Service) NoteScopes(con connection.Connection, r *check.Result) error {
	_, err := s.Connections.Update(con.ID, func(stored *connection.Connection) {
		if sameSubject(*stored, con, r) {
			stored.Scopes = r.Identity.Scopes
		}
	})
	return err
}

// NotePermissions notes what trying every request with the key of a connection showed, if
// it still has that key and company.
func (s Service) NotePermissions(con connection.Connection, r *check.Result) error {
	noted := &connection.Permissions{At: r.StartedAt}
	if r.Identity != nil {
		noted.Scopes = r.Identity.Scopes
	}
	for _, t := range check.TriedOf(r) {
		noted.Tried = append(noted.Tried, connection.Tried{Operation: t.Operation, Access: string(t.Access), Kind: string(t.Kind)})
	}
	_, err := s.Connections.Update(con.ID, func(stored *connection.Connection) {
		if sameSubject(*stored, con, r) && SameCompany(*stored, r) {
			stored.Permissions = noted
		}
	})
	return err
}

// RecallPermissions gives what was noted as the result that it was; nil for nothing.
func RecallPermissions(con connection.Connection) *check.Result {
	if con.Permissions == nil {
		return nil
	}
	k := check.Recalled{
		Environment: con.Environment, CompanyID: con.CompanyID, KeyHint: con.KeyHint, Operation: con.Operation,
		At: con.Permissions.At, Scopes: con.Permissions.Scopes,
	}
	for _, t := range con.Permissions.Tried {
		k.Tried = append(k.Tried, check.Tried{Operation: t.Operation, Access: check.Access(t.Access), Kind: check.Kind(t.Kind)})
	}
	return check.Recall(k)
}

// summaryOf is the last check of a connection, with the time when its key last
// worked: now, or as it was noted before.
func summaryOf(before *connection.Summary, r *check.Result, now time.Time) *connection.Summary {
	s := &connection.Summary{At: now, Verdict: string(r.Verdict), Kind: string(r.Finding.Kind), DurationMs: r.Duration.Milliseconds()}
	switch {
	case accepted(r):
		s.LastWorked = now
	case before != nil:
		s.LastWorked = before.LastWorked
	}
	return s
}

// RecordOf is the line of history of a check.
func RecordOf(con connection.Connection, r *check.Result) connection.Record {
	rec := connection.Record{
		ConnectionID: con.ID, Environment: r.Environment, CompanyID: r.CompanyID, KeyHint: r.KeyHint, KeyID: con.KeyID,
		At: r.StartedAt, Verdict: string(r.Verdict), Kind: string(r.Finding.Kind), DurationMs: r.Duration.Milliseconds(),
		Status: r.Finding.HTTPStatus, RequestID: r.Finding.RequestID,
	}
	for _, s := range r.Steps {
		if s.Finding.Kind != "" {
			rec.Findings = append(rec.Findings, string(s.Name)+":"+string(s.Finding.Kind))
		}
	}
	if r.Identity != nil {
		rec.Scopes, rec.ScopeNames = len(r.Identity.Scopes), r.Identity.Scopes
	}
	if a := r.Answer; a != nil {
		rec.Timing = map[string]int64{
			"dns": a.Timing.DNS.Milliseconds(), "connect": a.Timing.Connect.Milliseconds(), "tls": a.Timing.TLS.Milliseconds(),
			"wait": a.Timing.Wait.Milliseconds(), "download": a.Timing.Download.Milliseconds(),
		}
		if rec.Status == 0 {
			rec.Status, rec.RequestID = a.Status, a.RequestID
		}
	}
	return rec
}
