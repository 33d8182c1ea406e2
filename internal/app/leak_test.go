package app

import (
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
)

func TestLeakTicksStay(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Open(ViewLeak)
	if l := b.State().Leak; l.Open() || l.Hint != "0001" || l.Name == "" {
		t.Errorf("list %+v", l)
	}
	b.Leak.Tick("delete", true)
	b.Leak.Tick("delete", true)
	b.Leak.Tick("places", false)
	b.Leak.Tick("no such step", true)
	b.run()
	if l := b.list()[0].Leak; l == nil || l.Since != "2026-11-23" || l.Hint != "0001" || len(l.Done) != 1 || l.Done[0] != (connection.Tick{Step: "delete", On: "2026-11-23"}) {
		t.Fatalf("on disk: %+v", l)
	}
	// Days later, in another copy, with another key: it is still that leak.
	b.Open(ViewCheck)
	b.replace(story(t, "slow"))
	later := benchIn(t, b.dir, b.keys, at(epoch.Add(48*time.Hour)))
	later.Connections.Select(con.ID)
	later.Leak.Tick("replace", true)
	later.Leak.Tick("tell", true)
	later.Leak.Tick("tell", false)
	later.run()
	l := later.State().Leak
	if l.Since != "2026-11-23" || l.Hint != "0001" || len(l.Done) != 2 || l.Done["replace"] != "2026-11-25" {
		t.Errorf("list %+v", l)
	}
	// Both copies tick at once: neither loses the other's.
	b.Leak.Tick("logs", true)
	b.run()
	if l := b.State().Leak; len(l.Done) != 3 {
		t.Errorf("list %+v", l)
	}
	b.Leak.Close()
	b.run()
	if b.State().View != ViewCheck || b.State().Leak.Open() || b.list()[0].Leak != nil {
		t.Error("the list is still there")
	}
	b.noKeyOnDisk()
}

// TestLeakSaysWhatWasSeen: what a check showed of the key that leaked stands
// beside what the person ticked.
func TestLeakSaysWhatWasSeen(t *testing.T) {
	b := newBench(t)
	b.save("full-access")
	b.Leak.Tick("delete", true)
	b.check(Form{CompanyID: someID})
	if l := b.State().Leak; !l.StillAccepted() || !l.Kept || l.Other.ID != "" {
		t.Errorf("list %+v", l)
	}
	b.wantNotices("leak.still-accepted")
	b.d.Check = answering(check.Failed, check.KeyExpiredOrRemoved)
	b.check(Form{CompanyID: someID})
	if l := b.State().Leak; l.StillAccepted() || l.Seen.Verdict != string(check.Failed) {
		t.Errorf("list %+v", l)
	}
	b.d.Check = check.Run
	b.replace(story(t, "slow"))
	if l := b.State().Leak; l.Kept || l.Other.KeyHint != "0010" || l.Hint != "0001" {
		t.Errorf("list %+v", l)
	}
}

func TestLeakOfNoConnection(t *testing.T) {
	b := newBench(t)
	b.Open(ViewLeak)
	b.Leak.Tick("delete", true)
	if l := b.State().Leak; !l.Open() || l.Name != "" || l.Done["delete"] == "" {
		t.Errorf("list %+v", l)
	}
	b.Leak.Close()
	if b.State().Leak.Open() || len(b.work) != 0 {
		t.Error("it is still open, or went to disk")
	}
}

func TestLeakOfDeletedConnection(t *testing.T) {
	b, con := twoCopies(t)
	b.Leak.Tick("delete", true)
	b.run()
	b.wantGone(con)
}
