package cli

import (
	"bytes"
	"io"
)

// plainLog passes on what Fyne logs and drops the rest. Go's HTTP transport
// logs bytes that a server sent unasked, and a server may echo a key.
type plainLog struct{ to io.Writer }

// Write is called once a line by package log.
func (l plainLog) Write(line []byte) (int, error) {
	for _, of := range []string{"Fyne error:", "  Cause: ", "  At: ", "*** Error in Fyne call thread"} {
		if bytes.Contains(line, []byte(of)) && !bytes.Contains(line, []byte("Unsolicited")) {
			return l.to.Write(line)
		}
	}
	return len(line), nil
}
