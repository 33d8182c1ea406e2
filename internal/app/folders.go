package app

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folders are the folders in one of them, for a person who looks for a place to
// save in. Hidden ones are left out.
type Folders struct {
	At, Up     string // Up is "" at the top
	Names      []string
	Unreadable bool
}

// mostFolders is more than a person looks through.
const mostFolders = 5000

// Look looks into a folder, off the UI goroutine.
func (c *SharePart) Look(at string) {
	newest(c.core, &c.looking, func(context.Context) Folders { return foldersIn(at) }, func(f Folders) {
		c.state.Folders = f
		c.show()
	})
}

func foldersIn(at string) Folders {
	at = filepath.Clean(strings.TrimSpace(at))
	f := Folders{At: at, Up: filepath.Dir(at)}
	if f.Up == at {
		f.Up = ""
	}
	dir, err := os.Open(at)
	if err != nil {
		f.Unreadable = true
		return f
	}
	defer dir.Close() // read only: nothing to lose
	entries, err := dir.ReadDir(mostFolders)
	f.Unreadable = err != nil && !errors.Is(err, io.EOF)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		is := e.IsDir()
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(filepath.Join(at, e.Name()))
			is = err == nil && info.IsDir()
		}
		if is {
			f.Names = append(f.Names, e.Name())
		}
	}
	slices.SortFunc(f.Names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return f
}
