package check

import (
	"strings"
	"testing"
)

func BenchmarkCleanKey(b *testing.B) {
	for name, text := range map[string]string{
		"clean": "fake-key-0001", "in brackets": strings.Repeat("<", 32<<10) + strings.Repeat(">", 32<<10), "labels": strings.Repeat("x: ", 20<<10), "in asterisks": strings.Repeat("*", 60<<10) + "x",
		"base64": strings.Repeat("ZmFrZTpm", 8<<10), "words": strings.Repeat("fake-key-0001-0002 word ", 2<<10), "groups": strings.Repeat("1a ", 20<<10), "colons": strings.Repeat("fake:", 12<<10),
		"in a letter": strings.Repeat("some words\n", 200) + "Authorization: Bearer \"fake-key-0001\" \n"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				CleanKey(text)
			}
		})
	}
}
