package desktop

import (
	"os/exec"
	"time"
)

// startPatience is how long a program may take to say that it cannot open a file.
// One that is still running has it open.
const startPatience = 3 * time.Second

// start runs a program, which stays when this one ends.
func start(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(startPatience):
		return nil
	}
}
