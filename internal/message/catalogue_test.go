package message_test

import (
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// english gives the catalogue that the tests use, with times in UTC.
func english(t *testing.T) *message.Catalogue {
	t.Helper()
	c, err := message.New("en")
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return c.In(time.UTC)
}

func TestNewTakesAnyLanguage(t *testing.T) {
	for _, langs := range [][]string{nil, {""}, {"en-GB"}, {"en_US.UTF-8"}, {"pl_PL@euro", "ja"}, {"C"}, {"not a language"}} {
		c, err := message.New(langs...)
		if err != nil {
			t.Fatalf("New(%q): %v", langs, err)
		}
		if got := c.Text("verdict.working"); got != "Works" {
			t.Errorf("New(%q): text is %q", langs, got)
		}
	}
}

func TestText(t *testing.T) {
	c := english(t)
	tests := []struct {
		name, id string
		facts    []map[string]string
		want     string
	}{
		{"plain", "env.staging", nil, "Staging"},
		{"unknown id comes back", "ui.there.is.no.such", nil, "ui.there.is.no.such"},
		{"filled", "clock.ahead", []map[string]string{{"Duration": "3 hours"}}, "3 hours ahead"},
		{"later facts win", "clock.ahead", []map[string]string{{"Duration": "x"}, {"Duration": "y"}}, "y ahead"},
		{"facts are cleaned", "clock.ahead", []map[string]string{{"Duration": "a\x1b\u202eb\n c"}}, "ab c ahead"},
		{"facts are no templates", "clock.ahead", []map[string]string{{"Duration": "{{.X}}"}}, "{{.X}} ahead"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.Text(tt.id, tt.facts...); got != tt.want {
				t.Errorf("Text(%q) = %q, want %q", tt.id, got, tt.want)
			}
		})
	}
}

func TestPlural(t *testing.T) {
	c := english(t)
	for n, want := range map[int]string{0: "0 rows", 1: "1 row", 2: "2 rows"} {
		if got := c.Plural("rows.any", n); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
	if got := c.Plural("size.megabytes", 1); got != "1 MB" {
		t.Errorf("a text without plural forms gives %q", got)
	}
}

func TestNames(t *testing.T) {
	c := english(t)
	tests := []struct{ name, got, want string }{
		{"verdict", c.Verdict(check.Inconclusive), "Could not tell"},
		{"environment", c.Environment("custom"), "Custom server"},
		{"unknown environment", c.Environment("x\x07y"), "xy"},
		{"operation", c.Operation("employees"), "Employees, one row"},
		{"area", c.Area("export-jobs"), "Export jobs"},
		{"unknown area", c.Area("new-things"), "new-things"},
		{"access", c.Access(check.Denied), "not allowed"},
		{"no answer", c.Status(0), "No answer"},
		{"known status", c.Status(200), "200 OK · as it should be"},
		{"status by class", c.Status(599), "599 · the server has trouble"},
		{"other status", c.Status(999), "999 · a status that is not documented"},
		{"status as it should be", c.StatusFor(check.CompanyMismatch, 200), "200 OK · as it should be"},
		{"status of another's answer", c.StatusFor(check.NotPleo, 200), "200 · an answer came, but not as documented"},
		{"status of a portal", c.StatusFor(check.NotPleo, 511), "511 Network Authentication Required · the network asks for a sign-in"},
		{"step status", c.StepOutcome(check.Step{Status: check.Skipped}), "not reached"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}

func TestReminderAndStory(t *testing.T) {
	c := english(t)
	if title, text := c.Reminder(message.ReminderKey); title != "Treat this key like a password." || text == "" {
		t.Errorf("Reminder = %q, %q", title, text)
	}
	if name, text := c.Story("slow"); name != "Slow answer" || text == "" {
		t.Errorf("Story = %q, %q", name, text)
	}
	for days, want := range map[int]string{
		-1: "This key expires today.", 0: "This key expires today.", 1: "This key expires tomorrow.", 6: "This key expires in 6 days.",
	} {
		if title, text := c.ExpirySoon(days); title != want || text == "" {
			t.Errorf("ExpirySoon(%d) = %q, %q, want %q", days, title, text, want)
		}
	}
}

func TestDurations(t *testing.T) {
	c := english(t)
	words := map[time.Duration]string{
		0:                       "1 second",
		20 * time.Second:        "20 seconds",
		90 * time.Second:        "90 seconds",
		91 * time.Second:        "2 minutes",
		-3 * time.Hour:          "3 hours",
		90 * time.Minute:        "90 minutes",
		2*time.Hour + 1:         "3 hours",
		48 * time.Hour:          "2 days",
		1500 * time.Hour:        "63 days",
		1500 * time.Millisecond: "1 second",
	}
	for d, want := range words {
		if got := c.Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
	took := map[time.Duration]string{
		-1: "0 ms", 84 * time.Millisecond: "84 ms", 999900 * time.Microsecond: "1.0 s", 2008 * time.Millisecond: "2.0 s", 12345 * time.Millisecond: "12.3 s",
	}
	for d, want := range took {
		if got := c.Took(d); got != want {
			t.Errorf("Took(%v) = %q, want %q", d, got, want)
		}
	}
	at := time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)
	if got := c.In(time.FixedZone("", 3600)).DateTime(at); got != "24 November 2026, 00:30" {
		t.Errorf("DateTime = %q", got)
	}
}

func TestCleanedNote(t *testing.T) {
	c := english(t)
	tests := []struct {
		codes []string
		want  string
	}{
		{nil, ""},
		{[]string{"something-new"}, ""},
		{[]string{"line-break"}, "Removed a line break."},
		{[]string{"line-break", "basic", "basic"}, "Removed a line break and the word “Basic”."},
		{
			[]string{"white-space", "quotes", "header-name", "bearer"},
			"Removed spaces, quotation marks, the word “Authorization” and the word “Bearer”.",
		},
	}
	for _, tt := range tests {
		if got := c.CleanedNote(tt.codes); got != tt.want {
			t.Errorf("CleanedNote(%q) = %q, want %q", tt.codes, got, tt.want)
		}
	}
}
