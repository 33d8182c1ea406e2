package app

import (
	"slices"
	"testing"
	"time"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
)

// at sets the clock.
func at(now time.Time) func(*Deps) {
	return func(d *Deps) { d.Now = func() time.Time { return now } }
}

// expiring lists the names in the notice of expiry, if there is one.
func (b *bench) expiring() []string {
	var names []string
	for _, n := range b.State().Notices {
		for _, e := range n.Expiring {
			names = append(names, e.Name)
		}
	}
	return names
}

// TestRemindersAtEachThreshold starts the program day by day: each key is told
// of once at 30, 7 and 1 days and when its day is over, all in one notice.
func TestRemindersAtEachThreshold(t *testing.T) {
	b := newBench(t)
	for name, on := range map[string]string{"A": "2027-04-10", "B": "2027-04-12", "none": "", "far": "2030-01-01"} {
		if _, err := b.store.Add(connection.Connection{Name: name, Environment: env.Demo, Entered: connection.Entered{ExpiresOn: on}, KeyKept: true, KeyHint: "fake"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.store.Add(connection.Connection{Name: "forgotten", Environment: env.Demo, Entered: connection.Entered{ExpiresOn: "2027-04-10"}}); err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{ // the clocks change on 28 March
		"2027-03-11": {"A"}, "2027-03-13": {"B"}, "2027-04-03": {"A"}, "2027-04-05": {"B"},
		"2027-04-09": {"A"}, "2027-04-11": {"A", "B"}, "2027-04-13": {"B"},
	}
	for day := time.Date(2027, 3, 1, 9, 0, 0, 0, time.Local); day.Before(time.Date(2027, 5, 1, 0, 0, 0, 0, time.Local)); day = day.AddDate(0, 0, 1) {
		first := benchIn(t, b.dir, b.keys, at(day))
		if got := first.expiring(); !slices.Equal(got, want[day.Format(time.DateOnly)]) {
			t.Errorf("%s: %v, want %v", day.Format(time.DateOnly), got, want[day.Format(time.DateOnly)])
		}
		if n := len(first.State().Notices); n > 1 {
			t.Errorf("%d notices at once", n)
		}
		first.DismissNotices()
		first.Connections.reload()
		first.run()
		first.wantNotices()
		// Started once more on the same day, it does not nag.
		benchIn(t, b.dir, b.keys, at(day)).wantNotices()
	}
}

func TestReminderSkipsWhatWasMissed(t *testing.T) {
	b := newBench(t)
	con, err := b.store.Add(connection.Connection{Name: "A", Environment: env.Demo, Entered: connection.Entered{ExpiresOn: "2026-11-25"}, KeyKept: true, KeyHint: "fake"})
	if err != nil {
		t.Fatal(err)
	}
	later := benchIn(t, b.dir, b.keys)
	if got := later.expiring(); !slices.Equal(got, []string{"A"}) {
		t.Errorf("told of %v", got)
	}
	// Another date is another matter.
	if _, err := b.store.Update(con.ID, func(c *connection.Connection) { c.ExpiresOn = "2026-11-26" }); err != nil {
		t.Fatal(err)
	}
	if got := benchIn(t, b.dir, b.keys).expiring(); !slices.Equal(got, []string{"A"}) {
		t.Errorf("told of %v after the date was changed", got)
	}
	// A window left open for days tells at its next look.
	now := epoch
	open := benchIn(t, b.dir, b.keys, func(d *Deps) { d.Now = func() time.Time { return now } })
	open.wantNotices()
	now = now.AddDate(0, 0, 2)
	open.Connections.reload()
	open.run()
	if got := open.expiring(); !slices.Equal(got, []string{"A"}) {
		t.Errorf("told of %v in an open window", got)
	}
}

func TestReminderIsNotRemembered(t *testing.T) {
	b := newBench(t)
	if _, err := b.store.Add(connection.Connection{Name: "A", Environment: env.Demo, Entered: connection.Entered{ExpiresOn: "2026-11-25"}, KeyKept: true, KeyHint: "fake"}); err != nil {
		t.Fatal(err)
	}
	later := newBench(t, func(d *Deps) {
		d.Connections = &faulty{Store: b.store.Store, update: func(string, func(*connection.Connection)) (connection.Connection, error) {
			return connection.Connection{}, connection.ErrBusy
		}}
	})
	later.wantNotices("expiry.notice")
}

func TestNoteExpiry(t *testing.T) {
	b := newBench(t)
	b.Expiry.Note(dated("2027-01-31")) // nothing is saved yet
	b.run()
	con := b.save("full-access")
	for _, step := range []struct{ typed, want string }{
		{"31/01/2027", "2027-01-31"}, {"01/02/2027", "2027-01-31"}, {"whenever", "2027-01-31"}, {"1 Feb 2027", "2027-02-01"}, {"", ""},
	} {
		b.Expiry.Note(dated(step.typed))
		b.run()
		if got := b.list()[0].ExpiresOn; got != step.want {
			t.Errorf("%q: %q, want %q", step.typed, got, step.want)
		}
	}
	b.Expiry.Note(dated("2027-01-31"))
	b.run()
	// The date of a key that is being replaced stays until it is.
	b.Rotation.Begin()
	if e := b.filled().ExpiresOn; e == nil || *e != "" {
		t.Error("the old key's date stands in the form of the new one")
	}
	b.Expiry.Note(dated("2029-01-31"))
	b.run()
	b.Rotation.Cancel()
	if e := b.filled().ExpiresOn; e == nil || *e != "2027-01-31" || b.list()[0].ExpiresOn != "2027-01-31" {
		t.Error("the old key lost its date")
	}
	b.replace(story(t, "slow"))
	if got := b.list()[0]; got.ExpiresOn != "" || got.ID != con.ID {
		t.Errorf("the new key has the old one's date: %+v", got)
	}
	b.check(Form{CompanyID: someID, Entered: connection.Entered{ExpiresOn: "31.12.2027"}})
	if got := b.State().Result.ExpiresOn; got != "2027-12-31" {
		t.Errorf("the result has the date %q", got)
	}
}
