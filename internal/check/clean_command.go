package check

import (
	"net/url"
	"strings"

	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// Command is what a pasted cURL command says of a check. Each is empty where the
// command does not say it, or not clearly.
type Command struct {
	Key         secret.Key
	CompanyID   string
	Environment string // of package env, by the address
}

// companyInWord finds the company's id in a word of a command: in an address, a
// header or a body.
var companyInWord = pattern(`compan(?:y|ies)[_-]?(?:id)?["']?[ \n]*[/=:]+[ \n]*["']?(` + uuidPattern + `)(?:$|[^0-9a-z_-])`)

// ReadCommand reads a cURL command; ok is false for any other text, and for a
// command that says nothing of a check.
func ReadCommand(text string) (c Command, ok bool) {
	if len(text) > maxTextBytes {
		return c, false
	}
	normal, bad := normalise(fromUTF16(text, ignore), ignore)
	key, isCommand := curlKey(normal)
	if bad || !isCommand {
		return c, false
	}
	ids, places := map[string]bool{}, map[string]bool{}
	for _, word := range shellWords(withoutPrompt(normal)) {
		for _, found := range companyInWord().FindAllStringSubmatch(strings.ToLower(dashes.Replace(word)), -1) {
			ids[found[1]] = true
		}
		address, err := url.Parse(strings.TrimPrefix(word, "--url="))
		if err != nil || address.Hostname() == "" {
			continue
		}
		places[environmentOf(address)] = true
		if user := address.User; user != nil && key == "" {
			key = usable(user.Username())
		}
	}
	c.Key, c.CompanyID, c.Environment = secret.New(key), CleanCompanyID(only(ids)).ID, only(places)
	return c, key != "" || c.CompanyID != "" || c.Environment != ""
}

// environmentOf is the environment that an address is of; empty for none.
func environmentOf(address *url.URL) string {
	switch "https://" + strings.ToLower(address.Hostname()) {
	case pleoclient.Production.BaseURL:
		return env.Production
	case pleoclient.Staging.BaseURL:
		return env.Staging
	}
	return ""
}

// only is the one of a set; empty where there is none, or more than one.
func only(set map[string]bool) (one string) {
	for each := range set {
		if len(set) == 1 {
			one = each
		}
	}
	return one
}
