package check

import (
	"strings"
	"testing"
)

func BenchmarkCleanKey(b *testing.B) {
	for name, text := range map[string]string{"clean": "fake-key-0001", "in a letter": strings.Repeat("some words\n", 200) + "Authorization: Bearer \"fake-key-0001\" \n"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				CleanKey(text)
			}
		})
	}
}
