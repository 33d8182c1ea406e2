package connection

import "testing"

// TestReadAhead: what was saved before is there without a second reading, and what
// is saved after it was given is there as well.
func TestReadAhead(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	add := func(name string) Connection {
		c, err := s.Add(Connection{Name: name, Environment: "staging", CompanyID: "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	note := func(c Connection) {
		if _, err := s.Note([]string{c.ID}, func(c *Connection) *Record { return &Record{ConnectionID: c.ID, Verdict: "working"} }); err != nil {
			t.Fatal(err)
		}
	}
	note(add("first"))
	a := ReadAhead(s)
	see := func(want int) {
		t.Helper()
		list, err := a.List()
		all, err2 := a.All(0)
		if err != nil || err2 != nil || len(list) != want || len(all) != want {
			t.Errorf("%d connections, %v, and %d records, %v; want %d", len(list), err, len(all), err2, want)
		}
	}
	see(1)
	note(add("second"))
	see(2)
	if one, err := a.All(1); err != nil || len(one) != 1 {
		t.Errorf("of one record there are %d, %v", len(one), err)
	}
}
