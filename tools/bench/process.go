//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// program is a running program with all its processes.
type program struct {
	cmd   *exec.Cmd
	began time.Time
}

// launch starts a program in a process group of its own.
func (s *setup) launch(env []string, name string, args ...string) (*program, error) {
	cmd := s.command(name, args...)
	cmd.Env = env
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &program{cmd, began}, nil
}

// end kills every process of the program.
func (p *program) end() {
	for _, pid := range p.tree() {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
	_ = p.cmd.Wait() // it was killed
}

// tree lists the processes of the program, its own first.
func (p *program) tree() []int {
	children := map[int][]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it ended meanwhile
		}
		fields := statFields(text)
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err != nil || len(fields) < 2 {
			continue
		}
		parent, _ := strconv.Atoi(fields[1])
		children[parent] = append(children[parent], pid)
	}
	all := []int{p.cmd.Process.Pid}
	for i := 0; i < len(all); i++ {
		all = append(all, children[all[i]]...)
	}
	return all
}

// statFields are the fields of /proc/PID/stat after the name: state, parent, …
func statFields(text []byte) []string {
	_, rest, _ := bytes.Cut(text, []byte(") "))
	return strings.Fields(string(rest))
}

// memory is the proportional set size of all processes, in bytes.
func (p *program) memory() (float64, error) {
	var total float64
	for _, pid := range p.tree() {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
			continue
		}
		if err != nil {
			return 0, err
		}
		for line := range strings.Lines(string(text)) {
			if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "Pss:" {
				kib, err := strconv.ParseFloat(fields[1], 64)
				if err != nil {
					return 0, err
				}
				total += kib * 1024
			}
		}
	}
	return total, nil
}

// ticks is the CPU time of all processes so far, in clock ticks of 10 ms.
func (p *program) ticks() float64 {
	var total float64
	for _, pid := range p.tree() {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		if fields := statFields(text); len(fields) > 12 {
			for _, f := range fields[11:13] { // utime, stime
				n, _ := strconv.ParseFloat(f, 64)
				total += n
			}
		}
	}
	return total
}

// idle is the share of a core that the program uses over a time, in percent.
func (p *program) idle(ctx context.Context, over time.Duration) (float64, error) {
	before := p.ticks()
	if err := rest(ctx, over); err != nil {
		return 0, err
	}
	return (p.ticks() - before) * 10 / float64(over.Milliseconds()) * 100, nil
}

// rest waits.
func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// timed runs a program to its end and gives the milliseconds that it took. Its
// output is shown where it does not end well.
func (s *setup) timed(env []string, stdin, name string, args ...string) (float64, error) {
	cmd := exec.CommandContext(s.ctx, name, args...)
	cmd.Env, cmd.Dir = env, s.dir
	cmd.Stdin = strings.NewReader(stdin)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	began := time.Now()
	err := cmd.Run()
	took := inMilliseconds(time.Since(began))
	if err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, out.String())
	}
	return took, nil
}

// turn is one of the things that are measured in turn.
type turn func() (float64, error)

// inTurn measures each turn as often as there are rounds, one after the other,
// after one round that does not count.
func (s *setup) inTurn(turns ...turn) ([][]float64, error) {
	all := make([][]float64, len(turns))
	for round := range s.rounds + 1 {
		for i, t := range turns {
			v, err := t()
			if err != nil {
				return nil, err
			}
			if round > 0 {
				all[i] = append(all[i], v)
			}
		}
	}
	return all, nil
}
