package cli

import (
	"bytes"
	"io"
	"regexp"
	"sync"

	"pleokeycheck/internal/secret"
)

// plainLog passes on what Fyne logs and drops the rest. Go's HTTP transport
// logs bytes that a server sent unasked, and a server may echo a key.
type plainLog struct{ to io.Writer }

// fyneLine is a line as Fyne begins it, behind the date of package log.
var fyneLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{4}/\d\d/\d\d )?(\d\d:\d\d:\d\d(\.\d+)? )?(Fyne error: |  Cause:|  At: |\*\*\* Error in Fyne call thread)`)
})

// secretLike is what could be a key in what a library quotes: long, and letters
// and digits mixed.
var secretLike = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[\w+~.-]{12,}`)
})

// Write is called once a line by package log.
func (l plainLog) Write(line []byte) (int, error) {
	known := fyneLine().FindIndex(line)
	if known == nil {
		return len(line), nil
	}
	text, _, _ := bytes.Cut(line[known[1]:], []byte("\n"))
	if !bytes.HasSuffix(line[:known[1]], []byte("At: ")) { // a place in the source
		text = secretLike().ReplaceAllFunc(text, func(word []byte) []byte {
			if bytes.ContainsAny(word, "0123456789") && bytes.ContainsAny(bytes.ToLower(word), "abcdefghijklmnopqrstuvwxyz") {
				return []byte(secret.Hidden)
			}
			return word
		})
	}
	if _, err := l.to.Write(append(append(line[:known[1]:known[1]], text...), '\n')); err != nil {
		return 0, err
	}
	return len(line), nil
}
