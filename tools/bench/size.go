//go:build linux

package main

import (
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// sizeRows tell how big the program is, and its package where one was made.
func sizeRows(s *setup) ([]row, error) {
	info, err := os.Stat(s.program)
	if err != nil {
		return nil, err
	}
	cli, err := os.Stat(s.tool("pleo-key-check-cli"))
	if err != nil {
		return nil, err
	}
	built, err := buildinfo.ReadFile(s.program)
	if err != nil {
		return nil, err
	}
	rows := []row{
		alone("program", mebibytes(float64(info.Size())), "built with -ldflags '-s -w', as in the packages"),
		alone("program without a window", mebibytes(float64(cli.Size())), "the same"),
		alone("modules in the program", fmt.Sprint(len(built.Deps)), "`go version -m`"),
	}
	packages, err := filepath.Glob(filepath.Join(s.dist, "*_amd64.deb"))
	if err != nil {
		return nil, err
	}
	for _, path := range packages {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		text, err := exec.CommandContext(s.ctx, "dpkg-deb", "--field", path, "Installed-Size").Output()
		if err != nil {
			return nil, err
		}
		kib, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
		if err != nil {
			return nil, err
		}
		rows = append(rows,
			alone("Debian package", mebibytes(float64(info.Size())), filepath.Base(path)+", made by script/dist"),
			alone("installed", mebibytes(kib*1024), "Installed-Size of that package"))
	}
	return rows, nil
}
