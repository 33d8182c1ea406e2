//go:build !windows

package regular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(
		os.WriteFile(at("file"), []byte("text"), 0o600), os.Symlink("file", at("link")), os.Symlink("/dev/zero", at("zero")),
		os.Symlink("nothing", at("dangling")), syscall.Mkfifo(at("pipe"), 0o600), os.Mkdir(at("folder"), 0o700),
	); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link", "zero", "dangling", "pipe", "folder"} {
		for _, flag := range []int{os.O_RDONLY, os.O_RDWR | os.O_CREATE} {
			if f, err := Open(at(name), flag, 0o600); f != nil || !errors.Is(err, ErrNotRegular) {
				t.Errorf("Open(%s, %x): %v", name, flag, err)
			}
		}
		if err := Check(at(name)); !errors.Is(err, ErrNotRegular) {
			t.Errorf("Check(%s): %v", name, err)
		}
	}
	if _, err := os.Lstat(at("nothing")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a link was followed")
	}
	if err := errors.Join(Check(at("file")), Check(at("missing"))); err != nil {
		t.Error(err)
	}
	if _, err := Open(at("missing"), os.O_RDONLY, 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of nothing: %v", err)
	}
	for _, name := range []string{"file", "new"} {
		f, err := Open(at(name), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

// TestFlags: what is put there between the look and the opening is refused by
// the system, without waiting.
func TestFlags(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.Symlink(pipe, link)); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(pipe, os.O_RDONLY|Flags, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if _, err := os.OpenFile(link, os.O_RDONLY|Flags, 0); err == nil {
		t.Error("a link was followed")
	}
}
