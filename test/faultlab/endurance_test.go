package faultlab

import (
	"context"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// TestEndurance runs thousands of checks in one process, several at a time,
// healthy and not, and cancels some of them at random moments. Afterwards
// everything is back where it was.
func TestEndurance(t *testing.T) {
	const (
		checks  = 3000
		workers = 8
		seed    = 20260101
	)
	l := newLab(t)
	healthySite := l.listen(l.speak(site{}))
	sites := []site{
		{introspect: answer(401, typeJSON, problem)},
		{introspect: answer(403, typeJSON, problem)},
		{introspect: answer(200, typeHTML, portal)},
		{introspect: answer(302, typeHTML, portal, "Location", "/"+elsewhere)},
		{introspect: reset},
		{introspect: says("")},
		{introspect: says("220 fake mail server\r\n")},
		{introspect: silence},
		{company: silence},
		{employees: answer(429, typeJSON, problem, "Retry-After", "5")},
		{employees: answer(500, typeJSON, problem)},
		{employees: packed(gz(list(companyID)), "Content-Encoding", "gzip")},
		{employees: body("40\r\n{\"data\":[", "Transfer-Encoding", "chunked")},
		{employees: then(body(""), drip(" "))},
		{employees: says(head("200 OK", "Content-Type", typeJSON, "Content-Length", "900"))},
	}
	bases := []string{"http://" + healthySite, "http://" + nobody(l)}
	for _, s := range sites {
		bases = append(bases, "http://"+l.listen(l.speak(s)))
	}
	l.trust(root())
	secure := l.listen(l.secured(leaf().config(), l.speak(site{})))
	l.secure(serverName, secure)
	bases = append(bases, l.in.BaseURL[:len(l.in.BaseURL)-len(basePath)])
	l.frames(func(c *frameCall) { c.healthy() })
	bases = append(bases, l.in.BaseURL[:len(l.in.BaseURL)-len(basePath)])
	l.frames(func(c *frameCall) {})
	bases = append(bases, l.in.BaseURL[:len(l.in.BaseURL)-len(basePath)])

	options := []pleoclient.Option{
		pleoclient.WithLimits(pleoclient.Limits{Connect: hangs, FirstByte: 20 * time.Millisecond, Total: 40 * time.Millisecond}),
		pleoclient.WithProxy(nil), pleoclient.WithRootCAs(root().pool()),
	}
	one := func(random *rand.Rand) *check.Result {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		base := bases[random.IntN(len(bases))]
		if random.IntN(3) == 0 {
			base = bases[0]
		}
		o := check.Options{Client: options}
		switch random.IntN(4) {
		case 0:
			timer := time.AfterFunc(time.Duration(random.IntN(5000))*time.Microsecond, cancel)
			defer timer.Stop()
		case 1:
			left := random.IntN(10)
			o.OnStep = func(check.Step) {
				if left--; left == 0 {
					cancel()
				}
			}
		}
		return check.Run(ctx, check.Input{
			Environment: "custom", BaseURL: base + basePath, Key: secret.New(canary), CompanyID: companyID,
		}, o)
	}
	warm := rand.New(rand.NewPCG(seed, 0))
	for range 200 {
		one(warm)
	}
	quiet := func() string { return connectionsTo(l.ports) }
	if left := settles(quiet); left != "" {
		t.Fatalf("connections are left after the first checks:\n%s", left)
	}
	descriptorsBefore, heapBefore := descriptors(), heapInUse()

	var next atomic.Int64
	var verdicts sync.Map
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for n := next.Add(1); n <= checks; n = next.Add(1) {
				r := one(rand.New(rand.NewPCG(seed, uint64(n))))
				count, _ := verdicts.LoadOrStore(r.Verdict, new(atomic.Int64))
				count.(*atomic.Int64).Add(1)
			}
		})
	}
	all.Wait()

	if left := settles(quiet); left != "" {
		t.Errorf("connections are left:\n%s", left)
	}
	if left := settles(func() string {
		if n := descriptors(); n > descriptorsBefore {
			return strconv.Itoa(n) + " descriptors, " + strconv.Itoa(descriptorsBefore) + " before"
		}
		return ""
	}); left != "" {
		t.Error(left)
	}
	l.shut()
	if left := settles(workersLeft); left != "" {
		t.Errorf("goroutines are left:\n%s", left)
	}
	if heap := heapInUse(); heap > heapBefore+4<<20 {
		t.Errorf("the heap grew from %d to %d KiB", heapBefore>>10, heap>>10)
	}
	for _, v := range []check.Verdict{check.Working, check.Failed, check.Inconclusive, check.Stopped} {
		if count, ok := verdicts.Load(v); !ok || count.(*atomic.Int64).Load() < 10 { // how many depends on the speed of the machine
			t.Errorf("hardly any check ended as %s", v)
		}
	}
}
