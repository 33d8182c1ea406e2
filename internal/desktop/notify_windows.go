package desktop

import "golang.org/x/sys/windows"

// notify shows a text in a message box of the system: the program has no
// terminal.
func notify(title, text string) {
	t, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, body, t, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
