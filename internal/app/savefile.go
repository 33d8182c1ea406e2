package app

import (
	"context"
	"errors"
	"fmt"
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
		return replaceFile(path, body)
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

// replaceFile writes a file that only its owner may read, all of it or nothing.
func replaceFile(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".pleo-key-check-*") // 0600
	if err != nil {
		return fmt.Errorf("save the answer: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("save the answer: %w", err)
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("save the answer: %w", err)
	}
	return nil
}
