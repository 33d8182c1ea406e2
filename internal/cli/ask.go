package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/term"

	"pleokeycheck/internal/secret"
)

// maxKeyInput is how much of standard input is read: more than any key, so
// that what is too long is told rather than cut.
const maxKeyInput = 64 << 10

// await runs f, which waits for a person or a pipe, and does not wait for its
// end longer than ctx lasts.
func await[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := f()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// readKey reads the key from standard input; from a terminal without showing
// it.
func readKey(ctx context.Context, stdin io.Reader, stderr io.Writer) (secret.Key, error) {
	if file, ok := terminal(stdin); ok {
		return askKey(ctx, file, stderr)
	}
	text, err := await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(stdin, maxKeyInput)) })
	if err != nil {
		return secret.Key{}, fmt.Errorf("the key could not be read from standard input: %w", err)
	}
	defer clear(text)
	return secret.New(string(text)), nil
}

// terminal gives standard input where it is a terminal.
func terminal(stdin io.Reader) (*os.File, bool) {
	file, ok := stdin.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

// askKey asks for the key on a terminal. However it ends, also by a signal that
// would end the program, the terminal is then as it was before.
func askKey(ctx context.Context, file *os.File, stderr io.Writer) (secret.Key, error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP, syscall.SIGQUIT)
	defer stop()
	// In raw mode a key press is seen when it happens, Ctrl+D too.
	before, err := term.MakeRaw(int(file.Fd()))
	if err != nil {
		return secret.Key{}, fmt.Errorf("the key could not be asked for: %w", err)
	}
	defer func() {
		_ = term.Restore(int(file.Fd()), before)
		fmt.Fprintln(stderr)
	}()
	fmt.Fprint(stderr, "API key (it is not shown): ")
	text, err := await(ctx, func() ([]byte, error) { return readHidden(file) })
	switch {
	case ctx.Err() != nil:
		return secret.Key{}, exitStatus(exitCancelled)
	case err != nil:
		return secret.Key{}, fmt.Errorf("the key could not be read: %w", err)
	}
	defer clear(text)
	return secret.New(string(text)), nil
}

// What a terminal in raw mode sends for these keys.
const (
	ctrlC     = 0x03
	ctrlD     = 0x04
	ctrlU     = 0x15
	backspace = 0x08
	del       = 0x7f
)

// readHidden reads a line from a terminal in raw mode. Ctrl+C and Ctrl+D end it
// at once.
func readHidden(from io.Reader) ([]byte, error) {
	line, chunk := make([]byte, 0, maxKeyInput), make([]byte, 1024)
	defer clear(chunk)
	for {
		n, err := from.Read(chunk)
		for _, b := range chunk[:n] {
			switch b {
			case '\r', '\n':
				return line, nil
			case ctrlC, ctrlD:
				return nil, exitStatus(exitCancelled)
			case ctrlU:
				line = line[:0]
			case backspace, del:
				_, size := utf8.DecodeLastRune(line)
				line = line[:len(line)-size]
			default:
				if len(line) < maxKeyInput {
					line = append(line, b)
				}
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil, exitStatus(exitCancelled)
		case err != nil:
			return nil, err
		}
	}
}

// agreed asks once, and takes only a clear yes for one. Ctrl+D, also after a
// yes, is a no.
func agreed(ctx context.Context, stdin io.Reader, stdout io.Writer) (bool, error) {
	fmt.Fprint(stdout, "Remove all keys, connections, history and settings of this program? [y/N] ")
	return await(ctx, func() (bool, error) {
		// A terminal gives what was typed when Enter or Ctrl+D is pressed.
		text := make([]byte, 1024)
		n, err := stdin.Read(text)
		if err != nil && !errors.Is(err, io.EOF) {
			return false, err
		}
		answer, entered := bytes.CutSuffix(text[:n], []byte("\n"))
		word := strings.ToLower(string(bytes.TrimSpace(answer)))
		return entered && (word == "y" || word == "yes"), nil
	})
}
