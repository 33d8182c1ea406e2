package connection

import (
	"errors"
	"fmt"
)

// childReadOnly tries everything in a directory that it may not write to.
func childReadOnly(args []string) error {
	s, err := Open(args[0], WithClock(fixedClock))
	fmt.Println("open", readOnlyWord(err))
	if err != nil {
		return nil
	}
	list, err := s.List()
	if err != nil {
		return err
	}
	h, err := s.History(list[0].ID, 0)
	if err != nil {
		return err
	}
	fmt.Println("list", len(list), len(h), len(s.Warnings()))
	_, err = s.Add(Connection{Name: "B"})
	fmt.Println("add", readOnlyWord(err))
	_, err = s.Update(list[0].ID, func(c *Connection) { c.Name = "B" })
	fmt.Println("update", readOnlyWord(err))
	fmt.Println("delete", readOnlyWord(s.Delete(list[0].ID)))
	return nil
}

func readOnlyWord(err error) string {
	switch {
	case err == nil:
		return "done"
	case errors.As(err, new(*CorruptError)) && errors.Is(err, ErrReadOnly):
		return "corrupt, read-only"
	case errors.Is(err, ErrReadOnly):
		return "read-only"
	}
	return err.Error()
}
