package report

import (
	"net/url"
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
	"pleokeycheck/pleoclient"
)

// hidden stands for a value that is not shown.
const hidden = "[hidden]"

// shownQuery are the query parameters whose values may be shown: those that
// the reading operations document for companies, pages and choices.
var shownQuery = []string{
	"companyId", "company_id", "organizationId", "organization_id", "job_id",
	"limit", "offset", "before", "after",
}

// safeURL gives an address without what could be a secret: no user, no
// fragment, and no value of a query parameter that is not known. Text that is
// no address gives an empty string.
func safeURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || s == "" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.RawQuery != "" {
		query := u.Query()
		for name, values := range query {
			if slices.Contains(shownQuery, name) {
				continue
			}
			for i := range values {
				values[i] = hidden
			}
		}
		u.RawQuery = query.Encode()
	}
	return message.Clean(personal.HideURL(u.String()))
}

// requestIDOf is the id of a request, where it is one.
func requestIDOf(e *pleoclient.Exchange) string {
	return message.Clean(personal.HideHeaderValue("Request-Id", e.RequestID))
}

// withEnvironment gives f with the environment of its check among the facts, which the
// wording needs.
func withEnvironment(f check.Finding, environment string) check.Finding {
	facts := map[string]string{check.FactEnvironment: environment}
	for k, v := range f.Facts {
		facts[k] = v
	}
	f.Facts = facts
	return f
}
