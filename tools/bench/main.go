//go:build linux

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// setup is what every group of rows works with.
type setup struct {
	ctx     context.Context
	program string // the program under test
	tools   string // folder of the other programs that script/bench built or installed, ours without a window among them
	dist    string // folder of the packages, where they were made
	dir     string // private, removed at the end
	rounds  int
	log     io.Writer
}

// tool is the path of a program in the folder of tools.
func (s *setup) tool(name string) string { return filepath.Join(s.tools, name) }

// group is some of the rows.
type group struct {
	name string
	run  func(*setup) ([]row, error)
}

// groups are the rows by name, in the order of the table.
var groups = []group{
	{"start", startRows},
	{"check", checkRows},
	{"permissions", permissionRows},
	{"all", allRows},
	{"answer", answerRows},
	{"history", historyRows},
	{"busy", busyRows},
	{"typing", typingRows},
	{"size", sizeRows},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	program := flag.String("program", "", "the program to measure (`path`)")
	tools := flag.String("tools", "", "`folder` of the programs to compare with")
	dist := flag.String("dist", "", "`folder` of the packages that script/dist made")
	rounds := flag.Int("rounds", 7, "how often each thing is measured")
	only := flag.String("only", "", "these groups only (`names`, separated by commas)")
	flag.Parse()
	if *program == "" || *tools == "" {
		return errors.New("-program and -tools are needed; script/bench gives them")
	}
	for _, path := range []*string{program, tools} {
		abs, err := filepath.Abs(*path) // the programs run in folders of their own
		if err != nil {
			return err
		}
		*path = abs
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s := &setup{ctx: ctx, program: *program, tools: *tools, dist: *dist, dir: dir, rounds: *rounds, log: os.Stderr}
	chosen := strings.FieldsFunc(*only, func(r rune) bool { return r == ',' })
	for _, name := range chosen {
		if !slices.ContainsFunc(groups, func(g group) bool { return g.name == name }) {
			return fmt.Errorf("there is no group %q", name)
		}
	}
	var all []row
	for _, g := range groups {
		if len(chosen) > 0 && !slices.Contains(chosen, g.name) {
			continue
		}
		fmt.Fprintln(s.log, "bench: measuring", g.name)
		rows, err := g.run(s)
		if err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
		all = append(all, rows...)
	}
	printTable(os.Stdout, all)
	return ctx.Err()
}
