package message

import (
	"slices"
	"strconv"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/pleoclient"
)

// PermissionArea names what a permission is about: "Employees". A scope that
// is not known stays as Pleo writes it, cleaned.
func (c *Catalogue) PermissionArea(p check.Permission) string {
	if p.Operation != "" {
		return c.Area(p.Operation)
	}
	if id := "scope." + resourceOf(p.Scope); c.texts.has(id) {
		return c.Text(id)
	}
	return Clean(p.Scope)
}

// PermissionAccess gives the words for what happened, in a word or two.
func (c *Catalogue) PermissionAccess(p check.Permission) string {
	if p.Write {
		return c.Text("permissions.access.write")
	}
	return c.Access(p.Access)
}

// PermissionClaim says what the key claims: whether Pleo lists the permission.
// It is empty where Pleo listed none, so that nothing is claimed or not.
func (c *Catalogue) PermissionClaim(p check.Permission, known bool) string {
	switch {
	case p.Claimed:
		return c.Text("permissions.claim.listed")
	case p.Scope == "":
		return c.Text("permissions.claim.none")
	case !known:
		return ""
	}
	return c.Text("permissions.claim.not-listed")
}

// PermissionReason says in a sentence why there is no plain yes or no, or what
// is odd about it; "" where there is nothing to say.
func (c *Catalogue) PermissionReason(p check.Permission, known bool) string {
	switch {
	case p.Write:
		return c.Text("permissions.why.write")
	case p.Operation == "":
		return c.Text("permissions.why.other")
	case p.Access == check.NotTested && p.Finding.Facts[check.FactReason] != "":
		return c.Text("permissions.why.id", map[string]string{"ID": Clean(p.Finding.Facts[check.FactReason])})
	case p.Access == check.NotTested:
		return c.Text("permissions.why.bearer")
	case p.Access == check.Denied && p.Claimed:
		return c.Text("permissions.why.denied")
	case p.Access == check.Allowed && known && p.Scope != "" && !p.Claimed:
		return c.Text("permissions.why.unlisted")
	case p.Access == check.Unknown && p.Finding.Kind == check.CompanyMismatch:
		return c.Text("permissions.why.other-company")
	case p.Access == check.Unknown:
		return c.Text("permissions.why.unknown", map[string]string{"Title": c.Finding(p.Finding).Title})
	}
	return ""
}

// ScopesKnown reports whether Pleo listed the key's permissions.
func ScopesKnown(r *check.Result) bool { return r.Identity != nil && len(r.Identity.Scopes) > 0 }

// PermissionSummary sums up r.Permissions in whole sentences, in the order in
// which a person asks: what it can read, may change, may not read; what is not
// certain; and whether it can do more than the test request needs. It is nil
// where nothing was tried.
func (c *Catalogue) PermissionSummary(r *check.Result) []string {
	if len(r.Permissions) == 0 {
		return nil
	}
	lists := map[string][]string{}
	add := func(id, item string) {
		if item != "" && !slices.Contains(lists[id], item) {
			lists[id] = append(lists[id], item)
		}
	}
	var stopped, limited *check.Finding
	for _, p := range r.Permissions {
		switch {
		case p.Write:
			add("permissions.changes", c.changes(p.Scope))
		case p.Operation == "":
			add("permissions.others", c.quoted(p.Scope))
		case p.Access == check.Allowed:
			add("permissions.reads", c.reads(p.Operation))
		case p.Access == check.Denied:
			add("permissions.denied", c.reads(p.Operation))
		case p.Access == check.Unknown:
			add("permissions.unknown", c.reads(p.Operation))
			switch p.Finding.Kind {
			case check.Cancelled:
				stopped = &p.Finding
			case check.RateLimited:
				limited = &p.Finding
			}
		}
	}
	for _, items := range lists { // what is least about the company comes last
		if i := slices.Index(items, c.reads("installation")); i >= 0 {
			copy(items[i:], items[i+1:])
			items[len(items)-1] = c.reads("installation")
		}
	}
	var sentences []string
	if len(lists["permissions.reads"]) == 0 {
		sentences = append(sentences, c.Text("permissions.reads-nothing"))
	}
	for _, id := range []string{"permissions.reads", "permissions.changes", "permissions.denied", "permissions.unknown", "permissions.others"} {
		if items := lists[id]; len(items) > 0 {
			sentences = append(sentences, c.Text(id, map[string]string{"List": c.List(items)}))
		}
	}
	switch {
	case stopped != nil:
		sentences = append(sentences, c.Text("permissions.stopped"))
	case limited != nil:
		sentences = append(sentences, c.Text("permissions.limited", c.Facts(limited.Facts)))
	}
	if more(r) {
		sentences = append(sentences, c.Text("permissions.more"))
	}
	return sentences
}

// Claims says, in one sentence or two, what scopes let a key do by Pleo's account; ""
// where there are none.
func (c *Catalogue) Claims(scopes []string, environment string) string {
	var reads, changes []string
	for _, op := range pleoclient.Operations() {
		if item := c.reads(op.Name); op.BasicAuth && op.NeedsOnlyCompany() && op.Scope != "" && op.CoveredBy(scopes) && item != "" && !slices.Contains(reads, item) {
			reads = append(reads, item)
		}
	}
	for _, s := range scopes {
		if item := c.changes(s); check.Writes(s) && !slices.Contains(changes, item) {
			changes = append(changes, item)
		}
	}
	var sentences []string
	for _, each := range []struct {
		id    string
		items []string
	}{{"permissions.claimed.reads", reads}, {"permissions.changes", changes}} {
		if len(each.items) > 0 {
			facts := c.Facts(map[string]string{check.FactEnvironment: environment})
			facts["List"] = c.List(each.items)
			sentences = append(sentences, c.Text(each.id, facts))
		}
	}
	return strings.Join(sentences, " ")
}

// more reports whether the key can do, or says that it may do, more than the
// test request needs.
func more(r *check.Result) bool {
	needed, _ := pleoclient.LookupOperation(r.Operation)
	return slices.ContainsFunc(r.Permissions, func(p check.Permission) bool {
		return p.Write || p.Scope != "" && p.Scope != needed.Scope && p.Operation != "" && (p.Claimed || p.Access == check.Allowed)
	})
}

// reads names what an operation reads, inside a sentence; "" for the request
// about the key itself, which says nothing about the company.
func (c *Catalogue) reads(operation string) string {
	if operation == "introspect" {
		return ""
	}
	return c.named("reads.", operation)
}

// changes names what a scope lets change, inside a sentence.
func (c *Catalogue) changes(scope string) string {
	if id := "changes." + resourceOf(scope); c.texts.has(id) {
		return c.Text(id)
	}
	return c.quoted(scope)
}

func (c *Catalogue) quoted(scope string) string {
	return c.Text("permissions.quoted", map[string]string{"Scope": Clean(scope)})
}

// resourceOf is what a scope is about: "users" of "users:read".
func resourceOf(scope string) string {
	resource, _, _ := strings.Cut(scope, ":")
	return resource
}

// Param names a parameter of a test request: "Rows per page". A name that is
// not known comes back cleaned.
func (c *Catalogue) Param(name string) string {
	if id := "param." + kebab(name); c.texts.has(id) {
		return c.Text(id)
	}
	return Clean(name)
}

// ParamProblem says what is wrong with a parameter, in a sentence.
func (c *Catalogue) ParamProblem(e *pleoclient.ParamError) string {
	return c.Text("param-problem."+string(e.Code), map[string]string{
		"Min": strconv.FormatInt(e.Min, 10), "Max": strconv.FormatInt(e.Max, 10), "Count": strconv.Itoa(e.MaxItems),
	})
}

// kebab writes a name of Pleo's as ids are written: "performedAtStart" and
// "include_archived" become "performed-at-start" and "include-archived".
func kebab(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case r == '_':
			b.WriteByte('-')
		case r >= 'A' && r <= 'Z':
			b.WriteByte('-')
			b.WriteRune(r - 'A' + 'a')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
