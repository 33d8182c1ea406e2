package pleoclient

import (
	"context"
	"strings"
)

// Introspection is what Pleo says of the key (SPEC: GET /v1/introspect).
type Introspection struct {
	AuthMethod      string // API_KEY, OAUTH2 or NONE
	ClientID        string
	Scope           string // separated by spaces
	ApplicationName string
	SubjectURN      string // may be absent
}

// Introspect asks Pleo about the key itself. Errors are those of [Client.Do].
func (c *Client) Introspect(ctx context.Context) (*Introspection, *Exchange, error) {
	x, raw, err := c.do(ctx, mustOperation("introspect"), Params{})
	if err != nil {
		return nil, x, err
	}
	field := c.reader(member(raw, "data"))
	return &Introspection{
		AuthMethod: field("authMethod"), ClientID: field("clientId"), Scope: field("scope"),
		ApplicationName: field("applicationName"), SubjectURN: field("subjectURN"),
	}, x, nil
}

// Scopes are the permissions of the key, in the order in which Pleo lists them.
func (i Introspection) Scopes() []string { return strings.Fields(i.Scope) }

// Subject is whom a key belongs to.
type Subject struct {
	Kind string // "company", "organisation" or "" where it is not known
	ID   string // in lower case
}

// ParseSubject reads a subject URN: urn:pleo:company:<uuid> or
// urn:pleo:organisation:<uuid>, also spelled organization, in any case. It
// returns the zero value for anything else.
func ParseSubject(urn string) Subject {
	parts := strings.Split(strings.ToLower(strings.TrimSpace(urn)), ":")
	if len(parts) != 4 || parts[0] != "urn" || parts[1] != "pleo" || !isUUID(parts[3]) {
		return Subject{}
	}
	switch parts[2] {
	case "company":
		return Subject{Kind: "company", ID: parts[3]}
	case "organisation", "organization":
		return Subject{Kind: "organisation", ID: parts[3]}
	}
	return Subject{}
}

// isUUID reports whether s has the form of a UUID in lower case.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, r := range s {
		switch i {
		case 8, 13, 18, 23:
			if r != '-' {
				return false
			}
		default:
			if !strings.ContainsRune("0123456789abcdef", r) {
				return false
			}
		}
	}
	return true
}
