package pleoclient

import (
	"fmt"
	"strings"
	"time"
)

// Phase is the part of an exchange in which something failed.
type Phase string

// The phases, in the order in which they pass.
const (
	PhaseName     Phase = "name"     // looking up the server's name
	PhaseConnect  Phase = "connect"  // opening the connection
	PhaseProxy    Phase = "proxy"    // everything up to the proxy's consent
	PhaseTLS      Phase = "tls"      // securing the connection
	PhaseSend     Phase = "send"     // sending the request
	PhaseWait     Phase = "wait"     // waiting for the answer to begin
	PhaseDownload Phase = "download" // reading the answer
)

// APIError is an answer with a status outside 2xx and 3xx. Every text in it is
// scrubbed and free of control characters.
type APIError struct {
	Status int
	// Type and Message are those of the documented body
	// {"type": "...", "message": "..."}, empty where the body was another.
	Type, Message string
	RequestID     string
	JSON          bool // the body was a JSON object
	HTML          bool // the body was a web page
	// RetryAfter is how long the server asks to wait, 0 if it did not say.
	RetryAfter time.Duration
}

func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "http status %d", e.Status)
	if e.Type != "" {
		b.WriteString(", type " + e.Type)
	}
	if e.Message != "" {
		b.WriteString(", message " + strings.TrimRight(e.Message, ". "))
	}
	if e.RequestID != "" {
		b.WriteString(", request id " + e.RequestID)
	}
	return b.String()
}

// RedirectError is an answer 3xx. The redirect was not followed: a key goes to
// one host.
type RedirectError struct {
	Status   int
	Location string // scrubbed; empty where the server named no place
}

func (e *RedirectError) Error() string {
	if e.Location == "" {
		return fmt.Sprintf("http status %d: redirect not followed", e.Status)
	}
	return fmt.Sprintf("http status %d: redirect to %s not followed", e.Status, e.Location)
}

// NotJSONError is an answer 2xx that is not JSON, by its content type or by
// its text.
type NotJSONError struct {
	Status      int
	ContentType string // scrubbed
	HTML        bool   // the body was a web page
}

func (e *NotJSONError) Error() string {
	return fmt.Sprintf("http status %d: content type %q is not json", e.Status, e.ContentType)
}

// ShapeError is an answer 2xx whose JSON is broken, missing or not of the
// documented shape. Reason is ours and holds nothing of the server's.
type ShapeError struct {
	Status int
	Reason string
}

func (e *ShapeError) Error() string {
	return fmt.Sprintf("http status %d: %s", e.Status, e.Reason)
}

// TooLargeError is an answer over a limit.
type TooLargeError struct {
	What  string // "body" or "headers"
	Limit int64  // bytes
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s of the answer over %d bytes", e.What, e.Limit)
}

// CutOffError is an answer 2xx whose body ended early.
type CutOffError struct {
	Received int64 // bytes that came, as transferred
	Err      error // text scrubbed; the chain is reachable with errors.Is and errors.As
}

func (e *CutOffError) Error() string {
	return fmt.Sprintf("answer cut off after %d bytes: %v", e.Received, e.Err)
}

func (e *CutOffError) Unwrap() error { return e.Err }

// NetworkError is a request without a whole answer.
type NetworkError struct {
	Phase Phase
	// Timeout is true where a time limit ended the request.
	Timeout bool
	// Limit is the limit that ended it; 0 where the system's own did.
	Limit time.Duration
	// Proxy is the host and port of the proxy in use, empty without one.
	Proxy string
	// Err is the cause: its text is scrubbed, and its chain (*net.DNSError,
	// syscall.ECONNREFUSED, *tls.CertificateVerificationError and the like) is
	// reachable with errors.Is and errors.As.
	Err error
}

func (e *NetworkError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s failed", e.Phase)
	if e.Timeout && e.Limit > 0 {
		fmt.Fprintf(&b, " after %s", e.Limit)
	}
	if e.Proxy != "" {
		fmt.Fprintf(&b, " (proxy %s)", e.Proxy)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *NetworkError) Unwrap() error { return e.Err }

// ProxyError is a proxy that answered and refused the tunnel to the server.
type ProxyError struct {
	Status int    // the proxy's HTTP status; 407 asks for a sign-in
	Proxy  string // host and port, no credentials
	Err    error  // may be nil
}

func (e *ProxyError) Error() string {
	return fmt.Sprintf("proxy %s refused the connection with status %d", e.Proxy, e.Status)
}

func (e *ProxyError) Unwrap() error { return e.Err }

// ProxySettingError is a proxy setting that cannot be read. The cause is not kept:
// it may repeat the setting, which may hold a password.
type ProxySettingError struct {
	// Variable of the environment that holds the setting; empty for another one.
	// It is what the error of [WithProxy] gives as ProxyVariable() string.
	Variable string
}

func (e *ProxySettingError) Error() string {
	if e.Variable == "" {
		return "proxy setting cannot be read"
	}
	return "proxy setting cannot be read: variable " + e.Variable
}

// ParamError is a request that could not be built. Nothing was sent.
type ParamError struct {
	Operation string
	Param     string // name of the parameter
	Reason    string
	// Code is why a typed value was not taken, with the bounds that it has;
	// empty where the request could not be built for another reason.
	Code     ParamCode
	Min, Max int64
	MaxItems int
}

func (e *ParamError) Error() string {
	return fmt.Sprintf("%s: parameter %s: %s", e.Operation, e.Param, e.Reason)
}
