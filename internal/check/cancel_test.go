package check

import (
	"context"
	"net"
	"net/http"
	"slices"
	"testing"
)

// Cancelling ends the check at once, wherever it is: the server of this test
// answers nothing after it, so a check that waited would never end.
func TestCancel(t *testing.T) {
	subject := about("company:"+someID, "users:read companies:read")
	tests := map[string]struct {
		server func(cancels http.HandlerFunc) *standIn
		want   string
	}{
		"identity": {func(c http.HandlerFunc) *standIn { return &standIn{introspect: c} }, "passed passed failed skipped skipped"},
		"company": {func(c http.HandlerFunc) *standIn {
			return &standIn{introspect: about("organisation:"+orgID, ""), company: c}
		}, "passed passed passed failed skipped"},
		"request": {func(c http.HandlerFunc) *standIn {
			return &standIn{introspect: about("company:"+someID, "users:read"), employees: c}
		}, "passed passed passed passed failed"},
		"request, beside the name": {func(c http.HandlerFunc) *standIn {
			return &standIn{introspect: subject, employees: c, company: hang}
		}, "passed passed passed passed failed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := tt.server(func(w http.ResponseWriter, r *http.Request) {
				cancel()
				hang(w, r)
			})
			r := Run(ctx, input(serve(t, s)), Options{})
			expect(t, r, Stopped, Cancelled, "")
			if statuses(r) != tt.want {
				t.Errorf("steps %s, want %s", statuses(r), tt.want)
			}
		})
	}
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func TestCancelBeforeEachStep(t *testing.T) {
	s := &standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)}
	base := serve(t, s)
	for _, name := range StepNames() {
		ctx, cancel := context.WithCancel(t.Context())
		r := Run(ctx, input(base), Options{OnStep: func(step Step) {
			if step.Name == name && step.Status == Running {
				cancel()
			}
		}})
		expect(t, r, Stopped, Cancelled, "")
		for _, step := range r.Steps[slices.Index(StepNames(), name)+1:] {
			if step.Status != Skipped {
				t.Errorf("cancelled before %s: %s is %s", name, step.Name, step.Status)
			}
		}
		if step := stepOf(r, name); step.Status != StepFailed || step.Finding.Kind != Cancelled {
			t.Errorf("%s: %s %s", name, step.Status, step.Finding.Kind)
		}
		cancel()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	expect(t, Run(ctx, Input{}, Options{}), Stopped, Cancelled, "")
}

func TestCancelWhileConnecting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	base := "https" + listen(t, reads(func(net.Conn) { cancel() }))[len("http"):]
	r := Run(ctx, input(base), Options{})
	expect(t, r, Stopped, Cancelled, "")
	if statuses(r) != "passed failed skipped skipped skipped" {
		t.Errorf("steps %s", statuses(r))
	}
}

func TestCancelPermissions(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := &standIn{introspect: about("company:"+someID, "users:read"), employees: rowsOf(someID)}
	s.others = map[string]http.HandlerFunc{"/v3/export-jobs": hang}
	in := input(serve(t, s))
	in.Permissions = true
	r := Run(ctx, in, Options{OnPermission: func(done, total int, _ Permission) {
		if done == total-1 { // all but the one that hangs
			cancel()
		}
	}})
	expect(t, r, Stopped, Cancelled, "")
	if statuses(r) != "passed passed passed passed passed" {
		t.Errorf("steps %s", statuses(r))
	}
	if p := permission(r, "export-jobs"); p.Access != Unknown || p.Finding.Kind != Cancelled {
		t.Errorf("%+v", p)
	}
}

func TestCancelIdentify(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := &standIn{introspect: about("organisation:"+orgID, ""), others: map[string]http.HandlerFunc{
		"/v1/companies": func(w http.ResponseWriter, r *http.Request) {
			cancel()
			hang(w, r)
		},
	}}
	expect(t, Identify(ctx, input(serve(t, s)), Options{}), Stopped, Cancelled, "")
}
