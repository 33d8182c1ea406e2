package app

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// keep saves a connection of a story, with its key unless it is to have none.
func (b *bench) keep(id, name string, kept bool) connection.Connection {
	b.t.Helper()
	f := story(b.t, id)
	con, err := b.store.Store.Add(connection.Connection{Name: name, Environment: env.Demo, CompanyID: f.CompanyID, KeyHint: f.Key.Hint(), KeyKept: kept})
	if err != nil {
		b.t.Fatal(err)
	}
	if kept {
		b.keys.store(service.SlotOf(con), f.Key)
	}
	return con
}

func (b *bench) row(id string) service.Row {
	b.t.Helper()
	i := slices.IndexFunc(b.State().All.Rows, func(r service.Row) bool { return r.Connection.ID == id })
	if i < 0 {
		b.t.Fatalf("no row %s", id)
	}
	return b.State().All.Rows[i]
}

func TestCheckAll(t *testing.T) {
	b := newBench(t)
	good, bad, none := b.keep("full-access", "A", true), b.keep("expired", "B", true), b.keep("full-access", "C", false)
	b.Connections.reload()
	b.run()
	b.All.Check()
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
	if r := b.row(none.ID); r.Status != service.RowNoKey || r.Result != nil {
		t.Errorf("C: %+v", r)
	}
	if n := service.Tally(s.Rows); n != (service.Sum{Works: 1, Failed: 1, NoKey: 1}) {
		t.Errorf("tally %+v", n)
	}
	if len(b.history(good.ID)) != 1 || len(b.history(bad.ID)) != 1 || len(b.history(none.ID)) != 0 {
		t.Error("the history is not that of the round")
	}
	if p := b.State().Past; len(p.Of(good.ID)) != 1 || len(p.Checks) != 2 {
		t.Errorf("past %+v", p)
	}
	b.All.OpenRow(bad.ID)
	b.run()
	if s := b.State(); s.View != ViewCheck || s.Selected != bad.ID || s.Result == nil || s.Result.Finding.Kind == check.OK || b.state.offered(TryOtherEnvironment) {
		t.Errorf("opened: view %q, selected %q, result %+v", s.View, s.Selected, s.Result)
	}
	b.noKeyOnDisk()
}

// TestOneAndAllAgree: a connection that is checked alone, and with all, comes to
// the same, but for times.
func TestOneAndAllAgree(t *testing.T) {
	plain := func(r *check.Result) check.Result {
		out := *r
		out.StartedAt, out.Duration, out.Exchanges, out.Answer = time.Time{}, 0, nil, nil
		out.Finding.RequestID, out.Finding.Detail = "", ""
		out.Steps = slices.Clone(r.Steps)
		for i := range out.Steps {
			out.Steps[i].Duration, out.Steps[i].Finding.RequestID, out.Steps[i].Finding.Detail = 0, "", ""
		}
		return out
	}
	for name, test := range map[string]struct {
		story  string
		change func(*connection.Connection)
	}{
		"works":             {"full-access", func(*connection.Connection) {}},
		"default operation": {"read-only-employees", func(c *connection.Connection) { c.Operation = check.DefaultOperation() }},
		"another operation": {"full-access", func(c *connection.Connection) { c.Operation = "export-jobs" }},
		"worked before":     {"expired", func(*connection.Connection) {}},
		"no company ID":     {"full-access", func(c *connection.Connection) { c.CompanyID = "nonsense" }},
		"no key":            {"full-access", func(*connection.Connection) {}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			if name == "no key" {
				b.keys.get = func(context.Context, keystore.Slot) (secret.Key, error) {
					return secret.Key{}, trouble(keystore.Locked)
				}
			}
			con := b.keep(test.story, "A", true)
			con, err := b.store.Store.Update(con.ID, func(c *connection.Connection) {
				c.ExpiresOn = "2026-11-30"
				test.change(c)
			})
			if err == nil && name == "worked before" {
				_, err = b.store.Note([]string{con.ID}, func(*connection.Connection) *connection.Record {
					return &connection.Record{ConnectionID: con.ID, Environment: env.Demo, KeyHint: con.KeyHint, Verdict: string(check.Working), At: epoch}
				})
			}
			if err != nil {
				t.Fatal(err)
			}
			b.Connections.reload()
			b.run()
			b.All.Check()
			b.run()
			b.Connections.Select(con.ID)
			fill := b.filled()
			b.check(Form{CompanyID: *fill.CompanyID, Entered: connection.Entered{Operation: *fill.Operation, ExpiresOn: *fill.ExpiresOn}, Keep: *fill.Keep})
			one, all := b.State().Result, b.row(con.ID).Result
			if name == "worked before" && one.Finding.Kind != check.KeyExpiredOrRemoved {
				t.Errorf("finding %+v", one.Finding)
			}
			if one == nil || all == nil || !reflect.DeepEqual(plain(one), plain(all)) {
				t.Errorf("alone %+v\nof all %+v", one, all)
			}
			if all != nil && all.ExpiresOn != con.ExpiresOn {
				t.Errorf("the key expires on %q, want %q", all.ExpiresOn, con.ExpiresOn)
			}
		})
	}
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
			b.All.rounds.cancel()
			<-ctx.Done()
			return result(in, check.Stopped, check.Cancelled)
		}
	})
	for i := range 10 {
		b.keep("full-access", fmt.Sprint("N", i), true)
	}
	b.Connections.reload()
	b.run()
	b.All.Check()
	b.state.All.Cancelled = true
	b.run()
	done, left := 0, 0
	for _, r := range b.State().All.Rows {
		switch r.Status {
		case service.RowDone:
			done++
		case service.RowLeft:
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
	b.Connections.reload()
	b.run()
	b.All.Check()
	b.run()
	if r := b.row(gone.ID); r.Status != service.RowGone || r.Result != nil {
		t.Errorf("deleted: %+v", r)
	}
	if r := b.row(changed.ID); r.Status != service.RowChanged {
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
	b.Connections.reload()
	b.run()
	b.All.Check()
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
	b.Connections.reload()
	l.until(func() bool { return len(b.State().Connections) == 30 })
	b.All.Check()
	b.Connections.Select(all[3].ID)
	b.Check.Run(Form{CompanyID: someID})
	b.Connections.Delete(all[29].ID)
	b.Connections.Delete(all[0].ID)
	b.Open(ViewAll)
	l.until(func() bool {
		return !b.State().All.Running && len(b.State().Connections) == 28 && b.State().Activity == Idle
	})
	for _, r := range b.State().All.Rows {
		if !r.Finished() {
			t.Errorf("row %+v is not finished", r)
		}
	}
	if r := b.row(all[29].ID); r.Status != service.RowGone {
		t.Errorf("the deleted one: %+v", r)
	}
	b.All.Check()
	b.Close()
	l.work.Wait()
	l.until(func() bool { return true })
}

// TestSaveTable: the check of all is saved as it is sorted, and as it was seen;
// nothing that is there is replaced.
func TestSaveTable(t *testing.T) {
	b := newBench(t)
	b.keep("full-access", "=A", true)
	b.keep("expired", "Zulu", true)
	b.Connections.reload()
	b.run()
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	b.Share.Write(ShareRequest{What: ShareTable}, words)
	b.run()
	if n := len(b.State().Sharing.Files); n != 0 {
		t.Errorf("%d papers before a check", n)
	}
	b.All.Check()
	b.run()
	b.Share.Write(ShareRequest{What: ShareTable, By: service.ByName, Down: true}, words)
	b.run()
	papers := b.State().Sharing.Files
	if len(papers) != 1 || papers[0].Name != "pleo-connections.csv" || len(papers[0].Lines) != 3 {
		t.Fatalf("papers %+v", papers)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, papers[0].Name)
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.Share.Save(dir)
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
		con, err := store.Add(connection.Connection{Name: fmt.Sprint(i), Environment: env.Demo, CompanyID: s.CompanyID, KeyHint: "0001", KeyKept: true})
		if err != nil {
			b.Fatal(err)
		}
		keys.store(service.SlotOf(con), secret.New(s.Key))
	}
	for b.Loop() {
		list, err := store.List()
		if err != nil {
			b.Fatal(err)
		}
		r := service.Round{Service: service.Service{Keystore: keys, Connections: store, Check: check.Run, Demo: func() (string, error) { return server.URL, nil }, Now: time.Now}}
		if err := r.Run(b.Context(), list, func([]service.Row, time.Time) {}); err != nil {
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
