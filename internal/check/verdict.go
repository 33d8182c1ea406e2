package check

// limits reports whether an accepted key may meet this and still be a working key.
func limits(k Kind) bool { return verdictOf(k) == Limited }

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
	verdict := verdictOf(s.Finding.Kind)
	switch {
	case verdict == "":
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
