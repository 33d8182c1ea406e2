package check

import (
	"time"

	"pleokeycheck/pleoclient"
)

// Verdict is what a check as a whole concluded.
type Verdict string

// The verdicts. Green (Working) needs proof; whatever could not be told is
// Inconclusive, never Working.
const (
	Working      Verdict = "working"      // accepted, company confirmed, request answered as documented
	Limited      Verdict = "limited"      // accepted, but a permission is missing or the company is not confirmed
	Failed       Verdict = "failed"       // refused, or the input is wrong
	Inconclusive Verdict = "inconclusive" // the check could not tell
	Stopped      Verdict = "cancelled"    // by the person
)

// Status is how one step ended.
type Status string

// The statuses of a step. Running is only ever seen while a check runs, never
// in a finished Result.
const (
	Passed     Status = "passed"
	StepFailed Status = "failed"
	Warned     Status = "warned"
	Skipped    Status = "skipped"
	Running    Status = "running"
)

// StepName names a step of a check.
type StepName string

// The steps, in the order in which they run.
const (
	StepInput    StepName = "input"
	StepConnect  StepName = "connect"
	StepIdentity StepName = "identity"
	StepCompany  StepName = "company"
	StepRequest  StepName = "request"
)

// StepNames lists the steps in the order in which they run.
func StepNames() []StepName {
	return []StepName{StepInput, StepConnect, StepIdentity, StepCompany, StepRequest}
}

// Finding is what a step concluded: a kind, the facts of the case, and nothing
// that is secret. Its words live in the catalogue (internal/message), keyed by
// Kind and, where a kind needs different words in different cases, Variant.
type Finding struct {
	Kind Kind
	// Variant tells cases of one kind apart for the wording, for example
	// "email" under key-malformed. Empty for the usual words.
	Variant string
	// Facts fill the placeholders of the words. See the Fact constants.
	Facts map[string]string
	// Detail is technical English for IT and support; already scrubbed.
	Detail string
	// HTTPStatus is the status of the answer, 0 if there was none.
	HTTPStatus int
	// RequestID is Pleo's id of the request, empty if there was none.
	RequestID string
	// RetryAfter is how long the server asks to wait, 0 if it did not say.
	RetryAfter time.Duration
}

// Names of facts, as they stand in the placeholders of the catalogue.
const (
	FactEnvironment      = "Environment"      // of package env: the catalogue has its words
	FactOtherEnvironment = "OtherEnvironment" // the other of staging and production
	FactHost             = "Host"             // host, with the port where it is not 443
	FactScope            = "Scope"            // scope that is missing, e.g. "users:read"
	FactOperation        = "Operation"        // name in the catalogue of operations
	FactCompany          = "Company"          // name of the company, or its id where the name is not known
	FactCompanyID        = "CompanyID"        // id that was entered
	FactKeyCompanyID     = "KeyCompanyID"     // id of the company the key belongs to, or that an answer is about
	FactStatus           = "Status"           // HTTP status, digits
	FactWait             = "Wait"             // seconds to wait, digits
	FactIssuer           = "Issuer"           // who issued the certificate
	FactProxy            = "Proxy"            // host and port of the proxy, without credentials
	FactVariable         = "Variable"         // variable of the environment that names the proxy
	FactPhase            = "Phase"            // phase that timed out: "name", "connect", "tls", "wait", "download"
	FactLimit            = "Limit"            // the limit that was reached: "20 s", "10 MiB"
	FactLastWorked       = "LastWorked"       // when the key last worked, RFC 3339
	FactClock            = "Clock"            // how far this computer's clock is off, e.g. "3h0m0s"; sign: + is ahead
	FactCount            = "Count"            // rows in the answer, digits
	FactTotal            = "Total"            // rows in all, digits, where the answer says that there are more
	FactScoped           = "Scoped"           // set where the test request named the company
	FactDeep             = "Deep"             // set where a deliberately wrong key was refused
	FactOrganisation     = "Organisation"     // set where the key is an organisation's, so that it reaches several companies
	FactInsteadOf        = "InsteadOf"        // operation that gave way to the one that was requested, for the key may not do it
	FactSubject          = "Subject"          // whom the certificate names
	FactValidFrom        = "ValidFrom"        // first day of the certificate, RFC 3339
	FactValidUntil       = "ValidUntil"       // last day of the certificate, RFC 3339
	FactToday            = "Today"            // the date of this computer, RFC 3339
	FactCharacter        = "Character"        // a character that only looks like another, with its code point
	FactNamed            = "Named"            // set where Pleo named the key, or the product that it was made for
	FactFromKey          = "FromKey"          // set where the key named the company, so that it was compared with nothing
	FactReason           = "Reason"           // the server's own word for what is wrong, e.g. the type of an error, "ACCESS_DENIED"
)

// Step is one line of the receipt.
type Step struct {
	Name     StepName
	Status   Status
	Duration time.Duration
	// Finding is what the step concluded. Kind OK for a passed step; the zero
	// Finding for a step that was skipped or still runs.
	Finding Finding
}

// Identity is what Pleo says of the key (GET /v1/introspect).
type Identity struct {
	AuthMethod      string
	ApplicationName string
	// Subject is "company", "organisation" or empty where Pleo did not say.
	Subject   string
	SubjectID string
	Scopes    []string
}

// Company is the company that was checked.
type Company struct {
	ID string
	// Name is empty where the key may not read companies.
	Name string
	// Confirmed is true where the key was proven to reach this company.
	Confirmed bool
}

// Access is what trying an operation showed.
type Access string

// The kinds of access.
const (
	Allowed   Access = "allowed"
	Denied    Access = "denied"
	Unknown   Access = "unknown"
	NotTested Access = "not-tested"
)

// Permission is the outcome of trying one operation, or a scope that the key
// claims and that no reading operation needs.
type Permission struct {
	// Operation is empty for a scope that was only claimed.
	Operation string
	Scope     string
	// Claimed is true where introspection lists the scope.
	Claimed bool
	// Write is true for a scope to change something. It is never tried: this
	// app only reads.
	Write  bool
	Access Access
	// Status is the HTTP status, 0 if there was no answer.
	Status  int
	Finding Finding
}

// Result is a finished check. It is immutable and holds no secret.
type Result struct {
	StartedAt   time.Time
	Duration    time.Duration
	Environment string // one of those of package env
	BaseURL     string
	CompanyID   string // as cleaned, or as the key named it; empty if what was entered was no company ID
	// CompanyFromKey is true where the key named the company, so that it was
	// compared with nothing that a person was given.
	CompanyFromKey bool
	KeyHint        string
	ExpiresOn      string // as the input had it
	Operation      string // operation that was requested, or would have been
	Verdict        Verdict
	// Accepted is true where Pleo itself proved that it knows the key, whatever
	// the verdict: an answer 200 of the documented shape.
	Accepted bool
	// Deep is what a deliberately wrong key showed, where that was asked for.
	Deep     DeepCheck
	Finding  Finding // the headline: that of the step that decided
	Steps    []Step
	Identity *Identity
	Company  *Company
	// Choices are the companies that the key reaches, where one has to be chosen.
	Choices []Company
	// ChoicesPartial is true where Pleo did not give the whole list, or it is
	// longer than is listed here.
	ChoicesPartial bool
	Permissions    []Permission
	Exchanges      []*pleoclient.Exchange
	// Answer is the exchange to show first: that of the test request, or of
	// the step that decided. Nil if nothing was sent.
	Answer *pleoclient.Exchange
}
