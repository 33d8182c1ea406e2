package keystore

import (
	"encoding/hex"
	"strings"
)

// accountsIn reads what security dump-keychain of macOS prints: for each item its
// class, and its attributes, one a line.
func accountsIn(dump, service string) (accounts []string) {
	for item := range strings.SplitSeq(dump, "\nkeychain: ") {
		if attribute(item, "svce") != service {
			continue
		}
		if account := attribute(item, "acct"); account != "" {
			accounts = append(accounts, account)
		}
	}
	return accounts
}

// attribute is the value of an attribute of an item: "text", or 0x and hexadecimal
// digits before it where the text is not plain.
func attribute(item, name string) string {
	_, value, found := strings.Cut(item, `"`+name+`"<blob>=`)
	if !found {
		return ""
	}
	value, _, _ = strings.Cut(value, "\n")
	if digits, ok := strings.CutPrefix(value, "0x"); ok {
		digits, _, _ = strings.Cut(digits, " ")
		text, _ := hex.DecodeString(digits)
		return string(text)
	}
	return strings.Trim(strings.TrimSpace(value), `"`)
}
