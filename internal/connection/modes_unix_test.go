//go:build !windows

package connection

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
)

// nobody is a user without rights, for tests that run as root, whom no mode stops.
const nobody = 65534

func TestReadOnlyDirectory(t *testing.T) {
	top := t.TempDir()
	binary := filepath.Join(top, "connection.test")
	for path := top; path != os.TempDir() && path != "/"; path = filepath.Dir(path) {
		if err := os.Chmod(path, 0o755); err != nil {
			break // not ours, so already open to us
		}
	}
	exe, err := os.ReadFile(self(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(binary, exe, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		lock bool // whether the lock file is there
		text string
		want []string
	}{
		{"with the lock", true, "", []string{"open done", "list 1 1 0", "add read-only", "update read-only", "delete read-only"}},
		{"without the lock", false, "", []string{"open done", "list 1 1 0", "add read-only", "update read-only", "delete read-only"}},
		{"corrupt", true, "broken", []string{"open corrupt, read-only"}},
		{"corrupt without the lock", false, "broken", []string{"open corrupt, read-only"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(top, filepath.Base(t.Name()))
			s := open(t, dir)
			c := add(t, s, Connection{Name: "Acme"})
			appendAll(t, s, record(c.ID, 1, "working"))
			if tt.text != "" {
				write(t, s.path(connectionsFile), tt.text)
			}
			if !tt.lock {
				if err := os.Remove(s.path(lockFile)); err != nil {
					t.Fatal(err)
				}
			}
			before := read(t, s.path(connectionsFile)) + read(t, s.path(historyFile))
			cmd := exec.CommandContext(t.Context(), binary, dir)
			if os.Geteuid() == 0 {
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
				for _, name := range append(files(t, dir), "", lockFile) {
					if err := os.Chown(filepath.Join(dir, name), nobody, nobody); err != nil && name != lockFile {
						t.Fatal(err)
					}
				}
			}
			if err := os.Chmod(dir, 0o500); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(dir, 0o700) // so that it can be removed
			k := startCmd(t, cmd, "readonly")
			var got []string
			for k.out.Scan() {
				got = append(got, k.out.Text())
			}
			if err := k.Wait(); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if after := read(t, s.path(connectionsFile)) + read(t, s.path(historyFile)); after != before {
				t.Errorf("files are now %q, want %q", after, before)
			}
		})
	}
}

// TestModes: Windows keeps no such bits; there the rights of the profile are inherited.
func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	s := open(t, dir)
	c := add(t, s, Connection{Name: "Acme"})
	appendAll(t, s, record(c.ID, 1, "working"))
	check := func(when string) {
		t.Helper()
		for name, want := range map[string]fs.FileMode{"": 0o700, connectionsFile: 0o600, historyFile: 0o600, lockFile: 0o600} {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: mode of %q is %v, %v; want %v", when, name, info.Mode().Perm(), err, want)
			}
		}
	}
	loosen := func(names ...string) {
		t.Helper()
		for _, name := range names {
			if err := os.Chmod(filepath.Join(dir, name), 0o777); err != nil {
				t.Fatal(err)
			}
		}
	}
	check("new")
	loosen("", connectionsFile, historyFile, lockFile)
	s = open(t, dir)
	check("after Open")
	loosen(connectionsFile, historyFile)
	if _, err := s.Update(c.ID, func(c *Connection) { c.Name = "Other" }); err != nil {
		t.Fatal(err)
	}
	appendAll(t, s, record(c.ID, 2, "working"))
	check("after writing")
}
