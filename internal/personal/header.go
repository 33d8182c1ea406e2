package personal

import (
	"net/http"
	"slices"
	"strings"
)

// headers are those that a server, or what stands before it, writes by a standard
// and that say nothing of a person.
var headers = byName(map[rule]string{
	ruleOpen: `accept-ranges age allow alt-svc cache-control cf-cache-status connection content-encoding content-language content-length
			content-security-policy content-type cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy date
			etag expires keep-alive last-modified permissions-policy pragma referrer-policy ratelimit ratelimit-policy ratelimit-limit
			ratelimit-remaining ratelimit-reset retry-after strict-transport-security trailer transfer-encoding upgrade vary
			x-content-type-options x-dns-prefetch-control x-download-options x-frame-options x-permitted-cross-domain-policies
			x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset x-xss-protection
			access-control-allow-credentials access-control-allow-headers access-control-allow-methods access-control-allow-origin
			access-control-expose-headers access-control-max-age`,
	ruleMessage: "server via x-powered-by x-cache www-authenticate proxy-authenticate authentication-info warning",
	ruleID:      "request-id x-request-id x-correlation-id x-amzn-requestid x-amzn-trace-id x-amz-cf-id cf-ray traceparent",
	ruleCursor:  "location content-location", // addresses
})

// HideHeader gives the header of an answer with dots in place of every value, and
// of every name, that may be about a person, and how many they are.
func HideHeader(header http.Header) (hidden http.Header, n int) {
	hidden = make(http.Header, len(header))
	for name, values := range header {
		shown := name
		if _, known := headers()[strings.ToLower(name)]; !known && !keyShape([]byte(strings.ToLower(name))) {
			shown = Dots
			n++
		}
		for _, value := range values {
			instead := HideHeaderValue(name, value)
			if instead != value {
				n++
			}
			hidden[shown] = append(hidden[shown], instead)
		}
	}
	return hidden, n
}

// HideHeaderValue is one value of a header with dots in place of what may be
// about a person.
func HideHeaderValue(name, value string) string {
	of, known := headers()[strings.ToLower(name)]
	if !known {
		of = guess([]byte(name))
	}
	v := []byte(value)
	switch {
	case value == "":
		return ""
	case of == ruleCursor && known:
		return HideURL(value)
	case known && of == ruleID && requestID(v):
		return value
	case known && of == ruleID || of == ruleMessage || of == ruleOpen && strings.Contains(value, "@"):
		return HideText(value)
	case of == ruleOpen, numberShape(v) && of.showsNumber(v), !numberShape(v) && of.shows(v):
		return value
	case value == "true" || value == "false":
		return value
	}
	return dotsFor(v)
}

// requestID is an identifier that programs make: longer in digits than rule ID
// allows elsewhere, for support has to find it.
func requestID(v []byte) bool {
	return len(v) <= 200 && slices.ContainsFunc(v, isLetter) && digits(v) > 0 && alphanumeric(v, "_-.:=;/+")
}
