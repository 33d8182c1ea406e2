package desktop

import (
	"os"
	"path/filepath"
	"slices"
)

// places are the folders where people look for what they saved, as the system has
// them: documents, downloads, the desktop. Where there is none of them, the home
// folder.
func places() []string {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	var all []string
	for _, dir := range userFolders(home) {
		// Somebody who has no such folder has the home folder in its place.
		if info, err := os.Stat(dir); err == nil && info.IsDir() && filepath.Clean(dir) != home && !slices.Contains(all, dir) {
			all = append(all, dir)
		}
	}
	if all == nil {
		all = []string{home}
	}
	return all
}
