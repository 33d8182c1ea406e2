package cli

import (
	"errors"
	"slices"

	"pleokeycheck/internal/env"
	"pleokeycheck/pleoclient"
)

// environments are those that --env takes.
var environments = env.All()

// validPlace refuses an environment or a base URL that there is not, and both at
// once.
func validPlace(environment, baseURL string) error {
	switch {
	case environment != "" && baseURL != "":
		return usageError("give either --env or --base-url: each says where the request goes")
	case environment != "" && !slices.Contains(environments, environment):
		return oneOf("env", environments)
	case baseURL != "":
		if _, err := pleoclient.ParseBaseURL(baseURL); err != nil {
			return usageError("--base-url: " + baseURLTrouble(err))
		}
	}
	return nil
}

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
