// Package check runs the steps of a check of one Standalone API Key and turns
// every outcome into a finding and a verdict.
//
// It owns the cleaning of what a person typed or pasted, the order of the
// steps, the classification of errors, and the rules by which steps become a
// verdict. Green needs proof: whatever could not be told is not Working.
//
// It never shows anything, never touches the disk or the keychain, never
// repeats a request on its own account, and sends the key to one host only. A
// Result holds nothing secret: whatever a server said was scrubbed of every
// form of the key before it was kept.
package check
