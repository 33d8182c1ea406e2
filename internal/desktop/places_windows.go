package desktop

import "golang.org/x/sys/windows"

// userFolders are those that Windows knows: they may be on another drive, or in a
// cloud.
func userFolders(string) (all []string) {
	for _, id := range []*windows.KNOWNFOLDERID{windows.FOLDERID_Documents, windows.FOLDERID_Downloads, windows.FOLDERID_Desktop} {
		if dir, err := windows.KnownFolderPath(id, windows.KF_FLAG_DEFAULT); err == nil {
			all = append(all, dir)
		}
	}
	return all
}
