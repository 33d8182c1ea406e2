package connection

import "time"

// Connection is one saved connection: environment, company and the hint of a
// key. It holds no secret; the key itself is in the OS keychain, under
// Environment and ID.
type Connection struct {
	// ID is random and given by Store.Add; it never changes.
	ID   string `json:"id"`
	Name string `json:"name"`
	// Environment is one of those of package env.
	Environment string `json:"environment"`
	// BaseURL is set for the custom environment only.
	BaseURL     string `json:"baseURL,omitempty"`
	CompanyID   string `json:"companyId,omitempty"`
	CompanyName string `json:"companyName,omitempty"`
	// CompanyFromKey is true where a key named the company: no person entered its ID.
	CompanyFromKey bool `json:"companyFromKey,omitempty"`
	// KeyHint is the last four characters of the key, or empty.
	KeyHint string `json:"keyHint,omitempty"`
	// KeyKept is true where the key is in the keychain.
	KeyKept bool `json:"keyKept"`
	// KeyID is random, and another one each time a key takes this place: what was
	// found of a key is true only of the key that had this id when it was read.
	// Empty for a key that an earlier version saved.
	KeyID string `json:"keyId,omitempty"`
	Entered
	CreatedAt time.Time `json:"createdAt,omitzero"`
	// LastCheck is nil before the first check.
	LastCheck *Summary `json:"lastCheck,omitempty"`
	// Scopes are what the kept key was allowed when it was last accepted, sorted;
	// empty where that is not known.
	Scopes []string `json:"scopes,omitempty"`
	// Permissions are what trying every request with the kept key showed last; nil
	// before.
	Permissions *Permissions `json:"permissions,omitempty"`
	// ExpiryReminder is the last reminder of the expiry date.
	ExpiryReminder Reminder `json:"expiryTold,omitzero"`
	// OldKeys are earlier keys that may still be valid in Pleo, oldest first.
	OldKeys []OldKey `json:"oldKeys,omitempty"`
	// Leak is the list of what to do after a leak, where it was begun.
	Leak *Leak `json:"leak,omitempty"`
}

// Permissions are what trying every request with a key showed.
type Permissions struct {
	At time.Time `json:"at,omitzero"`
	// Scopes are what the key claimed then, sorted.
	Scopes []string `json:"scopes,omitempty"`
	Tried  []Tried  `json:"tried,omitempty"`
}

// Tried is what came of one request, in codes of package check.
type Tried struct {
	Operation string `json:"operation,omitempty"`
	Access    string `json:"access,omitempty"`
	Kind      string `json:"kind,omitempty"`
}

// Entered is what the person entered in the form and is kept with a connection,
// besides its company.
type Entered struct {
	Operation string `json:"operation,omitempty"`
	// ExpiresOn is a date as "2006-01-02", or empty.
	ExpiresOn string `json:"expiresOn,omitempty"`
}

// Reminder is a reminder that was given: for which date, and how near it was (a
// code of package expiry). A reminder for another date does not count.
type Reminder struct {
	ExpiresOn string `json:"expiresOn,omitempty"`
	Level     string `json:"level,omitempty"`
}

// OldKey is a key that was replaced: its last four characters, and the local
// date, "2006-01-02".
type OldKey struct {
	Hint       string `json:"hint,omitempty"`
	ReplacedOn string `json:"replacedOn,omitempty"`
}

// Leak is how far a person is with the list of what to do after a leak.
type Leak struct {
	// Since is the local date, "2006-01-02", on which the list was begun.
	Since string `json:"since,omitempty"`
	// Hint is that of the key that leaked: the connection may get another.
	Hint string `json:"hint,omitempty"`
	Done []Tick `json:"done,omitempty"`
}

// Tick says on which local date a step, by its code, was done.
type Tick struct {
	Step string `json:"step,omitempty"`
	On   string `json:"on,omitempty"`
}

// Summary is what the last check of a connection concluded.
type Summary struct {
	At time.Time `json:"at,omitzero"`
	// Verdict and Kind are codes of package check.
	Verdict string `json:"verdict,omitempty"`
	Kind    string `json:"kind,omitempty"`
	// DurationMs is in milliseconds.
	DurationMs int64 `json:"durationMs,omitempty"`
	// LastWorked is zero where the key never worked.
	LastWorked time.Time `json:"lastWorked,omitzero"`
}

// Record is one check in the history: one line of history.jsonl.
type Record struct {
	// ID is random and given by Append; empty in lines of earlier versions.
	ID string `json:"id,omitempty"`
	// ConnectionID is empty for a check of something that is not saved.
	ConnectionID string `json:"connectionId,omitempty"`
	Environment  string `json:"environment,omitempty"`
	CompanyID    string `json:"companyId,omitempty"`
	KeyHint      string `json:"keyHint,omitempty"`
	// KeyID is that of the connection when its key was read; empty in lines of
	// earlier versions.
	KeyID   string    `json:"keyId,omitempty"`
	At      time.Time `json:"at,omitzero"`
	Verdict string    `json:"verdict,omitempty"`
	Kind    string    `json:"kind,omitempty"`
	// DurationMs and the values of Timing are in milliseconds.
	DurationMs int64            `json:"durationMs,omitempty"`
	Timing     map[string]int64 `json:"timing,omitempty"`
	// Findings are the kinds of the steps' findings.
	Findings []string `json:"findings,omitempty"`
	// Scopes is how many permissions the key claimed, 0 where it named none.
	Scopes int `json:"scopes,omitempty"`
	// ScopeNames are these permissions, sorted; nil in lines of earlier versions.
	ScopeNames []string `json:"scopeNames,omitempty"`
	// Status is the HTTP status, 0 where there was no answer.
	Status    int    `json:"status,omitempty"`
	RequestID string `json:"requestId,omitempty"`
}

// Warning tells of something that was put right, or worked around, on the way.
type Warning struct {
	// File is the path of the file or directory concerned.
	File string
	// MovedTo is the path a broken file was renamed to; empty if it was not moved.
	MovedTo string
	// Reason is technical English, lower case.
	Reason string
}
