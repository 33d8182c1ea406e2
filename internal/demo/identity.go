package demo

import "strings"

// client is the calling credential (ExternalClientModel).
type client struct {
	ApplicationName string `json:"applicationName,omitempty"`
	AuthMethod      string `json:"authMethod"`
	ClientID        string `json:"clientId"`
	Scope           string `json:"scope"`
	SubjectURN      string `json:"subjectURN,omitempty"`
}

// installed is InstallationResponse, the one answer without a data wrapper.
type installed struct {
	ApplicationID string         `json:"applicationId"`
	CreatedAt     string         `json:"createdAt"`
	ID            string         `json:"id"`
	Metadata      map[string]any `json:"metadata"`
	Resource      string         `json:"resource"`
	Status        string         `json:"status"`
	UpdatedAt     string         `json:"updatedAt"`
}

func introspect(c *call) (any, *problem) {
	return wrapped(client{
		ApplicationName: c.who.application,
		AuthMethod:      "API_KEY",
		ClientID:        demoID("client", c.who.story.ID),
		Scope:           strings.Join(c.who.scopes, " "),
		SubjectURN:      c.who.subject,
	}), nil
}

// installation answers for the key's subject, or for the company asked for.
func installation(c *call) (any, *problem) {
	resource := c.who.subject
	if c.query.Has("company_id") {
		resource = companyURN(c.companies[0])
	}
	return installed{
		ApplicationID: demoID("application", c.who.story.ID),
		CreatedAt:     dayTime(0, 9),
		ID:            demoID("installation", resource),
		Metadata:      map[string]any{},
		Resource:      resource,
		Status:        "ACTIVATED",
		UpdatedAt:     dayTime(0, 9),
	}, nil
}
