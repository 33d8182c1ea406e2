package expiry

import (
	"testing"
	"time"
)

func TestOf(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.Local)
	for _, tt := range []struct {
		kept  string
		days  int
		level Level
	}{
		{"2027-01-01", 39, Far}, {"2026-12-24", 31, Far}, {"2026-12-23", 30, Month}, {"2026-12-01", 8, Month},
		{"2026-11-30", 7, Week}, {"2026-11-25", 2, Week}, {"2026-11-24", 1, Last}, {"2026-11-23", 0, Last},
		{"2026-11-22", -1, Over}, {"2020-01-01", -2518, Over}, {"9999-12-31", 2912116, Far}, {"1000-01-01", -375065, Over},
	} {
		if s := Of(tt.kept, now); s.Days != tt.days || s.Level != tt.level || s.Day.Format(time.DateOnly) != tt.kept {
			t.Errorf("%s: %+v, want %d days, level %d", tt.kept, s, tt.days, tt.level)
		}
	}
	for _, kept := range []string{"", "tomorrow", "2026-02-30"} {
		if s := Of(kept, now); s != (Status{}) {
			t.Errorf("%q: %+v", kept, s)
		}
	}
}

func TestLevels(t *testing.T) {
	for l := Unknown; l <= Over; l++ {
		if got := LevelOf(l.Code()); l.Near() && got != l || !l.Near() && got != Unknown {
			t.Errorf("level %d comes back as %d", l, got)
		}
		if l.Near() != (l >= Month) || l.Urgent() != (l >= Week) {
			t.Errorf("level %d: near %v, urgent %v", l, l.Near(), l.Urgent())
		}
	}
}

// TestDaysAcrossClockChanges: days are those of the calendar, also where one
// of them has 23 or 25 hours, or no midnight, or is left out altogether.
func TestDaysAcrossClockChanges(t *testing.T) {
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	for _, tt := range []struct {
		zone string
		now  string
		day  string
		want int
	}{
		{"Europe/Copenhagen", "2026-03-28T23:59:59", "2026-03-29", 1}, // 23 hours
		{"Europe/Copenhagen", "2026-03-29T00:00:00", "2026-03-30", 1},
		{"Europe/Copenhagen", "2026-10-25T00:00:00", "2026-10-26", 1}, // 25 hours
		{"Europe/Copenhagen", "2026-10-25T23:30:00", "2026-10-25", 0},
		{"America/Sao_Paulo", "2018-11-03T12:00:00", "2018-11-04", 1}, // a day without midnight
		{"Pacific/Apia", "2011-12-29T12:00:00", "2011-12-31", 2},      // the 30th was left out
		{"Pacific/Kiritimati", "2026-06-01T00:00:01", "2026-06-08", 7},
		{"America/Los_Angeles", "2026-06-01T23:59:59", "2026-06-02", 1},
		{"Asia/Kathmandu", "2026-06-01T00:00:00", "2026-05-31", -1},
	} {
		zone, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = zone
		now, err := time.ParseInLocation("2006-01-02T15:04:05", tt.now, zone)
		if err != nil {
			t.Fatal(err)
		}
		// The same moment counts the same, however the clock writes it.
		for _, n := range []time.Time{now, now.UTC()} {
			if got := Of(tt.day, n).Days; got != tt.want {
				t.Errorf("%s at %s: %d days to %s, want %d", tt.zone, n, got, tt.day, tt.want)
			}
		}
		if got := Today(now.UTC()); got != tt.now[:10] {
			t.Errorf("%s: today is %s, want %s", tt.zone, got, tt.now[:10])
		}
	}
}

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"2026-12-31": "2026-12-31", " 2026-12-31\n": "2026-12-31", "2026/12/31": "2026-12-31", "2026.12.31.": "2026-12-31",
		"2026-1-2": "2026-01-02", "31.12.2026": "2026-12-31", "1.2.2027": "2027-02-01", "31/12/2026": "2026-12-31",
		"12/31/2026": "2026-12-31", "31-12-2026": "2026-12-31", "05/05/2027": "2027-05-05",
		"31 Dec 2026": "2026-12-31", "31 december 2026": "2026-12-31", "31. Dec. 2026": "2026-12-31", "31-Dec-2026": "2026-12-31",
		"Dec 31, 2026": "2026-12-31", "December 31st, 2026": "2026-12-31", "1st March 2027": "2027-03-01",
		"1 Sept 2027": "2027-09-01", "May 1 2027": "2027-05-01", "29 Feb 2028": "2028-02-29",
		"": "empty", "  ": "empty", "01/02/2027": "ambiguous", "1-2-2027": "ambiguous", "2/1/2027": "ambiguous",
		"31/02/2027": "no-day", "29.02.2027": "no-day", "2027-02-30": "no-day", "0/0/2027": "no-day", "13/13/2027": "no-day", "00.01.2027": "no-day",
		"32 Dec 2026": "no-day", "0001-01-01": "no-day",
		"31.12.26": "format", "31/12": "format", "31 Foo 2026": "format", "ma 1 2027": "format", "tomorrow": "format", "2026-12/31": "format",
		"31/12.2026": "format", "20261231": "format", "31 Decembers 2026": "format", "canary-key-fake": "format",
	} {
		checkRead(t, text, want)
	}
}

// checkRead reads a text: want is the day, or what is wrong with it.
func checkRead(t *testing.T, text, want string) {
	t.Helper()
	day, problem := Read(text, NewMonths())
	got := string(problem)
	if problem == "" {
		got = day.Format(time.DateOnly)
	}
	if got != want {
		t.Errorf("Read(%q) = %s, want %s", text, got, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"2026-12-31", "31/12/2026", "Dec 31, 2026", "01/02/2027", "31 \u017fept 2026", "31. december 2026", "1 maj 2027", "31. März 2026",
		"31 déc. 2026", "1er aou\u0302t 2027", "31 de dezembro de 2026", "31 DIC 2026", "31-mrt-2027", "31. joulukuuta 2026", "17. mai 2027",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, problem := Read(s, NewMonths())
		if (problem == "") == day.IsZero() {
			t.Errorf("%q: %v %s", s, day, problem)
		}
		if again, p := Read(day.Format(time.DateOnly), NewMonths()); problem == "" && (p != "" || !again.Equal(day)) {
			t.Errorf("%q gives %v, which reads as %v %s", s, day, again, p)
		}
	})
}
