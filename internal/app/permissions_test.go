package app

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// leaving are the ways in which a person comes to another key, company or
// connection.
var leaving = map[string]func(b *bench, other connection.Connection){
	"new connection":     func(b *bench, _ connection.Connection) { b.Connections.New() },
	"another connection": func(b *bench, other connection.Connection) { b.Connections.Select(other.ID) },
	"pasted key":         func(b *bench, _ connection.Connection) { b.Form.PasteKey(canary) },
	"edited key":         func(b *bench, _ connection.Connection) { b.Form.KeyEdited() },
	"edited company":     func(b *bench, _ connection.Connection) { b.Form.CompanyEdited() },
	"chosen company":     func(b *bench, _ connection.Connection) { b.Check.UseCompany(check.Company{ID: otherID}) },
	"deleted": func(b *bench, _ connection.Connection) {
		con, _ := b.State().Selection()
		b.Connections.Delete(con.ID)
	},
	"close": func(b *bench, _ connection.Connection) { b.Close() },
}

// ready is a bench with a key that works, and another connection.
func ready(t *testing.T, change ...func(*Deps)) (b *bench, f Form, other connection.Connection) {
	t.Helper()
	b = newBench(t, change...)
	other = b.save("empty-company")
	b.Connections.New()
	b.save("full-access")
	return b, story(t, "full-access"), other
}

// What a server words of permissions is shown without what may be about a person.
func TestPermissionsAreImpersonal(t *testing.T) {
	b, f, _ := ready(t, func(d *Deps) {
		d.Permissions = func(context.Context, check.Input, check.Options) *check.Result {
			return &check.Result{
				Identity:    &check.Identity{Scopes: []string{"fake.person@example.com:write"}},
				Permissions: []check.Permission{{Scope: "fake.person@example.com:write", Claimed: true, Access: check.NotTested, Write: true}},
			}
		}
	})
	b.Explore.CheckPermissions(f)
	b.run()
	if p := b.State().Permissions; len(p.List) != 1 || strings.Contains(fmt.Sprint(p.List, p.Result.Permissions, p.Result.Identity), "fake.person") {
		t.Errorf("%+v", p)
	}
}

func TestPermissionsBesideTheAnswer(t *testing.T) {
	b, f, _ := ready(t)
	before := b.State()
	b.Explore.CheckPermissions(f)
	if s := b.State(); s.Activity != CheckingPermissions || s.Result != before.Result {
		t.Errorf("activity %d, the answer went: %v", s.Activity, s.Result != before.Result)
	}
	b.Explore.CheckPermissions(f) // a second press, which is for nothing
	if len(b.work) != 1 {
		t.Errorf("%d pieces of work", len(b.work))
	}
	b.run()
	s := b.State()
	if s.Activity != Idle || s.Permissions.Finding != nil || len(s.Permissions.List) < len(pleoclient.Operations()) {
		t.Fatalf("%+v", s.Permissions)
	}
	if s.Result != before.Result || !reflect.DeepEqual(s.Steps, before.Steps) || s.Answer.Exchange != before.Answer.Exchange || s.Pages != before.Pages {
		t.Error("what the check said changed")
	}
}

func TestPermissionsAreOfferedForAKeyThatWorks(t *testing.T) {
	b := newBench(t)
	b.Explore.CheckPermissions(story(t, "full-access"))
	b.check(story(t, "expired"))
	b.Explore.CheckPermissions(story(t, "expired"))
	if len(b.work) != 0 || b.State().Permissions.Result != nil {
		t.Error("permissions of a key that nobody accepted")
	}
	f := story(t, "read-only-employees")
	f.Keep = false
	b.Connections.New()
	b.check(f)
	b.Explore.CheckPermissions(f)
	b.run()
	if b.State().Permissions.List == nil {
		t.Error("no permissions of an accepted key")
	}
}

// TestPermissionsTellHowFarTheyAre, whatever the order in which the requests
// end, and no longer than they are wanted.
func TestPermissionsTellHowFarTheyAre(t *testing.T) {
	var tell func(done, total int, p check.Permission)
	b, f, _ := ready(t, func(d *Deps) {
		d.Permissions = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			tell = o.OnPermission
			tell(1, 13, check.Permission{})
			tell(3, 13, check.Permission{})
			tell(2, 13, check.Permission{})
			return result(in, check.Limited, check.OK)
		}
	})
	b.Explore.CheckPermissions(f)
	b.doWork()
	for _, want := range []int{1, 3, 3} {
		next := b.ui[0]
		b.ui = b.ui[1:]
		next()
		if p := b.State().Permissions; p.Done != want || p.Total != 13 || p.Result != nil {
			t.Errorf("%d of %d, want %d of 13", p.Done, p.Total, want)
		}
	}
	b.Connections.New()
	tell(4, 13, check.Permission{})
	b.run()
	if p := b.State().Permissions; !reflect.DeepEqual(p, Permissions{}) {
		t.Errorf("the progress of what was left: %+v", p)
	}
}

func TestPermissionsCancelled(t *testing.T) {
	var b *bench
	b, f, _ := ready(t, func(d *Deps) {
		d.Permissions = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
			told := o.OnPermission
			o.OnPermission = func(done, total int, p check.Permission) {
				if done == 2 { // introspection is known; one was tried
					b.Cancel()
				}
				told(done, total, p)
			}
			return check.Permissions(ctx, in, o)
		}
	})
	before := b.State().Result
	b.Explore.CheckPermissions(f)
	b.run()
	s := b.State()
	if s.Activity != Idle || s.Result != before || s.Permissions.Result == nil || s.Permissions.Result.Verdict != check.Stopped {
		t.Errorf("activity %d, %+v", s.Activity, s.Permissions.Result)
	}
	b.d.Permissions = func(ctx context.Context, in check.Input, o check.Options) *check.Result {
		b.Cancel()
		return check.Permissions(ctx, in, o)
	}
	b.Explore.CheckPermissions(f)
	b.run()
	if p := b.State().Permissions; p.List != nil || p.Finding == nil || p.Finding.Kind != check.Cancelled {
		t.Errorf("%+v", p)
	}
}

// TestPermissionsOfSomethingElse: what was found out, or is being found out,
// goes with the key, the company and the connection that it is about.
func TestPermissionsOfSomethingElse(t *testing.T) {
	for name, leave := range leaving {
		for _, when := range []string{"before", "late", "after"} {
			t.Run(name+"/"+when, func(t *testing.T) {
				b, f, other := ready(t)
				b.Explore.CheckPermissions(f)
				switch when {
				case "late":
					b.doWork()
				case "after":
					b.run()
					if b.State().Permissions.List == nil {
						t.Fatal("no permissions")
					}
				}
				leave(b, other)
				b.run()
				s := b.State()
				if s.Permissions.Result != nil || s.Permissions.List != nil || s.Permissions.Done != 0 || s.Activity != Idle {
					t.Errorf("activity %d, %+v", s.Activity, s.Permissions)
				}
			})
		}
	}
}

func TestPermissionsWithoutTheKeychain(t *testing.T) {
	b, f, _ := ready(t)
	before := b.State().Result
	refuseAll(b.keys, keystore.Locked)
	b.d.Permissions = func(context.Context, check.Input, check.Options) *check.Result {
		t.Error("asked without the key")
		return nil
	}
	b.Explore.CheckPermissions(f)
	b.run()
	s := b.State()
	if s.Result != before || s.Permissions.List != nil || s.Permissions.Finding == nil || s.Permissions.Finding.Kind != check.KeychainLocked {
		t.Errorf("%+v", s.Permissions)
	}
	b.keys.get = func(context.Context, keystore.Slot) (secret.Key, error) { return f.Key, nil }
	b.d.Permissions = check.Permissions
	b.Explore.CheckPermissions(f)
	b.run()
	if p := b.State().Permissions; p.Finding != nil || p.List == nil {
		t.Errorf("once more: %+v", p)
	}
}
