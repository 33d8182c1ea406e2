package keystore

const (
	// windowsLimit is the length of a secret in bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE
	// in wincred.h, 5*512).
	windowsLimit = 2560
	// darwinLimit is the length of service, account and secret together, in bytes.
	// go-keyring sends them to /usr/bin/security as one command of at most 4,096
	// bytes with the secret in base64, and says itself that about 3,000 fit.
	darwinLimit = 3000
)

// fits reports whether the keychain of the operating system takes a secret of so
// many bytes. Secret Service has no limit that a key could reach.
func fits(goos, account string, size int) bool {
	switch goos {
	case "windows":
		return size <= windowsLimit
	case "darwin":
		return len(Service)+len(account)+size <= darwinLimit
	default:
		return true
	}
}
