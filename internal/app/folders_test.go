package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pleokeycheck/internal/message"
)

// TestSavedFiles: where files go, what is offered, what is remembered, and what is
// said where the system opens nothing.
func TestSavedFiles(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	places := []string{t.TempDir(), t.TempDir()}
	gone := filepath.Join(t.TempDir(), "gone")
	var kept, opened []string
	var trouble error
	b := newBench(t, func(d *Deps) {
		d.Folder, d.Places = gone, func() []string { return places }
		d.KeepFolder = func(folder string) { kept = append(kept, folder) }
		d.OpenFile = func(path string) error { opened = append(opened, "open "+path); return trouble }
		d.ShowFile = func(path string) error { opened = append(opened, "show "+path); return trouble }
	})
	b.check(story(t, "full-access"))
	write := func() Sharing {
		b.Share.Write(ShareRequest{What: ShareText}, words)
		b.run()
		return b.State().Sharing
	}
	if s := write(); s.Folder != places[0] || !slices.Equal(s.Places, places) {
		t.Errorf("files go to %q, of %q", s.Folder, s.Places)
	}
	b.Share.Save(gone)
	b.run()
	if kept != nil {
		t.Errorf("a folder that took nothing is remembered: %q", kept)
	}
	b.Share.Save(places[1])
	b.run()
	notices := b.State().Notices
	file := notices[len(notices)-1].File
	if filepath.Dir(file) != places[1] || !slices.Equal(kept, places[1:]) {
		t.Errorf("saved %q, remembered %q", file, kept)
	}
	if s := write(); s.Folder != places[1] {
		t.Errorf("the next file goes to %q", s.Folder)
	}
	b.Share.OpenFile(file)
	b.Share.ShowFile(file)
	b.run()
	if !slices.Equal(opened, []string{"open " + file, "show " + file}) || len(b.State().Notices) != len(notices) {
		t.Errorf("opened %q; notices %v", opened, b.State().Notices)
	}
	trouble = errors.New("none")
	b.Share.OpenFile(file)
	b.Share.ShowFile(file)
	b.run()
	all := b.State().Notices
	if all[len(all)-2].ID != "ui.pass.not-opened" || all[len(all)-1].ID != "ui.pass.not-shown" || all[len(all)-1].Facts["Folder"] != places[1] {
		t.Errorf("notices %v", all)
	}
}

func TestFoldersIn(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b", "A", ".hidden"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := foldersIn(dir + "/ ")
	if !slices.Equal(f.Names, []string{"A", "b"}) || f.At != dir || f.Up != filepath.Dir(dir) || f.Unreadable {
		t.Errorf("%+v", f)
	}
	if f := foldersIn(filepath.Join(dir, "A")); f.Names != nil || f.Unreadable {
		t.Errorf("an empty folder: %+v", f)
	}
	for _, at := range []string{filepath.Join(dir, "none"), filepath.Join(dir, "file")} {
		if f := foldersIn(at); !f.Unreadable || f.Up != dir {
			t.Errorf("%s: %+v", at, f)
		}
	}
	root := filepath.VolumeName(dir) + string(filepath.Separator)
	if f := foldersIn(root); f.Up != "" {
		t.Errorf("above the top is %q", f.Up)
	}
}
