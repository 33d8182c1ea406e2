package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	check := flag.Bool("check", false, "compare only: end with status 1 where assets/licences.txt is stale")
	list := flag.Bool("list", false, "print the modules with their licences, and write nothing")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *check, *list); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// errStale says that the file does not hold what it should.
var errStale = errors.New("assets/licences.txt is stale; renew it with: script/licences")

// run gathers, and writes, compares or lists.
func run(ctx context.Context, stdout io.Writer, check, list bool) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	all, err := shipped(ctx, root)
	if err != nil {
		return err
	}
	if err := read(all); err != nil {
		return err
	}
	if list {
		_, err := io.WriteString(stdout, modules(all))
		return err
	}
	text := render(all)
	path := filepath.Join(root, "assets", "licences.txt")
	if !check {
		return os.WriteFile(path, text, 0o644)
	}
	have, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return compare(have, text)
}

// compare gives errStale where the file is not what it should be.
func compare(have, want []byte) error {
	if !bytes.Equal(have, want) {
		return errStale
	}
	return nil
}
