package check

// verdicts is what each kind makes of a check that it decides. A kind of the
// group Limited needs an accepted key, see decide.
var verdicts = map[Kind]Verdict{
	OK: Working, OKEmpty: Working,

	KeyMissing: Failed, KeyMalformed: Failed, KeyIsLegacyToken: Failed, KeyIsCompanyID: Failed,
	CompanyMissing: Failed, CompanyMalformed: Failed, CompanyIsSample: Failed,
	KeyRejected: Failed, KeyExpiredOrRemoved: Failed, WrongEnvironment: Failed, CompanyMismatch: Failed,

	ScopeMissing: Limited, AccessDenied: Limited, CompanyUnconfirmed: Limited, NotFound: Limited, RequestRefused: Limited,

	RateLimited: Inconclusive, PleoUnavailable: Inconclusive,
	Redirected: Inconclusive, NotPleo: Inconclusive, UnexpectedAnswer: Inconclusive,
	AnswerTooLarge: Inconclusive, AnswerCutOff: Inconclusive, Contradiction: Inconclusive, WrongKeyNotRefused: Inconclusive,
	DNSNotFound: Inconclusive, DNSFailed: Inconclusive, ConnectionRefused: Inconclusive, ConnectionReset: Inconclusive,
	ConnectTimeout: Inconclusive, AnswerTimeout: Inconclusive, Offline: Inconclusive,
	TLSUntrusted: Inconclusive, TLSWrongHost: Inconclusive, TLSExpired: Inconclusive, TLSNotYetValid: Inconclusive, TLSFailed: Inconclusive,
	ProxyFailed: Inconclusive, ProxySignIn: Inconclusive,
	KeychainUnavailable: Inconclusive, KeychainLocked: Inconclusive, KeychainDenied: Inconclusive,
	KeychainTimeout: Inconclusive, KeychainFailed: Inconclusive,

	Cancelled: Stopped,
}

// limits is true for what an accepted key may meet and still be a working key.
func limits(k Kind) bool { return verdicts[k] == Limited }

// decide turns the steps into a verdict and the finding to put above
// everything: that of the first step that failed, else of the first step that
// limits, else of the request.
func decide(steps []Step, accepted bool) (Verdict, Finding) {
	by := map[StepName]Step{}
	for _, s := range steps {
		by[s.Name] = s
		if s.Finding.Kind == Cancelled {
			return Stopped, s.Finding
		}
	}
	for _, s := range steps {
		if s.Status == StepFailed {
			return ofFailure(s, accepted), s.Finding
		}
	}
	// A server that does not describe keys limits nothing by itself.
	for _, name := range []StepName{StepCompany, StepRequest} {
		if s := by[name]; s.Status == Warned {
			if !accepted {
				return Inconclusive, s.Finding
			}
			return Limited, s.Finding
		}
	}
	request := by[StepRequest]
	if accepted && by[StepCompany].Status == Passed && request.Status == Passed {
		return Working, request.Finding
	}
	return Inconclusive, request.Finding
}

// ofFailure is the verdict of the step that failed.
func ofFailure(s Step, accepted bool) Verdict {
	verdict, known := verdicts[s.Finding.Kind]
	switch {
	case !known:
		return Inconclusive
	case verdict != Limited:
		return verdict
	case s.Name == StepInput:
		return Failed // refused here: what was asked for cannot be sent
	case accepted:
		return Limited
	case s.Finding.Kind == AccessDenied || s.Finding.Kind == ScopeMissing:
		return Failed // refused, and nothing showed that the key is known
	}
	return Inconclusive
}
