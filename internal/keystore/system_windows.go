package keystore

import (
	"errors"
	"strings"
	"syscall"

	"github.com/danieljoos/wincred"
)

func prepare() error { return nil }

func explain(err error) error { return err }

func classifySystem(err error) Kind {
	var code syscall.Errno
	if !errors.As(err, &code) {
		return ""
	}
	return windowsErrors[uintptr(code)]
}

// search asks the Credential Manager for everything whose name begins as
// go-keyring writes it.
func search(service string) (users []string, bin string, err error) {
	found, err := wincred.FilteredList(service + ":*")
	if err != nil {
		return nil, "", err
	}
	for _, c := range found {
		clear(c.CredentialBlob)
		if user, ours := strings.CutPrefix(c.TargetName, service+":"); ours {
			users = append(users, user)
		}
	}
	return users, "", nil
}

// deleteElsewhere answers as go-keyring did: there is one place for a name.
func deleteElsewhere(_, _ string, because error) error { return because }
