package report

import (
	"time"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
	"pleokeycheck/pleoclient"
)

// Subject is what a format is of.
type Subject string

// The subjects.
const (
	OneCheck   Subject = "check"      // what a check found
	Request    Subject = "request"    // one request, to make it again
	Collection Subject = "collection" // every reading request; a file in each of its formats
	AllChecks  Subject = "all"        // what a check of all connections found
	OneAnswer  Subject = "answer"     // the rows of an answer
	Expiry     Subject = "expiry"     // the day on which a key expires
)

// Format is a way to write something that leaves the program.
type Format struct {
	Subject Subject
	// Name is what --format and --curl call it. In the window it is called as
	// the catalogue says under "format." and the name.
	Name string
	// FileName names a file, without Extension.
	FileName    func(Source) string
	Extension   string
	ForPrograms bool // so that the window does not offer it
	// Write gives an empty text where there is nothing of this kind.
	Write func(Source) ([]byte, error)
	// Preview is what a person is shown of it, where that is not the text itself.
	Preview func(Source) string
}

// Source is what is written: the fields that its subject needs.
type Source struct {
	Words    *message.Catalogue
	Result   *check.Result        // OneCheck
	Options  []Option             // OneCheck
	Exchange *pleoclient.Exchange // Request
	Rows     []service.Row        // AllChecks
	At       time.Time            // AllChecks: when they were checked; Expiry: now

	Table *answer.Table // OneAnswer, and Exchange

	Operation, Environment, BaseURL, CompanyID string // Collection
	Name, ExpiresOn                            string // Expiry, with At and Environment: of the connection
}

// formats are all of them, each subject's usual one first. A new one is a file
// of its own and a line here.
var formats = []Format{
	textFormat, markdownFormat, htmlFormat, jsonFormat,
	curlFormat(Sh, ".sh"), curlFormat(PowerShell, ".ps1"), curlFormat(Cmd, ".txt"), // a batch file would read % otherwise
	postmanEnvironmentFormat, postmanCollectionFormat,
	allTextFormat, allJSONFormat, allCSVFormat,
	answerCSVFormat, calendarFormat,
}

// Formats are those of a subject.
func Formats(of Subject) []Format {
	var all []Format
	for _, f := range formats {
		if f.Subject == of {
			all = append(all, f)
		}
	}
	return all
}

// FormatNames are the names of the formats of a subject.
func FormatNames(of Subject) []string {
	var names []string
	for _, f := range Formats(of) {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed is the format of a subject with this name, else the usual one.
func FormatNamed(of Subject, name string) Format {
	all := Formats(of)
	for _, f := range all {
		if f.Name == name {
			return f
		}
	}
	return all[0]
}
