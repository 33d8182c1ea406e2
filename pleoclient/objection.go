package pleoclient

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Objection is what an answer 200 of the documented shape says against itself:
// good data beside bad news. The zero value is none.
type Objection struct {
	Kind ObjectionKind
	// Word is the server's own word for it. It is as it stands in the body: the
	// one of an [Exchange] is scrubbed.
	Word string
}

// ObjectionKind says what the objection is about.
type ObjectionKind int

// The kinds of objections; the zero value is none.
const (
	_                     ObjectionKind = iota
	ObjectionAnswer                     // the answer reports trouble beside its data
	ObjectionInactive                   // the key that is described is switched off
	ObjectionExpired                    // the key that is described has expired
	ObjectionInstallation               // the installation is none that works (SPEC: status, errorCode)
)

// ObjectionIn looks for bad news in an answer to op. now is when the answer was
// made, by the clock of the server where that is known. Fields that are not
// known, and those that report no trouble ("errors":[], "error":null, an
// expiresAt to come), are no objection.
func ObjectionIn(op Operation, body []byte, now time.Time) Objection {
	top, ok := object(body)
	if !ok {
		return Objection{}
	}
	if !op.Wrapped {
		return installationObjection(top)
	}
	if word, found := answerTrouble(top); found {
		return Objection{ObjectionAnswer, word}
	}
	if op.List {
		return Objection{}
	}
	data, _ := members(top["data"])
	for name, value := range data {
		if word, found := reported(plainName(name), value); found {
			return Objection{ObjectionAnswer, word}
		}
	}
	if op.Name != "introspect" {
		return Objection{}
	}
	for _, fields := range []map[string]json.RawMessage{data, top} {
		if o := keyObjection(fields, now); o.Kind != 0 {
			return o
		}
	}
	return Objection{}
}

// installationObjection reads the status of an installation; one that is not
// known is no objection.
func installationObjection(top map[string]json.RawMessage) Objection {
	status, _ := text(top["status"])
	code, _ := text(top["errorCode"])
	switch plainName(strings.TrimSpace(status)) {
	case "error", "inactive", "notentitled":
	default:
		status = ""
	}
	if isNothing(top["errorCode"]) {
		code = ""
	}
	if status == "" && code == "" {
		if word, found := answerTrouble(map[string]json.RawMessage{"error": top["error"], "errors": top["errors"]}); found {
			return Objection{ObjectionAnswer, word}
		}
		return Objection{}
	}
	return Objection{ObjectionInstallation, strings.TrimSpace(status + " " + code)}
}

// answerTrouble looks for trouble beside the data of an answer: an error, the
// status of one, or the documented body of one, {"type": ..., "message": ...}.
func answerTrouble(top map[string]json.RawMessage) (word string, found bool) {
	for name, value := range top {
		switch name := plainName(name); name {
		case "data", "pagination":
		case "status", "statuscode", "httpstatus", "code":
			s := scalar(value)
			number, _, _ := strings.Cut(s, " ") // "401 Unauthorized"
			if n, err := strconv.Atoi(number); err == nil && n >= 400 && n <= 599 || isTrouble(s) {
				return s, true
			}
		case "message":
			if s := scalar(value); isTrouble(s) {
				return s, true
			}
		case "success", "ok":
			if isFalse(value) {
				return plainName(name) + ": false", true
			}
		default:
			if word, found := reported(name, value); found {
				return word, true
			}
		}
	}
	kind, _ := text(top["type"])
	message, _ := text(top["message"])
	if errorType().MatchString(kind) && message != "" {
		return kind, true
	}
	return "", false
}

// isTrouble reports whether a word is one by which servers report that something
// went wrong.
func isTrouble(word string) bool {
	switch plainName(word) {
	case "error", "fail", "failed", "failure", "unauthorized", "unauthorised", "unauthenticated", "forbidden", "accessdenied":
		return true
	}
	return false
}

// errorType is how Pleo writes the type of an error: "ACCESS_DENIED".
var errorType = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`) })

// reported reads a field that is there to report trouble.
func reported(name string, value json.RawMessage) (word string, found bool) {
	switch name {
	case "error", "errors", "errorcode", "errormessage", "errordescription", "fault", "exception":
	default:
		return "", false
	}
	if isNothing(value) {
		return "", false
	}
	if begins(value, '[') {
		for first := range array(value) {
			value = first
			break
		}
	}
	for _, field := range []string{"type", "code", "message"} {
		if inner := scalar(member(value, field)); inner != "" {
			return inner, true
		}
	}
	if s := scalar(value); s != "" {
		return s, true
	}
	return name, true
}

// keyObjection looks for what a description of a key says against the key.
func keyObjection(fields map[string]json.RawMessage, now time.Time) Objection {
	for name, value := range fields {
		switch name := plainName(name); name {
		case "active", "isactive", "enabled", "isenabled":
			if isFalse(value) {
				return Objection{ObjectionInactive, name + ": false"}
			}
		case "revoked", "isrevoked", "disabled", "isdisabled", "deleted", "isdeleted":
			if isTrue(value) {
				return Objection{ObjectionInactive, name}
			}
		case "expired", "isexpired":
			if isTrue(value) {
				return Objection{ObjectionExpired, name}
			}
		case "revokedat", "disabledat", "deletedat":
			s := scalar(value)
			if at, ok := moment(s); ok && now.After(at) && at.Year() > 2000 {
				return Objection{ObjectionInactive, name + ": " + s}
			}
		case "status", "state", "keystatus":
			switch s := scalar(value); strings.ToLower(s) {
			case "expired":
				return Objection{ObjectionExpired, s}
			case "inactive", "revoked", "disabled", "deleted", "suspended", "blocked", "deactivated":
				return Objection{ObjectionInactive, s}
			}
		case "expiresat", "expireson", "expires", "expiry", "expirydate", "expiration", "expirationdate", "expiredat", "validuntil", "exp":
			s := scalar(value)
			// A small number says how long something lasts, and 1970 stands for never;
			// only exp (RFC 7519) is always a moment.
			if end, ok := moment(s); ok && now.After(end) && (name == "exp" || end.Year() > 2000) {
				return Objection{ObjectionExpired, s}
			}
		}
	}
	return Objection{}
}

// moment reads when something ends: a time of day with its zone, a day, or the
// seconds or milliseconds since 1970. A day is over once it is over everywhere.
func moment(s string) (time.Time, bool) {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		if n > 1e11 {
			n /= 1000
		}
		return time.Unix(int64(n), 0), n > 0
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		at, err = time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))])
		at = at.Add(36 * time.Hour)
	}
	return at, err == nil && at.Year() > 1
}

// isNothing reports whether a value stands for no trouble.
func isNothing(value json.RawMessage) bool {
	if begins(value, '[') || begins(value, '{') {
		for _, each := range parts(value) {
			if !isNothing(each) {
				return false
			}
		}
		return true
	}
	switch strings.ToLower(scalar(value)) {
	case "", "null", "none", "false", "0":
		return true
	}
	return false
}

func isTrue(value json.RawMessage) bool {
	return slices.Contains([]string{"true", "yes", "1"}, strings.ToLower(scalar(value)))
}

func isFalse(value json.RawMessage) bool {
	return slices.Contains([]string{"false", "no", "0"}, strings.ToLower(scalar(value)))
}

// scalar is a text without its quotes, or a number, true, false or null as it
// is written; "" for everything else.
func scalar(value json.RawMessage) string {
	if s, ok := text(value); ok {
		return strings.TrimSpace(s)
	}
	if begins(value, '[') || begins(value, '{') || begins(value, '"') {
		return ""
	}
	return strings.TrimSpace(string(value))
}
