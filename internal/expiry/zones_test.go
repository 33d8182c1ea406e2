package expiry

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones, whatever the computer has
)

// inZone makes a zone the local one for the time of a test.
func inZone(t *testing.T, name string) {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	before := time.Local
	time.Local = zone
	t.Cleanup(func() { time.Local = before })
}

func TestDaysInZones(t *testing.T) {
	for _, test := range []struct {
		zone, now, day string
		want           int
	}{
		{"UTC", "2026-11-23T10:00:00Z", "2026-11-23", 0},
		{"UTC", "2026-11-23T23:59:59Z", "2026-11-24", 1},
		{"UTC", "2026-11-24T00:00:00Z", "2026-11-24", 0},
		{"UTC", "2026-11-25T00:00:00Z", "2026-11-24", -1},
		{"UTC", "2027-12-31T12:00:00Z", "2028-03-01", 61}, // a leap year
		// The clocks go forward and back: 23 and 25 hours to the next midnight.
		{"Europe/Copenhagen", "2026-03-28T23:30:00+01:00", "2026-03-29", 1},
		{"Europe/Copenhagen", "2026-03-29T00:30:00+01:00", "2026-03-30", 1},
		{"Europe/Copenhagen", "2026-03-29T23:30:00+02:00", "2026-03-30", 1},
		{"Europe/Copenhagen", "2026-10-25T00:30:00+02:00", "2026-10-26", 1},
		{"Europe/Copenhagen", "2026-10-25T23:30:00+01:00", "2026-10-26", 1},
		{"Europe/Copenhagen", "2026-10-01T12:00:00+02:00", "2026-11-01", 31},
		// Days without a midnight.
		{"America/Sao_Paulo", "2018-11-03T23:30:00-03:00", "2018-11-04", 1},
		{"America/Sao_Paulo", "2018-11-04T01:30:00-02:00", "2018-11-04", 0},
		{"Africa/Cairo", "2026-04-24T12:00:00+03:00", "2026-04-24", 0},
		// The local day counts, not that of UTC.
		{"Pacific/Kiritimati", "2026-11-23T11:00:00Z", "2026-11-24", 0},
		{"Pacific/Pago_Pago", "2026-11-23T10:00:00Z", "2026-11-23", 1},
	} {
		t.Run(test.zone+" "+test.now, func(t *testing.T) {
			inZone(t, test.zone)
			now, err := time.Parse(time.RFC3339, test.now)
			if err != nil {
				t.Fatal(err)
			}
			if s := Of(test.day, now); s.Days != test.want || s.Level == Unknown {
				t.Errorf("%d days until %s, want %d", s.Days, test.day, test.want)
			}
		})
	}
}
