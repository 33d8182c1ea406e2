package report

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

func TestReportsTellTheExpiry(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)
	for _, tt := range []struct {
		on, text, remark string
		days             any
	}{
		{"", "", "", nil},
		{"2027-11-23", "23 November 2027, in 365 days", "", 365.0},
		{"2026-11-30", "30 November 2026, in 7 days", "This key expires in 7 days.", 7.0},
		{"2026-11-23", "23 November 2026, today", "This key expires today.", 0.0},
		{"2026-11-22", "22 November 2026, passed yesterday", "seems to be wrong", -1.0},
	} {
		r := &check.Result{StartedAt: at, ExpiresOn: tt.on, Accepted: true, Verdict: check.Working, Finding: check.Finding{Kind: check.OK}}
		text := strings.Join(strings.Fields(Text(r, words)), " ")
		if !strings.Contains(text, tt.text) || !strings.Contains(text, tt.remark) || strings.Contains(text, "Expires ") == (tt.on == "") {
			t.Errorf("%s:\n%s", tt.on, text)
		}
		data, err := JSON(r, words)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if on, _ := got["expiresOn"].(string); on != tt.on || got["expiresInDays"] != tt.days {
			t.Errorf("%s: %v, %v", tt.on, got["expiresOn"], got["expiresInDays"])
		}
	}
}
