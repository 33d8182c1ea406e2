package cli

import (
	"errors"

	"pleokeycheck/internal/env"
	"pleokeycheck/pleoclient"
)

// environments are those that --env takes.
var environments = env.All()

// baseURLTrouble says in words why a base URL is not taken.
func baseURLTrouble(err error) string {
	var bad *pleoclient.BaseURLError
	if !errors.As(err, &bad) {
		return "it is no address"
	}
	switch bad.Reason {
	case "scheme", "not-loopback":
		return "it must begin with https://, or with http:// on this computer (localhost, 127.0.0.1, [::1])"
	case "credentials":
		return "it must not hold a user name, a password or a key"
	case "query":
		return "it must not have a query or a fragment"
	case "version":
		return "it ends before the path: without /v1 and what follows, as in " + pleoclient.Production.BaseURL
	case "other-pleo-host":
		return "this server of Pleo's has another API or none; the addresses are " + pleoclient.Production.BaseURL + " and " + pleoclient.Staging.BaseURL
	}
	return "it is no address"
}
