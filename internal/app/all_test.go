package app

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// keep saves a connection of a story, with its key unless it is to have none.
func (b *bench) keep(id, name string, kept bool) connection.Connection {
	b.t.Helper()
	f := story(b.t, id)
	con, err := b.store.Store.Add(connection.Connection{Name: name, Environment: Demo, CompanyID: f.CompanyID, KeyHint: f.Key.Hint(), KeyKept: kept})
	if err != nil {
		b.t.Fatal(err)
	}
	if kept {
		b.keys.store(slotOf(con), f.Key)
	}
	return con
}

func (b *bench) row(id string) Row {
	b.t.Helper()
	i := slices.IndexFunc(b.State().All.Rows, func(r Row) bool { return r.Connection.ID == id })
	if i < 0 {
		b.t.Fatalf("no row %s", id)
	}
	return b.State().All.Rows[i]
}

func TestCheckAll(t *testing.T) {
	b := newBench(t)
	good, bad, none := b.keep("full-access", "A", true), b.keep("expired", "B", true), b.keep("full-access", "C", false)
	b.reload()
	b.run()
	b.CheckAll()
	if s := b.State(); s.View != ViewAll || !s.All.Running || s.All.Total != 3 {
		t.Errorf("at the beginning: %+v", s.All)
	}
	b.run()
	s := b.State().All
	if s.Running || s.Done != 3 || s.Cancelled {
		t.Errorf("at the end: running %v, done %d", s.Running, s.Done)
	}
	if v := b.row(good.ID).Verdict(); v != check.Working {
		t.Errorf("A: %s", v)
	}
	if v := b.row(bad.ID).Verdict(); v != check.Failed {
		t.Errorf("B: %s", v)
	}
	if r := b.row(none.ID); r.Status != RowNoKey || r.Result != nil {
		t.Errorf("C: %+v", r)
	}
	if n := Tally(s.Rows); n != (Sum{Works: 1, Failed: 1, NoKey: 1}) {
		t.Errorf("tally %+v", n)
	}
	if len(b.history(good.ID)) != 1 || len(b.history(bad.ID)) != 1 || len(b.history(none.ID)) != 0 {
		t.Error("the history is not that of the round")
	}
	if p := b.State().Past; len(p.Of(good.ID)) != 1 || len(p.Checks) != 2 {
		t.Errorf("past %+v", p)
	}
	b.OpenRow(bad.ID)
	b.run()
	if s := b.State(); s.View != ViewCheck || s.Selected != bad.ID || s.Result == nil || s.Result.Finding.Kind == check.OK || b.offered(TryOtherEnvironment) {
		t.Errorf("opened: view %q, selected %q, result %+v", s.View, s.Selected, s.Result)
	}
	b.noKeyOnDisk()
}

// TestCheckAllCancel: what is done stays, the rest is left.
func TestCheckAllCancel(t *testing.T) {
	var b *bench
	var n atomic.Int32
	first := make(chan struct{})
	b = newBench(t, func(d *Deps) {
		d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			if n.Add(1) == 1 {
				defer close(first)
				return check.Run(ctx, in, o)
			}
			<-first
			b.round.cancel()
			<-ctx.Done()
			return result(in, check.Stopped, check.Cancelled)
		}
	})
	for i := range 10 {
		b.keep("full-access", fmt.Sprint("N", i), true)
	}
	b.reload()
	b.run()
	b.CheckAll()
	b.state.All.Cancelled = true
	b.run()
	done, left := 0, 0
	for _, r := range b.State().All.Rows {
		switch r.Status {
		case RowDone:
			done++
		case RowLeft:
			left++
		}
	}
	if s := b.State().All; done != 1 || left != 9 || s.Running || !s.Cancelled {
		t.Errorf("%d done, %d left, %+v", done, left, s.Cancelled)
	}
	if p := b.State().Past; len(p.Checks) != 1 {
		t.Errorf("%d checks in the history, want that which was done", len(p.Checks))
	}
}

// TestCheckAllMeanwhile: a connection deleted or changed during its check.
func TestCheckAllMeanwhile(t *testing.T) {
	var b *bench
	var gone, changed connection.Connection
	b = newBench(t, func(d *Deps) {
		d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			r := check.Run(ctx, in, o)
			if in.Key.Hint() == "0003" {
				if err := b.store.Store.Delete(gone.ID); err != nil {
					b.t.Error(err)
				}
				if _, err := b.store.Store.Update(changed.ID, func(c *connection.Connection) { c.KeyHint = "9999" }); err != nil {
					b.t.Error(err)
				}
			}
			return r
		}
	})
	gone, changed = b.keep("expired", "A", true), b.keep("full-access", "B", true)
	b.reload()
	b.run()
	b.CheckAll()
	b.run()
	if r := b.row(gone.ID); r.Status != RowGone || r.Result != nil {
		t.Errorf("deleted: %+v", r)
	}
	if r := b.row(changed.ID); r.Status != RowChanged {
		t.Errorf("changed: status %d", r.Status)
	}
	if p := b.State().Past; len(p.Checks) != 0 {
		t.Errorf("the history has %+v", p.Checks)
	}
}

// TestCheckAllAsksALockedKeychainOnce, not once for each connection.
func TestCheckAllAsksALockedKeychainOnce(t *testing.T) {
	b := newBench(t)
	for i := range 5 {
		b.keep("full-access", fmt.Sprint(i), true)
	}
	refuseAll(b.keys, keystore.Locked)
	b.reload()
	b.run()
	b.CheckAll()
	b.run()
	for _, r := range b.State().All.Rows {
		if r.Result == nil || r.Result.Finding.Kind != check.KeychainLocked {
			t.Errorf("row %+v", r)
		}
	}
	if len(b.keys.calls) != 1 {
		t.Errorf("asked %d times: %v", len(b.keys.calls), b.keys.calls)
	}
}

// TestCheckAllRace selects, deletes and checks while all are checked; the race
// detector looks on.
func TestCheckAllRace(t *testing.T) {
	l := newLoop()
	b := newBench(t, func(d *Deps) { d.Go, d.UI = l.start, l.post })
	var all []connection.Connection
	for i := range 30 {
		all = append(all, b.keep([]string{"full-access", "expired", "read-only-employees"}[i%3], fmt.Sprint("N", i), true))
	}
	b.reload()
	l.until(func() bool { return len(b.State().Connections) == 30 })
	b.CheckAll()
	b.Select(all[3].ID)
	b.Check(Form{CompanyID: someID})
	b.Delete(all[29].ID)
	b.Delete(all[0].ID)
	b.OpenAll()
	l.until(func() bool {
		return !b.State().All.Running && len(b.State().Connections) == 28 && b.State().Activity == Idle
	})
	for _, r := range b.State().All.Rows {
		if !r.Finished() {
			t.Errorf("row %+v is not finished", r)
		}
	}
	if r := b.row(all[29].ID); r.Status != RowGone {
		t.Errorf("the deleted one: %+v", r)
	}
	b.CheckAll()
	b.Close()
	l.work.Wait()
	l.until(func() bool { return true })
}

func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &budget{}
		begun, told := time.Now(), 0
		for range 3 * budgetRequests / perCheck {
			if err := b.take(t.Context(), func(time.Time) { told++ }); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begun); took != 2*budgetWindow || told == 0 {
			t.Errorf("three times the budget took %v (told %d times), want two minutes", took, told)
		}
	})
}

// TestBudgetOfAnyMinute: whenever the requests were sent, no minute holds more
// than the budget.
func TestBudgetOfAnyMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &budget{}
		var sent []time.Time
		for i := range 5 * budgetRequests / perCheck {
			if i%(budgetRequests/perCheck/4) == 0 { // in bursts of a quarter
				time.Sleep(budgetWindow / 5)
			}
			if err := b.take(t.Context(), func(time.Time) {}); err != nil {
				t.Fatal(err)
			}
			sent = append(sent, time.Now())
		}
		for i, at := range sent {
			n := 0
			for _, other := range sent[i:] {
				if other.Sub(at) < budgetWindow {
					n += perCheck
				}
			}
			if n > budgetRequests {
				t.Fatalf("%d requests in the minute after %v, want up to %d", n, at.Sub(sent[0]), budgetRequests)
			}
		}
	})
}

// TestBudgetObeysTheServer: Retry-After, and a limit that is nearly used up.
func TestBudgetObeysTheServer(t *testing.T) {
	for name, r := range map[string]*check.Result{
		"retry-after": {Finding: check.Finding{RetryAfter: 20 * time.Second}},
		"headers":     {Exchanges: []*pleoclient.Exchange{{RateLimit: pleoclient.RateLimit{Limit: 600, Remaining: 3, Reset: 20 * time.Second, Known: true}}}},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := &budget{}
			b.learn(r)
			begun := time.Now()
			if err := b.take(t.Context(), func(time.Time) {}); err != nil || time.Since(begun) != 20*time.Second {
				t.Errorf("%s: waited %v (%v), want 20 s", name, time.Since(begun), err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			b.learn(r)
			cancel()
			if err := b.take(ctx, func(time.Time) {}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: cancelled: %v", name, err)
			}
		})
	}
}

func TestSortRows(t *testing.T) {
	row := func(name, env, expires string, v check.Verdict) Row {
		r := Row{Connection: connection.Connection{Name: name, Environment: env, ExpiresOn: expires}}
		if v != "" {
			r.Result = &check.Result{Verdict: v}
		}
		return r
	}
	rows := []Row{row("b", Staging, "2027-01-01", check.Working), row("A", Production, "", check.Failed), row("c", Demo, "2026-01-01", "")}
	for _, tt := range []struct {
		by   Order
		down bool
		want string
	}{{ByName, false, "Abc"}, {ByName, true, "cbA"}, {ByEnvironment, false, "cAb"}, {ByVerdict, false, "Abc"}, {ByExpiry, false, "cbA"}, {ByExpiry, true, "bcA"}} {
		got := ""
		for _, r := range SortRows(rows, tt.by, tt.down) {
			got += r.Connection.Name
		}
		if got != tt.want {
			t.Errorf("by %s (down %v): %s, want %s", tt.by, tt.down, got, tt.want)
		}
	}
}

// TestSaveTable: the check of all is saved as it is sorted, and as it was seen;
// nothing that is there is replaced.
func TestSaveTable(t *testing.T) {
	b := newBench(t)
	b.keep("full-access", "=A", true)
	b.keep("expired", "Zulu", true)
	b.reload()
	b.run()
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	b.PassOn(Wanted{What: PassTable}, words)
	b.run()
	if n := len(b.State().Passing.Papers); n != 0 {
		t.Errorf("%d papers before a check", n)
	}
	b.CheckAll()
	b.run()
	b.PassOn(Wanted{What: PassTable, By: ByName, Down: true}, words)
	b.run()
	papers := b.State().Passing.Papers
	if len(papers) != 1 || papers[0].Name != "pleo-connections.csv" || len(papers[0].Lines) != 3 {
		t.Fatalf("papers %+v", papers)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, papers[0].Name)
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.SavePapers(dir)
	b.run()
	b.wantNotices("ui.pass.saved")
	if old, err := os.ReadFile(path); err != nil || string(old) != "old" {
		t.Errorf("the file that was there holds %q, %v", old, err)
	}
	path = filepath.Join(dir, "pleo-connections (2).csv")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info, err)
	}
	data, err := os.ReadFile(path)
	if err != nil || b.secrets.Contains(string(data)) || string(data) != papers[0].Text {
		t.Errorf("%q, %v", data, err)
	}
	table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(table) != 3 || table[1][0] != "Zulu" || table[2][0] != "'=A" {
		t.Errorf("the table is %q, %v", table, err)
	}
	for _, s := range demo.Stories() {
		if strings.Contains(string(data), s.Key) {
			t.Errorf("the key of %s is in the table", s.ID)
		}
	}
	if strings.Contains(string(data), "@example.com") {
		t.Error("personal data is in the table")
	}
}

// BenchmarkCheckAll100 checks 100 connections against a server that takes 50 ms
// for each answer.
func BenchmarkCheckAll100(b *testing.B) {
	store, err := connection.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	inner := demo.Handler(demo.WithRateLimit(1 << 30))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-time.After(50 * time.Millisecond)
		inner.ServeHTTP(w, r)
	}))
	defer server.Close()
	keys := &fakeKeystore{keys: map[keystore.Slot]secret.Key{}}
	s := demo.Stories()[0]
	for i := range 100 {
		con, err := store.Add(connection.Connection{Name: fmt.Sprint(i), Environment: Demo, CompanyID: s.CompanyID, KeyHint: "0001", KeyKept: true})
		if err != nil {
			b.Fatal(err)
		}
		keys.store(slotOf(con), secret.New(s.Key))
	}
	for b.Loop() {
		list, err := store.List()
		if err != nil {
			b.Fatal(err)
		}
		r := Round{Keystore: keys, Store: store, Check: check.Run, Demo: func() (string, error) { return server.URL, nil }, Now: time.Now}
		if err := r.Run(b.Context(), list, func([]Row, time.Time) {}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCancelLeavesViews: Esc goes back to the form where nothing runs.
func TestCancelLeavesViews(t *testing.T) {
	for _, view := range []View{ViewAll, ViewHistory, ViewLeak} {
		b := newBench(t)
		b.Open(view)
		b.Cancel()
		if got := b.State().View; got != ViewCheck {
			t.Errorf("from %s Cancel leads to %q", view, got)
		}
	}
}
