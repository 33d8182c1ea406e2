//go:build !windows

package desktop

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// userFolders are those that the desktop names in user-dirs.dirs (xdg-user-dirs),
// in the person's language; else they have their English names, as on macOS.
func userFolders(home string) []string {
	named := map[string]string{}
	config := os.Getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	text, err := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
	if err == nil {
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			if value, err = strconv.Unquote(value); err == nil {
				named[name] = strings.Replace(value, "$HOME", home, 1)
			}
		}
	}
	var all []string
	for _, of := range [][2]string{{"XDG_DOCUMENTS_DIR", "Documents"}, {"XDG_DOWNLOAD_DIR", "Downloads"}, {"XDG_DESKTOP_DIR", "Desktop"}} {
		dir := named[of[0]]
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(home, of[1])
		}
		all = append(all, filepath.Clean(dir))
	}
	return all
}
