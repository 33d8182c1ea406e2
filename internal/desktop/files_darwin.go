package desktop

// openFile opens a file with the program that the system has for it.
func openFile(path string) error { return start("/usr/bin/open", path) }

// showFile has the Finder show a file in its folder.
func showFile(path string) error { return start("/usr/bin/open", "-R", path) }
