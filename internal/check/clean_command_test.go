package check

import (
	"strings"
	"testing"
)

func TestReadCommand(t *testing.T) {
	const (
		k          = fakeKey
		production = "https://external.pleo.io/v2/employees"
		staging    = "https://external.staging.pleo.io/v1/"
	)
	for name, tt := range map[string]struct {
		text, key, company, environment string
	}{
		"Pleo's own example": {"curl --request GET \\\n  --url '" + production + "?companyId=" + someID + "&limit=1' \\\n  --header 'Authorization: Basic " + b64(k+":") + "'", k, someID, "production"},
		"user":               {"curl -u " + k + ": \"" + production + "?companyId=" + someID + "\"", k, someID, "production"},
		"staging, the path":  {"curl -sS -u '" + k + ":' " + staging + "companies/" + someID, k, someID, "staging"},
		"the other spelling": {"curl -u '" + k + ":' '" + staging + "vendors:search?company_id=" + strings.ToUpper(someID) + "'", k, someID, "staging"},
		"a body":             {"curl -u '" + k + ":' -d '{\"companyId\": \"" + someID + "\"}' " + staging + "chart-of-accounts:search", k, someID, "staging"},
		"a header":           {"curl -H 'Authorization: Basic " + k + "' -H 'X-Company-Id: " + someID + "' " + production, k, someID, "production"},
		"data of the query":  {"curl -G -u '" + k + ":' " + production + " -d companyId=" + someID, k, someID, "production"},
		"Windows":            {"curl.exe ^\r\n -u \"" + k + ":\" ^\r\n \"" + production + "?companyId=" + someID + "\"", k, someID, "production"},
		"the address's user": {"curl 'https://" + k + ":@external.pleo.io/v2/employees?companyId=" + someID + "'", k, someID, "production"},
		"one word for both":  {"curl --url=" + production + " --user=" + k + ":", k, "", "production"},
		"no company":         {"curl -u '" + k + ":' " + production, k, "", "production"},
		"a variable":         {"curl -u \"$PLEO_API_KEY:\" '" + production + "?companyId=" + someID + "'", "", someID, "production"},
		"another server":     {"curl -u '" + k + ":' 'https://pleo.example/v2/employees?companyId=" + someID + "'", k, someID, ""},
		"a name like Pleo's": {"curl -u '" + k + ":' https://external.pleo.io.example/v2/employees", k, "", ""},
		"two servers":        {"curl -u '" + k + ":' " + production + " " + staging, k, "", ""},
		"two companies":      {"curl -u '" + k + ":' '" + production + "?companyId=" + someID + "' '" + production + "?companyId=" + otherID + "'", k, "", "production"},
		"a sample":           {"curl -u '" + k + ":' '" + production + "?companyId=" + sampleIDs[0] + "'", k, "", "production"},
		"another id":         {"curl -u '" + k + ":' " + production + "/" + someID, k, "", "production"},
	} {
		c, ok := ReadCommand(tt.text)
		if !ok || c.Key.Reveal() != tt.key || c.CompanyID != tt.company || c.Environment != tt.environment {
			t.Errorf("%s: %v, key %v, company %q, environment %q", name, ok, c.Key.Reveal() == tt.key, c.CompanyID, c.Environment)
		}
	}
	for _, text := range []string{"", fakeKey, "curl", "curl https://pleo.example", production, "curly " + production, "the command curl -u " + fakeKey + ": " + production} {
		if c, ok := ReadCommand(text); ok {
			t.Errorf("%q is a command: %+v", text, c)
		}
	}
}
