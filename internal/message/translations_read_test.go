package message_test

import (
	"sync"
	"testing"
	"testing/fstest"

	"pleokeycheck/internal/message"
)

// TestManyReadersOfOneCatalogue is for the race detector: texts are made when
// they are first asked for, here by several at once.
func TestManyReadersOfOneCatalogue(t *testing.T) {
	c := babel(t, "da")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := c.Text("which"); got != "da" {
				t.Errorf("the text is %q", got)
			}
			if got := c.Plural("rows", 1); got != "1 row" {
				t.Errorf("the plural is %q", got)
			}
			if got := c.For("sv").Text("which"); got != "sv" {
				t.Errorf("in Swedish the text is %q", got)
			}
			if got := c.Text("nothing"); got != "nothing" {
				t.Errorf("a missing text is %q", got)
			}
		})
	}
	all.Wait()
}

func TestBrokenTranslation(t *testing.T) {
	for name, text := range map[string]string{"no JSON": `{"a":"b"`, "no object": `["a"]`, "a number": `{"a":1}`, "nothing": `{"a":null}`} {
		if _, err := message.Read(fstest.MapFS{"en.json": {Data: []byte(text)}}); err == nil {
			t.Errorf("%s: it is read without an error", name)
		}
	}
}
