// Command manual writes the manual pages and the completion files of both
// programs into a folder that is laid out like /usr/share. They are made from
// the commands themselves; the date is that of SOURCE_DATE_EPOCH.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"pleokeycheck/internal/cli"
	"pleokeycheck/internal/setup"
)

func main() {
	version := flag.String("version", setup.Version(), "the `version` that the pages name")
	flag.Parse()
	if err := run(flag.Arg(0), *version); err != nil {
		fmt.Fprintln(os.Stderr, "manual:", err)
		os.Exit(1)
	}
}

// The two programs.
var (
	withWindow    = cli.Program{Name: "pleo-key-check", Window: func(context.Context, setup.Window) error { return nil }}
	withoutWindow = cli.Program{Name: "pleo-key-check-cli"}
)

// run writes everything into the folder share. Both programs have the same
// manual: that of the one with a window, which can do more.
func run(share, version string) error {
	pages := filepath.Join(share, "man", "man1")
	if err := os.MkdirAll(pages, 0o755); err != nil {
		return err
	}
	root := command(withWindow)
	header := &doc.GenManHeader{Section: "1", Source: withWindow.Name + " " + version, Manual: "User Commands"}
	return cmp.Or(
		doc.GenManTree(root, header, pages),
		complete(share, root),
		complete(share, command(withoutWindow)),
	)
}

func command(p cli.Program) *cobra.Command {
	root := p.Command(nil, io.Discard, io.Discard)
	root.DisableAutoGenTag = true // it has the day in it
	return root
}

// complete writes the completion files of a program.
func complete(share string, root *cobra.Command) error {
	for name, write := range map[string]func(path string) error{
		"bash-completion/completions/" + root.Name():         func(path string) error { return root.GenBashCompletionFileV2(path, true) },
		"zsh/vendor-completions/_" + root.Name():             root.GenZshCompletionFile,
		"fish/vendor_completions.d/" + root.Name() + ".fish": func(path string) error { return root.GenFishCompletionFile(path, true) },
	} {
		path := filepath.Join(share, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := write(path); err != nil {
			return err
		}
	}
	return nil
}
