package app

import (
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
)

// History is where finished checks are noted.
type History interface {
	Note(ids []string, change func(*connection.Connection) *connection.Record) (gone []string, err error)
}

// WriteHistory writes a finished check of the saved connection id: its last
// check, what was learned of the company, and a line of the history. A check
// that sent nothing leaves no trace.
func WriteHistory(h History, id string, r *check.Result, now time.Time) error {
	if len(r.Exchanges) == 0 {
		return nil
	}
	return noteCheck(h, id, r, now, func(*connection.Connection) {})
}

// noteCheck is WriteHistory with another change of the connection, which is
// made also where nothing was sent. The file is written once.
func noteCheck(h History, id string, r *check.Result, now time.Time, also func(*connection.Connection)) error {
	gone, err := h.Note([]string{id}, func(stored *connection.Connection) *connection.Record {
		also(stored)
		if len(r.Exchanges) == 0 {
			return nil
		}
		conclude(stored, r, now)
		rec := record(*stored, r)
		return &rec
	})
	if err == nil && len(gone) > 0 {
		err = connection.ErrNotFound
	}
	return err
}

// conclude puts what a finished check found into a connection.
func conclude(stored *connection.Connection, r *check.Result, now time.Time) {
	stored.LastCheck = merge(stored.LastCheck, summarise(r, now))
	if r.Verdict == check.Working || r.Verdict == check.Limited {
		// A kept key that is not the noted one was saved by a copy of the
		// program that did not live to note it.
		replaced(stored, r.KeyHint, now)
		learn(stored, r)
	}
}

func summarise(r *check.Result, now time.Time) connection.Summary {
	s := connection.Summary{At: now, Verdict: string(r.Verdict), Kind: string(r.Finding.Kind), DurationMs: r.Duration.Milliseconds()}
	if r.Verdict == check.Working || r.Verdict == check.Limited {
		s.LastWorked = now
	}
	return s
}

// merge keeps the time when the key last worked.
func merge(old *connection.Summary, s connection.Summary) *connection.Summary {
	if s.LastWorked.IsZero() && old != nil {
		s.LastWorked = old.LastWorked
	}
	return &s
}

// record is the line of history of a check.
func record(con connection.Connection, r *check.Result) connection.Record {
	rec := connection.Record{
		ConnectionID: con.ID, Environment: r.Environment, CompanyID: r.CompanyID, KeyHint: r.KeyHint,
		At: r.StartedAt, Verdict: string(r.Verdict), Kind: string(r.Finding.Kind), DurationMs: r.Duration.Milliseconds(),
		Status: r.Finding.HTTPStatus, RequestID: r.Finding.RequestID,
	}
	for _, s := range r.Steps {
		if s.Finding.Kind != "" {
			rec.Findings = append(rec.Findings, string(s.Name)+":"+string(s.Finding.Kind))
		}
	}
	if r.Identity != nil {
		rec.Scopes = len(r.Identity.Scopes)
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
