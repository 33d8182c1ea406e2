// Command mutate changes a package in one place at a time and runs the
// package's own tests on it: a change that no test notices is printed. The code
// itself is never written to. See script/mutate.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	tags := flag.String("tags", "", "build `tags`")
	n := flag.Int("n", 30, "how many mutants of each package are tried; 0 for all")
	seed := flag.Uint64("seed", 1, "which ones are tried")
	verbose := flag.Bool("v", false, "print those that are killed too")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	for _, pkg := range flag.Args() {
		if err := mutate(ctx, pkg, *tags, *n, *seed, *verbose); err != nil {
			fmt.Fprintf(os.Stderr, "mutate: %s: %v\n", pkg, err)
			os.Exit(1)
		}
	}
}

// mutate tries up to n mutants of a package and prints the survivors. When it is
// interrupted it still says how far it came.
func mutate(ctx context.Context, pkg, tags string, n int, seed uint64, verbose bool) error {
	out, err := exec.Command("go", "list", "-json=Dir,GoFiles,CgoFiles", "-tags", tags, pkg).Output()
	if err != nil {
		return err
	}
	var listed struct {
		Dir               string
		GoFiles, CgoFiles []string
	}
	if err := json.Unmarshal(out, &listed); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	// Tests of root run as somebody else in there.
	if err := os.Chmod(scratch, 0o755); err != nil {
		return err
	}

	t := trial{pkg: pkg, tags: tags, dir: listed.Dir, scratch: scratch, limit: 10 * time.Minute}
	begin := time.Now()
	if built, passed := t.run(ctx, "", nil); !built || !passed {
		return fmt.Errorf("the tests do not pass as it is")
	}
	t.limit = 10*time.Second + 5*time.Since(begin)

	var all []mutant
	for _, name := range append(listed.GoFiles, listed.CgoFiles...) {
		found, err := mutants(filepath.Join(listed.Dir, name))
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })

	killed, survived, unbuilt := 0, 0, 0
	for _, m := range all {
		if n > 0 && killed+survived == n || ctx.Err() != nil {
			break
		}
		built, passed := t.run(ctx, m.file, m.apply())
		switch {
		case ctx.Err() != nil: // the tests were ended, and prove nothing
		case !built:
			unbuilt++
		case passed:
			survived++
			fmt.Println(m)
		default:
			killed++
			if verbose {
				fmt.Println("killed:", m)
			}
		}
	}
	fmt.Printf("%s: %d mutants, %d tried: %d killed, %d survived (%d more do not compile)\n",
		pkg, len(all), killed+survived, killed, survived, unbuilt)
	return ctx.Err()
}

// trial runs the tests of a package.
type trial struct {
	pkg, tags, dir, scratch string
	limit                   time.Duration // of one run; a mutant that takes longer is killed
}

// run builds the tests with another text of a file, "" for none, and runs them,
// with folders of their own for what a mutant may write or remove.
func (t trial) run(ctx context.Context, file string, text []byte) (built, passed bool) {
	home, binary := filepath.Join(t.scratch, "home"), filepath.Join(t.scratch, "test")
	args := []string{"test", "-c", "-tags", t.tags, "-o", binary}
	if file != "" {
		changed, overlay := filepath.Join(t.scratch, "changed.go"), filepath.Join(t.scratch, "overlay.json")
		replace, err := json.Marshal(map[string]any{"Replace": map[string]string{file: changed}})
		if err != nil || os.WriteFile(changed, text, 0o600) != nil || os.WriteFile(overlay, replace, 0o600) != nil {
			return false, false
		}
		args = append(args, "-overlay", overlay)
	}
	if exec.Command("go", append(args, t.pkg)...).Run() != nil {
		return false, false
	}
	_ = os.RemoveAll(home)
	if os.Mkdir(home, 0o755) != nil {
		return false, false
	}
	ctx, cancel := context.WithTimeout(ctx, t.limit+10*time.Second)
	defer cancel()
	test := exec.CommandContext(ctx, binary, "-test.failfast", "-test.timeout", t.limit.String())
	test.Dir, test.WaitDelay = t.dir, time.Second
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "XDG_") && !strings.HasPrefix(v, "DBUS_") {
			test.Env = append(test.Env, v)
		}
	}
	test.Env = append(test.Env, "HOME="+home, "TMPDIR="+home)
	output, err := test.CombinedOutput()
	if err != nil && file == "" {
		_, _ = os.Stderr.Write(output)
	}
	return true, err == nil
}

// mutant is one change of a file: text[from:to] becomes with.
type mutant struct {
	file     string
	text     []byte
	from, to int
	with     string
}

func (m mutant) apply() []byte {
	return append(append(bytes.Clone(m.text[:m.from]), m.with...), m.text[m.to:]...)
}

func (m mutant) String() string {
	line := 1 + bytes.Count(m.text[:m.from], []byte("\n"))
	return fmt.Sprintf("%s:%d: %s -> %s", m.file, line, short(string(m.text[m.from:m.to])), short(m.with))
}

func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 70 {
		text = strings.ToValidUTF8(text[:70], "") + "…"
	}
	return "`" + text + "`"
}
