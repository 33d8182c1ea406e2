package connection

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A crash of the machine keeps less than a kill of the process: of what was
// written to a file since it was last synced anything may be missing, torn or
// full of zeros, and of what was created, renamed and removed in a directory
// since that was last synced any part may be undone. recorder notes what the
// store does to the disk, and states gives what a crash after it may leave, as
// SQLite's test file systems and ALICE (OSDI 2014) do.

// op is one thing done to the disk.
type op struct {
	kind     string // create, write, truncate, sync, rename, remove, syncdir
	inode    int
	name, to string // of the entry in the directory
	data     []byte
	at       int64
}

// image is a directory: entries, and the content of files.
type image struct {
	entries map[string]int
	content map[int]string
}

// recorder is a real disk that notes what is done in one directory, and fails
// at the op numbered failAt, from 1.
type recorder struct {
	disk
	dir     string
	before  image // all of it outlasts a crash
	entries map[string]int
	next    int
	ops     []op
	done    int
	failAt  int
}

var errBroken = &fs.PathError{Op: "fake", Err: syscall.EIO}

func recording(t *testing.T, s *Store) *recorder {
	t.Helper()
	r := &recorder{disk: realDisk(), dir: s.dir, before: image{map[string]int{}, map[int]string{}}}
	for _, name := range files(t, s.dir) {
		r.next++
		r.before.entries[name], r.before.content[r.next] = r.next, read(t, filepath.Join(s.dir, name))
	}
	r.entries = maps.Clone(r.before.entries)
	s.disk = r.asDisk()
	return r
}

// fails counts what is done, and reports whether this is to fail.
func (r *recorder) fails() bool {
	r.done++
	return r.done == r.failAt
}

func (r *recorder) asDisk() disk {
	move := func(do func(from, to string) error) func(from, to string) error {
		return func(from, to string) error {
			if r.fails() {
				return errBroken
			}
			err := do(from, to)
			if from, to := filepath.Base(from), filepath.Base(to); err == nil {
				r.ops = append(r.ops, op{kind: "rename", name: from, to: to, inode: r.entries[from]})
				r.entries[to] = r.entries[from]
				delete(r.entries, from)
			}
			return err
		}
	}
	return disk{
		open: func(path string, flag int) (file, error) {
			if r.fails() {
				return nil, errBroken
			}
			f, err := r.disk.open(path, flag)
			if err != nil {
				return nil, err
			}
			name := filepath.Base(path)
			if _, there := r.entries[name]; !there {
				r.next++
				r.entries[name] = r.next
				r.ops = append(r.ops, op{kind: "create", name: name, inode: r.next})
			}
			return &recordedFile{file: f, recorder: r, inode: r.entries[name]}, nil
		},
		replace: move(r.disk.replace),
		rename:  move(r.disk.rename),
		remove: func(path string) error {
			if r.fails() {
				return errBroken
			}
			err := r.disk.remove(path)
			if err == nil {
				r.ops = append(r.ops, op{kind: "remove", name: filepath.Base(path)})
				delete(r.entries, filepath.Base(path))
			}
			return err
		},
		syncDir: func(dir string) {
			if dir == r.dir {
				r.ops = append(r.ops, op{kind: "syncdir"})
			}
		},
	}
}

type recordedFile struct {
	file
	*recorder
	inode int
	at    int64
}

func (f *recordedFile) note(kind string, at int64, data []byte) {
	f.ops = append(f.ops, op{kind: kind, inode: f.inode, at: at, data: slices.Clone(data)})
}

func (f *recordedFile) Write(b []byte) (int, error) {
	n, err := f.WriteAt(b, f.at)
	f.at += int64(n)
	return n, err
}

func (f *recordedFile) WriteAt(b []byte, at int64) (int, error) {
	if f.fails() {
		n, _ := f.file.WriteAt(b[:len(b)/2], at)
		f.note("write", at, b[:n])
		return n, errBroken
	}
	n, err := f.file.WriteAt(b, at)
	f.note("write", at, b[:n])
	return n, err
}

func (f *recordedFile) Truncate(size int64) error {
	f.note("truncate", size, nil)
	return f.file.Truncate(size)
}

func (f *recordedFile) Sync() error {
	if f.fails() {
		return errBroken
	}
	f.note("sync", 0, nil)
	return f.file.Sync()
}

// apply does to content what is left of a write: all of it, half, or zeros.
func (o op) apply(content, left string) string {
	if o.kind == "truncate" {
		return content[:min(int(o.at), len(content))]
	}
	data := string(o.data)
	switch left {
	case "half":
		data = data[:len(data)/2]
	case "zeros":
		data = strings.Repeat("\x00", len(data))
	}
	content += strings.Repeat("\x00", max(0, int(o.at)-len(content)))
	return content[:o.at] + data + content[min(len(content), int(o.at)+len(data)):]
}

// states gives each image that a crash after the first n ops may leave, and
// whether a file holds zeros that nobody wrote.
func (r *recorder) states(n int) func(yield func(image, bool) bool) {
	content, entries := maps.Clone(r.before.content), maps.Clone(r.before.entries)
	var writes, moves []op // that may be lost
	settle := func(o op) {
		switch o.kind {
		case "create", "rename":
			delete(entries, o.name)
			name := o.name
			if o.kind == "rename" {
				name = o.to
			}
			entries[name] = o.inode
		case "remove":
			delete(entries, o.name)
		}
	}
	for _, o := range r.ops[:n] {
		switch o.kind {
		case "write", "truncate":
			writes = append(writes, o)
		case "sync":
			writes = slices.DeleteFunc(writes, func(w op) bool {
				if w.inode == o.inode {
					content[o.inode] = w.apply(content[o.inode], "all")
				}
				return w.inode == o.inode
			})
		case "syncdir":
			for _, m := range moves {
				settle(m)
			}
			moves = nil
		default:
			moves = append(moves, o)
		}
	}
	return func(yield func(image, bool) bool) {
		synced := maps.Clone(entries)
		lost := []string{"all", "half", "zeros", "none"}
		for move := range 1 << len(moves) {
			for write := range pow(len(lost), len(writes)) {
				entries = maps.Clone(synced)
				for i, m := range moves {
					if move&(1<<i) != 0 {
						settle(m)
					}
				}
				now, zeros := maps.Clone(content), false
				for i, w := range writes {
					left := lost[write/pow(len(lost), i)%len(lost)]
					zeros = zeros || left == "zeros"
					if left != "none" {
						now[w.inode] = w.apply(now[w.inode], left)
					}
				}
				if !yield(image{entries, now}, zeros) {
					return
				}
			}
		}
	}
}

func pow(base, n int) int {
	out := 1
	for range n {
		out *= base
	}
	return out
}

// lay makes a directory of an image.
func (i image) lay(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, inode := range i.entries {
		write(t, filepath.Join(dir, name), i.content[inode])
	}
	return dir
}

// looks is what a person sees of a directory: connections, and the history.
func looks(t *testing.T, s *Store) (list, history string) {
	t.Helper()
	all, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		list += c.Name + " "
	}
	records, err := s.All(0)
	if err != nil {
		t.Fatal(err)
	}
	return list, requestIDs(records)
}

// crashes are the writes that must outlast a crash. Each begins with one
// connection with two checks.
var crashes = []struct {
	name string
	do   func(s *Store, id string) error
	// between is what the history may be besides the old and the new one.
	between string
	// bare is true where there is no history at the beginning.
	bare bool
	// damage is what connections.json holds at the beginning, if not empty.
	damage string
}{
	{name: "Add", do: func(s *Store, _ string) error { _, err := s.Add(Connection{Name: "B"}); return err }},
	{name: "Update", do: func(s *Store, id string) error {
		_, err := s.Update(id, func(c *Connection) { c.Name = "B" })
		return err
	}},
	{name: "Delete", do: func(s *Store, id string) error { return s.Delete(id) }},
	{name: "Append", do: func(s *Store, id string) error { return s.Append(record(id, 3, "failed")) }},
	{name: "first Append", bare: true, do: func(s *Store, id string) error { return s.Append(record(id, 3, "failed")) }},
	{name: "Append and compact", between: "r3 r2 r1", do: func(s *Store, id string) error {
		s.limit = 2
		return s.Append(record(id, 3, "failed"))
	}},
	{name: "Note", do: func(s *Store, id string) error {
		_, err := s.Note([]string{id}, func(c *Connection) *Record {
			c.Name = "B"
			r := record(id, 3, "failed")
			return &r
		})
		return err
	}},
	{name: "EraseAll", do: func(s *Store, id string) error { return s.EraseAll() }},
	{name: "Add after damage", damage: "broken", do: func(s *Store, _ string) error { _, err := s.Add(Connection{Name: "B"}); return err }},
}

// before makes the directory that a crash test begins with.
func beforeCrash(t *testing.T, bare bool, damage string) (s *Store, id string) {
	t.Helper()
	s = open(t, t.TempDir())
	c := add(t, s, Connection{Name: "A"})
	if !bare {
		appendAll(t, s, record(c.ID, 1, "working"), record(c.ID, 2, "working"))
	}
	if damage != "" {
		write(t, s.path(connectionsFile), damage)
	}
	return s, c.ID
}

// TestCrash: whenever the machine stops, what is there afterwards is what was
// there before or what was to be there, and once the call returned it is the
// latter. Nothing else is lost, and the next check can be noted.
func TestCrash(t *testing.T) {
	for _, tt := range crashes {
		t.Run(tt.name, func(t *testing.T) {
			s, id := beforeCrash(t, tt.bare, tt.damage)
			oldList, oldHistory := "A ", "r2 r1"
			if tt.damage != "" {
				oldList = ""
			}
			if tt.bare {
				oldHistory = ""
			}
			r := recording(t, s)
			if err := tt.do(s, id); err != nil {
				t.Fatal(err)
			}
			newList, newHistory := looks(t, s)
			for n := range len(r.ops) + 1 {
				for state, zeros := range r.states(n) {
					dir := state.lay(t)
					after := open(t, dir)
					list, history := looks(t, after)
					switch {
					case list != oldList && list != newList, history != oldHistory && history != newHistory && history != tt.between:
						t.Errorf("after %d of %d: %q and %q", n, len(r.ops), list, history)
					case n == len(r.ops) && (list != newList || history != newHistory):
						t.Errorf("after it returned: %q and %q, want %q and %q", list, history, newList, newHistory)
					case list == newList && list != oldList && history == oldHistory && history != newHistory && tt.name == "Delete":
						t.Errorf("after %d of %d: the history of nothing is left", n, len(r.ops))
					case tt.damage == "" && len(after.Warnings()) != 0 && !zeros:
						t.Errorf("after %d of %d: warnings %v", n, len(r.ops), after.Warnings())
					}
					if tt.damage != "" {
						if found, err := filepath.Glob(filepath.Join(dir, connectionsFile+".corrupt-*")); err != nil || len(found) != 1 || read(t, found[0]) != tt.damage {
							t.Errorf("after %d of %d: put aside %v, %v", n, len(r.ops), found, err)
						}
					}
					appendAll(t, after, record("next", 9, "working"))
					if _, now := looks(t, after); now != strings.TrimSpace("r9 "+history) {
						t.Errorf("after %d of %d: %q, then %q", n, len(r.ops), history, now)
					}
					if t.Failed() {
						t.Fatalf("ops %+v\nstate %+v", r.ops[:n], state)
					}
				}
			}
		})
	}
}

// TestDiskBreaks: where one thing that is done to the disk does not work, the
// call says so, and what is there is what was there before, but for what a call
// that writes both files had done by then.
func TestDiskBreaks(t *testing.T) {
	for _, tt := range crashes {
		t.Run(tt.name, func(t *testing.T) {
			for n := 1; ; n++ {
				s, id := beforeCrash(t, tt.bare, tt.damage)
				r := recording(t, s)
				r.failAt = n
				err := tt.do(s, id)
				if r.done < n {
					break // that was all of them
				}
				s.disk = realDisk()
				list, history := looks(t, s)
				switch {
				case tt.name == "Append and compact" && err == nil && history == "r3 r2 r1" && len(s.Warnings()) == 1:
					// The record is safe; the next one tries again.
				case err == nil:
					t.Errorf("the failure of op %d was not told", n)
				case !errors.Is(err, syscall.EIO):
					t.Errorf("op %d: %v", n, err)
				case tt.damage == "" && list != "A " && (tt.name != "Note" || list != "B "), history != "r2 r1" && (tt.name != "Delete" && tt.name != "EraseAll" && !tt.bare || history != ""):
					t.Errorf("op %d: %q and %q", n, list, history)
				}
			}
		})
	}
}

// TestNewFolderIsSynced: a folder that a crash takes away takes all with it.
func TestNewFolderIsSynced(t *testing.T) {
	top := t.TempDir()
	var synced []string
	watch := func(s *Store) { s.disk.syncDir = func(dir string) { synced = append(synced, dir) } }
	s := open(t, filepath.Join(top, "new"), watch)
	if !slices.Equal(synced, []string{top}) {
		t.Errorf("synced %v", synced)
	}
	synced = nil
	open(t, s.Dir(), watch)
	if len(synced) != 0 {
		t.Errorf("synced %v though nothing is new", synced)
	}
}

// TestPlantedFile: what somebody puts in the place of the file that is being
// written is neither followed nor written to.
func TestPlantedFile(t *testing.T) {
	s := open(t, t.TempDir())
	c := add(t, s, Connection{Name: "A"})
	before := read(t, s.path(connectionsFile))
	victim := filepath.Join(t.TempDir(), "victim")
	for name, plant := range map[string]func(path string) error{
		"file": func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("x", 4096)), 0o600) },
		"link": func(path string) error { return os.Symlink(victim, path) },
	} {
		write(t, victim, "precious")
		real := realDisk()
		s.disk.open = func(path string, flag int) (file, error) {
			if strings.HasSuffix(path, newSuffix) {
				if err := plant(path); err != nil {
					t.Skip(err) // Windows lets few people make links
				}
			}
			return real.open(path, flag)
		}
		_, err := s.Update(c.ID, func(c *Connection) { c.Name = "B" })
		if err == nil || read(t, victim) != "precious" || read(t, s.path(connectionsFile)) != before {
			t.Errorf("%s: %v; %s holds %q", name, err, connectionsFile, fmt.Sprintf("%.40s", read(t, s.path(connectionsFile))))
		}
		s.disk = real
	}
}
