package guide

import (
	"cmp"
	"slices"

	"pleokeycheck/internal/check"
)

// solves are the kinds of findings that a part of the guide solves; a variant that
// takes another part stands as "kind/variant".
var solves = map[string][]check.Kind{
	"result.hand-over": {check.OK},
	"result.meaning":   {check.OKEmpty},
	"create.where":     {check.KeyMissing, check.KeyIsLegacyToken},
	"request.key": {
		check.KeyMalformed, check.KeyIsCompanyID, check.KeychainFailed + "/" + check.VariantKeyGone,
		check.KeychainFailed + "/" + check.VariantOtherAddress, check.KeychainFailed + "/" + check.VariantTooLarge,
	},
	"create.copy": {check.KeyMalformed + "/masked", check.KeyMalformed + "/cut-off", check.KeyMalformed + "/reference"},
	"request.company": {
		check.CompanyMissing, check.CompanyMalformed, check.CompanyIsSample, check.CompanyMismatch, check.CompanyUnconfirmed, check.CompanyUntold,
		check.Contradiction + "/company-refused", check.Contradiction + "/company-not-found",
		check.Contradiction + "/company-other", check.Contradiction + "/other-organisation",
	},
	"safe.leak":       {check.CompanyMalformed + "/looks-like-key"},
	"trouble.refused": {check.KeyRejected, check.Contradiction + "/key-inactive", check.Contradiction + "/key-expired"},
	"trouble.network": {
		check.KeyRejected + "/web-page", check.Redirected, check.NotPleo, check.WrongKeyNotRefused, check.DNSNotFound,
		check.DNSFailed, check.ConnectionRefused, check.ConnectionReset, check.ConnectTimeout, check.Offline,
	},
	"request.send":        {check.KeyRejected + "/this-request", check.NotFound, check.RequestRefused, check.Cancelled},
	"safe.rotation":       {check.KeyExpiredOrRemoved},
	"request.environment": {check.WrongEnvironment, check.RequestRefused + "/base-url"},
	"create.permissions":  {check.ScopeMissing, check.AccessDenied},
	"trouble.limit":       {check.RateLimited},
	"trouble.pleo":        {check.PleoUnavailable, check.AnswerTimeout},
	"trouble.answer":      {check.UnexpectedAnswer, check.AnswerTooLarge, check.AnswerCutOff, check.Contradiction},
	"trouble.secure":      {check.TLSUntrusted, check.TLSWrongHost, check.TLSFailed},
	"trouble.clock":       {check.TLSExpired, check.TLSNotYetValid},
	"trouble.proxy":       {check.ProxyFailed, check.ProxySignIn},
	"trouble.keychain":    {check.KeychainUnavailable, check.KeychainLocked, check.KeychainDenied, check.KeychainTimeout, check.KeychainFailed},
}

// For is the part of the guide that solves a finding; nowhere for a kind that
// is not known.
func For(f check.Finding) Anchor {
	return At(cmp.Or(solving(f.Kind+"/"+check.Kind(f.Variant)), solving(f.Kind)))
}

// solving is the part for a kind, or "".
func solving(kind check.Kind) string {
	for part, kinds := range solves {
		if slices.Contains(kinds, kind) {
			return part
		}
	}
	return ""
}
