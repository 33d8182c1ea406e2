package connection

import (
	"fmt"
	"io"
	"os"
)

// steppedDisk is a real disk that counts what is done to it, a write as two
// halves, and stops for good at a given step: there the test kills the process.
type steppedDisk struct {
	disk
	left int
}

type steppedFile struct {
	file
	step func()
}

func (d *steppedDisk) step() {
	d.left--
	if d.left == 0 {
		fmt.Println("stopped")
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
		os.Exit(1)
	}
}

func (d *steppedDisk) asDisk() disk {
	out := d.disk
	out.open = func(path string, flag int) (file, error) {
		f, err := d.disk.open(path, flag)
		d.step()
		return steppedFile{f, d.step}, err
	}
	out.replace = func(from, to string) error {
		d.step()
		err := d.disk.replace(from, to)
		d.step()
		return err
	}
	return out
}

func (f steppedFile) Write(b []byte) (int, error) {
	n, err := f.file.Write(b[:len(b)/2])
	if err != nil {
		return n, err
	}
	f.step()
	m, err := f.file.Write(b[n:])
	f.step()
	return n + m, err
}

func (f steppedFile) WriteAt(b []byte, at int64) (int, error) {
	n, err := f.file.WriteAt(b[:len(b)/2], at)
	if err != nil {
		return n, err
	}
	f.step()
	m, err := f.file.WriteAt(b[n:], at+int64(n))
	f.step()
	return n + m, err
}

func (f steppedFile) Sync() error {
	err := f.file.Sync()
	f.step()
	return err
}
