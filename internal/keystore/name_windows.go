package keystore

// FixedName is the keychain that every system of this kind has.
const FixedName = CredentialManager

// AskName is FixedName.
func AskName() Name { return FixedName }
