package app

import (
	"slices"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/history"
	"pleokeycheck/pleoclient"
)

// View is what stands beside the list of connections.
type View string

// The views. The empty one is the form with the answer to its check.
const (
	ViewCheck   View = ""
	ViewLeak    View = "leak"
	ViewHistory View = "history" // the checks of every connection
	ViewAll     View = "all"     // all connections at once
)

// State is everything that the screen shows, each piece owned by a part of the
// controller. Screens get a copy and must not change what its slices and pointers
// lead to.
type State struct {
	View View
	// Now is the time for which waits and expiry dates are shown.
	Now     time.Time
	Notices []Notice

	ConnectionsState
	FormState
	CheckState
	SavingState
	AnswerState
	SettingsState
	// Past is every check that is known of; nil until it was read.
	Past    *history.Past
	All     All
	Sharing Sharing
	Folders Folders
	// Leak is the list of what to do after a leak, for ViewLeak.
	Leak    LeakList
	Guide   Guide
	Erasing Erasing
}

// ConnectionsState is the saved connections.
type ConnectionsState struct {
	Connections []connection.Connection
	// Selected is the id of the connection in the form; empty: a new one.
	Selected string
	// InMemory are the ids of those whose key is held in the memory of this run.
	InMemory []string
}

// FormState is what the form shows.
type FormState struct {
	Environments []string
	Environment  string
	// CustomURL is the address of the custom server, where there is one.
	CustomURL string
	Key       KeyState
	FormNotes
	// ClipboardHolds is true while what was pasted may still be in the
	// clipboard; Clipboard tells what became of the offer to clear it.
	ClipboardHolds bool
	Clipboard      Note
	Fill           Fill
}

// FormNotes are what is said of the fields; they go with the answer.
type FormNotes struct {
	KeyNote, CompanyNote Note
	// KeyProblem and CompanyProblem are what is wrong with a field, nil if
	// nothing is known to be.
	KeyProblem, CompanyProblem *check.Finding
	// EnvironmentMissing is true where a check was asked for before an environment
	// was chosen.
	EnvironmentMissing bool
	// ParamProblems are what is wrong with parameters of the test request, by
	// name.
	ParamProblems map[string]*pleoclient.ParamError
	// Choices are companies to choose from, where the key reaches several;
	// ChoicesPartial is true where there may be more.
	Choices        []check.Company
	ChoicesPartial bool
}

// CheckState is the check that runs, or the last one.
type CheckState struct {
	Activity Activity
	Steps    []check.Step
	Result   *check.Result
	Offers   []Offer
	// Outdated is true where the form is about another key or company by now: the
	// result is of what was checked.
	Outdated bool
}

// SavingState is what became of the checked key, and the guided replacement of
// the selected connection's.
type SavingState struct {
	Saving   Saving
	Rotation Rotation
}

// AnswerState is the answer and what was added to it.
type AnswerState struct {
	Answer Answer
	// Pages is where the answer stands among its pages.
	Pages       Pages
	Permissions Permissions
}

// SettingsState is what is kept between starts.
type SettingsState struct {
	// Marks are what the person ticked, read or put away; see Marked.
	Marks []string
	// Quiet is true after a reminder was put away, until something else is done.
	Quiet bool
}

// Selection is the selected connection, or false for a new one.
func (s State) Selection() (connection.Connection, bool) { return s.connection(s.Selected) }

// EnvironmentFixed is true while a saved connection is in the form: its key is
// bound to that environment.
func (s State) EnvironmentFixed() bool { return s.Selected != "" }

// HasKey reports whether the key of a connection is kept or held, so that it can be
// checked. What was known of a key that is gone is not said of the connection.
func (s State) HasKey(con connection.Connection) bool {
	return con.KeyKept || slices.Contains(s.InMemory, con.ID)
}

// Alike are the ids of the connections that their name and environment do not tell
// apart from another.
func Alike(all []connection.Connection) map[string]bool {
	type told struct{ name, environment string }
	count, alike := map[told]int{}, map[string]bool{}
	for _, con := range all {
		count[told{con.Name, con.Environment}]++
	}
	for _, con := range all {
		if count[told{con.Name, con.Environment}] > 1 {
			alike[con.ID] = true
		}
	}
	return alike
}

// KeepByDefault reports whether a key that works is kept unless the person says
// otherwise. One of the demo is not: the keychain is a real one.
func (s State) KeepByDefault() bool { return s.Environment != env.Demo }

// AnswerStays is true while what the last check said is on the screen: nothing
// runs, or only what adds to it.
func (s State) AnswerStays() bool {
	return s.Activity == Idle || s.Activity == CheckingPermissions || s.Activity == TurningPage
}

// connection finds a connection of the list.
func (s State) connection(id string) (connection.Connection, bool) {
	for _, c := range s.Connections {
		if c.ID == id && id != "" {
			return c, true
		}
	}
	return connection.Connection{}, false
}

// KeySource tells where the key of the form comes from.
type KeySource int

// The sources of a key.
const (
	Typed   KeySource = iota // the field
	Kept                     // the keychain
	Session                  // the memory of this run
)

// KeyState is what the key field shows.
type KeyState struct {
	Source KeySource
	Hint   string
	// Replacing is true while a new key is typed over one that is kept.
	Replacing bool
}

// Note is a short remark below a field: the id of a text and its facts, or
// codes of what cleaning removed.
type Note struct {
	ID      string
	Facts   map[string]string
	Cleaned []string
	// Command tells what was taken from a pasted command; nil for no command.
	Command *CommandNote
	// KeyInside is true where the pasted text holds a key that TakeKeyInside
	// would use.
	KeyInside bool
}

// CommandNote is what a pasted cURL command said, and what it did not say clearly.
type CommandNote struct{ Key, Company, Environment bool }

// Activity is what runs now.
type Activity int

// The activities.
const (
	Idle Activity = iota
	ReadingKeychain
	Checking
	FindingCompany
	TryingOther
	CheckingOldKey
	CheckingPermissions // the verdict and the answer stay
	TurningPage         // the verdict and the answer stay
)

// SavingStatus is what became of the key.
type SavingStatus int

// The statuses.
const (
	NotAsked        SavingStatus = iota // nothing to tell
	SavingNow                           // the keychain is being written
	Saved                               // in the keychain
	SavedSession                        // not in the keychain: in memory until the window closes
	AskToSave                           // the check could not tell: the person decides
	NotSaved                            // not saved because the key was refused
	NotSavedCompany                     // not saved because it is another company's key
	Declined                            // the person did not want it saved
	SaveFailed                          // the keychain refused; Finding says why
	AskToReplace                        // accepted, and Rotation.Question is open
)

// Saving is the status with what belongs to it.
type Saving struct {
	Status  SavingStatus
	Finding *check.Finding
	// Unasked is true where the person was not asked: a key of the demo.
	Unasked bool
	// HadKey is true where the keychain held an earlier key of this connection,
	// which a failure leaves as it was.
	HadKey bool
}

// Notice is something to know that no check found: the id of a text and its
// facts.
type Notice struct {
	ID    string
	Facts map[string]string
	// Finding adds what the keychain, or a check, gave as the reason.
	Finding *check.Finding
	// Expiring are the connections whose key expires soon, most urgent first.
	Expiring []Expiring
	// File is the path of a file that was saved, which can be opened.
	File string
}
