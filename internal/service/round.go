package service

import (
	"context"
	"strings"
	"sync"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
)

// atOnce is how many checks of a round run at the same time.
const atOnce = 4

// batch is how many results are written to disk together.
const batch = 25

// RowStatus is how far the check of one connection is.
type RowStatus int

// The statuses. From RowDone on, a row is finished.
const (
	RowWaiting RowStatus = iota
	RowRunning
	RowDone
	RowNoKey   // no key is kept: nothing to check, and nothing wrong
	RowGone    // deleted meanwhile
	RowChanged // checked, but the connection was changed meanwhile
	RowLeft    // not checked: the round was cancelled before its turn
)

// Row is one connection in a check of all.
type Row struct {
	// Connection is as it was when the round began.
	Connection connection.Connection
	Status     RowStatus
	// Result is nil unless the check was finished.
	Result *check.Result
	At     time.Time
	// Known is the last check before, for who wants to show it until there is a
	// Result; else nil.
	Known *connection.Summary
}

// Finished is true where nothing more will come.
func (r Row) Finished() bool { return r.Status >= RowDone }

// KeyRefused reports whether the keychain did not give the key that is kept
// there, so that nothing was checked.
func (r Row) KeyRefused() bool {
	return r.Result != nil && strings.HasPrefix(string(r.Result.Finding.Kind), "keychain-")
}

// Verdict is what the check concluded, or the one that is known from before; empty
// where there was none.
func (r Row) Verdict() check.Verdict {
	switch {
	case r.Result != nil:
		return r.Result.Verdict
	case r.Known != nil:
		return check.Verdict(r.Known.Verdict)
	}
	return ""
}

// Round checks all connections: the keychain is asked for one key at a time,
// at most four checks run at once, and each host has a budget of requests.
type Round struct {
	Service
	// Session are the keys that are kept in memory, by their place.
	Session map[keystore.Slot]secret.Key

	// refused is the answer of a keychain that is not asked again; only the
	// goroutine that reads keys touches it.
	refused *check.Finding

	mu      sync.Mutex
	gone    map[string]bool
	budgets map[string]*budget
}

// update is what became known of one row, or of the round.
type update struct {
	row Row
	// until is when the round goes on, where it waits; then row is empty.
	until time.Time
}

// Drop leaves out a connection that was deleted meanwhile.
func (r *Round) Drop(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.gone == nil {
		r.gone = map[string]bool{}
	}
	r.gone[id] = true
}

func (r *Round) dropped(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.gone[id]
}

// Run checks the connections and returns when all are finished or ctx ended.
// seen is called, always from the calling goroutine, with what became known
// since it was called last, at most about ten times a second. What is done is
// written to disk in batches; the error is that of the first that could not be
// written.
func (r *Round) Run(ctx context.Context, all []connection.Connection, seen func(rows []Row, waitsUntil time.Time)) error {
	jobs, out := make(chan Job), make(chan update)
	var work sync.WaitGroup
	work.Go(func() {
		defer close(jobs)
		r.readKeys(ctx, all, jobs, out)
	})
	for range atOnce {
		work.Go(func() {
			for j := range jobs {
				r.checkOne(ctx, j, out)
			}
		})
	}
	go func() {
		work.Wait()
		close(out)
	}()
	return r.gather(out, seen)
}

// gather takes what the workers found, writes it down and passes it on.
func (r *Round) gather(out <-chan update, seen func([]Row, time.Time)) error {
	var first error
	var rows, unwritten []Row
	var until time.Time
	flush := func() {
		done, err := r.write(unwritten)
		if first == nil {
			first = err
		}
		rows, unwritten = append(rows, done...), nil
	}
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case u, ok := <-out:
			switch {
			case !ok:
				flush()
				seen(rows, time.Time{})
				return first
			case u.row.Connection.ID == "":
				until = u.until
			case u.row.Status == RowDone:
				until = time.Time{}
				rows, unwritten = append(rows, u.row), append(unwritten, u.row)
				if len(unwritten) >= batch {
					flush()
				}
			default:
				rows = append(rows, u.row)
			}
		case <-ticker.C:
			if len(rows) > 0 || !until.IsZero() {
				seen(rows, until)
				rows = nil
			}
		}
	}
}

// write notes finished checks, and gives back the rows of connections that are
// gone or changed by now: what was found of another key or company is not
// written to theirs.
func (r *Round) write(done []Row) (other []Row, err error) {
	byID := map[string]Row{}
	var ids []string
	for _, row := range done {
		if len(row.Result.Exchanges) > 0 {
			byID[row.Connection.ID], ids = row, append(ids, row.Connection.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	gone, err := r.Connections.Note(ids, func(stored *connection.Connection) *connection.Record {
		row := byID[stored.ID]
		if !sameSubject(*stored, row.Connection, row.Result) {
			row.Status = RowChanged
			other = append(other, row)
			return nil
		}
		return recordCheck(stored, row.Result, row.At)
	})
	for _, id := range gone {
		row := byID[id]
		row.Status, row.Result = RowGone, nil
		other = append(other, row)
	}
	return other, err
}

// readKeys gives out the connections with their keys, one after the other.
func (r *Round) readKeys(ctx context.Context, all []connection.Connection, jobs chan<- Job, out chan<- update) {
	for _, con := range all {
		key, inSession := r.Session[SlotOf(con)]
		switch {
		case ctx.Err() != nil:
			out <- update{row: Row{Connection: con, Status: RowLeft}}
			continue
		case !con.KeyKept && !inSession:
			out <- update{row: Row{Connection: con, Status: RowNoKey}}
			continue
		case r.dropped(con.ID):
			out <- r.finished(con, RowGone, nil)
			continue
		}
		j := Job{Input: InputOf(con), Connection: con, Kept: con.KeyKept}
		j.Input.Key = key
		in, trouble := r.completeUnlessRefused(ctx, j)
		switch {
		case trouble == nil:
			j.Input = in
			select {
			case jobs <- j:
			case <-ctx.Done():
				out <- update{row: Row{Connection: con, Status: RowLeft}}
			}
		case trouble.Kind == check.Cancelled:
			out <- r.finished(con, RowLeft, nil)
		default:
			out <- r.finished(con, RowDone, check.Unstarted(j.Input, *trouble, r.Now()))
		}
	}
}

// completeUnlessRefused is complete, but does not ask a keychain again that
// refused: nobody wants to be asked a hundred times.
func (r *Round) completeUnlessRefused(ctx context.Context, j Job) (check.Input, *check.Finding) {
	if j.Kept && r.refused != nil {
		return j.Input, r.refused
	}
	in, trouble := r.complete(ctx, j)
	if trouble != nil {
		switch trouble.Kind {
		case check.KeychainUnavailable, check.KeychainLocked, check.KeychainDenied, check.KeychainTimeout:
			r.refused = trouble
		}
	}
	return in, trouble
}

func (r *Round) finished(con connection.Connection, s RowStatus, result *check.Result) update {
	return update{row: Row{Connection: con, Status: s, Result: result, At: r.Now()}}
}

// checkOne checks one connection.
func (r *Round) checkOne(ctx context.Context, j Job, out chan<- update) {
	b := r.budgetOf(j.Input)
	err := b.take(ctx, func(until time.Time) { out <- update{until: until} })
	switch {
	case err != nil:
		out <- r.finished(j.Connection, RowLeft, nil)
		return
	case r.dropped(j.Connection.ID):
		out <- r.finished(j.Connection, RowGone, nil)
		return
	}
	out <- update{row: Row{Connection: j.Connection, Status: RowRunning}}
	result := r.Check(ctx, j.Input, check.Options{Client: r.Client, Now: r.Now, OnStep: func(check.Step) {}})
	b.correct(result)
	if result.Verdict == check.Stopped {
		out <- r.finished(j.Connection, RowLeft, nil)
		return
	}
	out <- r.finished(j.Connection, RowDone, result)
}

// budgetOf is the budget of the host that an input goes to.
func (r *Round) budgetOf(in check.Input) *budget {
	host := in.Environment + " " + in.BaseURL
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.budgets == nil {
		r.budgets = map[string]*budget{}
	}
	if r.budgets[host] == nil {
		r.budgets[host] = &budget{}
	}
	return r.budgets[host]
}
