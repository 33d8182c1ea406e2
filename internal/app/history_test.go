package app

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/service"
)

func (b *bench) history(id string) []connection.Record {
	b.t.Helper()
	h, err := b.store.History(id, 0)
	if err != nil {
		b.t.Fatal(err)
	}
	return h
}

func TestHistory(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.check(Form{CompanyID: someID})
	h := b.history(con.ID)
	if len(h) != 2 {
		t.Fatalf("%d records", len(h))
	}
	for _, r := range h {
		if r.Verdict != "working" || r.Kind != "ok" || r.Status != 200 || r.RequestID == "" || r.KeyHint != "0001" ||
			r.CompanyID != someID || r.Environment != env.Demo || !r.At.Equal(epoch) || len(r.Timing) != 5 || !slices.Contains(r.Findings, "request:ok") {
			t.Errorf("record %+v", r)
		}
	}
	if last := b.list()[0].LastCheck; last == nil || last.Verdict != "working" || !last.At.Equal(epoch) || !last.LastWorked.Equal(epoch) {
		t.Errorf("last check %+v", last)
	}
	// Of a failure, when the key last worked stays.
	later := epoch.Add(time.Hour)
	real := b.d.Check
	b.d.Now, b.d.Check = func() time.Time { return later }, answering(check.Failed, check.KeyRejected)
	b.check(Form{CompanyID: someID})
	now := b.list()[0]
	if now.LastCheck.Verdict != "failed" || !now.LastCheck.At.Equal(later) || !now.LastCheck.LastWorked.Equal(epoch) {
		t.Errorf("after a failure: %+v %+v", now, now.LastCheck)
	}
	b.wantNotices()
	// A check for another company than the connection's says nothing of it.
	b.d.Check = real
	b.check(Form{CompanyID: otherID})
	if r := b.State().Result; r.Finding.Kind != check.CompanyMismatch {
		t.Errorf("finding %+v", r.Finding)
	}
	if now := b.list()[0]; len(b.history(con.ID)) != 3 || now.LastCheck.Kind != "key-rejected" || now.CompanyID != someID {
		t.Errorf("after a check for another company: %+v %+v", now, now.LastCheck)
	}
	b.wantNotices("ui.notice.check-elsewhere")
	// Nothing was sent: no trace.
	b.check(Form{CompanyID: "nonsense"})
	if len(b.history(con.ID)) != 3 || b.list()[0].LastCheck.Kind != "key-rejected" {
		t.Error("a check that sent nothing left a trace")
	}
	b.noKeyOnDisk()
}

// TestLastWorkedIsUsed: a kept key that worked before has expired; a typed one
// has no past.
func TestLastWorkedIsUsed(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	var got []time.Time
	b.d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		got = append(got, in.LastWorked)
		return answering(check.Failed, check.KeyExpiredOrRemoved)(ctx, in, o)
	}
	b.check(Form{CompanyID: someID})
	b.Rotation.Begin()
	b.check(form(canary, someID))
	if len(got) != 2 || !got[0].Equal(epoch) || !got[1].IsZero() {
		t.Errorf("last worked %v", got)
	}
}

func TestHistoryFails(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.store.note = errors.New("fake fault")
	b.check(Form{CompanyID: someID})
	if b.State().Result.Verdict != check.Working {
		t.Error("the answer is not shown")
	}
	b.wantNotices("ui.notice.disk")
}

func TestRecordWithoutAnswer(t *testing.T) {
	r := result(check.Input{Environment: env.Demo}, check.Inconclusive, check.Offline)
	r.Answer = nil
	r.Finding.HTTPStatus, r.Finding.RequestID = 503, "fake-id"
	rec := service.RecordOf(connection.Connection{ID: "fake"}, r)
	if rec.Timing != nil || rec.Status != 503 || rec.RequestID != "fake-id" || rec.ConnectionID != "fake" {
		t.Errorf("record %+v", rec)
	}
}

// TestUnsavedChecksStayInMemory: seen in this session, never written, gone from
// there when the key is saved after all.
func TestUnsavedChecksStayInMemory(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	b.check(story(t, "expired"))
	p := b.State().Past
	if len(p.Checks) != 2 || !p.Checks[0].Unsaved || p.Checks[1].Name == "" || p.Checks[0].Verdict != "failed" {
		t.Fatalf("past %+v", p)
	}
	if all, err := b.store.All(0); err != nil || len(all) != 0 {
		t.Errorf("on disk: %+v, %v", all, err)
	}
	b.History.Erase(p.Checks[0])
	b.run()
	con := b.save("full-access")
	p = b.State().Past
	if len(p.Checks) != 2 || len(p.Of(con.ID)) != 1 || p.Of(con.ID)[0].Unsaved {
		t.Errorf("after saving: %+v", p)
	}
	b.History.Erase(p.Of(con.ID)[0])
	b.run()
	if c := b.list()[0]; len(b.history(con.ID)) != 0 || c.LastCheck != nil {
		t.Errorf("after erasing: %+v", c)
	}
	b.check(Form{CompanyID: someID})
	b.History.EraseOf(con.ID)
	b.run()
	if len(b.State().Past.Checks) != 1 {
		t.Errorf("after erasing the connection's: %+v", b.State().Past)
	}
	b.History.EraseAll()
	b.run()
	if len(b.State().Past.Checks) != 0 {
		t.Errorf("after erasing all: %+v", b.State().Past)
	}
}
