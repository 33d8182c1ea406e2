package connection

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestCleanText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "Acme Ltd.", "Acme Ltd."},
		{"trimmed and folded", " \t Acme \r\n Ltd\u00a0\u2003 ", "Acme Ltd"},
		{"control", "Ac\x00m\x1b[31me\x7f", "Acm[31me"},
		{"bidi", "\u202eAcme\u2066\u200f\u061c", "Acme"},
		{"zero width", "\ufeffA\u200bcme\u00ad", "Acme"},
		{"line separators", "a\u2028b\u2029c\u0085d", "a b c d"},
		{"broken bytes", "Ac\xffme\xc3", "Acme"},
		{"letters of the world", "Åse Ωmega 東京 שלום", "Åse Ωmega 東京 שלום"},
		{"joined emoji", "👩\u200d💻 team", "👩\u200d💻 team"},
		{"joiners at the ends", "\u200d \u200cAcme \u200d", "Acme"},
		{"empty", "", ""},
		{"spaces only", " \t\n", ""},
		{"nothing to see", "\u200d\u3164\ufe0f\u0301", ""},
		{"cut", strings.Repeat("ø", 121), strings.Repeat("ø", 120)},
		{"cut at a space", strings.Repeat("a", 119) + " b", strings.Repeat("a", 119)},
		{"visible only past the cut", strings.Repeat("\u0301", 120) + "a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := cleanText(tt.in, maxName)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if again := cleanText(got, maxName); again != got {
				t.Errorf("not stable: %q becomes %q", got, again)
			}
		})
	}
}

func FuzzCleanText(f *testing.F) {
	for _, s := range []string{"Acme", "\u202e x", "a \u200d b", strings.Repeat("é ", 99), "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := cleanText(s, maxName)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > maxName || strings.ContainsAny(got, "\x00\n\t\u202e\u2066") {
			t.Errorf("%q becomes %q", s, got)
		}
		if again := cleanText(got, maxName); again != got {
			t.Errorf("not stable: %q, %q", got, again)
		}
	})
}

func TestNormalised(t *testing.T) {
	far := time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name          string
		in            Connection
		field, reason string // of the refusal
	}{
		{"fine", Connection{Name: "A", BaseURL: "https://example.com/pleo/api", Entered: Entered{ExpiresOn: "2026-02-28"}}, "", ""},
		{"no name", Connection{}, "name", "empty"},
		{"invisible name", Connection{Name: "\u200b\u202d"}, "name", "empty"},
		{"long base URL", Connection{Name: "A", BaseURL: "https://example.com/" + strings.Repeat("a", 2048)}, "baseURL", "too-long"},
		{"credentials", Connection{Name: "A", BaseURL: "https://demo:fake@example.com"}, "baseURL", "credentials"},
		{"no URL", Connection{Name: "A", BaseURL: "https://exa mple.com:%zz"}, "baseURL", "not-a-url"},
		{"no date", Connection{Name: "A", Entered: Entered{ExpiresOn: "tomorrow"}}, "expiresOn", "not-a-date"},
		{"no such day", Connection{Name: "A", Entered: Entered{ExpiresOn: "2026-02-29"}}, "expiresOn", "not-a-date"},
		{"far year", Connection{Name: "A", LastCheck: &Summary{At: far}}, "at", "not-a-date"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := normalised(tt.in)
			if tt.reason == "" && err != nil || tt.reason != "" && !isInvalid(err, tt.field, tt.reason) {
				t.Errorf("got %v, want %s: %s", err, tt.field, tt.reason)
			}
		})
	}
}

func TestLengths(t *testing.T) {
	long := strings.Repeat("x", 500)
	c, err := normalised(Connection{
		Name: long, CompanyName: long, Environment: long, Entered: Entered{Operation: long}, CompanyID: long,
		KeyHint: "pleo-fake-key-1234", LastCheck: &Summary{Verdict: long, Kind: long},
	})
	if err != nil {
		t.Fatal(err)
	}
	timing := map[string]int64{}
	for i := range 100 {
		timing[fmt.Sprint(long, i)] = 1
		timing[fmt.Sprint("t", i)] = 1
	}
	r := cleanedRecord(Record{
		ConnectionID: long, Environment: long, CompanyID: long, KeyHint: "pleo-fake-key-1234", Verdict: long,
		Kind: long, RequestID: long, Findings: strings.Split(strings.Repeat(long+",", 100), ","), Timing: timing,
	})
	for name, got := range map[string][2]int{
		"name": {len(c.Name), 120}, "companyName": {len(c.CompanyName), 120},
		"environment": {len(c.Environment), 64}, "operation": {len(c.Operation), 64}, "companyId": {len(c.CompanyID), 64},
		"verdict": {len(c.LastCheck.Verdict), 64}, "kind": {len(c.LastCheck.Kind), 64},
		"record id": {len(r.ConnectionID), 64}, "record verdict": {len(r.Verdict), 64}, "record kind": {len(r.Kind), 64},
		"request id": {len(r.RequestID), 200}, "findings": {len(r.Findings), 32}, "finding": {len(r.Findings[0]), 64},
	} {
		if got[0] != got[1] {
			t.Errorf("length of %s is %d, want %d", name, got[0], got[1])
		}
	}
	if len(r.Timing) > 32 {
		t.Errorf("%d timings", len(r.Timing))
	}
	// Even a whole key passed in by mistake leaves no more than the hint.
	if c.KeyHint != "1234" || r.KeyHint != "1234" {
		t.Errorf("hints %q and %q", c.KeyHint, r.KeyHint)
	}
}
