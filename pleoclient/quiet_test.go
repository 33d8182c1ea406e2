package pleoclient

import (
	"io"
	"log"
)

// quiet is the log of servers whose clients misbehave on purpose.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
