package service

import (
	"slices"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/pleoclient"
)

// NewConnection is a connection that is not saved yet.
func NewConnection(r *check.Result) connection.Connection {
	con := connection.Connection{Environment: r.Environment}
	if r.Environment == env.Custom {
		con.BaseURL = r.BaseURL
	}
	return con
}

// updateSaved puts what was checked and is kept into a connection. other is true where
// the key is known to be another than the one before.
func updateSaved(con *connection.Connection, k Checked, other bool, now time.Time) {
	if other || con.KeyHint != k.Key.Hint() {
		replaceKey(con, k.Key.Hint(), now)
	}
	con.Entered = Kept(k.Entered, con.Entered)
	updateCompany(con, k.Result)
}

// replaceKey notes that a connection has another key than before: the earlier one
// may still be valid in Pleo. Nothing that was known of it is true of the new
// one.
func replaceKey(con *connection.Connection, hint string, now time.Time) {
	con.OldKeys = slices.DeleteFunc(con.OldKeys, func(k connection.OldKey) bool { return k.Hint == hint })
	if con.KeyHint != "" && hint != "" {
		con.OldKeys = append(con.OldKeys, connection.OldKey{Hint: con.KeyHint, ReplacedOn: expiry.Today(now)})
	}
	con.KeyHint, con.Scopes, con.LastCheck, con.Permissions = hint, nil, nil, nil
}

// SameCompany reports whether a check was for the company of a connection, or
// the connection has none yet.
func SameCompany(con connection.Connection, r *check.Result) bool {
	return con.CompanyID == "" || strings.EqualFold(con.CompanyID, r.CompanyID)
}

// updateCompany puts the company that was checked into a connection; a company that was
// not proven never takes the place of another. A name that the person gave stays.
func updateCompany(con *connection.Connection, r *check.Result) {
	if r.Identity != nil {
		con.Scopes = r.Identity.Scopes
	}
	given := con.Name != "" && con.Name != con.CompanyName
	switch {
	case SameCompany(*con, r):
	case !confirmed(r):
		return
	default:
		con.CompanyName, con.Permissions = "", nil
	}
	entered := strings.EqualFold(con.CompanyID, r.CompanyID) && !con.CompanyFromKey // by a person, before
	con.CompanyID, con.CompanyFromKey = r.CompanyID, r.CompanyFromKey && !entered
	if r.Company != nil && r.Company.Name != "" {
		con.CompanyName = r.Company.Name
	}
	switch {
	case given:
	case con.CompanyName != "":
		con.Name = con.CompanyName
	default:
		con.Name = nameFor(r)
	}
}

// nameFor names a new connection: the company's name, or the application's, or
// the beginning of the company ID.
func nameFor(r *check.Result) string {
	switch {
	case r.Company != nil && r.Company.Name != "":
		return r.Company.Name
	case r.Identity != nil && r.Identity.ApplicationName != "":
		return r.Identity.ApplicationName
	case len(r.CompanyID) >= 8:
		return r.CompanyID[:8]
	}
	return r.Environment
}

// Kept is what is kept of what was entered, where before is kept so far: an
// operation that needs an id is not, for ids may be personal.
func Kept(entered, before connection.Entered) connection.Entered {
	if op, ok := pleoclient.LookupOperation(entered.Operation); ok && !op.NeedsOnlyCompany() {
		entered.Operation = before.Operation
	}
	return entered
}
