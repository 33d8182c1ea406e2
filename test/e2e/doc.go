//go:build e2e && linux

// Package e2e holds the end-to-end tests: the finished program in a real window
// on a screen of its own, driven by keyboard for the most part, and the same
// program on the command line.
//
// It owns the private worlds that the tests run in (home folder, X server,
// window manager, D-Bus, keychain) and ends everything that it started. The
// program has no hooks for tests: what the window says is read off the screen
// by text recognition, and what was kept is asked of the keychain and the disk.
//
// It imports nothing of the program and never touches the person's own screen,
// keychain or files. It needs these variables:
//
//	PLEO_KEY_CHECK_BINARY  the program, built
//	E2E_OUTPUT             folder for pictures and logs (default: one that goes with the test)
//	SCREENSHOT_DIR         folder for the pictures of the README (default: the same)
package e2e
