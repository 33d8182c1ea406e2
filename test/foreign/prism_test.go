//go:build foreign

package foreign

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/pleoclient"
)

// The documents that Prism (stoplight) makes its mocks from: our own, and the
// contract that lies beside the repository where somebody put it there. That
// one is reference material and no part of the repository.
const (
	ownContract    = "testdata/operations.openapi.yaml"
	sharedContract = "../../../shared/pleo/read-operations.openapi.yaml"
)

// contractStory is the key and the company of the examples in our own
// document. Prism accepts any key.
var contractStory = demo.Story{ID: "contract", Key: "fake-canary-key-for-prism-0123", CompanyID: "7d1f6b0e-35c2-4a98-b7e4-90ad52c81f36"}

// contracts are the documents that are there.
func contracts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"own": ownContract}
	switch _, err := os.Stat(sharedContract); {
	case err == nil:
		all["shared"] = sharedContract
	case errors.Is(err, os.ErrNotExist):
		t.Logf("%s is not there; our own document stands in", sharedContract)
	default:
		t.Fatal(err)
	}
	return all
}

// startPrism starts a mock that refuses every request that the document does
// not allow.
func startPrism(t *testing.T, document string, more ...string) string {
	t.Helper()
	port := freePort(t)
	args := append([]string{"mock", "--errors", "-h", "127.0.0.1", "-p", strconv.Itoa(port)}, more...)
	start(t, "Prism is listening", named(t, "FOREIGN_PRISM"), append(args, document)...)
	return "http://" + local(port)
}

// unattended are the operations that a key alone can be tested with.
func unattended() []pleoclient.Operation {
	var all []pleoclient.Operation
	for _, op := range pleoclient.Operations() {
		if op.NeedsOnlyCompany() {
			all = append(all, op)
		}
	}
	return all
}

// Paths, parameters, bodies, content types and Basic auth are as the document
// has them.
func TestPrismAcceptsOurRequests(t *testing.T) {
	for name, document := range contracts(t) {
		base := startPrism(t, document)
		c, err := pleoclient.New(base, func() string { return contractStory.Key })
		if err != nil {
			t.Fatal(err)
		}
		operations := unattended()
		if name == "shared" { // it has most of those that read one thing, too
			text, err := os.ReadFile(document)
			if err != nil {
				t.Fatal(err)
			}
			operations = slices.DeleteFunc(pleoclient.Operations(), func(op pleoclient.Operation) bool {
				return !strings.Contains(string(text), "\n  "+op.Path+":\n")
			})
			if len(operations) < 19 {
				t.Errorf("%d operations were found in %s", len(operations), document)
			}
		}
		for _, op := range operations {
			t.Run(name+"/"+op.Name, func(t *testing.T) {
				p := pleoclient.Params{CompanyID: contractStory.CompanyID, Limit: 1, Path: map[string]string{}}
				for _, id := range op.PathParams {
					p.Path[id] = "5af3c18e-0d72-4b69-9e15-c64b80a7d2f1"
				}
				x, err := c.Do(t.Context(), op, p)
				switch {
				case !op.BasicAuth:
					if x.Status != http.StatusUnauthorized {
						t.Errorf("status %d to Basic auth, want 401: %s", x.Status, x.Body)
					}
				case err != nil && !onlyItsAnswer(x):
					t.Errorf("%v\n%s %s\n%s", err, x.Method, x.URL, x.Body)
				}
			})
		}
		c.Close()
	}
}

// onlyItsAnswer is true where Prism took the request, and then found its own
// example not to be what the document says.
func onlyItsAnswer(x *pleoclient.Exchange) bool {
	var problem struct {
		Type       string
		Validation []struct{ Location []string }
	}
	if json.Unmarshal(x.Body, &problem) != nil || !strings.HasSuffix(problem.Type, "#VIOLATIONS") {
		return false
	}
	for _, v := range problem.Validation {
		if len(v.Location) == 0 || v.Location[0] != "response" {
			return false
		}
	}
	return len(problem.Validation) > 0
}

// The mock does refuse, so that its consent means something.
func TestPrismRefusesWhatIsWrong(t *testing.T) {
	base := startPrism(t, ownContract)
	resp, err := http.Get(base + "/v1/introspect")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("without a key: %s", resp.Status)
	}
	c, err := pleoclient.New(base, func() string { return contractStory.Key })
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for name, p := range map[string]pleoclient.Params{
		"employees": {Limit: 1}, "tag-groups": {}, "vendors": {CompanyID: "fake", Limit: 1},
		"chart-of-accounts":  {Limit: 1},
		"accounting-entries": {CompanyID: contractStory.CompanyID, Limit: 1, Body: map[string]any{"includeDeleted": "no"}},
	} {
		op, _ := pleoclient.LookupOperation(name)
		_, err := c.Do(t.Context(), op, p)
		var refused *pleoclient.APIError
		if !errors.As(err, &refused) || refused.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: got %v, want 422", name, err)
		}
	}
}

func TestCheckAgainstPrism(t *testing.T) {
	base := startPrism(t, ownContract)
	for _, op := range unattended() {
		t.Run(op.Name, func(t *testing.T) {
			expect(t, run(t, base, contractStory, op.Name), check.OK, check.Working)
		})
	}
	other := contractStory
	other.CompanyID = "c81e728d-9d4c-4f63-af06-7f89cc14862c"
	expect(t, run(t, base, other, ""), check.CompanyMismatch, check.Failed)

	p := program(t, nil, base, contractStory, "--permissions")
	p.expect(t, check.OK, check.Working)
	if len(p.Permissions) < len(pleoclient.Operations()) {
		t.Errorf("%d permissions, want %d or more", len(p.Permissions), len(pleoclient.Operations()))
	}
	tested := map[string]bool{}
	for _, op := range unattended() {
		tested[op.Name] = true
	}
	for _, permission := range p.Permissions {
		if want := map[bool]string{true: "allowed", false: "not-tested"}[tested[permission.Operation]]; permission.Access != want {
			t.Errorf("%s: %s (status %d), want %s", permission.Operation, permission.Access, permission.Status, want)
		}
	}
}

// dynamicRounds is how often each operation is checked against random bodies.
const dynamicRounds = 8

// Bodies made at random from the schemas are of the documented shape and prove
// nothing: they are about nobody's company.
func TestRandomBodiesAreNeverGreen(t *testing.T) {
	for name, document := range contracts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			base := startPrism(t, document, "--dynamic")
			kinds, accepted := map[check.Kind]int{}, 0
			for range dynamicRounds {
				for _, op := range unattended() {
					r := run(t, base, contractStory, op.Name)
					kinds[r.Finding.Kind]++
					if r.Accepted {
						accepted++
					}
					if r.Verdict == check.Working || r.Company != nil && r.Company.Confirmed {
						t.Errorf("%s: %s, %s, confirmed: %+v", op.Name, r.Verdict, r.Finding.Kind, r.Company)
					}
				}
			}
			t.Logf("%d checks, %d accepted: %v", dynamicRounds*len(unattended()), accepted, kinds)
			if accepted == 0 || kinds[check.CompanyUnconfirmed]+kinds[check.CompanyMismatch] == 0 {
				t.Errorf("no check got as far as the company: %v", kinds)
			}
		})
	}
}
