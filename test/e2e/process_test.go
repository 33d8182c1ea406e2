//go:build e2e && linux

package e2e

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a program that runs beside the test, in a process group of its
// own that ends with the test at the latest.
type process struct {
	w    *world
	name string
	cmd  *exec.Cmd
	done chan struct{} // closed when it ended
}

// start starts a program. Its output goes to a file named after it; out, where
// it is given, gets the standard output instead. extra become the file
// descriptors from 3 on.
func (w *world) start(log, stdin string, out io.Writer, extra []*os.File, name string, args ...string) *process {
	w.t.Helper()
	p := &process{w: w, name: name, cmd: w.command(context.Background(), name, args...), done: make(chan struct{})}
	file := w.logFile(log)
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.ExtraFiles = file, file, extra
	if out != nil {
		p.cmd.Stdout = out
	}
	if stdin != "" {
		p.cmd.Stdin = strings.NewReader(stdin)
	}
	p.cmd.WaitDelay = time.Second
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		w.t.Fatalf("start %s: %v", name, err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.done)
	}()
	w.t.Cleanup(p.end)
	return p
}

// pid is the process id.
func (p *process) pid() int { return p.cmd.Process.Pid }

// ended reports whether it ended.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// wait waits until it ended by itself and returns its exit status.
func (p *process) wait(limit time.Duration) int {
	p.w.t.Helper()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-p.done:
		return p.cmd.ProcessState.ExitCode()
	case <-timer.C:
		p.w.t.Fatalf("%s did not end within %v", p.name, limit)
		return -1
	}
}

// end ends the whole process group, first kindly. Of a program that ended by
// itself nothing is touched: its number may be another's by now.
func (p *process) end() {
	if p.ended() {
		return
	}
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		_ = syscall.Kill(-p.pid(), sig)
		timer := time.NewTimer(5 * time.Second)
		select {
		case <-p.done:
			timer.Stop()
			// What it left in its group ends too.
			_ = syscall.Kill(-p.pid(), syscall.SIGKILL)
			return
		case <-timer.C:
		}
	}
	p.w.t.Errorf("%s did not end", p.name)
}

// traces is what every other program can see of a process: its arguments and
// its environment.
func (p *process) traces() string {
	p.w.t.Helper()
	var all strings.Builder
	for _, name := range []string{"cmdline", "environ"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.pid(), name))
		must(p.w.t, err)
		if name == "cmdline" && len(text) == 0 {
			p.w.t.Fatalf("%s has ended already", p.name)
		}
		all.Write(text)
	}
	return all.String()
}

// vanish removes the world. Programs that are still in it were started by the
// program under test and left behind, which is an error; they are ended.
func (w *world) vanish() {
	var left map[int]string
	deadline := time.Now().Add(5 * time.Second)
	for left = w.inhabitants(); len(left) > 0 && time.Now().Before(deadline); left = w.inhabitants() {
	}
	for pid, name := range left {
		w.t.Errorf("%s (process %d) was left behind", name, pid)
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	if err := os.RemoveAll(w.dir); err != nil {
		w.t.Errorf("something still wrote into the world that ended: %v", err)
	}
}

// inhabitants are the programs whose home folder is this world's: process id
// to name.
func (w *world) inhabitants() map[int]string {
	found := map[int]string{}
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		w.t.Errorf("list processes: %v", err)
	}
	for _, folder := range folders {
		environ, err := os.ReadFile(folder + "/environ")
		if err != nil || !strings.Contains(string(environ), "HOME="+w.home+"\x00") {
			continue // ended meanwhile, or somebody else's
		}
		if pid, err := strconv.Atoi(filepath.Base(folder)); err == nil {
			name, _ := os.ReadFile(folder + "/comm")
			found[pid] = strings.TrimSpace(string(name))
		}
	}
	return found
}
