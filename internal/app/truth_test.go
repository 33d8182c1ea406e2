package app

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/service"
)

// TestRowsOfAllStayTrue: after a round, the rows show what was changed, replaced or
// found since, and connections that are new.
func TestRowsOfAllStayTrue(t *testing.T) {
	now := epoch
	b := newBench(t, func(d *Deps) { d.Now = func() time.Time { return now } })
	con := b.save("full-access")
	if row := b.State().RowOf(con); row.Verdict() != "" && row.Known == nil {
		t.Errorf("before: %+v", row)
	}
	b.All.Check()
	b.run()
	row := func() service.Row { return b.State().All.Rows[0] }
	if row().Result == nil || row().Known == nil {
		t.Fatalf("after the round: %+v", row())
	}
	b.Connections.Rename(con.ID, "Another name")
	b.run()
	if row().Result == nil || row().Connection.Name != "Another name" {
		t.Errorf("after renaming: %+v", row())
	}
	now = now.Add(time.Minute)
	b.d.Check = answering(check.Failed, check.KeyRejected)
	b.Connections.Select(con.ID)
	b.check(Form{CompanyID: someID})
	if row().Result != nil || row().Verdict() != check.Failed {
		t.Errorf("after a check of it alone: %+v", row())
	}
	b.Connections.Forget(con.ID)
	b.run()
	if row().Status != service.RowNoKey || row().Verdict() != "" {
		t.Errorf("after forgetting: %+v", row())
	}
	b.d.Check = check.Run
	b.Connections.New()
	b.check(story(t, "empty-company"))
	if rows := b.State().All.Rows; len(rows) != 2 || rows[1].Verdict() != check.Working {
		t.Errorf("with a new one: %+v", rows)
	}
}

// TestExpiryNoticeStaysTrue: a notice goes once nothing in it is so any more.
func TestExpiryNoticeStaysTrue(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Expiry.Note(dated("2026-11-28"))
	b.run()
	b.Expiry.reminded = ""
	b.Connections.reload()
	b.run()
	b.wantNotices("expiry.notice")
	again := dated("2026-11-28")
	again.CompanyID = con.CompanyID
	b.check(again)
	if !b.State().ReplaceNext() {
		t.Error("it expires in five days, and replacing it is not the next step")
	}
	b.Rotation.Begin()
	f := story(t, "slow")
	f.ExpiresOn = "2027-12-31"
	b.check(f)
	b.Saving.Save()
	b.run()
	b.wantNotices()
	if b.State().ReplaceNext() {
		t.Error("it was replaced")
	}
}

// TestNewFormHasNoOldGuide: the guide stands where it begins on a form that is about
// something else.
func TestNewFormHasNoOldGuide(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	for i, leave := range []func(){b.Connections.New, func() { b.Connections.Select(con.ID) }} {
		b.Guide.Open(guide.At("trouble.refused"))
		leave()
		if g := b.State().Guide; g.Open || g.At != start {
			t.Errorf("%d: %+v", i, g)
		}
	}
}

// TestOtherKeyOtherCompanies: what an earlier key told of companies goes with it.
func TestOtherKeyOtherCompanies(t *testing.T) {
	b := newBench(t)
	b.Check.FindCompany(story(t, "organisation"))
	b.run()
	if len(b.State().Choices) == 0 {
		t.Fatal("no companies to choose from")
	}
	b.Form.KeyEdited()
	if s := b.State(); s.Choices != nil || s.CompanyNote.ID != "" {
		t.Errorf("%+v", s.FormNotes)
	}
}

// TestReplacedElsewhere: what was found of a key is not shown as that of one that
// another copy of the program put in its place.
func TestReplacedElsewhere(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.check(Form{CompanyID: someID})
	if b.State().Outdated {
		t.Error("it is outdated at once")
	}
	other := b.elsewhere(con)
	other.replace(story(t, "slow"))
	b.Connections.reload()
	b.run()
	if !b.State().Outdated {
		t.Error("the verdict is shown as that of the other key")
	}
}

// TestPermissionsComeBack: what trying everything showed is there when the connection is
// opened again, without asking, and goes with the key.
func TestPermissionsComeBack(t *testing.T) {
	b := newBench(t)
	con := b.save("read-only-employees")
	b.Explore.CheckPermissions(Form{CompanyID: someID})
	b.run()
	seen := b.State().Permissions
	if seen.Recalled || seen.List == nil {
		t.Fatalf("%+v", seen)
	}
	b.noKeyOnDisk()
	b = benchIn(t, b.dir, b.keys)
	b.d.Permissions = nil // nobody is asked
	b.Connections.Select(con.ID)
	got := b.State().Permissions
	if !got.Recalled || !got.Result.StartedAt.Equal(seen.Result.StartedAt) || got.Result.KeyHint != "0002" {
		t.Fatalf("%+v", got)
	}
	access := func(list []check.Permission) map[string]check.Access {
		of := map[string]check.Access{}
		for _, p := range list {
			if p.Access != check.NotTested {
				of[p.Operation] = p.Access
			}
		}
		return of
	}
	if before, now := access(seen.List), access(got.List); len(now) < 5 || !maps.Equal(before, now) {
		t.Errorf("tried %v, remembered %v", before, now)
	}
	b.replace(story(t, "full-access"))
	b.Connections.New()
	b.Connections.Select(con.ID)
	if b.State().Permissions.Result != nil || b.list()[0].Permissions != nil {
		t.Error("they are shown of another key")
	}
}

// TestForeignRowsTakeTheCompanyBack: rows of another company, found when everything is
// tried, are not shown beside a verdict that knows of none.
func TestForeignRowsTakeTheCompanyBack(t *testing.T) {
	b, f, _ := ready(t)
	b.d.Permissions = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		r := check.Permissions(ctx, in, o)
		changed := *r
		changed.Permissions = slices.Clone(r.Permissions)
		changed.Permissions[0].Access, changed.Permissions[0].Finding = check.Unknown, check.Finding{Kind: check.CompanyMismatch, Variant: check.VariantForeignRows}
		return &changed
	}
	b.Explore.CheckPermissions(f)
	b.run()
	if r := b.State().Result; r.Verdict != check.Limited || r.Finding.Kind != check.Contradiction || r.Company.Confirmed {
		t.Errorf("the verdict is %s, %s, company %+v", r.Verdict, r.Finding.Kind, r.Company)
	}
}

// TestForgottenKeyInTheBin: where the keychain keeps what is deleted, that is said.
func TestForgottenKeyInTheBin(t *testing.T) {
	b := newBench(t)
	b.keys.bin = "KeePassXC"
	con := b.save("full-access")
	b.Connections.Forget(con.ID)
	b.run()
	b.wantNotices("erase.done.bin")
	b.DismissNotices()
	b.Connections.Delete(con.ID) // there is no key any more
	b.run()
	b.wantNotices()
}

// TestPermissionsAreOfOneCompany: what was noted for one company is not shown beside a
// verdict for another.
func TestPermissionsAreOfOneCompany(t *testing.T) {
	b := newBench(t)
	con := b.save("organisation")
	b.Explore.CheckPermissions(Form{CompanyID: con.CompanyID})
	b.run()
	if b.list()[0].Permissions == nil {
		t.Fatal("nothing was noted")
	}
	const other = "b86e21f4-0d93-4a5c-8f17-29c4e6a7d350" // which the key reaches as well
	b.check(Form{CompanyID: other})
	if s := b.State(); s.Result.CompanyID != other || !s.Result.Accepted || s.Permissions.Result != nil {
		t.Errorf("%s, permissions %+v", s.Result.CompanyID, s.Permissions)
	}
}

// TestPermissionsOfTheCheckedKeyOnly: a key that was typed since was not accepted, and
// nothing is asked with it unseen.
func TestPermissionsOfTheCheckedKeyOnly(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	b.Form.KeyEdited()
	b.Form.Edited(form(canary, someID))
	b.d.Permissions = nil
	b.Explore.CheckPermissions(form(canary, someID))
	b.run()
	if s := b.State(); s.MayCheckPermissions() || s.Permissions.Result != nil {
		t.Errorf("permissions %+v", s.Permissions)
	}
}

// TestRowOfAChangedConnection: what was found of the key before is not shown as that of
// the key that another copy put in its place while all were checked.
func TestRowOfAChangedConnection(t *testing.T) {
	b := newBench(t)
	con := b.save("full-access")
	b.Connections.New()
	b.d.Check = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		if _, err := b.store.Store.Update(con.ID, func(stored *connection.Connection) { stored.KeyID = "another" }); err != nil {
			t.Error(err)
		}
		return check.Run(ctx, in, o)
	}
	b.All.Check()
	b.run()
	if row := b.State().All.Rows[0]; row.Status != service.RowChanged {
		t.Fatalf("the row is %+v", row)
	}
	b.All.OpenRow(con.ID)
	b.run()
	if s := b.State(); s.Result == nil || !s.Outdated {
		t.Errorf("the verdict is shown as that of the other key: %+v", s.Result)
	}
}

// TestGuideOfAnotherKey: what was found of one key is not done for another that is
// typed.
func TestGuideOfAnotherKey(t *testing.T) {
	b := newBench(t)
	f := story(t, "full-access")
	f.Keep = false
	b.check(f)
	result, _ := guide.StepOf(guide.Result)
	if got := b.State().GuideEvidence().Of(result); got != guide.Done || !b.State().works() {
		t.Fatalf("after the check: %s", got)
	}
	b.Form.KeyEdited()
	b.Form.Edited(form(canary, someID))
	if got := b.State().GuideEvidence().Of(result); got != guide.Open || b.State().works() {
		t.Errorf("with another key: %s", got)
	}
}
