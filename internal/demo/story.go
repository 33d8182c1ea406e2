package demo

import "slices"

// Story is a situation worth showing: a fake key, the company ID to enter with
// it, and what a check is expected to conclude.
type Story struct {
	// ID names the story, for example "full-access". It never changes.
	ID string
	// Key is an obvious fake, accepted by this package only. It is public.
	Key string
	// CompanyID is the company ID to enter together with the key.
	CompanyID string
	// Kind is the kind of finding that a check should headline.
	Kind string
	// Verdict is the verdict that a check should reach.
	Verdict string
}

// Stories lists every story, in the order in which a menu shows them. The
// caller owns the slice.
func Stories() []Story {
	all := make([]Story, 0, len(credentials))
	for _, c := range credentials {
		all = append(all, c.story)
	}
	return all
}

// behaviour is how the server treats whatever arrives with a key.
type behaviour int

const (
	asDocumented  behaviour = iota
	alwaysRefused           // 401: expired or removed
	slowly                  // as documented, after a while
	alwaysLimited           // 429
	alwaysDown              // 503
	alwaysPortal            // the sign-in page of a network
)

// credential is a key as the server knows it.
type credential struct {
	story       Story
	behaviour   behaviour
	production  bool // made in production: accepted there and nowhere else
	application string
	// subject is the URN of whom the key belongs to.
	subject string
	// organization is the organisation of the subject, or the subject itself.
	organization string
	// companies are the ids of the companies in reach.
	companies []string
	scopes    []string
}

// wholeOrganization reports whether the key belongs to an organisation.
func (c *credential) wholeOrganization() bool {
	return c.subject == organisationURN(c.organization)
}

// reaches reports whether the key may read data of the company.
func (c *credential) reaches(company string) bool {
	return slices.Contains(c.companies, company)
}

// may reports whether the key has one of the scopes. No scope needed means yes.
func (c *credential) may(scopes []string) bool {
	return len(scopes) == 0 || slices.ContainsFunc(scopes, func(s string) bool {
		return slices.Contains(c.scopes, s)
	})
}

// readScopes are the scopes that the reading operations ask for.
var readScopes = []string{
	"users:read", "companies:read", "export-jobs:read", "export-items:read", "tag-group:read",
	"tax-codes:read", "accounts:read", "vendors:read", "accounting-entries:read",
}

// credentials are the keys of the stories, in menu order.
var credentials = []*credential{
	{
		story:       Story{"full-access", "demo-full-access-key-not-real-0001", nordhavnID, "ok", "working"},
		application: "Demo: full access",
		subject:     companyURN(nordhavnID), organization: nordicOrgID, companies: []string{nordhavnID},
		// One write scope, so that the reminder about write scopes has something to show.
		scopes: append(slices.Clone(readScopes), "export-jobs:write"),
	},
	{
		story:       Story{"read-only-employees", "demo-employees-only-key-not-real-0002", nordhavnID, "ok", "working"},
		application: "Demo: employees only",
		subject:     companyURN(nordhavnID), organization: nordicOrgID, companies: []string{nordhavnID},
		scopes: []string{"users:read"},
	},
	{
		story:     Story{"expired", "demo-expired-key-not-real-0003", nordhavnID, "key-rejected", "failed"},
		behaviour: alwaysRefused,
	},
	{
		story:       Story{"other-company", "demo-other-company-key-not-real-0004", nordhavnID, "company-mismatch", "failed"},
		application: "Demo: key of another company",
		subject:     companyURN(granliID), organization: granliOrgID, companies: []string{granliID},
		scopes: readScopes,
	},
	{
		story:       Story{"organisation", "demo-organisation-key-not-real-0005", nordhavnID, "ok", "working"},
		application: "Demo: organisation",
		subject:     organisationURN(nordicOrgID), organization: nordicOrgID, companies: []string{nordhavnID, lindgrenID},
		scopes: []string{"companies:read"},
	},
	{
		story:       Story{"other-environment", "demo-other-environment-key-not-real-0006", nordhavnID, "key-rejected", "failed"},
		production:  true,
		application: "Demo: key of the other environment",
		subject:     companyURN(nordhavnID), organization: nordicOrgID, companies: []string{nordhavnID},
		scopes: readScopes,
	},
	{
		story:     Story{"rate-limited", "demo-rate-limited-key-not-real-0007", nordhavnID, "rate-limited", "inconclusive"},
		behaviour: alwaysLimited,
	},
	{
		story:     Story{"pleo-down", "demo-pleo-down-key-not-real-0008", nordhavnID, "pleo-unavailable", "inconclusive"},
		behaviour: alwaysDown,
	},
	{
		story:     Story{"html", "demo-html-page-key-not-real-0009", nordhavnID, "not-pleo", "inconclusive"},
		behaviour: alwaysPortal,
	},
	{
		story:       Story{"slow", "demo-slow-answer-key-not-real-0010", nordhavnID, "ok", "working"},
		behaviour:   slowly,
		application: "Demo: slow",
		subject:     companyURN(nordhavnID), organization: nordicOrgID, companies: []string{nordhavnID},
		scopes: readScopes,
	},
	{
		story:       Story{"empty-company", "demo-empty-company-key-not-real-0011", tomgangID, "ok-empty", "working"},
		application: "Demo: empty company",
		subject:     companyURN(tomgangID), organization: tomgangOrgID, companies: []string{tomgangID},
		scopes: readScopes,
	},
	{
		// An integrated key: named after its product, with what Pleo gives it.
		story:       Story{"integrated", "demo-integrated-key-not-real-0012", nordhavnID, "ok", "working"},
		application: "Demo: Business Central",
		subject:     companyURN(nordhavnID), organization: nordicOrgID, companies: []string{nordhavnID},
		scopes: []string{"export-jobs:read", "export-items:read", "accounts:read", "tag-group:read", "tax-codes:read", "vendors:read"},
	},
}

func companyURN(id string) string      { return "urn:pleo:company:" + id }
func organisationURN(id string) string { return "urn:pleo:organisation:" + id }
