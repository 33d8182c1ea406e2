package faultlab

import (
	"strings"
	"time"

	"pleokeycheck/internal/check"
)

// listOf is a healthy list with one row.
func listOf(row string) string { return strings.Replace(emptyList, "[]", "["+row+"]", 1) }

// ownerRows are rows of other companies, in every spelling, and rows whose
// company cannot be read.
func ownerRows() []row {
	withRow := func(field string) func(*lab) {
		return testRequest(answer(200, typeJSON, listOf(`{"id":"fake","email":"ECHO",`+field+`}`)))
	}
	another := failed(check.CompanyMismatch, check.StepCompany).fact(check.FactKeyCompanyID, otherID)
	wrong := unclear(check.UnexpectedAnswer, check.StepRequest)
	return []row{
		{"a row of another company, as company_id", withRow(`"company_id":"` + otherID + `"`), another},
		{"a row of another company, as CompanyId", withRow(`"CompanyId":"` + otherID + `"`), another},
		{"a row of another company, as an object", withRow(`"company":{"id":"` + otherID + `"}`), another},
		{"a row of another company, as a list", withRow(`"companyIds":["` + otherID + `"]`), another},
		{"a row of another company, as a URN", withRow(`"companyId":"urn:pleo:company:` + otherID + `"`), another},
		{"a row of both companies, in two spellings", withRow(`"companyId":"` + companyID + `","company_id":"` + otherID + `"`), wrong},
		{"a row whose company is null", withRow(`"companyId":null`), wrong},
		{"a row whose company is a number", withRow(`"companyId":7`), wrong},
		{"a row whose company is empty", withRow(`"companyId":""`), wrong},
		{"a row of the company as a URN", withRow(`"companyId":"urn:pleo:company:` + companyID + `"`), healthy(check.OK)},
		{"a row of the company in upper case", withRow(`"companyId":"` + strings.ToUpper(companyID) + `"`), healthy(check.OK)},
		{"a row of the company with spaces", withRow(`"companyId":" ` + companyID + ` "`), healthy(check.OK)},
		{"a row of the company in braces", withRow(`"companyId":"{` + companyID + `}"`), healthy(check.OK)},
	}
}

// contradictionRows are good data beside bad news.
func contradictionRows() []row {
	beside := func(more string) func(*lab) {
		return testRequest(answer(200, typeJSON, strings.TrimSuffix(list(companyID), "}")+","+more+"}"))
	}
	key := func(more string) func(*lab) {
		return first(about(`"authMethod":"API_KEY","clientId":"fake","scope":"users:read","subjectURN":"urn:pleo:company:` + companyID + `",` + more))
	}
	installation := func(fields string) func(*lab) {
		return func(l *lab) {
			l.in.Operation = "installation"
			l.site(site{installation: answer(200, typeJSON, `{"id":"fake","applicationId":"ECHO",`+fields+`}`)})
		}
	}
	lookup := func(subject string, company responder) func(*lab) {
		return func(l *lab) {
			l.site(site{introspect: identity(subject, "users:read companies:read"), company: company})
		}
	}
	at := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339) }
	answered := unclear(check.Contradiction, check.StepRequest).as("answer")
	inactive, expired := unclear(check.Contradiction, check.StepIdentity).as("key-inactive"), unclear(check.Contradiction, check.StepIdentity).as("key-expired")
	notWorking := limited(check.Contradiction, check.StepRequest).as("installation")
	doubtful := func(variant string) want { return limited(check.Contradiction, check.StepCompany).as(variant) }
	resource := `"resource":"urn:pleo:company:` + companyID + `"`
	ours, organisation := "company:"+companyID, "organisation:"+orgID
	return []row{
		{"rows, and a list of errors", beside(`"errors":[{"type":"ECHO","message":"ECHO"}]`), answered},
		{"rows, and an error with a status", beside(`"status":401,"error":"ECHO"`), answered},
		{"rows, and the body of an error", beside(`"type":"ACCESS_DENIED","message":"ECHO"`), answered},
		{"rows, and an empty list of errors", beside(`"errors":[],"error":null,"status":200`), healthy(check.OK)},
		{"the key is described, and an error with it", first(answer(200, typeJSON, `{"data":{"authMethod":"API_KEY","clientId":"fake","scope":"users:read"},"errors":["ECHO"]}`)),
			unclear(check.Contradiction, check.StepIdentity).as("answer")},
		{"the key is described as not active", key(`"active":false`), inactive},
		{"the key is described as revoked", key(`"status":"REVOKED"`), inactive},
		{"the key is described as expired", key(`"expired":true`), expired},
		{"the key's time is over", key(`"expiresAt":"` + at(-time.Hour) + `"`), expired},
		{"the key's time is over, in seconds", key(`"exp":1`), expired},
		{"the key's time is to come", key(`"active":true,"expired":false,"expiresAt":"` + at(time.Hour) + `"`), healthy(check.OK)},
		{"the installation is in trouble", installation(resource + `,"status":"ERROR"`), notWorking},
		{"the installation is not active", installation(resource + `,"status":"INACTIVE","errorCode":"AUTH_ERROR"`), notWorking},
		{"the installation is not entitled", installation(resource + `,"status":"INACTIVE","errorCode":"NOT_ENTITLED"`), notWorking},
		{"the installation is another company's", installation(`"resource":"urn:pleo:company:` + otherID + `","status":"ACTIVATED"`),
			failed(check.CompanyMismatch, check.StepCompany).fact(check.FactKeyCompanyID, otherID)},
		{"the installation is active", installation(resource + `,"status":"ACTIVATED","errorCode":null`), healthy(check.OK)},
		{"the rows agree, and the lookup of the company refuses the key", lookup(ours, answer(401, typeJSON, problem)), doubtful("company-refused")},
		{"the rows agree, and the lookup finds no company", lookup(ours, answer(404, typeJSON, problem)), doubtful("company-not-found")},
		{"the rows agree, and the lookup finds another company", lookup(ours, aCompany(otherID)), doubtful("company-other").fact(check.FactKeyCompanyID, otherID)},
		{"the rows agree, and the lookup refuses an organisation's key", lookup(organisation, answer(401, typeJSON, problem)), doubtful("company-refused")},
		{"the rows agree, and the company is another organisation's", lookup("organisation:"+otherID, aCompany(companyID)), doubtful("other-organisation")},
		{"the rows agree, and the lookup is denied", lookup(organisation, answer(403, typeJSON, problem)), healthy(check.OK)},
	}
}

// controlRows are what a deliberately wrong key may get.
func controlRows() []row {
	wrong := func(r responder) func(*lab) {
		return func(l *lab) {
			l.in.Deep = true
			good := identity("company:"+companyID, "users:read")
			l.site(site{introspect: func(c *call) {
				if c.key == canary {
					good(c)
					return
				}
				r(c)
			}})
		}
	}
	proves := unclear(check.WrongKeyNotRefused, check.StepIdentity)
	nothing := proves.as("not-made")
	return []row{
		{"a wrong key gets 200 and nothing", wrong(answer(200, typeJSON, `{"data":{}}`)), proves},
		{"a wrong key gets a web page", wrong(answer(200, typeHTML, portal)), proves},
		{"a wrong key gets a redirect", wrong(answer(302, typeHTML, "", "Location", "https://"+elsewhere+"/")), proves},
		{"a wrong key gets 403", wrong(answer(403, typeJSON, problem)), proves},
		{"a wrong key gets 404", wrong(answer(404, typeJSON, problem)), proves},
		{"a wrong key gets 429", wrong(answer(429, typeJSON, problem)), nothing},
		{"a wrong key gets 500", wrong(answer(500, typeJSON, problem)), nothing},
		{"a wrong key gets a reset", wrong(reset), nothing},
		{"a wrong key gets no answer", func(l *lab) {
			l.limits.FirstByte = fair
			wrong(silence)(l)
		}, nothing},
		{"a wrong key gets 401", wrong(answer(401, typeJSON, problem)), healthy(check.OK)},
	}
}
