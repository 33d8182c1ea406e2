package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"pleokeycheck/internal/connection"
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

// What is saved of a company that the key named is not what a person entered, until
// --company-id does.
func TestSavedCompanyFromTheKey(t *testing.T) {
	company := demo.Stories()[0].CompanyID
	saved(t, demo.Stories()[0].Key)
	if _, err := connection.Default().Add(connection.Connection{Name: "Named", Environment: "demo", CompanyID: company, CompanyFromKey: true, KeyKept: true}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want bool
	}{
		{[]string{"Named"}, true},
		{[]string{"Bakery"}, false},
		{[]string{"Named", "--company-id", company}, false},
	} {
		var out, errs strings.Builder
		status := run(t.Context(), append([]string{"check", "--json", "--connection"}, c.args...), strings.NewReader(""), &out, &errs)
		var r struct{ CompanyFromKey bool }
		if err := json.Unmarshal([]byte(out.String()), &r); err != nil || status != 0 || r.CompanyFromKey != c.want {
			t.Errorf("%q: status %d, %v, from the key %v: %s", c.args, status, err, r.CompanyFromKey, errs.String())
		}
	}
}
