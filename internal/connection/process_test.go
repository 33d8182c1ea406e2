package connection

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestTwoProcesses(t *testing.T) {
	const writes = 60
	s := open(t, t.TempDir())
	c := add(t, s, Connection{Name: "shared"})
	var kids []*child
	for _, name := range []string{"x", "y"} {
		k := start(t, self(t), "contend", s.Dir(), c.ID, name, strconv.Itoa(writes))
		if !k.out.Scan() {
			t.Fatal("the child did not start")
		}
		kids = append(kids, k)
	}
	for _, k := range kids {
		if _, err := io.WriteString(k.in, "go\n"); err != nil {
			t.Fatal(err)
		}
	}
	for _, k := range kids {
		if err := k.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	s = open(t, s.Dir())
	got, err := s.Get(c.ID)
	if err != nil || got.LastCheck.DurationMs != 2*writes {
		t.Errorf("updates: %+v, %v; want %d", got.LastCheck, err, 2*writes)
	}
	h, err := s.History(c.ID, 0)
	if err != nil || len(h) != 2*writes {
		t.Errorf("%d records, %v; want %d", len(h), err, 2*writes)
	}
	for _, name := range []string{"x", "y"} {
		n := writes
		for _, r := range h {
			if strings.HasPrefix(r.RequestID, name) {
				n--
				if want := fmt.Sprint(name, "r", n); r.RequestID != want {
					t.Fatalf("record %s where %s should be", r.RequestID, want)
				}
			}
		}
		for n := 0; n < writes; n += 10 {
			if found, err := s.ByName(fmt.Sprint(name, n)); err != nil || len(found) != 1 {
				t.Errorf("connection %s%d: %v, %v", name, n, found, err)
			}
		}
	}
	if w := s.Warnings(); len(w) != 0 {
		t.Errorf("warnings %v", w)
	}
}

func TestManyGoroutinesAndStores(t *testing.T) {
	const each = 15
	a := open(t, t.TempDir(), WithWait(time.Minute))
	b := open(t, a.Dir(), WithWait(time.Minute))
	c := add(t, a, Connection{Name: "shared", LastCheck: &Summary{}})
	var wg sync.WaitGroup
	for _, s := range []*Store{a, a, b, b} {
		wg.Go(func() {
			for n := range each {
				if _, err := s.Update(c.ID, func(c *Connection) { c.LastCheck.DurationMs++ }); err != nil {
					t.Error(err)
				}
				if err := s.Append(record(c.ID, n, "working")); err != nil {
					t.Error(err)
				}
				if _, err := s.History(c.ID, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	got, err := a.Get(c.ID)
	h, errH := a.History(c.ID, 0)
	if err != nil || errH != nil || got.LastCheck.DurationMs != 4*each || len(h) != 4*each {
		t.Errorf("%d updates, %d records, %v, %v; want %d", got.LastCheck.DurationMs, len(h), err, errH, 4*each)
	}
}

// TestExclusive: one at a time, while everybody goes on reading and writing.
func TestExclusive(t *testing.T) {
	a := open(t, t.TempDir())
	b := open(t, a.Dir(), WithWait(0))
	c := add(t, a, Connection{Name: "A"})
	fault := errors.New("fake fault")
	err := a.Exclusive(func() error {
		for _, s := range []*Store{a, b} {
			if _, err := s.Update(c.ID, func(c *Connection) { c.Name += "B" }); err != nil {
				t.Error(err)
			}
		}
		if err := b.Exclusive(func() error { t.Error("two at a time"); return nil }); !errors.Is(err, ErrBusy) {
			t.Errorf("the second: %v", err)
		}
		return fault
	})
	if !errors.Is(err, fault) {
		t.Errorf("the first: %v", err)
	}
	if err := b.Exclusive(func() error { return nil }); err != nil {
		t.Errorf("after it: %v", err)
	}
	if got, err := a.Get(c.ID); err != nil || got.Name != "ABB" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestBusy(t *testing.T) {
	s := open(t, t.TempDir(), WithWait(0))
	c := add(t, s, Connection{Name: "Acme"})
	k := start(t, self(t), "hold", s.Dir())
	if !k.out.Scan() || k.out.Text() != "held" {
		t.Fatal("the child does not hold the lock")
	}
	_, errAdd := s.Add(Connection{Name: "B"})
	_, errUpdate := s.Update(c.ID, func(c *Connection) { c.Name = "B" })
	for i, err := range []error{errAdd, errUpdate, s.Delete(c.ID), s.Append(record(c.ID, 1, "working"))} {
		if !errors.Is(err, ErrBusy) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	// Reading and opening do not wait.
	if list, err := open(t, s.Dir(), WithWait(0)).List(); err != nil || len(list) != 1 || list[0].Name != "Acme" {
		t.Errorf("List: %v, %v", list, err)
	}
	// A broken file is not touched while another holds the lock.
	good := read(t, s.path(connectionsFile))
	write(t, s.path(connectionsFile), "broken")
	if _, err := s.List(); !errors.Is(err, ErrBusy) || read(t, s.path(connectionsFile)) != "broken" {
		t.Errorf("List of a broken file: %v", err)
	}
	write(t, s.path(connectionsFile), good)
	// The lock of a process that is killed goes with it.
	if err := k.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = k.Wait() // killed: always an error
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name = "B" }); err != nil {
		t.Errorf("Update after the lock is free: %v", err)
	}
	// Nor does the same process wait for itself.
	_, err := s.Update(c.ID, func(c *Connection) {
		if err := s.Append(record(c.ID, 1, "working")); !errors.Is(err, ErrBusy) {
			t.Errorf("Append under Update: %v", err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// TestKilled kills a writing process 160 times, each time after a number of
// completed writes that a seed gives, at whatever it is doing then; and once at
// each of 80 steps of its work on the disk, half-written files among them.
func TestKilled(t *testing.T) {
	for _, tt := range []struct {
		name    string
		limit   int // of the history: 40 is compacted many times
		rounds  int
		stepped bool
	}{
		{"appending", 10_000, 80, false},
		{"compacting", 40, 80, false},
		{"at each step", 10_000, 40, true},
		{"at each step, compacting", 40, 40, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			c := add(t, s, Connection{Name: "Acme"})
			for n := range 20 {
				add(t, s, Connection{Name: fmt.Sprint("other ", n)})
			}
			next := 0 // number of the next record
			if tt.limit == 40 {
				for ; next < 38; next++ {
					appendAll(t, s, record(c.ID, next, "failed"))
				}
			}
			for round := range tt.rounds {
				moment, stop := 1+rand.New(rand.NewPCG(uint64(round), 7)).IntN(40), 0
				if tt.stepped {
					moment, stop = 0, round+1
				}
				k := start(t, self(t), "write", dir, c.ID, strconv.Itoa(next), strconv.Itoa(tt.limit), strconv.Itoa(stop))
				acked := map[string]int{"append": next - 1, "update": -1}
				killed := false
				for seen := 1; k.out.Scan(); seen++ {
					kind, number, _ := strings.Cut(k.out.Text(), " ")
					if n, err := strconv.Atoi(number); err == nil {
						acked[kind] = n
					}
					if seen == moment || kind == "stopped" {
						killed = true
						if err := k.Process.Kill(); err != nil {
							t.Fatal(err)
						}
					}
				}
				if err := k.Wait(); !killed {
					t.Fatalf("round %d: the child ended by itself: %v", round, err)
				}
				next = checkAfterKill(t, dir, c.ID, acked["append"], acked["update"], tt.limit)
			}
		})
	}
}

// checkAfterKill sees that every acknowledged write is there, and at most one
// more, and gives the number of the next record.
func checkAfterKill(t *testing.T, dir, id string, appended, updated, limit int) int {
	t.Helper()
	s := open(t, dir)
	h, err := s.History(id, 0)
	if err != nil {
		t.Fatalf("History: %v", err)
	}
	if len(h) == 0 && appended < 0 {
		return 0
	}
	newest, err := strconv.Atoi(strings.TrimPrefix(requestIDs(h[:min(len(h), 1)]), "r"))
	if err != nil || newest < appended || newest > appended+1 {
		t.Fatalf("newest of %d records is %d, %v; acknowledged %d", len(h), newest, err, appended)
	}
	if want := min(newest+1, limit*3/4); len(h) < want {
		t.Fatalf("%d records; want at least %d", len(h), want)
	}
	for i, r := range h {
		if want := fmt.Sprint("r", newest-i); r.RequestID != want {
			t.Fatalf("record %s where %s should be", r.RequestID, want)
		}
	}
	list, err := s.List()
	if err != nil || len(list) != 21 {
		t.Fatalf("List: %d, %v", len(list), err)
	}
	i := slices.IndexFunc(list, func(c Connection) bool { return c.ID == id })
	if updated >= 0 {
		if got := list[i].LastCheck.DurationMs; got < int64(updated) || got > int64(updated)+1 {
			t.Fatalf("updated to %d; acknowledged %d", got, updated)
		}
	}
	if w := s.Warnings(); len(w) != 0 {
		t.Fatalf("warnings %v", w)
	}
	for _, name := range files(t, dir) {
		if name != connectionsFile && name != historyFile {
			t.Errorf("left over: %s", name)
		}
	}
	return newest + 1
}
