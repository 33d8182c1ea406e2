package guide

import "pleokeycheck/internal/check"

// solving is the part that solves a finding, by kind; a variant that takes
// another part stands as "kind/variant".
var solving = map[string]string{
	string(check.OK):      "result.hand-over",
	string(check.OKEmpty): "result.meaning",

	string(check.KeyMissing):                           "create.where",
	string(check.KeyMalformed):                         "request.key",
	string(check.KeyMalformed) + "/masked":             "create.copy",
	string(check.KeyMalformed) + "/cut-off":            "create.copy",
	string(check.KeyMalformed) + "/reference":          "create.copy",
	string(check.KeyIsLegacyToken):                     "create.where",
	string(check.KeyIsCompanyID):                       "request.key",
	string(check.CompanyMissing):                       "request.company",
	string(check.CompanyMalformed):                     "request.company",
	string(check.CompanyMalformed) + "/looks-like-key": "safe.leak",
	string(check.CompanyIsSample):                      "request.company",

	string(check.KeyRejected):                   "trouble.refused",
	string(check.KeyRejected) + "/web-page":     "trouble.network",
	string(check.KeyRejected) + "/this-request": "request.send",
	string(check.KeyExpiredOrRemoved):           "safe.rotation",
	string(check.WrongEnvironment):              "request.environment",
	string(check.ScopeMissing):                  "create.permissions",
	string(check.AccessDenied):                  "create.permissions",
	string(check.CompanyMismatch):               "request.company",
	string(check.CompanyUnconfirmed):            "request.company",
	string(check.NotFound):                      "request.send",
	string(check.RequestRefused):                "request.send",
	string(check.RequestRefused) + "/base-url":  "request.environment",
	string(check.RateLimited):                   "trouble.limit",
	string(check.PleoUnavailable):               "trouble.pleo",

	string(check.Redirected):       "trouble.network",
	string(check.NotPleo):          "trouble.network",
	string(check.UnexpectedAnswer): "trouble.answer",
	string(check.AnswerTooLarge):   "trouble.answer",
	string(check.AnswerCutOff):     "trouble.answer",

	string(check.Contradiction):                         "trouble.answer",
	string(check.Contradiction) + "/key-inactive":       "trouble.refused",
	string(check.Contradiction) + "/key-expired":        "trouble.refused",
	string(check.Contradiction) + "/company-refused":    "request.company",
	string(check.Contradiction) + "/company-not-found":  "request.company",
	string(check.Contradiction) + "/company-other":      "request.company",
	string(check.Contradiction) + "/other-organisation": "request.company",
	string(check.WrongKeyNotRefused):                    "trouble.network",

	string(check.DNSNotFound):       "trouble.network",
	string(check.DNSFailed):         "trouble.network",
	string(check.ConnectionRefused): "trouble.network",
	string(check.ConnectionReset):   "trouble.network",
	string(check.ConnectTimeout):    "trouble.network",
	string(check.AnswerTimeout):     "trouble.pleo",
	string(check.Offline):           "trouble.network",

	string(check.TLSUntrusted):   "trouble.secure",
	string(check.TLSWrongHost):   "trouble.secure",
	string(check.TLSExpired):     "trouble.clock",
	string(check.TLSNotYetValid): "trouble.clock",
	string(check.TLSFailed):      "trouble.secure",

	string(check.ProxyFailed): "trouble.proxy",
	string(check.ProxySignIn): "trouble.proxy",

	string(check.KeychainUnavailable):                              "trouble.keychain",
	string(check.KeychainLocked):                                   "trouble.keychain",
	string(check.KeychainDenied):                                   "trouble.keychain",
	string(check.KeychainTimeout):                                  "trouble.keychain",
	string(check.KeychainFailed):                                   "trouble.keychain",
	string(check.KeychainFailed) + "/" + check.VariantKeyGone:      "request.key",
	string(check.KeychainFailed) + "/" + check.VariantOtherAddress: "request.key",
	string(check.KeychainFailed) + "/" + check.VariantTooLarge:     "request.key",

	string(check.Cancelled): "request.send",
}

// For is the part of the guide that solves a finding; nowhere for a kind that
// is not known.
func For(f check.Finding) Anchor {
	if id, ok := solving[string(f.Kind)+"/"+f.Variant]; ok {
		return At(id)
	}
	return At(solving[string(f.Kind)])
}
