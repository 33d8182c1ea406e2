//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// The square of bench/ui, and its colour when what is waited for is painted.
var there = []spot{{4, 32, 0x00ff00}}

// window is a running bench/ui.
type window struct {
	*program
	ask     io.WriteCloser
	answers *bufio.Scanner
}

// openWindow starts bench/ui on a screen.
func (s *setup) openWindow(sc *screen, args ...string) (*window, error) {
	home, err := os.MkdirTemp(s.dir, "window")
	if err != nil {
		return nil, err
	}
	env, err := s.environ(home, "DISPLAY="+sc.display, "FYNE_THEME=light")
	if err != nil {
		return nil, err
	}
	cmd := s.command(s.tool("ui"), args...)
	cmd.Env, cmd.Stderr = env, s.log
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &window{&program{cmd, began}, in, bufio.NewScanner(out)}, nil
}

// do has the window do something, and gives what it says of it in milliseconds.
func (w *window) do(what string) (float64, error) {
	if _, err := fmt.Fprintln(w.ask, what); err != nil {
		return 0, err
	}
	if !w.answers.Scan() {
		return 0, fmt.Errorf("the window ended at %q", what)
	}
	v, err := strconv.ParseFloat(w.answers.Text(), 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %s", what, w.answers.Text())
	}
	return v, nil
}

// resident is how much memory the window has now, and the most that it had
// since forget.
func (w *window) resident() (now, most float64, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kib, _ := strconv.ParseFloat(fields[1], 64)
		switch fields[0] {
		case "VmRSS:":
			now = kib * 1024
		case "VmHWM:":
			most = kib * 1024
		}
	}
	return now, most, nil
}

// forget forgets the most memory that the window had.
func (w *window) forget() error {
	return os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", w.cmd.Process.Pid), []byte("5"), 0)
}
