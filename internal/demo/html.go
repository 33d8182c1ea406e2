package demo

import (
	"fmt"
	"net/http"
	"strings"
)

// portalPage is what a hotel's or a company's network shows instead of the
// server asked for: status 200, HTML, none of Pleo's headers.
func portalPage() *answer {
	a := newAnswer(http.StatusOK, "text/html; charset=utf-8", []byte(`<!DOCTYPE html>
<html lang="en"><head><title>Sign in to the network (demo)</title></head>
<body><h1>Welcome to the guest network</h1>
<p>This is a demo of a sign-in page that a network puts in front of the internet. Accept the terms to continue.</p>
</body></html>
`))
	a.header.Del("Request-Id")
	return a
}

// downPage is the 503 of a gateway whose service does not answer.
func downPage() *answer {
	return newAnswer(http.StatusServiceUnavailable, "text/html", []byte(`<html>
<head><title>503 Service Temporarily Unavailable</title></head>
<body><center><h1>503 Service Temporarily Unavailable</h1></center></body>
</html>
`))
}

// gatewayPage is the 403 of a gateway that refuses a request before the server
// sees it.
func gatewayPage() *answer {
	a := newAnswer(http.StatusForbidden, "text/html", []byte(`<html>
<head><title>403 Forbidden</title></head>
<body><center><h1>403 Forbidden</h1></center>Bad request: this method takes no body.</body>
</html>
`))
	a.header.Del("Request-Id")
	return a
}

// homePage tells what this server is and how to try each story.
func homePage(r *http.Request) *answer {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return methodNotAllowed("GET, HEAD")
	}
	var text strings.Builder
	text.WriteString(`Demo server of Key Check for Pleo (unofficial)

This server stands in for the Pleo External API on this computer. It holds no
real data: companies, people and numbers are invented, and the keys below are
public fakes that no other server accepts. Never send a real key here.
`)
	for _, c := range credentials {
		path := "/v2/employees?companyId=" + c.story.CompanyID + "&limit=1"
		if len(c.scopes) > 0 && !c.may([]string{"users:read"}) {
			path = "/v1/companies?limit=1"
		}
		fmt.Fprintf(&text, "\n%s\n  key         %s\n  company ID  %s\n  curl -i -u '%s:' 'http://%s%s'\n",
			c.story.ID, c.story.Key, c.story.CompanyID, c.story.Key, r.Host, path)
	}
	return newAnswer(http.StatusOK, "text/plain; charset=utf-8", []byte(text.String()))
}
