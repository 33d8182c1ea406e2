package demo

import (
	"slices"
	"sync"
)

// subscription is SubscriptionModel. Pleo's answer holds the credentials of the
// endpoint; the ones here are fakes, there to test that they are treated as
// secret.
type subscription struct {
	CreatedAt     string            `json:"createdAt"`
	CustomHeaders map[string]string `json:"customHeaders,omitempty"`
	EndpointAuth  *endpointAuth     `json:"endpointAuth,omitempty"`
	EndpointURL   string            `json:"endpointUrl"`
	EventTypes    []string          `json:"eventTypes"`
	ID            string            `json:"id"`
	Status        string            `json:"status"`
	UpdatedAt     string            `json:"updatedAt"`

	company string
}

// endpointAuth is EndpointAuth.
type endpointAuth struct {
	Credentials authCredential `json:"credentials,omitzero"`
	Type        string         `json:"type"`
}

// authCredential is AuthCredential.
type authCredential struct {
	Password string `json:"password,omitempty"`
	Username string `json:"username,omitempty"`
}

var subscriptions = table[subscription]{
	id:       func(s subscription) string { return s.ID },
	company:  func(s subscription) string { return s.company },
	resource: "subscriptions",
	rows: sync.OnceValue(func() []subscription {
		return []subscription{
			{
				CreatedAt: dayTime(2, 12), CustomHeaders: map[string]string{"X-Demo": "not-a-real-value"},
				EndpointAuth: &endpointAuth{authCredential{"fake-demo-password-not-real", "demo-hook"}, "BASIC"},
				EndpointURL:  "https://hooks.example.com/demo/exports", EventTypes: []string{"v1.export-job.created"},
				ID: demoID("subscription", 1), Status: "ACTIVE", UpdatedAt: dayTime(2, 12), company: nordhavnID,
			},
			{
				CreatedAt: dayTime(3, 12), EndpointAuth: &endpointAuth{Type: "NONE"},
				EndpointURL: "https://hooks.example.com/demo/old", EventTypes: []string{"v1.export-job.created"},
				ID: demoID("subscription", 2), Status: "INACTIVE", UpdatedAt: dayTime(5, 12), company: nordhavnID,
			},
			{
				CreatedAt: dayTime(3, 13), EndpointAuth: &endpointAuth{Type: "NONE"},
				EndpointURL: "https://hooks.example.com/demo/other", EventTypes: []string{"v1.export-job.created"},
				ID: demoID("subscription", 3), Status: "ACTIVE", UpdatedAt: dayTime(3, 13), company: granliID,
			},
		}
	}),
}

// activity is SubscriptionActivityModel.
type activity struct {
	ActorURN       string `json:"actorUrn"`
	CreatedAt      string `json:"createdAt"`
	Description    string `json:"description"`
	ID             string `json:"id"`
	OperationType  string `json:"operationType"`
	SubscriptionID string `json:"subscriptionId"`
}

var activities = table[activity]{
	id: func(a activity) string { return a.ID },
	rows: sync.OnceValue(func() []activity {
		var rows []activity
		for _, s := range subscriptions.rows() {
			rows = append(rows, newActivity(s, "CREATE", s.CreatedAt, "Subscription created"))
			if s.UpdatedAt != s.CreatedAt {
				rows = append(rows, newActivity(s, "UPDATE", s.UpdatedAt, "Subscription updated"))
			}
		}
		return rows
	}),
}

func newActivity(s subscription, kind, at, text string) activity {
	return activity{companyURN(s.company), at, text, demoID("activity", s.ID, kind), kind, s.ID}
}

func listActivities(c *call) (any, *problem) {
	s, err := subscriptions.one(c, c.params["id"], notFound("SUBSCRIPTION_NOT_FOUND", "Subscription not found."))
	if err != nil {
		return nil, err
	}
	kinds := c.query["operation_types"]
	var rows []activity
	for _, a := range activities.rows() {
		if a.SubscriptionID == s.ID && (len(kinds) == 0 || slices.Contains(kinds, a.OperationType)) {
			rows = append(rows, a)
		}
	}
	return activities.page(c, rows)
}

func listSubscriptions(c *call) (any, *problem) {
	status, types := c.query.Get("status"), c.query["event_types"]
	return subscriptions.page(c, subscriptions.visible(c, func(s subscription) bool {
		return (status == "" || s.Status == status) &&
			(len(types) == 0 || slices.ContainsFunc(types, func(t string) bool { return slices.Contains(s.EventTypes, t) }))
	}))
}
