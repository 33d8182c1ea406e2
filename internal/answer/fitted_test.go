package answer

import (
	"slices"
	"strings"
	"testing"
)

// checkFitted: fitted to a width, a document has the rows of one that was
// opened for it.
func checkFitted(t *testing.T, body string, from, to int, pretty bool) (fits bool) {
	t.Helper()
	d := open(t, body, from, pretty)
	fitted, err := d.Fitted(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	want := open(t, body, to, pretty)
	if got, want := rows(fitted), rows(want); !slices.Equal(got, want) {
		t.Errorf("%.60q from %d to %d columns: %q, want %q", body, from, to, got, want)
	}
	if fitted.Columns() != want.Columns() || fitted.Lines() != want.Lines() || fitted.Pretty() != want.Pretty() {
		t.Errorf("%.60q from %d to %d columns: %d columns, %d lines, pretty %v; want %d, %d, %v", body, from, to,
			fitted.Columns(), fitted.Lines(), fitted.Pretty(), want.Columns(), want.Lines(), want.Pretty())
	}
	return d.Fits(to)
}

func TestFitted(t *testing.T) {
	short := `{"data":[{"id":"one","text":"two"},[]]}`
	for _, tt := range []struct {
		name, body string
		from, to   int
		fits       bool
	}{
		{"wider", short, 60, 90, true},
		{"the same", short, 60, 60, true},
		{"narrower", short, 60, 40, false},
		{"a long value", `{"data":"` + strings.Repeat("long ", 30) + `"}`, 60, 90, false},
		{"a long name", `{"` + strings.Repeat("long ", 30) + `":1}`, 60, 200, false},
		{"deep", strings.Repeat("[", 16) + strings.Repeat("]", 16), 60, 90, true},
		{"deeper than can be indented", strings.Repeat(`{"a":`, 18) + "1" + strings.Repeat("}", 18), 60, 90, false},
		{"long text", strings.Repeat("long ", 30), 60, 90, false},
		{"short text", "a\nb", 60, 90, true},
		{"nothing", "", 60, 90, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := checkFitted(t, tt.body, tt.from, tt.to, true); got != tt.fits {
				t.Errorf("fits: %v, want %v", got, tt.fits)
			}
			checkFitted(t, tt.body, tt.from, tt.to, false)
		})
	}
	for _, from := range []int{20, 37, 60, 61, 90} {
		for _, to := range []int{20, 60, 80, 300} {
			checkFitted(t, sample(50), from, to, true)
			checkFitted(t, sample(50), from, to, false)
		}
	}
}
