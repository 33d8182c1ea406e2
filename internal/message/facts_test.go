package message_test

import (
	"maps"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

func TestFacts(t *testing.T) {
	c := english(t)
	tests := []struct{ name, fact, in, read, want string }{
		{"environment", check.FactEnvironment, "staging", check.FactEnvironment, "Staging"},
		{"in the environment", check.FactEnvironment, "custom", "InEnvironment", "on the custom server"},
		{"who answers", check.FactEnvironment, "custom", "Answerer", "The custom server"},
		{"who answers, unknown", check.FactEnvironment, "moon", "Answerer", "Pleo"},
		{"unknown environment is left out", check.FactEnvironment, "moon", check.FactEnvironment, ""},
		{"other environment", check.FactOtherEnvironment, "production", check.FactOtherEnvironment, "Production"},
		{"unknown other environment", check.FactOtherEnvironment, "moon", check.FactOtherEnvironment, ""},
		{"phase", check.FactPhase, "tls", check.FactPhase, "setting up the secure connection"},
		{"phase before sending", check.FactPhase, "tls", "NotSent", "yes"},
		{"phase after sending", check.FactPhase, "wait", "Sent", "yes"},
		{"unknown phase", check.FactPhase, "lunch", check.FactPhase, ""},
		{"operation", check.FactOperation, "employees", check.FactOperation, "Employees, one row"},
		{"area", check.FactOperation, "employees", "Area", "Employees"},
		{"wait", check.FactWait, "30", check.FactWait, "30 seconds"},
		{"wait one", check.FactWait, "1", check.FactWait, "1 second"},
		{"wait long", check.FactWait, "3600", check.FactWait, "60 minutes"},
		{"no wait", check.FactWait, "0", check.FactWait, ""},
		{"odd wait", check.FactWait, "soon", check.FactWait, ""},
		{"limit in seconds", check.FactLimit, "20 s", check.FactLimit, "20 seconds"},
		{"limit in size", check.FactLimit, "10 MiB", check.FactLimit, "10 MB"},
		{"limit in small size", check.FactLimit, "64 KiB", check.FactLimit, "64 KB"},
		{"limit in bytes", check.FactLimit, "4096 B", check.FactLimit, "4,096 bytes"},
		{"limit in part seconds", check.FactLimit, "1.5 s", check.FactLimit, "1.5 s"},
		{"limit in milliseconds", check.FactLimit, "300 ms", check.FactLimit, "300 ms"},
		{"other limit", check.FactLimit, "a lot", check.FactLimit, "a lot"},
		{"last worked", check.FactLastWorked, "2026-11-12T23:59:59Z", check.FactLastWorked, "12 November 2026"},
		{"odd last worked", check.FactLastWorked, "yesterday", check.FactLastWorked, ""},
		{"clock ahead", check.FactClock, "3h0m0s", check.FactClock, "3 hours ahead"},
		{"clock ahead with a sign", check.FactClock, "+3h0m0s", check.FactClock, "3 hours ahead"},
		{"clock behind", check.FactClock, "-48h0m0s", check.FactClock, "2 days behind"},
		{"odd clock", check.FactClock, "cuckoo", check.FactClock, ""},
		{"server text", check.FactCompany, "A\u202e\nB", check.FactCompany, "A B"},
		{"empty after cleaning", check.FactCompany, "\u200b", check.FactCompany, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := map[string]string{tt.fact: tt.in}
			if got := c.Facts(in)[tt.read]; got != tt.want {
				t.Errorf("fact %s is %q, want %q", tt.read, got, tt.want)
			}
			if in[tt.fact] != tt.in || len(in) != 1 {
				t.Errorf("the facts of the finding were changed: %q", in)
			}
		})
	}
}

func TestHeadlineKnowsTheResult(t *testing.T) {
	c := english(t)
	r := &check.Result{
		Environment: "custom",
		Operation:   "employees",
		CompanyID:   "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90",
		Finding:     check.Finding{Kind: check.KeyRejected},
	}
	if got := c.Headline(r).Title; got != "The custom server did not accept this key" {
		t.Errorf("title is %q", got)
	}
	r.Finding = check.Finding{Kind: check.OK, Facts: map[string]string{check.FactScoped: "yes"}}
	r.Company = &check.Company{ID: r.CompanyID, Name: "Nordhavn Bageri ApS", Confirmed: true}
	if got, want := c.Headline(r).Explanation, "The custom server accepted the key, and the test request was limited to this company."; got != want {
		t.Errorf("explanation is %q, want %q", got, want)
	}
	if len(r.Finding.Facts) != 1 {
		t.Errorf("the finding was changed: %v", r.Finding.Facts)
	}
	if got := c.Finding(check.Finding{}); got.Title != "" || got.Actions != nil {
		t.Errorf("the zero finding has words: %+v", got)
	}
	if got := (message.Words{Actions: []string{"a", "b"}}).Action(); got != "a\nb" {
		t.Errorf("Action = %q", got)
	}
}

// The verdict itself says that the key is an organisation's, and that another
// operation than the default was tested.
func TestGreenSaysHowFarItReaches(t *testing.T) {
	c := english(t)
	for _, kind := range []check.Kind{check.OK, check.OKEmpty} {
		for name, tt := range map[string]struct {
			facts map[string]string
			want  []string
			not   []string
		}{
			"a company's key": {nil, nil, []string{"organisation", "may not read"}},
			"an organisation's": {map[string]string{check.FactOrganisation: "yes"},
				[]string{"The key belongs to an organisation, so it can reach several companies."}, []string{"may not read"}},
			"another operation": {map[string]string{check.FactInsteadOf: "employees"},
				[]string{"The key may not read “Employees”, so the test request was “Vendors”."}, []string{"organisation"}},
		} {
			facts := map[string]string{check.FactEnvironment: "staging", check.FactOperation: "vendors"}
			maps.Copy(facts, tt.facts)
			w := c.Finding(check.Finding{Kind: kind, Facts: facts})
			for _, text := range tt.want {
				if !strings.Contains(w.Explanation, text) {
					t.Errorf("%s, %s: no %q in %q", kind, name, text, w.Explanation)
				}
			}
			for _, text := range tt.not {
				if strings.Contains(w.Explanation, text) {
					t.Errorf("%s, %s: %q in %q", kind, name, text, w.Explanation)
				}
			}
			if title := "This key works, tested with “Vendors”"; kind == check.OK && (w.Title == title) != (name == "another operation") {
				t.Errorf("%s: title %q", name, w.Title)
			}
		}
	}
}
