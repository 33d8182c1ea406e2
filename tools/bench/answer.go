//go:build linux

package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"pleokeycheck/internal/answer"
)

// shapes are the shapes of long answers; each makes about so many bytes.
var shapes = []struct {
	name string
	make func(size int) string
}{
	{"pretty", func(size int) string {
		const entry = "    {\n      \"id\": \"00000000-0000-4000-8000-%012d\",\n      \"name\": \"fake person %d\",\n      \"email\": \"fake@example.invalid\"\n    }"
		n := size / len(fmt.Sprintf(entry+",\n", 0, 10000))
		entries := make([]string, n)
		for i := range entries {
			entries[i] = fmt.Sprintf(entry, i, i)
		}
		return "{\n  \"data\": [\n" + strings.Join(entries, ",\n") + "\n  ]\n}\n"
	}},
	{"one line", func(size int) string { return `{"data":["` + strings.Repeat("fake-", size/5-4) + `"]}` }},
	{"deep", func(size int) string {
		// Nearly as deep as every jq takes it (1.6: 85), over and over.
		one := strings.Repeat(`{"fake":[`, 80) + "1" + strings.Repeat("]}", 80)
		return `{"data":[` + strings.Repeat(one+",", size/(len(one)+1)-1) + one + "]}"
	}},
}

// answerRows measure how long answers are shown, beside jq that only writes
// them to nowhere.
func answerRows(s *setup) ([]row, error) {
	sc, err := s.newScreen()
	if err != nil {
		return nil, err
	}
	defer sc.close()
	// What a short answer takes is what the window takes, without a graphics card.
	rows, err := s.answerRow(sc, "answer of 2 KiB", shapes[0].make(2<<10))
	if err != nil {
		return nil, fmt.Errorf("short: %w", err)
	}
	for _, shape := range shapes {
		for _, mebi := range []int{1, 5, 10} {
			more, err := s.answerRow(sc, fmt.Sprintf("answer of %d MiB, %s", mebi, shape.name), shape.make(mebi<<20-64))
			if err != nil {
				return nil, fmt.Errorf("%s, %d MiB: %w", shape.name, mebi, err)
			}
			rows = append(rows, more...)
		}
	}
	more, err := s.tableRows()
	return append(rows, more...), err
}

// tableRows measure how long a list is laid out as a table and as text, which
// happens side by side, and is shown in one frame.
func (s *setup) tableRows() (rows []row, err error) {
	for _, mebi := range []int{1, 10} {
		body := []byte(shapes[0].make(mebi<<20 - 64))
		timed := func(open func() error) turn {
			return func() (float64, error) {
				began := time.Now()
				err := open()
				return inMilliseconds(time.Since(began)), err
			}
		}
		took, err := s.inTurn(timed(func() error {
			_, err := answer.OpenTable(s.ctx, body, []string{"id", "name", "email"})
			return err
		}), timed(func() error {
			_, err := answer.Open(s.ctx, body, 80, true)
			return err
		}))
		if err != nil {
			return nil, err
		}
		rows = append(rows, atMost(fmt.Sprintf("answer of %d MiB, as a table", mebi), milliseconds, took[0], "as text", took[1], 1, "answer.OpenTable beside answer.Open, of the answer that is pretty"))
	}
	return rows, nil
}

// listing serves a body in the place of the list that the test request asks for.
func listing(body string, sent *atomic.Int64) http.Handler {
	inner := generous()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.URL.Path, "/employees") {
			inner.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		fmt.Fprint(w, body)
		sent.Store(time.Now().UnixNano())
	})
}

func (s *setup) answerRow(sc *screen, what, body string) ([]row, error) {
	var sent atomic.Int64 // when the last byte was
	a, err := s.servePlain(listing(body, &sent))
	if err != nil {
		return nil, err
	}
	defer a.close()
	file := filepath.Join(s.dir, "body.json")
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		return nil, err
	}
	var pause, frames, search, memory []float64
	show := func() (float64, error) {
		got, err := s.showAnswer(sc, a)
		if err != nil {
			return 0, err
		}
		pause, frames, search = append(pause, got.pause), append(frames, got.frames), append(search, got.search)
		memory = append(memory, got.memory/float64(len(body)))
		return inMilliseconds(got.at.Sub(time.Unix(0, sent.Load()))), nil
	}
	jq := func() (float64, error) {
		cmd := exec.CommandContext(s.ctx, "jq", ".", file) // its output goes to nowhere
		began := time.Now()
		err := cmd.Run()
		return inMilliseconds(time.Since(began)), err
	}
	took, err := s.inTurn(show, jq)
	if err != nil {
		return nil, err
	}
	times := func(v float64) string { return fmt.Sprintf("%.1f × body", v) }
	if len(body) < 1<<16 { // only to compare with
		return []row{
			alone(what+", to its first frame", milliseconds(median(took[0])), ""),
			alone(what+", longest pause", milliseconds(median(pause[1:])), ""),
			alone(what+", longest pause while the same frame is painted three times", milliseconds(median(frames[1:])), "what painting takes without a graphics card"),
		}, nil
	}
	return []row{
		atMost(what+", to its first frame", milliseconds, took[0], "jq", took[1], 1, "from the last byte that the server wrote to the pixels on the screen, through the check; `jq . body.json >/dev/null`"),
		below(what+", longest pause", milliseconds, pause[1:], 50, "the longest wait for the goroutine of the UI, asked every millisecond, from Check to the end of the search"),
		below(what+", memory", times, memory[1:], 4, "growth of the resident memory, at most, while it was read, laid out, shown and searched"),
		alone(what+", search", milliseconds(median(search[1:])), "a text that is in it many times or never"),
	}, nil
}

// shown is what was measured of an answer: when it was on the screen, times in
// milliseconds, and bytes of memory.
type shown struct {
	at                            time.Time
	pause, frames, search, memory float64
}

// showAnswer opens a window, checks, and searches what the check brought.
func (s *setup) showAnswer(sc *screen, a *api) (got shown, err error) {
	store, err := os.MkdirTemp(s.dir, "store")
	if err != nil {
		return got, err
	}
	story := demoKey()
	w, err := s.openWindow(sc, "-base-url", a.url, "-key", story.Key, "-company-id", story.CompanyID, "-config", store)
	if err != nil {
		return got, err
	}
	defer func() {
		w.end()
		sc.blank(s)
	}()
	if _, err = sc.painted(s, spot{4, 32, 0xff0000}); err != nil {
		return got, err
	}
	if err = s.rest(settled / 4); err != nil {
		return got, err
	}
	if err = w.forget(); err != nil {
		return got, err
	}
	before, _, err := w.resident()
	if err != nil {
		return got, err
	}
	if _, err = w.do("check"); err != nil {
		return got, err
	}
	if got.at, err = sc.painted(s, there...); err != nil {
		return got, err
	}
	if err = s.rest(settled / 8); err != nil { // laid out for the width by now
		return got, err
	}
	if got.search, err = w.do("search"); err != nil {
		return got, err
	}
	if got.pause, err = w.do("pause"); err != nil {
		return got, err
	}
	_, most, err := w.resident()
	if err != nil {
		return got, err
	}
	got.memory = max(0, most-before)
	got.frames, err = w.do("frames")
	return got, err
}
