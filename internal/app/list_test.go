package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

func TestStart(t *testing.T) {
	b := newBench(t)
	first, second := b.save("full-access"), b.newSave("empty-company")
	b = benchIn(t, b.dir, b.keys)
	s := b.State()
	if len(s.Connections) != 2 || s.Selected != "" || s.Activity != Idle {
		t.Fatalf("state %+v", s)
	}
	b.Connections.Select(second.ID)
	s = b.State()
	if s.Selected != second.ID || s.Environment != env.Demo || !s.EnvironmentFixed() || *b.filled().CompanyID != second.CompanyID || *b.filled().Operation != check.DefaultOperation() {
		t.Errorf("state %+v", s)
	}
	b.wantKey(Kept, "0011")
	revision := s.Fill.Revision
	b.Connections.Select(second.ID) // already there: what was typed stays
	b.Connections.Select("nothing")
	if b.State().Fill.Revision != revision {
		t.Error("the form was filled again")
	}
	b.Connections.Select(first.ID)
	b.wantKey(Kept, "0001")
	b.Connections.New()
	if s := b.State(); s.Selected != "" || s.EnvironmentFixed() || *b.filled().CompanyID != "" || !b.filled().Key.Empty() || *b.filled().Keep { // a key of the demo is kept only where it is asked for
		t.Errorf("state %+v", s)
	}
}

func TestSelectWithoutOperation(t *testing.T) {
	b := newBench(t)
	con, err := b.store.Add(connection.Connection{Name: "Old", Environment: env.Demo, CompanyID: someID, Entered: connection.Entered{ExpiresOn: "2027-01-31"}})
	if err != nil {
		t.Fatal(err)
	}
	b.Connections.reload()
	b.run()
	b.Connections.Select(con.ID)
	if f := b.filled(); *f.Operation != check.DefaultOperation() || *f.ExpiresOn != "2027-01-31" {
		t.Errorf("fill %+v", f)
	}
	b.wantKey(Typed, "")
}

// TestWarningsOnce: a warning that was read does not come back.
func TestWarningsOnce(t *testing.T) {
	b := newBench(t)
	dir := filepath.Join("fake", "folder")
	b.store.warnings = []connection.Warning{
		{File: filepath.Join(dir, "connections.json"), MovedTo: filepath.Join(dir, "connections.json.corrupt-1"), Reason: "not JSON"},
		{File: filepath.Join(dir, "history.jsonl"), Reason: "others may read this"},
	}
	b.Connections.reload()
	b.Connections.reload()
	b.run()
	b.wantNotices("ui.notice.set-aside", "ui.notice.file")
	n := b.State().Notices
	if f := n[0].Facts; f["File"] != "connections.json" || f["MovedTo"] != "connections.json.corrupt-1" || f["Reason"] != "not JSON" {
		t.Errorf("facts %v", f)
	}
	if f := n[1].Facts; f["File"] != "history.jsonl" || f["Reason"] != "others may read this" || len(f) != 2 {
		t.Errorf("facts %v", f)
	}
	b.DismissNotices()
	b.Connections.reload()
	b.run()
	b.wantNotices()
}

func TestListFails(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.store.list = func() ([]connection.Connection, error) { return nil, errors.New("fake fault") }
	b.Connections.reload()
	b.Connections.reload()
	b.run()
	b.Connections.reload()
	b.run()
	b.wantNotices("ui.notice.disk")
	if s := b.State(); s.Selected != con.ID || len(s.Connections) != 1 {
		t.Error("what was known is gone")
	}
}

// TestNotAFile: what stands in the place of the history is told of in words, and
// keeps nobody from checking.
func TestNotAFile(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	path := filepath.Join(b.dir, "history.jsonl")
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	b.check(Form{CompanyID: someID})
	if r := b.State().Result; r == nil || r.Verdict != check.Working {
		t.Errorf("result %+v", r)
	}
	b.wantNotices("ui.notice.not-a-file")
	if n := b.State().Notices[0]; n.Facts["File"] != "history.jsonl" {
		t.Errorf("facts %v", n.Facts)
	}
	if now := b.list(); len(now) != 1 || now[0].ID != con.ID {
		t.Errorf("saved %+v", now)
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		t.Errorf("it is now %v, %v", info, err)
	}
	b.DismissNotices()
	b.diskTrouble(&connection.TooLargeError{File: path})
	b.wantNotices("ui.notice.too-large-file")
}

func TestNoticeTakesPlace(t *testing.T) {
	b := newBench(t)
	b.diskTrouble(errors.New("first"))
	b.diskTrouble(errors.New("second"))
	b.diskTrouble(errors.New("first"))
	b.wantNotices("ui.notice.disk", "ui.notice.disk")
}
