package guide

import "strings"

// The steps, in order. The last two are no steps of the way: they are there to
// be looked up.
const (
	Before  = "before"  // what has to be there first
	Create  = "create"  // making the key in Pleo
	Request = "request" // the first request: the form itself
	Result  = "result"  // what the answer means, and handing over
	Next    = "next"    // what comes after
	Trouble = "trouble" // when something is in the way
	Safe    = "safe"    // keeping the key safe
)

// Pleo's pages that parts lead to, by the ids of their words.
const (
	pageWorkflow   = "ui.guide.workflow"
	pageAccess     = "ui.guide.access"
	pageGenerate   = "ui.guide.generate"
	pageScopes     = "ui.guide.scopes"
	pageDesign     = "ui.guide.design"
	pageExperience = "ui.guide.experience"
	pageSecurity   = "ui.guide.security"
	pageOAuth      = "ui.guide.oauth"
	pagePostman    = "ui.guide.oauth-postman"
)

// Anchor is a place in the guide: a step, or a part of it. The zero Anchor is
// nowhere.
type Anchor struct{ Step, Part string }

// At is the anchor of an id as ID gives it.
func At(id string) Anchor {
	step, part, _ := strings.Cut(id, ".")
	return Anchor{step, part}
}

// ID names the anchor: "create.expiry", or "create" for the whole step.
func (a Anchor) ID() string {
	if a.Part == "" {
		return a.Step
	}
	return a.Step + "." + a.Part
}

// Part is one thing to know or to do. Its words are guide.<step>.<part>.title
// and .text.
type Part struct {
	ID string
	// Tick is true where only the person knows whether it is done.
	Tick bool
	// Clicks is true where the words are preceded by where to click in Pleo.
	Clicks bool
	// Pages are Pleo's pages about it, by the ids of their words.
	Pages []string
}

// Step is a section of the guide. Its words are guide.<step>.title and .intro.
type Step struct {
	ID string
	// Number is its place on the way, from 1; 0 for what is only looked up.
	Number int
	Parts  []Part
}

// Steps lists the guide in its order.
func Steps() []Step {
	return []Step{
		{Before, 1, []Part{
			{ID: "web-app", Tick: true, Pages: []string{pageAccess}},
			{ID: "role", Tick: true},
			{ID: "api-keys", Tick: true},
		}},
		{Create, 2, []Part{
			{ID: "where", Clicks: true, Pages: []string{pageGenerate}},
			{ID: "integrated"},
			{ID: "name"},
			{ID: "expiry"},
			{ID: "access-level"},
			{ID: "permissions", Pages: []string{pageScopes}},
			{ID: "copy"},
		}},
		{Request, 3, []Part{
			{ID: "environment"},
			{ID: "key"},
			{ID: "company"},
			{ID: "send", Pages: []string{pageWorkflow}},
		}},
		{Result, 4, []Part{
			{ID: "meaning"},
			{ID: "hand-over"},
		}},
		{Next, 5, []Part{
			{ID: "endpoints", Tick: true, Pages: []string{pageScopes}},
			{ID: "installation", Tick: true, Pages: []string{pageDesign}},
			{ID: "customers", Tick: true, Pages: []string{pageOAuth, pagePostman}},
			{ID: "reading", Tick: true, Pages: []string{pageDesign, pageExperience, pageSecurity}},
		}},
		{Trouble, 0, []Part{
			{ID: "refused"},
			{ID: "network"},
			{ID: "secure"},
			{ID: "clock"},
			{ID: "proxy"},
			{ID: "answer"},
			{ID: "pleo"},
			{ID: "limit"},
			{ID: "keychain"},
		}},
		{Safe, 0, []Part{
			{ID: "store"},
			{ID: "share"},
			{ID: "code"},
			{ID: "staging"},
			{ID: "least", Pages: []string{pageScopes}},
			{ID: "keychain"},
			{ID: "data"},
			{ID: "clipboard"},
			{ID: "screen"},
			{ID: "expiry"},
			{ID: "rotation"},
			{ID: "unused"},
			{ID: "leak", Pages: []string{pageSecurity}},
		}},
	}
}

// StepOf is the step with this id, or false.
func StepOf(id string) (Step, bool) {
	for _, s := range Steps() {
		if s.ID == id {
			return s, true
		}
	}
	return Step{}, false
}

// Exists reports whether an anchor is somewhere in the guide.
func (a Anchor) Exists() bool {
	s, ok := StepOf(a.Step)
	if !ok || a.Part == "" {
		return ok
	}
	for _, p := range s.Parts {
		if p.ID == a.Part {
			return true
		}
	}
	return false
}

// Texts lists the ids of the words of all steps and parts, without the family
// "guide".
func Texts() []string {
	var ids []string
	for _, s := range Steps() {
		ids = append(ids, s.ID+".title", s.ID+".intro")
		for _, p := range s.Parts {
			ids = append(ids, s.ID+"."+p.ID+".title", s.ID+"."+p.ID+".text")
		}
	}
	return ids
}
