//go:build linux

package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"time"
)

// keyboard types on a screen as a person does: through the extension XTEST.
type keyboard struct {
	conn net.Conn
	test byte // the number of the extension
}

// keyA is the key of the letter A.
const keyA = 38

// keyboard connects to the screen.
func (sc *screen) keyboard() (*keyboard, error) {
	conn, err := net.Dial("unix", "@/tmp/.X11-unix/X"+strings.TrimPrefix(sc.display, ":"))
	if err != nil {
		return nil, err
	}
	k := &keyboard{conn: conn}
	head := make([]byte, 8)
	if _, err = conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err == nil { // version 11, without authorisation
		_, err = io.ReadFull(conn, head)
	}
	if err == nil {
		_, err = io.CopyN(io.Discard, conn, 4*int64(binary.LittleEndian.Uint16(head[6:])))
	}
	reply := make([]byte, 32)
	if err == nil {
		_, err = conn.Write([]byte{98, 0, 4, 0, 5, 0, 0, 0, 'X', 'T', 'E', 'S', 'T', 0, 0, 0}) // QueryExtension
	}
	if err == nil {
		_, err = io.ReadFull(conn, reply)
	}
	if err == nil && reply[8] == 0 {
		err = errors.New("the screen has no XTEST")
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	k.test = reply[9]
	return k, nil
}

// press presses a key and lets it go.
func (k *keyboard) press(key byte) error {
	for _, event := range []byte{2, 3} { // KeyPress, KeyRelease
		request := make([]byte, 36)
		request[0], request[1], request[2], request[4], request[5] = k.test, 2, 9, event, key // FakeInput, of nine words
		if _, err := k.conn.Write(request); err != nil {
			return err
		}
	}
	return nil
}

// picture is a number for what is seen on the screen.
func (sc *screen) picture() (uint64, error) {
	all := make([]byte, screenHeight*sc.line)
	if _, err := sc.pixels.ReadAt(all, sc.start); err != nil {
		return 0, err
	}
	return maphash.Bytes(seed, all), nil
}

var seed = maphash.MakeSeed()

// still waits until the screen has not changed for a while, and gives its picture.
func (sc *screen) still(s *setup) (uint64, error) {
	var last uint64
	since := time.Now()
	for s.ctx.Err() == nil {
		now, err := sc.picture()
		if err != nil {
			return 0, err
		}
		if now != last {
			last, since = now, time.Now()
		}
		if time.Since(since) > 300*time.Millisecond {
			return last, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return 0, s.ctx.Err()
}

// typingRows measure the time from a key to the first change on the screen, with
// much that is saved and a long answer.
func typingRows(s *setup) ([]row, error) {
	sc, err := s.newScreen()
	if err != nil {
		return nil, err
	}
	defer sc.close()
	keys, err := sc.keyboard()
	if err != nil {
		return nil, err
	}
	defer keys.conn.Close()
	full, _, err := s.configs()
	if err != nil {
		return nil, err
	}
	var sent atomic.Int64
	a, err := s.servePlain(listing(shapes[0].make(10<<20-64), &sent))
	if err != nil {
		return nil, err
	}
	defer a.close()
	story := demoKey()
	w, err := s.openWindow(sc, "-base-url", a.url, "-key", story.Key, "-company-id", story.CompanyID, "-config", full)
	if err != nil {
		return nil, err
	}
	defer w.end()
	if _, err = sc.painted(s, spot{4, 32, 0xff0000}); err != nil {
		return nil, err
	}
	if err = s.rest(settled / 4); err != nil {
		return nil, err
	}
	if _, err = w.do("check"); err != nil {
		return nil, err
	}
	if _, err = sc.painted(s, there...); err != nil {
		return nil, err
	}
	var rows []row
	for _, field := range []string{"key", "company", "answer", "history"} {
		if _, err := w.do("field " + field); err != nil {
			return nil, fmt.Errorf("%s: %w", field, err)
		}
		var took []float64
		for range 3 * s.rounds {
			before, err := sc.still(s)
			if err != nil {
				return nil, err
			}
			began := time.Now()
			if err := keys.press(keyA); err != nil {
				return nil, err
			}
			for {
				now, err := sc.picture()
				if err != nil {
					return nil, err
				}
				if now != before {
					break
				}
				if time.Since(began) > paintPatience {
					return nil, fmt.Errorf("no letter is painted in the field %s", field)
				}
				time.Sleep(time.Millisecond / 2)
			}
			took = append(took, inMilliseconds(time.Since(began)))
		}
		rows = append(rows, below("1000 connections, answer of 10 MiB: a letter in the field of "+field, milliseconds, took, 50,
			"from a key, pressed through XTEST, to the first pixel that is another; Fyne looks for keys sixty times a second"))
	}
	return rows, nil
}
