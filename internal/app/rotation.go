package app

import (
	"context"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
)

// RotationStep is one step of replacing a key.
type RotationStep int

// The steps, in order.
const (
	RotationMake    RotationStep = iota // make the new key in Pleo
	RotationCheck                       // paste it here and check it
	RotationCompare                     // hold it against the old one
	RotationKeep                        // keep it
	RotationDelete                      // use it everywhere, and delete the old one in Pleo
	RotationEnd                         // nothing is left to do
)

// Question is what the person has to decide before a key is replaced.
type Question int

// The questions.
const (
	NoQuestion   Question = iota
	LostScopes            // the new key can do less
	NotCompared           // something of the two keys is not known
	OtherCompany          // the new key is another company's: it is never saved over the old one
	OldKey                // the new key is the old one: nothing is replaced
	EarlierKey            // the new key ends like one that was to be deleted in Pleo
)

// Sameness reports whether two keys are of the same company.
type Sameness int

// The degrees of sameness.
const (
	Unproven Sameness = iota
	SameOne
	AnotherOne
)

// Comparison holds the new key against the old one.
type Comparison struct {
	Company Sameness
	// Known is true where the permissions of both keys are known.
	Known              bool
	Lost, Gained, Same []string // scopes, sorted
	// Earlier is the key to be deleted in Pleo that the new one ends like; nil for
	// none. One that leaked has no date.
	Earlier *connection.OldKey
}

// Rotation is the guided replacement of a key. The old key stays in the
// keychain until the new one was accepted and compared; whatever interrupts it
// leaves the old key as it was.
type Rotation struct {
	// Connection is the id of the connection; empty where no key is replaced.
	Connection string
	OldHint    string
	// OldID and NewID are the KeyID of the connection before and after.
	OldID, NewID string
	// OldScopes are what the old key may do, or nil where that is not known.
	OldScopes []string
	// OldTrouble is why asking about the old key told nothing.
	OldTrouble *check.Finding
	// Made is true once the person has the new key.
	Made       bool
	Comparison *Comparison
	Question   Question
	// Finished is true once the new key is kept; Deleted once the person said
	// that the old one is deleted in Pleo.
	Finished, Deleted bool
	// listed is true once the old key stood among those that are to be deleted.
	listed bool
}

// On reports whether a key is being replaced.
func (r Rotation) On() bool { return r.Connection != "" }

// Step is what is to be done now.
func (r Rotation) Step() RotationStep {
	switch {
	case r.Finished && r.Deleted:
		return RotationEnd
	case r.Finished:
		return RotationDelete
	case r.Question == OldKey:
		return RotationMake
	case r.Comparison != nil && r.Question == NoQuestion:
		return RotationKeep
	case r.Comparison != nil:
		return RotationCompare
	case r.Made:
		return RotationCheck
	}
	return RotationMake
}

// again is the rotation as it is before another check of a new key.
func (r Rotation) again() Rotation {
	if r.Finished {
		return Rotation{}
	}
	r.Comparison, r.Question = nil, NoQuestion
	return r
}

func newRotation(con connection.Connection, hint string) Rotation {
	return Rotation{Connection: con.ID, OldHint: hint, OldID: con.KeyID, OldScopes: con.Scopes}
}

// RotationPart replaces the key of the selected connection.
type RotationPart struct {
	*core
	check       *CheckPart
	saving      *SavingPart
	connections *ConnectionsPart
}

func newRotationPart(c *core, check *CheckPart, saving *SavingPart, connections *ConnectionsPart) *RotationPart {
	p := &RotationPart{core: c, check: check, saving: saving, connections: connections}
	c.on.show = append(c.on.show, p.settle)
	c.on.clear = append(c.on.clear, func() { c.state.Rotation = c.state.Rotation.again() })
	return p
}

// Begin shows the field for a new key; the kept one stays until the new
// one was accepted.
func (c *RotationPart) Begin() {
	if c.state.Key.Source == Typed {
		return
	}
	leave := c.leave()
	c.stop()
	c.clearOutcome()
	con, _ := c.state.Selection()
	c.state.Rotation = newRotation(con, c.state.Key.Hint)
	c.state.Guide.Open = false // the steps stand where it stood
	c.state.Key = KeyState{Replacing: true}
	// The noted date is the old key's.
	c.fillAnew(leave, func(f *Form) {
		f.setKey(secret.Key{})
		f.Keep, f.ExpiresOn = true, ""
	})
	c.show()
}

// Cancel goes back to the kept key.
func (c *RotationPart) Cancel() {
	if con, ok := c.state.Selection(); ok && c.state.Key.Replacing {
		c.stop()
		c.clearOutcome()
		c.state.Rotation = Rotation{}
		c.state.Key = c.held.keyState(con)
		c.held.formIs, c.keysCompany = subject{company: companyText(con.CompanyID)}, keysCompanyOf(con)
		left, base := c.held.drafts[con.ID], c.formOf(con)
		delete(c.held.drafts, con.ID)
		c.fill(func(f *Form) {
			f.setKey(secret.Key{})
			f.CompanyID, f.ExpiresOn = con.CompanyID, left.apply(base).ExpiresOn
		})
		c.show()
	}
}

// settle ends a rotation that the form is no longer about, and takes
// up what another copy of the program changed of the old key.
func (c *RotationPart) settle() {
	r := &c.state.Rotation
	con, ok := c.state.Selection()
	switch {
	case !r.On():
	case !ok || r.Connection != con.ID || !r.Finished && !c.state.Key.Replacing:
		*r = Rotation{}
		if c.state.Saving.Status == AskToReplace {
			c.state.Saving = Saving{}
			c.letGo()
		}
	case r.Finished && r.NewID != con.KeyID:
		*r = Rotation{} // replaced once more, elsewhere
	case r.Finished && r.OldHint != "":
		listed := slices.ContainsFunc(con.OldKeys, func(k connection.OldKey) bool { return k.Hint == r.OldHint })
		// It leaves the list only when somebody says that it is deleted.
		r.Deleted, r.listed = r.Deleted || r.listed && !listed, r.listed || listed
	case r.Finished:
	case con.KeyKept && service.KeptKeyOf(con) != (service.KeptKey{ID: r.OldID, Hint: r.OldHint}) && c.state.Saving.Status != SavingNow:
		r.OldID, r.OldHint, r.OldScopes, r.OldTrouble = con.KeyID, con.KeyHint, con.Scopes, nil
		c.held.pending.same = false // saving looks again
		if c.state.Saving.Status == AskToReplace {
			c.state.compareKeys(c.held.pending)
		}
	}
}

// HaveNewKey says that the new key was made in Pleo.
func (c *RotationPart) HaveNewKey() {
	if c.state.Rotation.On() {
		if c.state.Rotation.Question == OldKey {
			c.state.Saving, c.state.Rotation = Saving{}, c.state.Rotation.again()
			c.letGo()
		}
		c.state.Rotation.Made = true
		c.show()
	}
}

// End takes the steps of a finished rotation off the screen.
func (c *RotationPart) End() {
	if c.state.Rotation.Finished {
		c.state.Rotation = Rotation{}
		c.show()
	}
}

// compareKeys holds an accepted new key against the old one, and finds what the
// person has to decide.
func (s *State) compareKeys(p pending) {
	rotation, r := &s.Rotation, p.Result
	con, ok := s.Selection()
	if !rotation.On() || !ok || r == nil {
		return
	}
	out := &Comparison{}
	switch {
	case !service.SameCompany(con, r):
		out.Company = AnotherOne
	case con.CompanyID != "" && r.Company != nil && r.Company.Confirmed:
		out.Company = SameOne
	}
	if r.Identity != nil && rotation.OldScopes != nil {
		out.Known = true
		out.Lost = without(rotation.OldScopes, r.Identity.Scopes)
		out.Gained = without(r.Identity.Scopes, rotation.OldScopes)
		out.Same = without(rotation.OldScopes, out.Lost)
	}
	out.Earlier = earlierKey(con, r.KeyHint)
	rotation.Comparison = out
	switch {
	case p.same:
		rotation.Question = OldKey
	case out.Earlier != nil && out.Company != AnotherOne:
		rotation.Question = EarlierKey
	case out.Company == AnotherOne:
		rotation.Question = OtherCompany
	case len(out.Lost) > 0:
		rotation.Question = LostScopes
	case !out.Known || out.Company == Unproven:
		rotation.Question = NotCompared
	default:
		rotation.Question = NoQuestion
	}
}

// earlierKey is the key to be deleted in Pleo that a key ends like; nil for none.
func earlierKey(con connection.Connection, hint string) *connection.OldKey {
	for _, k := range con.OldKeys {
		if k.Hint == hint {
			return &k
		}
	}
	if hint != "" && con.Leak != nil && con.Leak.Hint == hint {
		return &connection.OldKey{Hint: hint}
	}
	return nil
}

// without lists what is in all and not in some, sorted, each once.
func without(all, some []string) []string {
	out := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
	slices.Sort(out)
	return slices.Compact(out)
}

// KeepAsNew saves a key of another company as a connection of its own; the
// connection whose key was to be replaced keeps the old one.
func (c *RotationPart) KeepAsNew() {
	if c.state.Activity != Idle || c.state.Saving.Status != AskToReplace || c.state.Rotation.Question != OtherCompany {
		return
	}
	c.state.Rotation = Rotation{}
	c.state.Selected = ""
	c.state.Key = KeyState{}
	c.saving.write()
	c.show()
}

// CanCheckOldKey reports whether Pleo can be asked what the old key may do.
func (s State) CanCheckOldKey() bool {
	con, ok := s.Selection()
	r := s.Rotation
	return ok && r.On() && !r.Finished && r.OldScopes == nil && r.OldHint == con.KeyHint && s.Activity == Idle &&
		s.Saving.Status != SavingNow && con.KeyHint != ""
}

// CheckOldKey asks Pleo what the old key may do, to compare the new one with
// it. It is called only after the person agreed.
func (c *RotationPart) CheckOldKey() {
	con, ok := c.state.Selection()
	if !ok || !c.state.CanCheckOldKey() {
		return
	}
	f := Form{CompanyID: con.CompanyID}
	f.ExpiresOn = con.ExpiresOn
	run := c.check.prepare(&f)
	if con.KeyKept {
		run.own(Kept)
	} else {
		run.own(Session)
	}
	begin(c.core, CheckingOldKey, func(ctx context.Context, _ func(func())) *check.Result {
		out := run.do(ctx, func(check.Step) {}, c.d.Identify)
		r := out.Result
		if r.Accepted && r.Identity != nil {
			// Not being able to note it changes nothing for this comparison.
			_ = c.d.service().NoteScopes(out.Connection, r)
		}
		return r
	}, func(r *check.Result) {
		rotation := &c.state.Rotation
		switch {
		case !rotation.On(), r.Verdict == check.Stopped:
		case r.Accepted && r.Identity != nil:
			rotation.OldScopes, rotation.OldTrouble = append([]string{}, r.Identity.Scopes...), nil
			if c.state.Saving.Status == AskToReplace {
				c.state.compareKeys(c.held.pending)
				c.saving.saveUnlessAsked()
			}
		default:
			rotation.OldTrouble = ptr(r.Finding)
		}
		c.show()
		c.connections.reload()
	})
}

// OldKeyDeleted says that an old key was deleted in Pleo.
func (c *RotationPart) OldKeyDeleted(id, hint string) {
	con, ok := c.state.connection(id)
	if !ok {
		return
	}
	if r := &c.state.Rotation; hint == "" && r.Connection == id && r.Finished {
		// Too short a key to be told from others is not listed.
		r.Deleted = true
		c.show()
		return
	}
	c.connections.change(id, con, func(con *connection.Connection) {
		con.OldKeys = slices.DeleteFunc(slices.Clone(con.OldKeys), func(k connection.OldKey) bool { return k.Hint == hint })
	})
}
