package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// platform is a system that the program is built for.
type platform struct {
	name, goos, goarch, tags string
}

// platforms are those of script/dist, and macOS. Their dependencies differ.
var platforms = []platform{
	{"Linux", "linux", "amd64", "gles,no_emoji"},
	{"Linux", "linux", "arm64", "gles,no_emoji"},
	{"Windows", "windows", "amd64", "accessibility,no_emoji"},
	{"macOS", "darwin", "arm64", "accessibility,no_emoji"},
	{"macOS", "darwin", "amd64", "accessibility,no_emoji"},
}

// component is something that is in the shipped program.
type component struct {
	path, version string
	dir           string
	systems       []string // names of the platforms that it is on, sorted
	files         []file
}

// name is how the component is listed.
func (c *component) name() string { return strings.TrimSpace(c.path + " " + c.version) }

func moduleRoot(ctx context.Context) (string, error) {
	out, err := goCommand(ctx, ".", nil, "env", "GOMOD")
	if err != nil {
		return "", err
	}
	path := strings.TrimSpace(string(out))
	if path == "" || path == os.DevNull {
		return "", errors.New("call it inside the module")
	}
	return filepath.Dir(path), nil
}

// shipped lists the components of the program: ourselves first, then Go with
// its standard library, then the modules by name.
func shipped(ctx context.Context, root string) ([]*component, error) {
	goroot, err := goCommand(ctx, root, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var every []string
	found := map[string]*component{}
	for _, p := range platforms {
		if !slices.Contains(every, p.name) {
			every = append(every, p.name)
		}
		env := []string{"GOOS=" + p.goos, "GOARCH=" + p.goarch, "CGO_ENABLED=1"}
		out, err := goCommand(ctx, root, env, "list", "-deps", "-tags", p.tags, "-json=Module", ".")
		if err != nil {
			return nil, err
		}
		if err := collect(found, out, p.name); err != nil {
			return nil, err
		}
	}
	rest := slices.SortedFunc(maps.Values(found), func(a, b *component) int { return cmp.Compare(a.path, b.path) })
	first := []*component{
		{path: "Key Check for Pleo", dir: root, systems: every},
		{path: "Go, its runtime and standard library", dir: strings.TrimSpace(string(goroot)), systems: every},
	}
	return append(first, rest...), nil
}

// collect adds the modules that go list printed for one platform.
func collect(found map[string]*component, list []byte, system string) error {
	decoder := json.NewDecoder(bytes.NewReader(list))
	for {
		var pkg struct {
			Module *struct {
				Path, Version, Dir string
				Main               bool
				Replace            *struct{ Path string }
			}
		}
		err := decoder.Decode(&pkg)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read what go list says: %w", err)
		}
		m := pkg.Module
		if m == nil || m.Main {
			continue
		}
		if m.Replace != nil {
			return fmt.Errorf("%s is replaced by %s: say here where its licence is", m.Path, m.Replace.Path)
		}
		c := found[m.Path]
		if c == nil {
			c = &component{path: m.Path, version: m.Version, dir: m.Dir}
			found[m.Path] = c
		}
		if !slices.Contains(c.systems, system) {
			c.systems = append(c.systems, system)
		}
	}
}

func goCommand(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOWORK=off"), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}
