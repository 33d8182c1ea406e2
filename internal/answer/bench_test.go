package answer

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// shapes are the three shapes that answers of a size may have.
var shapes = []struct {
	name string
	make func(size int) string
}{
	{"one line", func(size int) string { return `{"data":["` + strings.Repeat("x", size) + `"]}` }},
	{"short lines", func(size int) string { return "[" + strings.Repeat("1234567,", size/8) + "1]" }},
	{"deep", func(size int) string { return strings.Repeat("[", size/2) + strings.Repeat("]", size/2) }},
	{"rows", func(size int) string { return sample(size / 115) }},
}

func each(b *testing.B, f func(b *testing.B, body string)) {
	for _, shape := range shapes {
		for _, mib := range []int{1, 5, 10} {
			b.Run(fmt.Sprintf("%s/%dMiB", shape.name, mib), func(b *testing.B) { f(b, shape.make(mib<<20)) })
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	each(b, func(b *testing.B, body string) {
		text := []byte(body)
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Open(b.Context(), text, 100, true); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// A screen of rows, somewhere else each time.
func BenchmarkScreen(b *testing.B) {
	each(b, func(b *testing.B, body string) {
		d := open(b, body, 100, true)
		at := 0
		for b.Loop() {
			at = (at + d.Rows()*3/7 + 1) % max(d.Rows()-24, 1)
			for i := range 24 {
				d.Row(at+i, Matches{}, -1)
			}
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	each(b, func(b *testing.B, body string) {
		d := open(b, body, 100, true)
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			d.Search(b.Context(), "xxxxxy")
		}
	})
}

// Folding the second row, which holds nearly everything, and unfolding it.
func BenchmarkToggle(b *testing.B) {
	each(b, func(b *testing.B, body string) {
		d := open(b, body, 100, true)
		for b.Loop() {
			d.Toggle(1)
			d.Toggle(1)
		}
	})
}

func BenchmarkAllFolded(b *testing.B) {
	each(b, func(b *testing.B, body string) {
		d := open(b, body, 100, true)
		for b.Loop() {
			if _, err := d.AllFolded(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCopy(b *testing.B) {
	each(b, func(b *testing.B, body string) {
		d := open(b, body, 100, true)
		for b.Loop() {
			d.Value(d.Rows() / 2)
			d.Path(d.Rows() - 2)
			d.Parent(d.Rows() - 2)
		}
	})
}

// What a document takes besides its body is less than the body.
func TestMemory(t *testing.T) {
	for _, shape := range shapes {
		body := []byte(shape.make(10 << 20))
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		d, err := Open(t.Context(), body, 100, true)
		if err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		grown := int64(after.HeapAlloc) - int64(before.HeapAlloc)
		if grown > int64(len(body))*3/2 {
			t.Errorf("%s: %d bytes for a body of %d", shape.name, grown, len(body))
		}
		runtime.KeepAlive(d)
		runtime.KeepAlive(body)
	}
}
