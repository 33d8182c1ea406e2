//go:build linux

package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The size of the screen in pixels.
const screenWidth, screenHeight = 1280, 900

// screen is an X server without hardware, whose pixels lie in a file.
type screen struct {
	server  *program
	display string
	pixels  *os.File
	start   int64 // of the pixels in the file
	line    int64 // bytes of a line
}

// newScreen starts Xvfb on a free display.
func (s *setup) newScreen() (*screen, error) {
	dir, err := os.MkdirTemp(s.dir, "screen")
	if err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	cmd := s.command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight), "-fbdir", dir, "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	write.Close()
	sc := &screen{server: &program{cmd, time.Now()}}
	number := make([]byte, 16)
	n, err := read.Read(number) // Xvfb writes its number when it is ready
	if err != nil {
		sc.close()
		return nil, fmt.Errorf("start Xvfb: %w", err)
	}
	sc.display = ":" + strings.TrimSpace(string(number[:n]))
	if err := sc.answers(s); err != nil {
		sc.close()
		return nil, err
	}
	if sc.pixels, err = os.Open(filepath.Join(dir, "Xvfb_screen0")); err != nil {
		sc.close()
		return nil, err
	}
	var head [100]byte // the header of XWD: 25 numbers of four bytes
	if _, err := sc.pixels.ReadAt(head[:], 0); err != nil {
		sc.close()
		return nil, err
	}
	field := func(i int) int64 { return int64(binary.BigEndian.Uint32(head[4*i:])) }
	sc.start = field(0) + 12*field(19) // header, then the colour map
	sc.line = field(12)
	return sc, nil
}

// answers waits until a program can connect, which is a little later than the
// number is written.
func (sc *screen) answers(s *setup) error {
	var last error
	for range 1000 {
		conn, err := net.Dial("unix", "@/tmp/.X11-unix/X"+strings.TrimPrefix(sc.display, ":"))
		if err == nil {
			reply := make([]byte, 1)
			_, err = conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}) // version 11, without authorisation
			if err == nil {
				_, err = io.ReadFull(conn, reply)
			}
			conn.Close()
			if err == nil && reply[0] == 1 {
				return nil
			}
		}
		last = err
		if err := rest(s.ctx, 5*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("the screen does not answer: %w", last)
}

func (sc *screen) close() {
	if sc.pixels != nil {
		sc.pixels.Close()
	}
	sc.server.end()
}

// at is the colour of a pixel, as 0xRRGGBB.
func (sc *screen) at(x, y int) (uint32, error) {
	var b [4]byte
	if _, err := sc.pixels.ReadAt(b[:], sc.start+int64(y)*sc.line+int64(x)*4); err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(b[:]) & 0xffffff, nil
}

// spot is a pixel and the colour that it has once a window is painted.
type spot struct {
	x, y  int
	color uint32
}

// paintPatience is how long a window may take.
const paintPatience = 30 * time.Second

// near reports whether two colours are the same but for rounding.
func near(a, b uint32) bool {
	for shift := 0; shift < 24; shift += 8 {
		if d := int(a>>shift&0xff) - int(b>>shift&0xff); d < -4 || d > 4 {
			return false
		}
	}
	return true
}

// painted waits until every spot has its colour.
func (sc *screen) painted(s *setup, spots ...spot) (time.Time, error) {
	deadline := time.Now().Add(paintPatience)
	for time.Now().Before(deadline) && s.ctx.Err() == nil {
		all := true
		for _, p := range spots {
			c, err := sc.at(p.x, p.y)
			if err != nil {
				return time.Time{}, err
			}
			all = all && near(c, p.color)
		}
		if all {
			return time.Now(), nil
		}
		time.Sleep(time.Millisecond)
	}
	var seen []string
	for _, p := range spots {
		c, _ := sc.at(p.x, p.y)
		seen = append(seen, fmt.Sprintf("%06x", c))
	}
	return time.Time{}, errors.Join(s.ctx.Err(), fmt.Errorf("the window was not painted; its spots have the colours %v", seen))
}
