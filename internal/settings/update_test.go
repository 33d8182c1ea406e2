package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// childVariable makes the test binary a copy of the program that ticks.
const childVariable = "SETTINGS_TEST_CHILD"

func TestMain(m *testing.M) {
	if name := os.Getenv(childVariable); name != "" {
		os.Exit(tick(os.Args[len(os.Args)-1], name))
	}
	os.Exit(m.Run())
}

const ticks = 25

// tick sets marks one after the other, as a person does in a window.
func tick(dir, name string) int {
	for i := range ticks {
		if _, err := Update(dir, func(s *Settings) { s.Mark(true, fmt.Sprintf("%s.%d", name, i)) }); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return 0
}

// TestCopiesLoseNothing: processes that write at once keep each other's marks,
// and whoever reads meanwhile never sees half a file.
func TestCopiesLoseNothing(t *testing.T) {
	dir := t.TempDir()
	if err := Save(dir, Settings{Width: 900, Height: 700}); err != nil {
		t.Fatal(err)
	}
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for _, name := range []string{"one", "two", "three"} {
		group.Go(func() {
			child := exec.CommandContext(t.Context(), binary, dir)
			child.Env = append(os.Environ(), childVariable+"="+name)
			if out, err := child.CombinedOutput(); err != nil {
				t.Errorf("%s: %v: %s", name, err, out)
			}
		})
	}
	done := make(chan struct{})
	go func() { group.Wait(); close(done) }()
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
			if s := Load(dir); s.Width != 900 {
				t.Fatalf("half a file was read: %+v", s)
			}
		}
	}
	if n := len(Load(dir).Marks); n != 3*ticks {
		t.Errorf("%d marks of %d are there", n, 3*ticks)
	}
}

func TestMark(t *testing.T) {
	var s Settings
	s.Mark(true, "b", "a")
	s.Mark(true, "b", "c", "Not a mark")
	s.Mark(false, "a", "never there")
	if want := []string{"b", "c"}; !reflect.DeepEqual(s.Marks, want) {
		t.Errorf("marks %q, want %q", s.Marks, want)
	}
}

func TestUpdateGivesUp(t *testing.T) {
	dir := t.TempDir()
	other := flock.New(filepath.Join(dir, lockName))
	if ok, err := other.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	defer other.Close()
	before := time.Now()
	if _, err := Update(dir, func(s *Settings) { s.Mark(true, "a") }); err == nil {
		t.Error("it wrote although another copy holds the lock")
	}
	if waited := time.Since(before); waited > 2*lockWait {
		t.Errorf("it waited %v", waited)
	}
	if s := Load(dir); s.Marks != nil {
		t.Errorf("marks %q", s.Marks)
	}
	gone := filepath.Join(dir, "gone")
	if _, err := Update(gone, func(s *Settings) { s.Mark(true, "a") }); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was removed: %v", err)
	}
	if _, err := os.Stat(gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is back: %v", err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Update(filepath.Join(file, "below"), func(*Settings) {}); err == nil {
		t.Error("it wrote into a folder that cannot be")
	}
}

func TestOwns(t *testing.T) {
	for file, want := range map[string]bool{
		"window.json": true, "window.lock": true, "window.json123456": true,
		"window.json.bak": false, "my-window.json": false, "connections.json": false, "": false, "window": false,
	} {
		if got := Owns(file); got != want {
			t.Errorf("Owns(%q) = %v", file, got)
		}
	}
}
