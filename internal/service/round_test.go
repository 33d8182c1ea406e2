package service

import (
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/pleoclient"
)

// TestRoundAfterReplacing: what was found of a key is not noted of the one that
// took its place while all were checked.
func TestRoundAfterReplacing(t *testing.T) {
	store, err := connection.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	con, err := store.Add(connection.Connection{
		Name: "A", Environment: env.Demo, CompanyID: someID, KeyKept: true, KeyHint: "0001", KeyID: "one",
		LastCheck: &connection.Summary{Verdict: string(check.Working)},
	})
	if err != nil {
		t.Fatal(err)
	}
	before, err := store.Update(con.ID, func(c *connection.Connection) { c.KeyID = "another" })
	if err != nil {
		t.Fatal(err)
	}
	r := &Round{Service: Service{Connections: store}}
	done := &check.Result{
		Environment: env.Demo, CompanyID: someID, KeyHint: "0001", Verdict: check.Failed, Finding: check.Finding{Kind: check.KeyRejected},
		Exchanges: []*pleoclient.Exchange{{}},
	}
	rows, err := r.write([]Row{{Connection: con, Status: RowDone, Result: done, At: time.Now()}})
	if err != nil || len(rows) != 1 || rows[0].Status != RowChanged {
		t.Errorf("rows %+v, %v", rows, err)
	}
	after, err := store.Get(con.ID)
	if records, _ := store.All(0); err != nil || *after.LastCheck != *before.LastCheck || len(records) != 0 {
		t.Errorf("on disk: %+v, %d records, %v", after.LastCheck, len(records), err)
	}
}
