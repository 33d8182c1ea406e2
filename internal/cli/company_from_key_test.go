package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"pleokeycheck/internal/demo"
)

// Without --company-id the key names its company, in the words of the window; of
// several, one has to be named.
func TestCompanyFromTheKey(t *testing.T) {
	type report struct {
		Verdict        string
		CompanyName    string
		CompanyFromKey bool
		Companies      []struct{ ID, Name string }
		Finding        struct{ Kind string }
	}
	for id, want := range map[string]struct {
		status    int
		kind      string
		fromKey   bool
		companies int
		says      string
	}{
		"full-access":  {0, "ok", true, 0, "the key told us; compare the ID"},
		"organisation": {3, "company-untold", false, 2, "Nordhavn Bageri ApS"},
		"expired":      {1, "key-rejected", false, 0, "did not accept this key"},
	} {
		t.Run(id, func(t *testing.T) {
			key := ""
			for _, s := range demo.Stories() {
				if s.ID == id {
					key = s.Key
				}
			}
			status, out, errs := call(t, key, "check", "--env", "demo", "--key-stdin", "--json")
			var r report
			if err := json.Unmarshal([]byte(out), &r); err != nil || status != want.status || r.Finding.Kind != want.kind {
				t.Fatalf("status %d, %v: %s%s", status, err, out, errs)
			}
			if r.CompanyFromKey != want.fromKey || len(r.Companies) != want.companies || want.fromKey && r.CompanyName == "" {
				t.Errorf("%+v", r)
			}
			_, out, _ = call(t, key, "check", "--env", "demo", "--key-stdin")
			if !strings.Contains(strings.Join(strings.Fields(out), " "), want.says) {
				t.Errorf("it does not say %q:\n%s", want.says, out)
			}
		})
	}
}
