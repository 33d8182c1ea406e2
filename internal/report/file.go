package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/natefinch/atomic"
)

// writeFile writes a file that only this person can read. It is there whole or
// not at all; one that was there before is replaced.
func writeFile(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".pleo-key-check-*") // 0600
	if err != nil {
		return fmt.Errorf("write the file: %w", err)
	}
	_, err = f.Write(text)
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

// WriteNew is writeFile under a name that nothing has yet: "a (2).txt" where
// "a.txt" is taken. It returns the path.
func WriteNew(folder, name string, text []byte) (string, error) {
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if head, middle, found := strings.Cut(name, ".postman_"); found {
		stem, ext = head, ".postman_"+middle
	}
	for n := 1; n < 1000; n++ {
		path := filepath.Join(folder, stem+ext)
		if n > 1 {
			path = filepath.Join(folder, stem+" ("+strconv.Itoa(n)+")"+ext)
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("make the file: %w", err)
		}
		if err := f.Close(); err != nil {
			return "", fmt.Errorf("make the file: %w", err)
		}
		if err := writeFile(path, text); err != nil {
			return "", errors.Join(err, os.Remove(path))
		}
		return path, nil
	}
	return "", fmt.Errorf("find a free name: %w", fs.ErrExist)
}

// fileSafe is a text as part of a file's name, on every system.
func fileSafe(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r):
			return ' '
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60])
	}
	return strings.Trim(text, " .")
}
