package app

import (
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// TestExpiryIsKept: what is a date is kept, also with a key that was kept
// before; what is none changes nothing.
func TestExpiryIsKept(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.ExpiresOn = "next year"
	b.check(f)
	for _, test := range []struct{ typed, want string }{
		{"", ""},
		{" 2027-01-31 ", "2027-01-31"},
		{"2027-02-30", "2027-01-31"},
		{"2027-02-28", "2027-02-28"},
		{" ", ""},
	} {
		b.check(Form{CompanyID: someID, Entered: connection.Entered{Operation: "companies", ExpiresOn: test.typed}})
		if con := b.list()[0]; con.ExpiresOn != test.want || con.Operation != "companies" {
			t.Errorf("%q: %q, operation %q", test.typed, con.ExpiresOn, con.Operation)
		}
	}
	f = story(t, "slow")
	f.ExpiresOn = "2028-01-01"
	b.replace(f)
	if con := b.list()[0]; con.ExpiresOn != "2028-01-01" || con.KeyHint != "0010" {
		t.Errorf("after replacing: %+v", con)
	}
	b.wantNotices()
}

func TestReminderFor(t *testing.T) {
	scopes := func(s ...string) *check.Result { return &check.Result{Identity: &check.Identity{Scopes: s}} }
	found := func(k check.Kind, variant string) *check.Result {
		return &check.Result{Verdict: check.Failed, Finding: check.Finding{Kind: k, Variant: variant}}
	}
	works := &check.Result{Verdict: check.Working}
	kept, dated := KeyState{Source: Kept}, []connection.Connection{{ID: "a", Entered: connection.Entered{ExpiresOn: "2027-01-01"}}}
	for _, test := range []struct {
		name  string
		state State
		want  string
	}{
		{"nothing yet", State{FormState: FormState{Environment: env.Staging}}, message.ReminderKey},
		{"production first", State{FormState: FormState{Environment: env.Production}}, message.ReminderStaging},
		{"production after staging", State{FormState: FormState{Environment: env.Production}, ConnectionsState: ConnectionsState{Connections: []connection.Connection{{Environment: env.Staging}}}}, message.ReminderProduction},
		{"custom", State{FormState: FormState{Environment: env.Custom}}, message.ReminderCustom},
		{"pasted", State{FormState: FormState{Environment: env.Staging, ClipboardHolds: true}}, message.ReminderClipboard},
		{"a command pasted", State{FormState: FormState{Environment: env.Staging, ClipboardHolds: true, FormNotes: FormNotes{KeyNote: Note{KeyInside: true}}}}, message.ReminderCode},
		{"a command checked", State{CheckState: CheckState{Result: found(check.KeyMalformed, "curl")}}, message.ReminderCode},
		{"saved", State{FormState: FormState{Environment: env.Demo}, SavingState: SavingState{Saving: Saving{Status: Saved}}, CheckState: CheckState{Result: works}, ConnectionsState: ConnectionsState{Selected: "a", Connections: dated}}, message.ReminderShare},
		{"saved without a date", State{SavingState: SavingState{Saving: Saving{Status: Saved}}, CheckState: CheckState{Result: works}, ConnectionsState: ConnectionsState{Selected: "a", Connections: []connection.Connection{{ID: "a"}}}}, message.ReminderNoExpiry},
		{"replaced", State{SavingState: SavingState{Rotation: Rotation{Connection: "a", Finished: true}, Saving: Saving{Status: Saved}}, CheckState: CheckState{Result: works}, ConnectionsState: ConnectionsState{Selected: "a", Connections: dated}}, message.ReminderUnused},
		{"forgotten", State{FormState: FormState{FormNotes: FormNotes{KeyNote: Note{ID: "ui.key.forgotten"}}}}, message.ReminderUnused},
		{"kept", State{FormState: FormState{Environment: env.Staging, Key: kept}}, message.ReminderKeychain},
		{"kept, production", State{FormState: FormState{Environment: env.Production, Key: kept}}, message.ReminderProduction},
		{"kept, production, works", State{FormState: FormState{Environment: env.Production, Key: kept}, CheckState: CheckState{Result: works}, SettingsState: SettingsState{Marks: []string{"reminder.share"}}}, message.ReminderScreen},
		{"in memory", State{FormState: FormState{Environment: env.Production, Key: KeyState{Source: Session}}}, message.ReminderNoKeychain},
		{"not kept", State{SavingState: SavingState{Saving: Saving{Status: Declined}}, CheckState: CheckState{Result: works}}, message.ReminderNoKeychain},
		{"just in memory", State{SavingState: SavingState{Saving: Saving{Status: SavedSession}}, CheckState: CheckState{Result: scopes("a:write")}}, message.ReminderNoKeychain},
		{"may write", State{FormState: FormState{Environment: env.Production}, CheckState: CheckState{Result: scopes("users:read", "export-jobs:write")}}, message.ReminderWriteScopes},
		{"may delete", State{FormState: FormState{Environment: env.Staging}, CheckState: CheckState{Result: scopes("users:delete")}}, message.ReminderWriteScopes},
		{"may read", State{FormState: FormState{Environment: env.Staging}, CheckState: CheckState{Result: scopes("users:read", "plain")}}, message.ReminderKey},
		{"not described", State{FormState: FormState{Environment: env.Staging}, CheckState: CheckState{Result: &check.Result{}}}, message.ReminderKey},
		{"stopped working", State{FormState: FormState{Key: kept}, CheckState: CheckState{Result: found(check.KeyExpiredOrRemoved, "")}}, message.ReminderRotation},
		{"a key where all can read it", State{FormState: FormState{Environment: env.Custom}, CheckState: CheckState{Result: found(check.CompanyMalformed, "looks-like-key")}}, message.ReminderLeak},
		{"something took any key", State{CheckState: CheckState{Result: found(check.NotPleo, "accepts-anything")}}, message.ReminderLeak},
		{"just a web page", State{CheckState: CheckState{Result: found(check.NotPleo, "")}}, message.ReminderKey},
		{"answered", State{CheckState: CheckState{Result: works}, AnswerState: AnswerState{Answer: Answer{Exchange: &pleoclient.Exchange{}}}, SettingsState: SettingsState{Marks: []string{"reminder.share"}}}, message.ReminderAnswer},
		{"put away", State{SettingsState: SettingsState{Marks: []string{"reminder.key"}}}, ""},
		{"quiet", State{FormState: FormState{Environment: env.Custom}, SettingsState: SettingsState{Quiet: true}}, ""},
	} {
		if got := ReminderFor(test.state); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestEveryMomentIsReached: no reminder stands behind others for ever.
func TestEveryMomentIsReached(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range moments {
		if seen[m.reminder] {
			t.Errorf("%s has two moments", m.reminder)
		}
		seen[m.reminder] = true
	}
	// These have places of their own: the expiry field, the sheet, the export.
	elsewhere := map[string]bool{message.ReminderExpirySoon: true, message.ReminderExpiryPast: true, message.ReminderExport: true}
	for _, id := range message.Reminders() {
		if seen[id] == elsewhere[id] {
			t.Errorf("%s: at a moment %v, elsewhere %v", id, seen[id], elsewhere[id])
		}
	}
}

// TestPutAway: what was put away stays away, nothing takes its place at once,
// and all of it can be brought back.
func TestPutAway(t *testing.T) {
	kept := map[string]bool{}
	b := newBench(t, func(d *Deps) {
		d.Environment = env.Production
		d.Mark = func(on bool, ids ...string) error {
			for _, id := range ids {
				kept[id] = on
			}
			return nil
		}
	})
	if got := ReminderFor(b.State()); got != message.ReminderStaging {
		t.Fatalf("it begins with %q", got)
	}
	b.Settings.PutAway(message.ReminderStaging)
	b.run()
	if got := ReminderFor(b.State()); got != "" || !kept["reminder.staging"] {
		t.Errorf("then %q, kept %v", got, kept)
	}
	b.Settings.PutAway("") // nothing
	b.Form.ChooseEnvironment(env.Demo)
	b.Form.ChooseEnvironment(env.Production)
	if got := ReminderFor(b.State()); got != message.ReminderProduction {
		t.Errorf("in another moment: %q", got)
	}
	if !b.State().PutAwayAny() {
		t.Error("nothing counts as put away")
	}
	b.Settings.RemindAgain()
	b.run()
	if got := ReminderFor(b.State()); got != message.ReminderStaging || kept["reminder.staging"] || b.State().PutAwayAny() {
		t.Errorf("brought back: %q, kept %v", got, kept)
	}
}

// TestReplacedKeyIsReminded: after a new key took the place of the old one, the
// old one is to be deleted in Pleo.
func TestReplacedKeyIsReminded(t *testing.T) {
	b := newBench(t)
	f := story(t, "slow")
	f.ExpiresOn = "2027-01-01"
	b.check(f)
	if got := ReminderFor(b.State()); got == message.ReminderUnused {
		t.Error("the first key is no replacement")
	}
	b.Rotation.Begin()
	f = story(t, "full-access")
	f.ExpiresOn = "2027-01-01"
	b.check(f)
	if got := ReminderFor(b.State()); got != message.ReminderUnused {
		t.Errorf("after replacing: %q", got)
	}
}
