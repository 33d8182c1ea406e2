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
	name, isPleos := strings.CutPrefix(strings.ToLower(strings.TrimSpace(urn)), "urn:pleo:")
	kind, id, _ := strings.Cut(name, ":")
	if kind == "organization" {
		kind = "organisation"
	}
	if !isPleos || kind != "company" && kind != "organisation" || !IsUUID(id) {
		return Subject{}
	}
	return Subject{Kind: kind, ID: id}
}

// IsUUID reports whether s has the form of a UUID, 8-4-4-4-12, in any case.
func IsUUID[T string | []byte](s T) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f'):
			return false
		}
	}
	return true
}
