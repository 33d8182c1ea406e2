package answer

import (
	"context"
	"strings"
)

// Lines gives a body as it is seen with nothing folded away, for a report:
// only for one that is short.
func Lines(body []byte) []string {
	return linesOf(context.Background(), body, true)
}

// Raw gives a body of any size line by line as it came; what would act on the
// screen is written out. Nil where the context ended.
func Raw(ctx context.Context, body []byte) []string { return linesOf(ctx, body, false) }

func linesOf(ctx context.Context, body []byte, pretty bool) []string {
	d, err := Open(ctx, body, 6*len(body)+1000, pretty)
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
