package app

import (
	"crypto/sha256"
	"maps"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
)

// draft is what was typed for a connection, or for a new one, and not kept when
// another took its place in the form. It comes back with it.
type draft struct {
	environment string // of a new connection
	replacing   bool   // a new key was being entered in the place of a kept one
	form, base  Form   // as it was left, and as it was before anything was typed
	// named is the company that the key named, as the form has it, and note says so.
	named string
	note  Note
}

// formOf is the form of a connection before anything is typed.
func (c *core) formOf(con connection.Connection) Form {
	var f Form
	f.use(con)
	f.Keep = c.state.KeepByDefault()
	return f
}

// leave takes up what was typed of what is in the form now, and gives what hands
// the form's values over when another takes its place.
func (c *core) leave() func(Form) {
	con, _ := c.state.Selection()
	d := draft{environment: c.state.Environment, replacing: c.state.Key.Replacing, base: c.formOf(con), named: c.keysCompany, note: c.state.CompanyNote}
	if d.replacing {
		d.base.ExpiresOn, d.base.Keep = "", true
	}
	typed := c.state.Key.Source == Typed
	return func(f Form) {
		if d.form = f; !typed {
			d.form.setKey(d.base.Key)
		}
		switch {
		case d.typed():
			c.held.drafts[con.ID] = d
		case !d.replacing: // else what was typed before that comes back
			delete(c.held.drafts, con.ID)
		}
	}
}

// typed reports whether anything was typed.
func (d draft) typed() bool { return !d.apply(d.base).equal(d.base) }

// apply puts what was typed into a form, and leaves the rest as it is.
func (d draft) apply(f Form) Form {
	if !d.form.Key.Equal(d.base.Key) {
		f.Key, f.Story = d.form.Key, d.form.Story
	}
	if !strings.EqualFold(strings.TrimSpace(d.form.CompanyID), d.base.CompanyID) {
		f.CompanyID = d.form.CompanyID
	}
	if !sameDate(d.form.ExpiresOn, d.base.ExpiresOn) {
		f.ExpiresOn = d.form.ExpiresOn
	}
	if d.form.Operation != d.base.Operation || !sameParams(d.form.Params, d.base.Params) {
		f.Operation, f.Params = d.form.Operation, d.form.Params
	}
	if d.form.Keep != d.base.Keep {
		f.Keep = d.form.Keep
	}
	return f
}

// keysCompanyOf is the company of a connection where a key named it.
func keysCompanyOf(con connection.Connection) string {
	if !con.CompanyFromKey {
		return ""
	}
	return check.CleanCompanyID(con.CompanyID).ID
}

// comeBack says again of a company that comes back whether the key named it.
func (c *core) comeBack(left draft) {
	if left.named != "" && check.CleanCompanyID(left.form.CompanyID).ID == left.named {
		c.keysCompany, c.state.CompanyNote = left.named, left.note
	}
}

func (f Form) equal(g Form) bool {
	return f.Key.Equal(g.Key) && f.CompanyID == g.CompanyID && f.Entered == g.Entered && sameParams(f.Params, g.Params)
}

// sameDate reports whether two texts are the same expiry date, however typed.
func sameDate(a, b string) bool {
	x, px := message.ReadDay(a)
	y, py := message.ReadDay(b)
	if px != "" || py != "" {
		return px == expiry.Empty && py == expiry.Empty || a == b
	}
	return x.Format(time.DateOnly) == y.Format(time.DateOnly)
}

// sameParams compares what was typed, where nothing is the same as an empty text.
func sameParams(a, b map[string]string) bool {
	filled := func(m map[string]string) map[string]string {
		out := maps.Clone(m)
		maps.DeleteFunc(out, func(_, v string) bool { return strings.TrimSpace(v) == "" })
		return out
	}
	return maps.Equal(filled(a), filled(b))
}

// Unkept tells what of the form's values is typed and would be lost if the window
// were closed now, and whether something of other connections would be. The demo is
// made up, so nothing of it is.
type Unkept struct{ Key, Company, Date, Elsewhere bool }

// Any reports whether anything would be lost.
func (u Unkept) Any() bool { return u != Unkept{} }

// Unkept tells what would be lost if the window were closed now, with these values
// in the form.
func (c *Controller) Unkept(f Form) (u Unkept) {
	for id, d := range c.held.drafts {
		con, _ := c.state.connection(id)
		u.Elsewhere = u.Elsewhere || id != c.state.Selected && d.environment != env.Demo && con.Environment != env.Demo
	}
	if c.state.Environment == env.Demo {
		return u
	}
	con, saved := c.state.Selection()
	date := con.ExpiresOn
	if c.state.Key.Replacing {
		date = ""
	}
	fresh := c.state.Result == nil || c.state.Outdated
	asked := c.state.Saving.Status == AskToSave || c.state.Saving.Status == AskToReplace || c.state.Saving.Status == SaveFailed
	u.Key = c.state.Key.Source == Typed && !f.Key.Empty() && (fresh || asked)
	u.Company = fresh && !strings.EqualFold(strings.TrimSpace(f.CompanyID), con.CompanyID)
	u.Date = !sameDate(f.ExpiresOn, date) && (saved || fresh)
	return u
}

// subject is what a check is about: fingerprint of a typed key, and the company as
// it stands in the form.
type subject struct {
	key     [sha256.Size]byte
	company string
}

// subjectOf is what the form is about.
func (c *core) subjectOf(f Form) subject {
	s := subject{company: companyText(f.CompanyID)}
	if key := check.CleanKey(f.Key.Reveal()).Key; c.state.Key.Source == Typed && !key.Empty() {
		s.key = sha256.Sum256([]byte(key.Reveal()))
	}
	return s
}

// begins notes what a check that begins is about: these values of the form.
func (c *core) begins(f Form) {
	c.held.checked = c.subjectOf(f)
	c.held.formIs = c.held.checked
}

func companyText(typed string) string {
	if id := check.CleanCompanyID(typed).ID; id != "" {
		typed = id
	}
	return strings.ToLower(strings.TrimSpace(typed))
}

// Edited looks whether the form is still about what was checked.
func (c *FormPart) Edited(f Form) {
	c.held.formIs = c.subjectOf(f)
	if was := c.state.Outdated; c.outdate() != was {
		c.show()
	}
}

// companyEdited reports whether the company in the form is another than when its check began.
func (c *core) companyEdited() bool { return c.held.formIs.company != c.held.checked.company }

// keyIs notes that this key is in the key field now.
func (c *core) keyIs(key secret.Key) {
	c.held.formIs.key = c.subjectOf(Form{Key: key}).key
	c.outdate()
}

// outdate notes whether the form is about something else than the result.
func (c *core) outdate() bool {
	now, checked := c.held.formIs, c.held.checked
	same := now == checked
	if r := c.state.Result; r != nil && !same {
		same = now.key == checked.key && now.company == strings.ToLower(r.CompanyID)
	}
	c.state.Outdated = c.state.Result != nil && (!same || c.held.replaced)
	return c.state.Outdated
}
