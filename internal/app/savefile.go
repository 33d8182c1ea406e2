package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"pleokeycheck/internal/message"
	"pleokeycheck/internal/personal"
)

// SaveAnswer writes the body that is shown to a file, with what may be personal
// only where that was asked for, and says what became of it.
func (c *Controller) SaveAnswer(path string, withPersonal bool) {
	x := c.state.Answer.Exchange
	if x == nil {
		return
	}
	background(c, func(context.Context) error {
		body := x.Body
		if !withPersonal {
			body, _ = personal.Hide(x.Operation, body)
		}
		return WriteFile(path, body)
	}, func(err error) {
		facts := map[string]string{"File": message.Clean(filepath.Base(path))}
		id := "ui.notice.answer-saved"
		if err != nil {
			id = "ui.notice.answer-not-saved"
			facts["Reason"] = message.Clean(reasonOf(err))
		}
		c.notice(Notice{ID: id, Facts: facts})
		c.show()
	})
}

// reasonOf is what the system said, without the path.
func reasonOf(err error) string {
	var of *os.PathError
	if errors.As(err, &of) {
		return of.Err.Error()
	}
	return err.Error()
}
