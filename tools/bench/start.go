//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// chromium is started the way that leaves it nothing to do but show a page.
var chromium = []string{
	"--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
	"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
	"--password-store=basic", "--window-position=0,0", "--window-size=1180,800",
	"--app=data:text/html,<body bgcolor='%232266aa'>",
}

const blue = 0x2266aa

// contender is a program that opens a window.
type contender struct {
	name string
	path string
	args []string
	env  []string // a value of "" is replaced by a fresh folder
	seen []spot
}

// contenders are the program, the bare window, one with words, and the empty
// page.
func (s *setup) contenders() []contender {
	return []contender{
		{
			name: "Key Check", path: s.program, args: []string{"window", "--env", "demo"}, env: []string{"FYNE_THEME=light"},
			// The ground of the list, of the form and of the answer.
			seen: []spot{{200, 700, 0xF6F5F2}, {300, 770, 0xFFFFFF}, {1150, 700, 0xF6F5F2}},
		},
		{name: "bare Fyne window", path: s.tool("bare"), seen: []spot{{200, 700, blue}, {1100, 300, blue}}},
		{name: "Fyne window with three words", path: s.tool("bare"), args: []string{"words"}, seen: []spot{{200, 700, blue}, {1100, 300, blue}}},
		{name: "Chromium", path: "chromium", args: chromium, seen: []spot{{200, 700, blue}, {1100, 400, blue}}},
	}
}

// command prepares a program in a process group of its own.
func (s *setup) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(s.ctx, name, args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// environ is an environment with a home of its own.
func (s *setup) environ(home string, more ...string) ([]string, error) {
	for _, folder := range []string{".config", ".cache", "run"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
			return nil, err
		}
	}
	return append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_RUNTIME_DIR=" + filepath.Join(home, "run"), "LC_ALL=C.UTF-8", "TZ=UTC",
		"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent",
	}, more...), nil
}

// settled is how long a program is left alone before its memory and its rest
// are measured, and watched how long it is watched then.
const (
	settled = 4 * time.Second
	watched = 30 * time.Second
)

// startRows compare opening a window: until it is painted, its memory, and what
// it uses while nobody touches it.
func startRows(s *setup) ([]row, error) {
	sc, err := s.newScreen()
	if err != nil {
		return nil, err
	}
	defer sc.close()
	var turns []turn
	all := s.contenders()
	memory := make([][]float64, len(all))
	rest := make([]float64, len(all))
	for i, c := range all {
		home := filepath.Join(s.dir, "home-"+filepath.Base(c.path))
		env, err := s.environ(home, append(c.env, "DISPLAY="+sc.display)...)
		if err != nil {
			return nil, err
		}
		round := 0
		turns = append(turns, func() (float64, error) {
			for _, name := range []string{"SingletonLock", "SingletonCookie", "SingletonSocket"} {
				// Chromium was killed and would look for what is left of itself.
				_ = os.Remove(filepath.Join(home, ".config/chromium", name))
			}
			p, err := s.launch(env, c.path, c.args...)
			if err != nil {
				return 0, err
			}
			defer func() {
				p.end()
				sc.blank(s)
			}()
			at, err := sc.painted(s, c.seen...)
			if err != nil {
				return 0, err
			}
			if round++; round > s.rounds-2 { // the last three rounds
				if err := s.rest(settled); err != nil {
					return 0, err
				}
				used, err := p.memory()
				if err != nil {
					return 0, err
				}
				memory[i] = append(memory[i], used)
			}
			if round == s.rounds+1 {
				if rest[i], err = p.idle(s.ctx, watched); err != nil {
					return 0, err
				}
			}
			return inMilliseconds(at.Sub(p.began)), nil
		})
	}
	took, err := s.inTurn(turns...)
	if err != nil {
		return nil, err
	}
	how := "the program, a bare Fyne window built with the same flags, that with a word in regular, bold and monospaced letters, and `chromium --app=` with an empty page, under Xvfb, until their pixels are there"
	return []row{
		atMost("start to painted window", milliseconds, took[0], all[1].name, took[1], 1.25, how),
		atMost("start to painted window", milliseconds, took[0], all[2].name, took[2], 1.1, ""),
		atMost("start to painted window", milliseconds, took[0], all[3].name, took[3], 1, ""),
		atMost("memory after start", mebibytes, memory[0], all[1].name, memory[1], 1.25, "proportional set size of all processes, 4 s after the paint"),
		compare("memory after start", mebibytes, memory[0], all[2].name, memory[2], ""),
		atMost("memory after start", mebibytes, memory[0], all[3].name, memory[3], 0.4, ""),
		compare("CPU at rest, of one core", percent, rest[:1], all[1].name, rest[1:2], "user and system time of all processes over 30 s"),
		compare("CPU at rest, of one core", percent, rest[:1], all[3].name, rest[3:4], ""),
	}, nil
}

// rest waits.
func (s *setup) rest(d time.Duration) error { return rest(s.ctx, d) }

// blank waits until what an ended program left on the screen is gone.
func (sc *screen) blank(s *setup) {
	for range 2000 {
		if c, err := sc.at(200, 700); err != nil || c == 0 || s.ctx.Err() != nil {
			return
		}
		time.Sleep(time.Millisecond)
	}
}
