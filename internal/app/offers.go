package app

import (
	"slices"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/pleoclient"
)

// OfferKind is something that would solve what was found.
type OfferKind int

// The offers.
const (
	UseKeysCompany OfferKind = iota
	TryOtherEnvironment
	CheckThere
	SwapFields
	FindFromKey
	ReplaceKept
	UseOtherTest
	TryAgain
	CheckDeeper
	SendAsIs
)

// Offer is one offer, with what it needs.
type Offer struct {
	Kind        OfferKind
	CompanyID   string    // of UseKeysCompany
	OneEmpty    bool      // of SwapFields: one of the two fields is empty
	Environment string    // of TryOtherEnvironment and CheckThere
	Operation   string    // of UseOtherTest
	NotBefore   time.Time // of TryAgain; zero for at once
}

// Wait is how many whole seconds are left until the offer can be taken.
func (o Offer) Wait(now time.Time) int {
	if left := o.NotBefore.Sub(now); left > 0 {
		return int((left + time.Second - 1) / time.Second)
	}
	return 0
}

// offersFor lists what would solve the finding of a check of the form.
func (c *CheckPart) offersFor(f Form, r *check.Result) []Offer {
	var offers []Offer
	switch r.Finding.Kind {
	case check.CompanyMismatch:
		if id := r.Finding.Facts[check.FactKeyCompanyID]; id != "" {
			offers = append(offers, Offer{Kind: UseKeysCompany, CompanyID: id})
		}
	case check.CompanyMissing, check.CompanyIsSample, check.CompanyMalformed:
		if r.Finding.Variant == check.VariantLooksLikeKey {
			return []Offer{{Kind: SwapFields, OneEmpty: f.Key.Empty()}}
		}
		return []Offer{{Kind: FindFromKey}}
	case check.KeyMissing:
		if company := check.CleanCompanyID(f.CompanyID); company.Problem != nil && company.Problem.Variant == check.VariantLooksLikeKey {
			return []Offer{{Kind: SwapFields, OneEmpty: true}}
		}
	case check.KeyMalformed:
		if r.Finding.Variant == check.VariantCoded {
			offers = append(offers, Offer{Kind: SendAsIs})
		}
	case check.KeyIsCompanyID:
		offers = append(offers, Offer{Kind: SwapFields, OneEmpty: strings.TrimSpace(f.CompanyID) == ""})
	case check.KeyRejected, check.KeyExpiredOrRemoved:
		if other, ok := env.Other(r.Environment); ok && r.Finding.Variant == "" {
			offers = append(offers, Offer{Kind: TryOtherEnvironment, Environment: other})
		}
		if c.state.Key.Source != Typed {
			offers = append(offers, Offer{Kind: ReplaceKept})
		}
	case check.ScopeMissing, check.AccessDenied:
		if op := allowedTest(r); op != "" {
			offers = append(offers, Offer{Kind: UseOtherTest, Operation: op})
		}
	case check.CompanyUntold: // asking again gives the same
		return nil
	case check.KeychainFailed:
		if c.state.Key.Source == Kept {
			offers = append(offers, Offer{Kind: ReplaceKept})
		}
	}
	if r.Verdict == check.Inconclusive {
		again := Offer{Kind: TryAgain}
		if r.Deep == check.DeepFailed || r.Deep == check.DeepUnknown {
			again.Kind = CheckDeeper // without the wrong key it would seem to work again
		}
		if r.Finding.RetryAfter > 0 {
			again.NotBefore = c.d.Now().Add(r.Finding.RetryAfter)
		}
		offers = append(offers, again)
	}
	if worthDeeper(r) {
		offers = append(offers, Offer{Kind: CheckDeeper})
	}
	return offers
}

// allowedTest is a test request that the key may do by its own account, other
// than the one that it may not; "" where it names no permissions.
func allowedTest(r *check.Result) string {
	if r.Identity == nil {
		return ""
	}
	for _, op := range pleoclient.Operations() {
		if op.Name != r.Operation && op.Scope != "" && op.NeedsOnlyCompany() && op.CoveredBy(r.Identity.Scopes) {
			return op.Name
		}
	}
	return ""
}

// worthDeeper reports whether the proof of an accepted key rests on less than
// Pleo's own word over a direct, secure connection.
func worthDeeper(r *check.Result) bool {
	if !r.Accepted || r.Deep != "" || r.Environment == env.Demo || len(r.Exchanges) == 0 {
		return false
	}
	return r.Identity == nil || r.Environment == env.Custom || r.Exchanges[0].Proxy != ""
}

// offered reports whether there is an offer of this kind.
func (s *State) offered(kind OfferKind) bool {
	return slices.ContainsFunc(s.Offers, func(o Offer) bool { return o.Kind == kind })
}

// withdraw takes an offer back.
func (s *State) withdraw(kind OfferKind) {
	s.Offers = slices.DeleteFunc(slices.Clone(s.Offers), func(o Offer) bool { return o.Kind == kind })
}

// tick shows the state again each second while an offer has to wait.
func (c *CheckPart) tick() {
	if c.stopTick != nil {
		c.stopTick()
		c.stopTick = nil
	}
	c.state.Now = c.d.Now()
	for _, o := range c.state.Offers {
		if o.Wait(c.state.Now) == 0 {
			continue
		}
		part := o.NotBefore.Sub(c.state.Now) % time.Second
		c.stopTick = c.d.After(part+time.Millisecond, func() {
			c.tick()
			c.show()
		})
		return
	}
}
