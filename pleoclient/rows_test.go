package pleoclient

import "testing"

// TestRowOwners holds both directions: another company's row is recognised in
// every spelling, and so is one's own.
func TestRowOwners(t *testing.T) {
	const own, other = "0f1c7c1e-52d4-4c0e-9a57-3f6f2f1b8a90", "5b0d3a52-9f0c-4a3e-8a51-6a3f1f0c7d21"
	const undashed = "0f1c7c1e52d44c0e9a573f6f2f1b8a90"
	ours, theirs, says, nothing := Owners{Rows: 1, Own: 1}, Owners{Rows: 1, Other: other}, Owners{Rows: 1, Unclear: true}, Owners{Rows: 1}
	tests := map[string]Owners{
		`{"companyId":"` + own + `"}`:                                           ours,
		`{"companyId":"0F1C7C1E-52D4-4C0E-9A57-3F6F2F1B8A90"}`:                  ours,
		`{"companyId":"urn:pleo:company:` + own + `"}`:                          ours,
		`{"companyId":"URN:Pleo:Company:0F1C7C1E-52D4-4C0E-9A57-3F6F2F1B8A90"}`: ours,
		`{"companyId":"urn:uuid:` + own + `"}`:                                  ours,
		`{"companyId":" ` + own + ` "}`:                                         ours,
		`{"companyId":"\u00a0` + own + `\n"}`:                                   ours,
		`{"companyId":"{` + own + `}"}`:                                         ours,
		`{"companyId":"` + undashed + `"}`:                                      ours,
		`{"company_id":"` + own + `"}`:                                          ours,
		`{"CompanyId":"` + own + `"}`:                                           ours,
		`{"companyID":"` + own + `"}`:                                           ours,
		`{"company":{"id":"` + own + `"}}`:                                      ours,
		`{"company":{"companyId":"` + own + `"}}`:                               ours,
		`{"company":"urn:pleo:company:` + own + `"}`:                            ours,
		`{"companyId":["` + own + `"]}`:                                         ours,
		`{"companyIds":["` + own + `","` + other + `"]}`:                        ours,
		`{"companies":[{"id":"` + other + `"},{"id":"` + own + `"}]}`:           ours,
		`{"companyId":"` + own + `","company":{"id":"` + other + `"}}`:          ours,
		`{"companyId":"` + own + `","company":"Fake Bakery"}`:                   ours,
		`{"companyId":"` + other + `"}`:                                         theirs,
		`{"company_id":"` + other + `"}`:                                        theirs,
		`{"CompanyId":"` + other + `"}`:                                         theirs,
		`{"company-id":"` + other + `"}`:                                        theirs,
		`{"companyUrn":"urn:pleo:company:` + other + `"}`:                       theirs,
		`{"company":{"id":"` + other + `"}}`:                                    theirs,
		`{"company":{"id":"` + other + `"},"id":"` + own + `"}`:                 theirs,
		`{"company":{"ID":"` + other + `"}}`:                                    theirs,
		`{"company":{"uuid":"` + other + `"}}`:                                  theirs,
		`{"company":{"URN":"urn:pleo:company:` + other + `"}}`:                  theirs,
		`{"company":"` + other + `"}`:                                           theirs,
		`{"companyId":{"id":"` + other + `"}}`:                                  theirs,
		`{"companyId":["` + other + `"]}`:                                       theirs,
		`{"companyIds":["` + other + `"]}`:                                      theirs,
		`{"companyId":"` + own + `","company_id":"` + other + `"}`:              theirs,
		`{"companyId":"` + own + `","companyId":"` + other + `"}`:               theirs,
		`{"companyId":"` + other + `","companyId":"` + own + `"}`:               theirs,
		`{"companyId":"fake"}`:                                                  {Rows: 1, Other: "fake"},
		`{"companyId":null}`:                                                    says,
		`{"companyId":7}`:                                                       says,
		`{"companyId":true}`:                                                    says,
		`{"companyId":""}`:                                                      says,
		`{"companyId":" "}`:                                                     says,
		`{"companyId":{}}`:                                                      says,
		`{"companyId":[]}`:                                                      says,
		`{"companyId":[null]}`:                                                  says,
		`{"companyId":"` + own + `","company_id":null}`:                         says,
		`{}`:                                 nothing,
		`{"id":"` + other + `"}`:             nothing,
		`{"company":"Fake Bakery"}`:          nothing,
		`{"company":null}`:                   nothing,
		`{"company":{"name":"Fake Bakery"}}`: nothing,
		`{"company":{"id":7}}`:               nothing,
		`{"companies":[]}`:                   nothing,
		`{"companyName":"` + other + `"}`:    nothing,
		`3`:                                  nothing,
	}
	for row, want := range tests {
		for _, body := range []string{`{"data":[` + row + `]}`, `{"data":` + row + `}`} {
			if row == "3" && body[8] != '[' {
				want = Owners{}
			}
			if got := RowOwners([]byte(body), own); got != want {
				t.Errorf("%s: %+v, want %+v", body, got, want)
			}
		}
	}
	mixed := `{"data":[{"companyId":"` + own + `"},{"id":"1"},{"companyId":"` + other + `"},{"companyId":"` + own + `"}]}`
	if got, want := RowOwners([]byte(mixed), own), (Owners{Rows: 4, Own: 2, Other: other}); got != want {
		t.Errorf("mixed rows: %+v, want %+v", got, want)
	}
	for _, body := range []string{`{"data":[]}`, `{"data":null}`, `{"companyId":"` + other + `"}`, `[1,2]`, `{"data":[`, ``} {
		if got := RowOwners([]byte(body), own); got != (Owners{}) {
			t.Errorf("%s: %+v", body, got)
		}
	}
}
