package faultlab

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"pleokeycheck/internal/check"
)

// bigRow is a healthy list in one line of so many MiB.
func bigRow(mebibytes int) string {
	return strings.Replace(emptyList, "[]", fmt.Sprintf(`[{"id":"fake","companyId":%q,"note":"%s"}]`, companyID, strings.Repeat("x", mebibytes<<20)), 1)
}

func withName(name string) string {
	return oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q,"firstName":"%s"}`, companyID, name))
}

// oneRow is a list of one row.
func oneRow(row string) string { return strings.Replace(emptyList, "[]", "["+row+"]", 1) }

func inUTF16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// healthyRows are the only rows whose verdict may be green.
func healthyRows() []row {
	employees := func(body string) func(*lab) { return testRequest(answer(200, typeJSON, body)) }
	return []row{
		{"a healthy server", testRequest(rows(companyID)), healthy(check.OK)},
		{"a healthy server without rows", employees(emptyList), healthy(check.OKEmpty)},
		{"a healthy server with TLS", func(l *lab) { l.secureSite(leaf().config(), site{}) }, healthy(check.OK)},
		{"a healthy server with HTTP/2", func(l *lab) { l.frames(func(c *frameCall) { c.healthy() }) }, healthy(check.OK)},
		{"a healthy server behind a proxy", func(l *lab) {
			l.secureSite(leaf().config(), site{})
			l.through("http://" + l.listen(l.tunnel(nil)))
		}, healthy(check.OK)},
		{"a healthy server behind a proxy that wants a password", func(l *lab) {
			l.secureSite(leaf().config(), site{})
			l.through("http://fake-user:" + proxyPassword + "@" + l.listen(l.tunnel(demandsPassword)))
			l.forbidden = proxySecrets()
		}, healthy(check.OK)},
		{"a server that does not describe keys", func(l *lab) { l.site(site{introspect: answer(404, typeJSON, problem)}) }, healthy(check.OK)},
		{"a wrong key is refused, as it should be", func(l *lab) {
			l.in.Deep = true
			l.site(site{introspect: onlyTo(canary, identity("company:"+companyID, "users:read")), employees: onlyTo(canary, rows(companyID))})
		}, healthy(check.OK)},
		{"an organisation's key", func(l *lab) {
			l.site(site{introspect: identity("organisation:"+orgID, "users:read companies:read")})
		}, healthy(check.OK)},
		{"the company's name cannot be looked up", func(l *lab) { l.site(site{company: reset}) }, healthy(check.OK)},
		{"the company's name is a web page", func(l *lab) { l.site(site{company: answer(200, typeHTML, portal)}) }, healthy(check.OK)},
		{"the answer comes compressed", testRequest(packed(gz(list(companyID)), "Content-Encoding", "gzip")), healthy(check.OK)},
		{"the answer comes in small pieces", testRequest(pieces(list(companyID))), healthy(check.OK)},
		{"the connection is closed after each answer", func(l *lab) {
			l.site(site{introspect: closing(identity("company:"+companyID, "users:read")), employees: closing(rows(companyID))})
		}, healthy(check.OK)},
		{"early hints before the answer", testRequest(then(func(c *call) {
			c.write("HTTP/1.1 103 Early Hints\r\nX-Echo: ECHO\r\n\r\n")
		}, rows(companyID))), healthy(check.OK)},
		{"one line of 9 MiB", employees(bigRow(9)), healthy(check.OK)},
		{"control characters in a name", employees(withName(`fake\u0000\u0007\u001b[31mred\u001b[0m\r\n`)), healthy(check.OK)},
		{"bidirectional characters in a name", employees(withName("fake\u202eeman\u2066\u200b")), healthy(check.OK)},
		{"lone surrogates in a name", employees(withName(`fake\ud800\udfff\udc00`)), healthy(check.OK)},
		{"invalid UTF-8 in a name", employees(withName("fake\xff\xfe\xc0\xaf")), healthy(check.OK)},
		{"a row that lacks what the contract requires", employees(oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q}`, companyID))), healthy(check.OK)},
		{"a row with fields that nobody documents", employees(oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q,"future":{"a":[1,{}]},"x-y":1}`, companyID))), healthy(check.OK)},
		{"a row with null for what it does not have", employees(oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q,"email":null,"phone":null}`, companyID))), healthy(check.OK)},
		{"the limit ends at a moment since 1970", testRequest(answer(200, typeJSON, list(companyID),
			"X-RateLimit-Limit", "600", "X-RateLimit-Remaining", "5", "X-RateLimit-Reset", "4102444800")), healthy(check.OK)},
		{"the application's name is hostile", first(answer(200, typeJSON, fmt.Sprintf(
			`{"data":{"authMethod":"API_KEY","clientId":"fake","scope":"users:read \u001b[2J\u202e","applicationName":"fake\u001b]0;title\u0007\u202e\u0000","subjectURN":"urn:pleo:company:%s"}}`,
			companyID))), healthy(check.OK)},
		{"a cookie that holds the key", testRequest(answer(200, typeJSON, list(companyID), "Set-Cookie", "fake=ECHO")), healthy(check.OK)},
	}
}

func answerRows() []row {
	const deep = 100_000
	w := unclear(check.UnexpectedAnswer, check.StepRequest)
	employees := func(body string, headers ...string) func(*lab) {
		return testRequest(answer(200, typeJSON, body, headers...))
	}
	typed := func(contentType, body string) func(*lab) { return testRequest(answer(200, contentType, body)) }
	return []row{
		{"a portal answers everything with 200", everything(answer(200, typeHTML, portal, "request-Id", "")), unclear(check.NotPleo, check.StepIdentity)},
		{"a network that accepts any key", func(l *lab) {
			l.in.Deep = true
			l.site(site{})
		}, unclear(check.NotPleo, check.StepIdentity).as("accepts-anything")},
		{"a portal answers the test request", typed(typeHTML, portal), unclear(check.NotPleo, check.StepRequest)},
		{"a web page that is labelled JSON", employees(portal), unclear(check.NotPleo, check.StepRequest)},
		{"a web page without a label", typed("", portal), unclear(check.NotPleo, check.StepRequest)},
		{"a web page with a script before it", typed(typeHTML, "<script>fake</script>"), unclear(check.NotPleo, check.StepRequest)},
		{"JSON that is labelled text", typed("text/plain", list(companyID)), w},
		{"JSON that is labelled a web page", typed(typeHTML, list(companyID)), unclear(check.NotPleo, check.StepRequest)},
		{"JSON without a label", typed("", list(companyID)), w},
		{"a label that is garbage", typed("ECHO;;;=\"", list(companyID)), w},
		{"a picture", typed("image/png", "\x89PNG\r\n\x1a\nECHO"), w},
		{"XML", typed("application/xml", "<?xml version=\"1.0\"?><fake/>"), w},
		{"any text", typed("text/plain", "ok ECHO"), w},
		{"the same JSON to everything", everything(answer(200, typeJSON, `{"status":"ok"}`)), unclear(check.UnexpectedAnswer, check.StepIdentity)},
		{"an empty list to everything", everything(answer(200, typeJSON, emptyList)), unclear(check.UnexpectedAnswer, check.StepIdentity)},
		{"no body", employees(""), w},
		{"only spaces", employees(" \r\n\t "), w},
		{"null", employees("null"), w},
		{"a list at the top", employees("[]"), w},
		{"a word at the top", employees(`"ECHO"`), w},
		{"a number at the top", employees("200"), w},
		{"an object without data", employees("{}"), w},
		{"data that is null", employees(`{"data":null,"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`), w},
		{"data that is an object", employees(strings.Replace(emptyList, "[]", "{}", 1)), w},
		{"data that is a text", employees(strings.Replace(emptyList, "[]", `"ECHO"`, 1)), w},
		{"a row that is empty", employees(oneRow("{}")), w},
		{"an error in the place of a row", employees(oneRow(`{"error":"unauthorized","code":401}`)), w},
		{"an error behind a good row", employees(oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q},{"error":"ECHO"}`, companyID))), w},
		{"a row whose id is a number", employees(oneRow(`{"id":7}`)), w},
		{"a row whose id is null", employees(oneRow(`{"id":null,"email":"ECHO"}`)), w},
		{"a row with a field of another type", employees(oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q,"email":{"ECHO":1}}`, companyID))), w},
		{"a row of another kind", employees(oneRow(`{"accountingEntryId":"fake","status":"ECHO"}`)), w},
		{"data twice", employees(strings.Replace(emptyList, "{", `{"data":[{"id":"fake"}],`, 1)), w},
		{"data in two spellings", employees(strings.Replace(emptyList, "{", `{"DATA":[{"id":"fake"}],`, 1)), w},
		{"a company twice in a row", employees(oneRow(fmt.Sprintf(`{"id":"fake","companyId":%q,"companyId":%q}`, otherID, companyID))), w},
		{"a company in two spellings in a row", employees(oneRow(fmt.Sprintf(`{"id":"fake","company_id":%q,"companyId":%q}`, otherID, companyID))), w},
		{"an id in two spellings in a row", employees(oneRow(fmt.Sprintf(`{"id":"fake","ID":"ECHO","companyId":%q}`, companyID))), w},
		{"a key of two companies in two spellings", first(answer(200, typeJSON, fmt.Sprintf(
			`{"data":{"authMethod":"API_KEY","clientId":"fake","scope":"users:read","SubjectUrn":"urn:pleo:company:%s","subjectURN":"urn:pleo:company:%s"}}`,
			otherID, companyID))), unclear(check.UnexpectedAnswer, check.StepIdentity)},
		{"a report of a problem with status 200", typed("application/problem+json", list(companyID)), w},
		{"rows that are no objects", employees(strings.Replace(emptyList, "[]", `[1,"ECHO",null]`, 1)), w},
		{"names in another case", employees(strings.Replace(emptyList, `"data"`, `"Data"`, 1)), w},
		{"no pagination", employees(`{"data":[]}`), w},
		{"a pagination that is a list", employees(`{"data":[],"pagination":[]}`), w},
		{"a pagination with fields of another type", employees(strings.Replace(emptyList, "false", `"false"`, 1)), w},
		{"the shape of an error with status 200", employees(problem), w},
		{"two documents", employees(emptyList + emptyList), w},
		{"something behind the document", employees(emptyList + "ECHO"), w},
		{"a document that breaks off", employees(emptyList[:len(emptyList)-1]), w},
		{"a comma too many", employees(strings.Replace(emptyList, "[]", `[{},]`, 1)), w},
		{"single quotes", employees(strings.ReplaceAll(emptyList, `"`, "'")), w},
		{"a number that is no number", employees(strings.Replace(emptyList, "[]", `[{"n":NaN}]`, 1)), w},
		{"a byte-order mark before the document", employees("\ufeff" + emptyList), w},
		{"UTF-16", employees(inUTF16(emptyList)), w},
		{"NUL between the signs", employees(strings.ReplaceAll(emptyList, ":", ":\x00")), w},
		{"raw control characters in a name", employees(withName("fake\x00\x1b[31m")), w},
		{"lists in lists, 100,000 deep", employees(strings.Repeat("[", deep) + strings.Repeat("]", deep)), w},
		{"objects in objects, 100,000 deep", employees(strings.Repeat(`{"data":`, deep) + "[]" + strings.Repeat("}", deep)), w},
		{"a row that is 100,000 deep", employees(strings.Replace(emptyList, "[]", "["+strings.Repeat(`{"a":`, deep)+"1"+strings.Repeat("}", deep)+"]", 1)), w},
		{"11 MiB", employees(bigRow(11)), unclear(check.AnswerTooLarge, check.StepRequest).fact(check.FactLimit, "10 MiB")},
		{"11 MiB as an error", testRequest(answer(500, typeJSON, bigRow(11))), unclear(check.PleoUnavailable, check.StepRequest)},
		{"an answer over a small limit", func(l *lab) {
			l.limits.BodyBytes = 1 << 10
			l.site(site{introspect: answer(200, typeJSON, `{"data":"`+strings.Repeat("x", 4096)+`"}`)})
		}, unclear(check.AnswerTooLarge, check.StepIdentity).fact(check.FactLimit, "1 KiB")},
	}
}

func encodingRows() []row {
	whole := list(companyID)
	wrong := unclear(check.UnexpectedAnswer, check.StepRequest)
	cut := unclear(check.AnswerCutOff, check.StepRequest)
	large := unclear(check.AnswerTooLarge, check.StepRequest)
	return []row{
		{"a gzip bomb of a gigabyte", testRequest(packed(bomb(), "Content-Encoding", "gzip")), large.fact(check.FactLimit, "10 MiB")},
		{"a gzip bomb as an error", testRequest(then(says(head("500 Fake", "Content-Encoding", "gzip", "Content-Type", typeJSON) + bomb()))), unclear(check.PleoUnavailable, check.StepRequest)},
		{"gzip whose checksum is wrong", testRequest(packed(spoilt(gz(whole)), "Content-Encoding", "gzip")), wrong},
		{"gzip that is garbage after its head", testRequest(packed(gz(whole)[:12]+"fake fake fake", "Content-Encoding", "gzip")), wrong},
		{"gzip that breaks off", testRequest(packed(gz(whole)[:len(gz(whole))/2], "Content-Encoding", "gzip")), cut},
		{"gzip without anything in it", testRequest(packed("", "Content-Encoding", "gzip")), wrong},
		{"gzip twice, said once", testRequest(packed(gz(gz(whole)), "Content-Encoding", "gzip")), wrong},
		{"gzip twice, said twice", testRequest(packed(gz(gz(whole)), "Content-Encoding", "gzip, gzip")), wrong},
		{"gzip that is not said", testRequest(packed(gz(whole))), wrong},
		{"plain text that is said to be gzip", testRequest(packed(whole, "Content-Encoding", "gzip")), wrong},
		{"deflate, which nobody asked for", testRequest(packed("x\x9cfake", "Content-Encoding", "deflate")), wrong},
		{"brotli, which nobody asked for", testRequest(packed("\x0b\x02fake", "Content-Encoding", "br")), wrong},
		{"an encoding that is garbage", testRequest(packed(whole, "Content-Encoding", "ECHO")), wrong},
		{"a length that is too short", testRequest(body(whole, "Content-Length", "20")), wrong},
		{"a length that is too long", testRequest(body(whole, "Content-Length", "5000")), cut},
		{"a length that is too long, and the connection stays open", func(l *lab) {
			l.limits.Total = fair
			l.site(site{employees: then(body(whole, "Content-Length", "5000"), silence)})
		}, unclear(check.AnswerTimeout, check.StepRequest).fact(check.FactPhase, "download").fact(check.FactLimit, "1.5 s")},
		{"a length below zero", testRequest(body(whole, "Content-Length", "-5")), wrong},
		{"a length that is the key", testRequest(body(whole, "Content-Length", "ECHO")), wrong},
		{"a length beyond all numbers", testRequest(body(whole, "Content-Length", "99999999999999999999")), wrong},
		{"a length of exabytes", testRequest(body(whole, "Content-Length", "9223372036854775807")), cut},
		{"two lengths that differ", testRequest(says("HTTP/1.1 200 OK\r\nContent-Type: " + typeJSON + "\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n" + whole)), wrong},
		{"a length and pieces", testRequest(body("5\r\nhello\r\n0\r\n\r\n", "Content-Length", "900", "Transfer-Encoding", "chunked")), wrong},
		{"pieces that break off", testRequest(body("40\r\n{\"data\":[", "Transfer-Encoding", "chunked")), cut},
		{"pieces without an end", testRequest(body(piece(whole), "Transfer-Encoding", "chunked")), cut},
		{"a piece whose size is garbage", testRequest(body("ECHO\r\n"+whole, "Transfer-Encoding", "chunked")), cut},
		{"a piece whose size is below zero", testRequest(body("-5\r\n"+whole, "Transfer-Encoding", "chunked")), cut},
		{"a piece of impossible size", testRequest(body("ffffffffffffffffff\r\n"+whole, "Transfer-Encoding", "chunked")), cut},
		{"a piece with endless remarks", testRequest(body("5;"+strings.Repeat("fake", 5000)+"\r\nhello\r\n", "Transfer-Encoding", "chunked")), cut},
		{"a transfer encoding that does not exist", testRequest(body(whole, "Transfer-Encoding", "fake")), wrong},
		{"an endless body", testRequest(then(body("", "Content-Type", typeJSON), endless(strings.Repeat(" ", 32<<10)))), large},
		{"endless pieces", testRequest(then(body("", "Transfer-Encoding", "chunked"), endless(piece(strings.Repeat(" ", 32<<10))))), large},
		{"an endless body, drop by drop", func(l *lab) {
			l.limits.Total = fair
			l.site(site{employees: then(body(""), drip(" "))})
		}, unclear(check.AnswerTimeout, check.StepRequest).fact(check.FactPhase, "download").fact(check.FactLimit, "1.5 s")},
		{"an endless error, drop by drop", func(l *lab) {
			l.limits.Total = fair
			l.site(site{employees: then(says(head("500 Fake", "Content-Type", typeJSON)), drip(" "))})
		}, unclear(check.PleoUnavailable, check.StepRequest)},
		{"the body is reset", testRequest(then(body("{\"data\":[", "Content-Length", "900"), reset)), unclear(check.AnswerCutOff, check.StepRequest)},
	}
}

func brokenRows() []row {
	wrong := unclear(check.UnexpectedAnswer, check.StepIdentity)
	large := unclear(check.AnswerTooLarge, check.StepIdentity).fact(check.FactLimit, "64 KiB")
	many := strings.Builder{}
	for i := range 10_000 {
		fmt.Fprintf(&many, "X-Fake-%d: %d\r\n", i, i)
	}
	const ok = "HTTP/1.1 200 OK\r\n"
	return []row{
		{"another protocol answers", first(says("220 fake mail server ECHO\r\n")), wrong},
		{"HTTP/0.9", first(says(portal)), wrong},
		{"HTTP/9.9", first(says("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n")), wrong},
		{"a version that is garbage", first(says("HTTP/ECHO 200 OK\r\n\r\n")), wrong},
		{"frames of HTTP/2 that nobody asked for", first(says("\x00\x00\x00\x04\x00\x00\x00\x00\x00")), wrong},
		{"a header without a colon", first(says(ok + "ECHO\r\n\r\n")), wrong},
		{"a header whose name is empty", first(says(ok + ": fake\r\n\r\n")), wrong},
		{"a header with NUL", first(says(ok + "X-Fake: a\x00b\r\n\r\n")), wrong},
		{"a header that is folded", first(then(says(ok + "X-Fake: a\r\n b: ECHO\r\n\r\n"))), wrong},
		{"a header of 1 MiB", first(answer(200, typeJSON, problem, "X-Fake", strings.Repeat("x", 1<<20))), large},
		{"a header of 3 MiB", first(answer(200, typeJSON, problem, "X-Fake", strings.Repeat("x", 3<<20))), large},
		{"10,000 headers", first(says(ok + many.String() + "\r\n")), large},
		{"endless headers", first(then(says(ok), endless("X-Fake: "+strings.Repeat("x", 1000)+"\r\n"))), large},
		{"endless headers, drop by drop", func(l *lab) {
			l.limits.FirstByte = fair
			l.site(site{introspect: then(says(ok), drip("X-Fake: x\r\n"))})
		}, unclear(check.AnswerTimeout, check.StepIdentity).fact(check.FactPhase, "wait").fact(check.FactLimit, "1.5 s")},
		{"an endless first line", first(endless("HTTP/1.1 200 " + strings.Repeat("x", 1000))), large},
		{"endless interim answers", first(endless("HTTP/1.1 103 Early Hints\r\nX-Fake: " + strings.Repeat("x", 100) + "\r\n\r\n")), large},
		{"endless interim answers, drop by drop", func(l *lab) {
			l.limits.FirstByte = fair
			l.site(site{introspect: drip("HTTP/1.1 102 Processing\r\n\r\n")})
		}, unclear(check.AnswerTimeout, check.StepIdentity).fact(check.FactPhase, "wait").fact(check.FactLimit, "1.5 s")},
		{"an interim answer and no other", first(says("HTTP/1.1 100 Continue\r\n\r\n")), unclear(check.ConnectionReset, check.StepIdentity)},
		{"a switch to another protocol", first(then(says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: fake\r\nConnection: Upgrade\r\n\r\nECHO"))), wrong},
		{"a switch to another protocol that keeps talking", first(then(says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: fake\r\nConnection: Upgrade\r\n\r\n"), endless("fake"))), wrong},
		{"the connection is closed in the first line", first(says("HTTP/1.1 20")), wrong},
		{"the connection is closed in the headers", first(says(ok + "Content-Type: appl")), unclear(check.ConnectionReset, check.StepIdentity)},
		{"the connection is closed before the body", first(says(ok + "Content-Type: " + typeJSON + "\r\nContent-Length: 50\r\n\r\n")), unclear(check.AnswerCutOff, check.StepIdentity)},
		{"the connection is closed in the body", first(says(ok + "Content-Type: " + typeJSON + "\r\nContent-Length: 500\r\n\r\n{\"data\":\"ECHO")), unclear(check.AnswerCutOff, check.StepIdentity)},
	}
}
