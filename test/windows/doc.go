//go:build wine && linux

// Package windows holds the tests of the Windows program: the real program in a
// real window under wine, on a screen of its own, driven by keyboard.
//
// What a test believes is what the program left elsewhere: files, the Credential
// Manager as the other program reads it, exit statuses. Text recognition is for
// waiting until something is there to be pressed, and for what stands nowhere else.
// It needs these variables, which script/test --stage windows sets:
//
//	WINDOWS_PROGRAMS  folder with pleo-key-check.exe and pleo-key-check-cli.exe
//	WINDOWS_PREFIX    a fresh Windows of wine, of which each test gets a copy
//	WINDOWS_OUTPUT    folder for pictures and logs
package windows
