package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// writePrivate puts data into a file that only the person can read, whole or
// not at all.
func writePrivate(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".pleo-key-check-*") // 0600
	if err != nil {
		return fmt.Errorf("write the file: %w", err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = atomic.ReplaceFile(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the leftover helps nobody
		return fmt.Errorf("write the file: %w", err)
	}
	return nil
}
