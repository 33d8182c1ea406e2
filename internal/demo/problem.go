package demo

import (
	"fmt"
	"net/http"
	"strconv"
)

// problem is an answer that refuses. Its body has the one documented shape
// (ExceptionInfo: type and message). Types that Pleo does not document are
// chosen here.
type problem struct {
	status  int
	kind    string
	message string
}

var errUnavailable = &problem{http.StatusServiceUnavailable, "SERVICE_UNAVAILABLE", "The service is stopping."}

func badRequest(format string, args ...any) *problem {
	return &problem{http.StatusBadRequest, "BAD_REQUEST", fmt.Sprintf(format, args...)}
}

// accessDenied is the 403 for a missing scope and for a company out of reach,
// in the words seen in the field.
func accessDenied(resource string) *problem {
	return &problem{http.StatusForbidden, "ACCESS_DENIED",
		fmt.Sprintf("Access denied. Required permission 'READ' on resource '%s'", resource)}
}

func notFound(kind, message string) *problem {
	return &problem{http.StatusNotFound, kind, message}
}

func problemAnswer(p *problem) *answer {
	return jsonAnswer(p.status, struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	}{p.kind, p.message})
}

// unauthorized is the 401 of every cause. Like Pleo's it does not tell a
// missing key from a wrong, expired or foreign one.
func unauthorized(scheme, contentType string) *answer {
	a := problemAnswer(&problem{http.StatusUnauthorized, "UNAUTHORIZED", "Authentication is missing or not valid."})
	a.header.Set("Www-Authenticate", scheme+` realm="Pleo External API (demo)"`)
	if contentType != "" {
		a.header.Set("Content-Type", contentType)
	}
	return a
}

func methodNotAllowed(allow string) *answer {
	a := problemAnswer(&problem{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "This endpoint does not support the method."})
	a.header.Set("Allow", allow)
	return a
}

func rateLimited(q quota) *answer {
	a := problemAnswer(&problem{http.StatusTooManyRequests, "TOO_MANY_REQUESTS", "Too many requests. Please wait before the next one."})
	q.writeTo(a.header)
	a.header.Set("Retry-After", strconv.Itoa(q.seconds()))
	return a
}
