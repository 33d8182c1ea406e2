package connection

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"
)

// childMode, when set in the environment, makes the test binary one of the
// children below instead of running tests.
const childMode = "CONNECTION_TEST_CHILD"

func TestMain(m *testing.M) {
	mode := os.Getenv(childMode)
	if mode == "" {
		os.Exit(m.Run())
	}
	if err := children[mode](os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "child", mode+":", err)
		os.Exit(1)
	}
}

// children are what a child process can do; a line on its standard output tells
// the test how far it is.
var children = map[string]func(args []string) error{
	"write":    childWrite,
	"contend":  childContend,
	"hold":     childHold,
	"readonly": childReadOnly,
}

type child struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// start runs this test binary as a child; it dies with the test.
func start(t *testing.T, binary, mode string, args ...string) *child {
	t.Helper()
	return startCmd(t, exec.CommandContext(t.Context(), binary, args...), mode)
}

func startCmd(t *testing.T, cmd *exec.Cmd, mode string) *child {
	t.Helper()
	c := &child{Cmd: cmd}
	c.Env = append(os.Environ(), childMode+"="+mode)
	c.Stderr = t.Output()
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.in, c.out = in, bufio.NewScanner(out)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

func self(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// childWrite appends records n, n+1, … of a connection and updates it to each
// number, telling of every write that was done, until it is killed. With a last
// argument over 0 it stops at that step of its work on the disk and says so.
func childWrite(args []string) error {
	dir, id := args[0], args[1]
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	limit, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	stop, err := strconv.Atoi(args[4])
	if err != nil {
		return err
	}
	s, err := Open(dir, WithHistoryLimit(limit))
	if err != nil {
		return err
	}
	if stop > 0 {
		s.disk = (&steppedDisk{left: stop, disk: s.disk}).asDisk()
	}
	if w := s.Warnings(); len(w) > 0 {
		return fmt.Errorf("warnings %v", w)
	}
	for ; ; n++ {
		if err := s.Append(record(id, n, "failed")); err != nil {
			return err
		}
		fmt.Println("append", n)
		_, err := s.Update(id, func(c *Connection) { c.LastCheck = &Summary{DurationMs: int64(n)} })
		if err != nil {
			return err
		}
		fmt.Println("update", n)
	}
}

// childContend waits for a line, then writes as fast as it can beside another.
func childContend(args []string) error {
	dir, id, name := args[0], args[1], args[2]
	writes, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	s, err := Open(dir, WithWait(time.Minute))
	if err != nil {
		return err
	}
	fmt.Println("ready")
	if !bufio.NewScanner(os.Stdin).Scan() {
		return errors.New("no start")
	}
	for n := range writes {
		r := record(id, n, "working")
		r.RequestID = name + r.RequestID
		if err := s.Append(r); err != nil {
			return err
		}
		_, err := s.Update(id, func(c *Connection) {
			if c.LastCheck == nil {
				c.LastCheck = &Summary{}
			}
			c.LastCheck.DurationMs++
		})
		if err != nil {
			return err
		}
		if n%10 == 0 {
			if _, err := s.Add(Connection{Name: fmt.Sprint(name, n)}); err != nil {
				return err
			}
		}
		if _, err := s.List(); err != nil {
			return err
		}
	}
	if w := s.Warnings(); len(w) > 0 {
		return fmt.Errorf("warnings %v", w)
	}
	return nil
}

// childHold holds the lock until its standard input ends.
func childHold(args []string) error {
	s, err := Open(args[0])
	if err != nil {
		return err
	}
	return s.locked(func() error {
		fmt.Println("held")
		_, err := io.Copy(io.Discard, os.Stdin)
		return err
	})
}
