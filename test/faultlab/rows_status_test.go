package faultlab

import (
	"fmt"
	"net/http"
	"time"

	"pleokeycheck/internal/check"
)

// everything is a site that answers every request in the same way.
func everything(r responder) func(*lab) { return func(l *lab) { l.site(site{all: r}) } }

// testRequest is a site on which only the test request is answered so.
func testRequest(r responder) func(*lab) { return func(l *lab) { l.site(site{employees: r}) } }

// first is a site on which only introspection is answered so.
func first(r responder) func(*lab) { return func(l *lab) { l.site(site{introspect: r}) } }

// statuses names each status of the table, with what it means in answer to
// everything and in answer to the test request alone.
var statuses = []struct {
	status     int
	everything want
	request    want
}{
	{201, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
	{202, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
	{203, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
	{204, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
	{206, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
	{300, unclear(check.Redirected, check.StepIdentity), unclear(check.Redirected, check.StepRequest)},
	{304, unclear(check.Redirected, check.StepIdentity), unclear(check.Redirected, check.StepRequest)},
	{400, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{401, failed(check.KeyRejected, check.StepIdentity), failed(check.KeyRejected, check.StepRequest).as("this-request")},
	{402, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{403, failed(check.AccessDenied, check.StepRequest), limited(check.AccessDenied, check.StepRequest)},
	{404, unclear(check.NotFound, check.StepRequest), limited(check.NotFound, check.StepRequest)},
	{405, unclear(check.NotFound, check.StepRequest), limited(check.NotFound, check.StepRequest)},
	{406, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{407, unclear(check.ProxySignIn, check.StepIdentity), unclear(check.ProxySignIn, check.StepRequest)},
	{408, unclear(check.AnswerTimeout, check.StepIdentity), unclear(check.AnswerTimeout, check.StepRequest)},
	{409, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{410, unclear(check.NotFound, check.StepRequest), limited(check.NotFound, check.StepRequest)},
	{413, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{414, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{415, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{418, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{421, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{422, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{423, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{425, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{426, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{428, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{429, unclear(check.RateLimited, check.StepIdentity), unclear(check.RateLimited, check.StepRequest)},
	{431, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{451, unclear(check.RequestRefused, check.StepIdentity), limited(check.RequestRefused, check.StepRequest)},
	{500, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{501, unclear(check.PleoUnavailable, check.StepRequest), unclear(check.PleoUnavailable, check.StepRequest)},
	{502, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{503, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{504, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{507, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{508, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{511, unclear(check.NotPleo, check.StepIdentity), unclear(check.NotPleo, check.StepRequest)},
	{520, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{521, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{522, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{523, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{524, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{525, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{526, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{599, unclear(check.PleoUnavailable, check.StepIdentity), unclear(check.PleoUnavailable, check.StepRequest)},
	{600, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
	{999, unclear(check.UnexpectedAnswer, check.StepIdentity), unclear(check.UnexpectedAnswer, check.StepRequest)},
}

// statusName is a status as people know it.
func statusName(status int) string {
	name := http.StatusText(status)
	if name == "" {
		name = "no official name"
	}
	return fmt.Sprintf("%d (%s)", status, name)
}

// proofOrProblem is the body of a status: for 2xx the healthy one, so that the
// status alone decides.
func proofOrProblem(status int, proof responder) responder {
	return func(c *call) {
		if status/100 != 2 {
			answer(status, typeJSON, problem)(c)
			return
		}
		proof(&call{l: c.l, req: c.req, key: c.key, conn: statusLine{c.conn, status}})
	}
}

func statusRows() []row {
	var out []row
	for _, s := range statuses {
		all := proofOrProblem(s.status, identity("company:"+companyID, "users:read"))
		out = append(out, row{statusName(s.status), everything(all), s.everything.fact(check.FactStatus, fmt.Sprint(s.status))})
	}
	unclearIdentity := func(k check.Kind) want { return unclear(k, check.StepIdentity) }
	return append(out, []row{
		{"401 as a web page", everything(answer(401, typeHTML, portal)), failed(check.KeyRejected, check.StepIdentity).as("web-page")},
		{"401 without a body", everything(answer(401, "", "")), failed(check.KeyRejected, check.StepIdentity)},
		{"401 on a key that worked yesterday", func(l *lab) {
			l.in.LastWorked = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
			everything(answer(401, typeJSON, problem))(l)
		}, failed(check.KeyExpiredOrRemoved, check.StepIdentity).fact(check.FactLastWorked, "2026-01-02T03:04:05Z")},
		{"403 as a web page", everything(answer(403, typeHTML, portal, "request-Id", "")), unclearIdentity(check.NotPleo)},
		{"403 without a body", everything(answer(403, "", "")), failed(check.AccessDenied, check.StepRequest)},
		{"404 as a web page", everything(answer(404, typeHTML, portal, "request-Id", "")), unclearIdentity(check.NotPleo)},
		{"502 as a web page", everything(answer(502, typeHTML, portal)), unclearIdentity(check.PleoUnavailable)},
		{"503 without a body", everything(answer(503, "", "", "Retry-After", "30")), unclearIdentity(check.PleoUnavailable).fact(check.FactWait, "30")},
		{"511 as a web page", everything(answer(511, typeHTML, portal)), unclearIdentity(check.NotPleo)},
		{"status 000", everything(says(head("000 Fake", "Content-Length", "0"))), unclearIdentity(check.UnexpectedAnswer)},
		{"a status of two digits", everything(says(head("20 OK", "Content-Length", "0"))), unclearIdentity(check.UnexpectedAnswer)},
		{"a status that is a word", everything(says(head("fine ECHO", "Content-Length", "0"))), unclearIdentity(check.UnexpectedAnswer)},
		{"a status below zero", everything(says(head("-20 OK", "Content-Length", "0"))), unclearIdentity(check.UnexpectedAnswer)},
	}...)
}

func requestRows() []row {
	var out []row
	for _, s := range statuses {
		out = append(out, row{statusName(s.status), testRequest(proofOrProblem(s.status, rows(companyID))), s.request.fact(check.FactStatus, fmt.Sprint(s.status))})
	}
	return append(out, []row{
		{"403 where the permissions are known", func(l *lab) {
			l.in.Operation = "employees"
			l.site(site{introspect: identity("company:"+companyID, "accounts:read"), employees: answer(403, typeJSON, problem)})
		}, limited(check.ScopeMissing, check.StepRequest).fact(check.FactScope, "users:read")},
		{"404 to a search", func(l *lab) {
			l.in.Operation = "chart-of-accounts"
			l.site(site{accounts: answer(404, typeJSON, problem)})
		}, limited(check.NotFound, check.StepRequest)},
		{"413 to a search", func(l *lab) {
			l.in.Operation = "chart-of-accounts"
			l.site(site{accounts: answer(413, typeJSON, problem)})
		}, limited(check.RequestRefused, check.StepRequest)},
	}...)
}

func waitRows() []row {
	limit := func(headers ...string) func(*lab) { return everything(answer(429, typeJSON, problem, headers...)) }
	wait := func(seconds string) want {
		w := unclear(check.RateLimited, check.StepIdentity)
		return w.fact(check.FactWait, seconds)
	}
	date := func(in time.Duration) string { return time.Now().Add(in).UTC().Format(http.TimeFormat) }
	fixed := "Thu, 01 Jan 2026 00:00:00 GMT"
	return []row{
		{"429 without a word on when", limit(), wait("")},
		{"429 for 7 seconds", limit("Retry-After", "7"), wait("7")},
		{"429 until a date", limit("Date", fixed, "Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT"), wait("90")},
		{"429 until a date that is past", limit("Date", fixed, "Retry-After", "Wed, 31 Dec 2025 00:00:00 GMT"), wait("")},
		{"429 for a thousand years", limit("Retry-After", "99999999999"), wait("86400")},
		{"429 for more seconds than there are numbers", limit("Retry-After", "999999999999999999999999"), wait("86400")},
		{"429 for a time below zero", limit("Retry-After", "-5"), wait("")},
		{"429 until the key", limit("Retry-After", "ECHO"), wait("")},
		{"429 with a rate limit that begins anew in 12 seconds", limit("ratelimit-limit", "600", "ratelimit-remaining", "0", "ratelimit-reset", "12"), wait("12")},
		{"429 with a rate limit that is nonsense", limit("ratelimit-limit", "ECHO", "ratelimit-remaining", "-1", "ratelimit-reset", "1e9"), wait("")},
		{"429 as a web page", everything(answer(429, typeHTML, portal)), wait("")},
		{"the server's clock is a day behind", everything(answer(500, typeJSON, problem, "Date", date(-24*time.Hour))), unclear(check.PleoUnavailable, check.StepIdentity)},
		{"the server's clock says nonsense", everything(answer(500, typeJSON, problem, "Date", "ECHO")), unclear(check.PleoUnavailable, check.StepIdentity)},
	}
}

// elsewhere is in the path of every redirect: no request may have it.
const elsewhere = "elsewhere"

func redirectRows() []row {
	w := unclear(check.Redirected, check.StepIdentity)
	to := func(status int, where func(l *lab) string) func(*lab) {
		return func(l *lab) {
			location := where(l)
			if location != "" {
				location = location + "/" + elsewhere
			}
			l.secureSite(leaf().config(), site{introspect: answer(status, typeHTML, portal, "Location", location)})
		}
	}
	stranger := func(prefix string) func(*lab) string {
		return func(l *lab) string { return prefix + ":" + l.stranger() }
	}
	says := func(location string) func(*lab) string { return func(*lab) string { return location } }
	out := []row{
		{"to another path of the same server", to(302, says("")), w},
		{"to a path of the same server", to(302, says("/other")), w},
		{"to the name above", to(302, stranger("https://lab.test")), w},
		{"to a name below", to(302, stranger("https://"+subdomain)), w},
		{"to another server", to(302, stranger("https://other.test")), w},
		{"to another port", to(302, stranger("https://"+serverName)), w},
		{"to plain HTTP", to(302, stranger("http://"+serverName)), w},
		{"to plain HTTP on this computer", to(302, stranger("http://127.0.0.1")), w},
		{"without a scheme", to(302, stranger("//"+serverName)), w},
		{"to a place that is no address", to(302, says("::::%zz")), w},
		{"to a script", to(302, says("javascript:fake")), w},
		{"to a file", to(302, says("file:///etc")), w},
		{"to a place that holds the key", to(302, func(l *lab) string { return "https://lab.test:" + l.stranger() + "/ECHO" }), w},
		{"to a place with control characters", to(302, says("https://lab.test/\x1b[31m")), unclear(check.UnexpectedAnswer, check.StepIdentity)},
		{"to a place with bidirectional characters", to(302, says("https://lab.test/\u202e")), w},
		{"in a circle", func(l *lab) {
			l.secureSite(leaf().config(), site{all: func(c *call) {
				answer(302, typeHTML, portal, "Location", c.req.URL.String()+"?"+elsewhere)(c)
			}})
		}, w},
		{"through a chain of servers", to(301, stranger("https://one.lab.test")), w},
		{"of the company's lookup", func(l *lab) {
			port := l.stranger()
			l.site(site{
				introspect: identity("organisation:"+orgID, "users:read"),
				company:    answer(302, typeHTML, portal, "Location", "http://127.0.0.1:"+port+"/"+elsewhere),
			})
		}, unclear(check.Redirected, check.StepCompany)},
	}
	for _, status := range []int{301, 302, 303, 307, 308} {
		out = append(out, row{fmt.Sprintf("%d in answer to a GET", status), to(status, stranger("https://"+subdomain)), w})
		out = append(out, row{fmt.Sprintf("%d in answer to a POST", status), func(l *lab) {
			l.in.Operation = "chart-of-accounts"
			port := l.stranger()
			l.site(site{accounts: answer(status, typeHTML, portal, "Location", "http://localhost:"+port+"/"+elsewhere)})
		}, unclear(check.Redirected, check.StepRequest)})
	}
	return out
}
