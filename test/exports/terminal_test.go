//go:build exports

package exports

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// onTerminal runs a command in a shell on a terminal of its own, types the key
// when it is asked for, and gives all that the terminal showed.
func onTerminal(t *testing.T, shell, command, question, key string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	path := write(t, "command.sh", []byte(command))
	// util-linux's script runs its command by $SHELL -c.
	cmd := exec.CommandContext(ctx, tool(t, "script"), "--quiet", "--return", "--command", shell+" "+path, os.DevNull)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var shown bytes.Buffer
	part := make([]byte, 4096)
	asked := false
	for {
		n, err := stdout.Read(part)
		shown.Write(part[:n])
		if !asked && strings.Contains(shown.String(), question) {
			asked = true
			if _, err := io.WriteString(stdin, key+"\n"); err != nil {
				t.Error(err)
			}
		}
		if err != nil {
			break
		}
	}
	stdin.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("%s: %v", shell, err)
	}
	if !asked {
		t.Errorf("%s was not asked: %s", shell, shown.String())
	}
	return shown.String()
}
