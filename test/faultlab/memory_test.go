package faultlab

import (
	"runtime"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
)

// TestMemory runs what is large, one after the other, and holds what each
// check allocates in all, and what the heap still holds after them.
func TestMemory(t *testing.T) {
	const (
		// atMost is what one check may allocate: an answer of 10 MiB is read
		// into growing pieces, scrubbed, proven, and shown. Unbounded it would be
		// a gigabyte and more.
		atMost = 400 << 20
		// heldAtMost is how much larger the heap may be afterwards.
		heldAtMost = 8 << 20
	)
	bomb()
	faults := map[string]responder{
		"11 MiB":          answer(200, typeJSON, bigRow(11)),
		"9 MiB":           answer(200, typeJSON, bigRow(9)),
		"a gzip bomb":     packed(bomb(), "Content-Encoding", "gzip"),
		"an endless body": then(body(""), endless(strings.Repeat(" ", 32<<10))),
		"an endless body that compresses nothing": then(body("", "Content-Encoding", "br"), endless(strings.Repeat(" ", 32<<10))),
		"endless headers":                         then(says("HTTP/1.1 200 OK\r\n"), endless("X-Fake: "+strings.Repeat("x", 1000)+"\r\n")),
		"endless interim answers":                 endless("HTTP/1.1 103 Early Hints\r\nX-Fake: " + strings.Repeat("x", 100) + "\r\n\r\n"),
		"the key, 10 MiB of it":                   answer(200, typeJSON, `{"data":["`+strings.Repeat("ECHO", 25<<10)+`"]}`),
		"depth":                                   answer(200, typeJSON, strings.Repeat(`{"data":`, 200_000)+"[]"+strings.Repeat("}", 200_000)),
	}
	run := func(r responder) (allocated uint64, result *check.Result) {
		l := newLab(t)
		l.site(site{employees: r})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		result = l.check()
		runtime.ReadMemStats(&after)
		l.shut()
		return after.TotalAlloc - before.TotalAlloc, result
	}
	run(rows(companyID)) // what is made once is made now
	before := heapInUse()
	for name, r := range faults {
		allocated, result := run(r)
		t.Logf("%s: %d MiB, %s", name, allocated>>20, result.Finding.Kind)
		if allocated > atMost {
			t.Errorf("%s: %d MiB allocated", name, allocated>>20)
		}
	}
	if after := heapInUse(); after > before+heldAtMost {
		t.Errorf("the heap grew from %d to %d KiB", before>>10, after>>10)
	}
}

// heapInUse is what the heap holds when all that can be freed is.
func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
