package check

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"

	"pleokeycheck/pleoclient"
)

// TestAllowedIsProven: allowed if and only if the answer was 200, of the
// documented shape, and without rows of another company.
func TestAllowedIsProven(t *testing.T) {
	for range 60 {
		seed := rand.Uint64()
		random := rand.New(rand.NewPCG(seed, 1))
		var mu sync.Mutex
		proven := map[string]bool{}
		s := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			path := strings.TrimPrefix(r.URL.Path, "/base")
			if path == "/v1/introspect" {
				about("company:"+someID, "users:read odd:write")(w, r)
				return
			}
			var op pleoclient.Operation
			for _, each := range pleoclient.Operations() {
				if strings.ReplaceAll(each.Path, "{companyId}", someID) == path && each.Method == r.Method {
					op = each
				}
			}
			good := `{"data":{"id":"` + someID + `"}}`
			switch {
			case !op.Wrapped:
				good = `{"id":"fake","resource":"fake","status":"ACTIVATED"}`
			case op.List:
				good = list(`{"id":"fake","accountingEntryId":"fake","companyId":"` + someID + `"}`)
			}
			mu.Lock()
			defer mu.Unlock()
			body, status, media := good, []int{200, 200, 200, 400, 401, 403, 404, 422, 500, 503}[random.IntN(10)], "application/json"
			ok := status == 200
			switch random.IntN(8) {
			case 0:
				body, media, ok = page, "text/html", false
			case 1:
				body, ok = "{", false
			case 2:
				body, ok = `[]`, false
			case 3:
				if op.List {
					body, ok = list(`{"id":"fake","accountingEntryId":"fake","companyId":"`+otherID+`"}`), false
				}
			case 4:
				body, ok = `{"data":7}`, false
			}
			proven[op.Name] = ok
			respond(status, media, body)(w, r)
		})
		r := Permissions(t.Context(), input(serve(t, s)), Options{})
		for _, p := range r.Permissions {
			if p.Operation == "introspect" || p.Operation == "" {
				continue
			}
			if (p.Access == Allowed) != proven[p.Operation] {
				t.Errorf("seed %d: %s is %s (%s %d), proven %v", seed, p.Operation, p.Access, p.Finding.Kind, p.Status, proven[p.Operation])
			}
		}
		last := r.Permissions[len(r.Permissions)-1]
		if last.Scope != "odd:write" || !last.Write || !last.Claimed || last.Access != NotTested {
			t.Fatalf("seed %d: %+v", seed, last)
		}
	}
}
