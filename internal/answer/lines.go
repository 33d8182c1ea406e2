package answer

import (
	"context"
	"strings"
)

// Lines gives a body as it is seen with nothing folded away, for a report:
// only for one that is short.
func Lines(body []byte) []string {
	d, err := Open(context.Background(), body, 6*len(body)+1000, true)
	if err != nil { // only a context that ended
		return nil
	}
	lines := make([]string, d.Rows())
	for i := range lines {
		row := d.Row(i, Matches{}, -1)
		lines[i] = strings.Repeat(" ", row.Indent) + row.Text()
	}
	return lines
}
