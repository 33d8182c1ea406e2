package check

import "slices"

// Kind is the stable code of a finding. It never changes once released:
// reports, the JSON output and the catalogue of texts are keyed by it.
type Kind string

// The kinds of findings, grouped by where they arise.
const (
	// OK and OKEmpty: proven to work, with and without rows.
	OK      Kind = "ok"
	OKEmpty Kind = "ok-empty"

	// What was typed or pasted.
	KeyMissing       Kind = "key-missing"
	KeyMalformed     Kind = "key-malformed"
	KeyIsLegacyToken Kind = "key-is-legacy-token"
	KeyIsCompanyID   Kind = "key-is-company-id"
	CompanyMissing   Kind = "company-missing"
	CompanyMalformed Kind = "company-malformed"
	CompanyIsSample  Kind = "company-is-sample"

	// What Pleo said of the key.
	KeyRejected         Kind = "key-rejected"
	KeyExpiredOrRemoved Kind = "key-expired-or-removed"
	WrongEnvironment    Kind = "wrong-environment"
	ScopeMissing        Kind = "scope-missing"
	AccessDenied        Kind = "access-denied"
	CompanyMismatch     Kind = "company-mismatch"
	CompanyUnconfirmed  Kind = "company-unconfirmed"
	NotFound            Kind = "not-found"
	RequestRefused      Kind = "request-refused"
	// CompanyUntold: no company ID was entered, and the key did not name one.
	CompanyUntold   Kind = "company-untold"
	RateLimited     Kind = "rate-limited"
	PleoUnavailable Kind = "pleo-unavailable"

	// Answers that are not what Pleo documents.
	Redirected       Kind = "redirected"
	NotPleo          Kind = "not-pleo"
	UnexpectedAnswer Kind = "unexpected-answer"
	AnswerTooLarge   Kind = "answer-too-large"
	AnswerCutOff     Kind = "answer-cut-off"
	// Contradiction: two statements that cannot both be true. Its variants say
	// which, see contradiction.go.
	Contradiction Kind = "contradiction"
	// WrongKeyNotRefused: a deliberately wrong key did not get the answer that
	// it must get, so that a good answer proves nothing.
	WrongKeyNotRefused Kind = "wrong-key-not-refused"

	// The network on the way.
	DNSNotFound       Kind = "dns-not-found"
	DNSFailed         Kind = "dns-failed"
	ConnectionRefused Kind = "connection-refused"
	ConnectionReset   Kind = "connection-reset"
	ConnectTimeout    Kind = "connect-timeout"
	AnswerTimeout     Kind = "answer-timeout"
	Offline           Kind = "offline"

	// The secure connection.
	TLSUntrusted   Kind = "tls-untrusted"
	TLSWrongHost   Kind = "tls-wrong-host"
	TLSExpired     Kind = "tls-expired"
	TLSNotYetValid Kind = "tls-not-yet-valid"
	TLSFailed      Kind = "tls-failed"

	// The proxy.
	ProxyFailed Kind = "proxy-failed"
	ProxySignIn Kind = "proxy-sign-in"

	// The keychain of this computer.
	KeychainUnavailable Kind = "keychain-unavailable"
	KeychainLocked      Kind = "keychain-locked"
	KeychainDenied      Kind = "keychain-denied"
	KeychainTimeout     Kind = "keychain-timeout"
	KeychainFailed      Kind = "keychain-failed"

	// The person.
	Cancelled Kind = "cancelled"
)

// Variants of KeychainFailed, which the keychain's owner sets.
const (
	VariantKeyGone      = "key-gone"      // the keychain holds no key of this connection
	VariantOtherAddress = "other-address" // the keychain holds no key for this address of the connection
	VariantTooLarge     = "too-large"     // the key is longer than the keychain takes
	VariantDiffers      = "differs"       // what was read back is not what was written
)

// Variants of KeychainUnavailable: the keychain is there, and has no place yet to
// keep a key in.
const (
	VariantNoWallet  = "no-wallet"  // KDE Wallet has no wallet
	VariantNoGroup   = "no-group"   // KeePassXC shows no group to other programs
	VariantNoKeyring = "no-keyring" // any other
)

// kindsByVerdict are all kinds, in the order of the groups above, by what they make
// of a check that they decide. Those of Limited need an accepted key, see decide.
var kindsByVerdict = []struct {
	verdict Verdict
	kinds   []Kind
}{
	{Working, []Kind{OK, OKEmpty}},
	{Failed, []Kind{
		KeyMissing, KeyMalformed, KeyIsLegacyToken, KeyIsCompanyID, CompanyMissing, CompanyMalformed, CompanyIsSample,
		KeyRejected, KeyExpiredOrRemoved, WrongEnvironment,
	}},
	{Limited, []Kind{ScopeMissing, AccessDenied}},
	{Failed, []Kind{CompanyMismatch}},
	{Limited, []Kind{CompanyUnconfirmed, NotFound, RequestRefused}},
	{Inconclusive, []Kind{
		CompanyUntold, RateLimited, PleoUnavailable,
		Redirected, NotPleo, UnexpectedAnswer, AnswerTooLarge, AnswerCutOff, Contradiction, WrongKeyNotRefused,
		DNSNotFound, DNSFailed, ConnectionRefused, ConnectionReset, ConnectTimeout, AnswerTimeout, Offline,
		TLSUntrusted, TLSWrongHost, TLSExpired, TLSNotYetValid, TLSFailed, ProxyFailed, ProxySignIn,
		KeychainUnavailable, KeychainLocked, KeychainDenied, KeychainTimeout, KeychainFailed,
	}},
	{Stopped, []Kind{Cancelled}},
}

// Kinds lists every kind, in the order of the groups above.
func Kinds() []Kind {
	var all []Kind
	for _, g := range kindsByVerdict {
		all = append(all, g.kinds...)
	}
	return all
}

// verdictOf is what a kind makes of a check that it decides; "" for what is no
// kind.
func verdictOf(kind Kind) Verdict {
	for _, g := range kindsByVerdict {
		if slices.Contains(g.kinds, kind) {
			return g.verdict
		}
	}
	return ""
}
