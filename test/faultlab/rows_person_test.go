package faultlab

import (
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"strings"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// inputRows end before anything is sent: the server is a stranger.
func inputRows() []row {
	typed := func(change func(*check.Input)) func(*lab) {
		return func(l *lab) {
			l.plain(net.JoinHostPort("127.0.0.1", l.stranger()))
			change(&l.in)
		}
	}
	key := func(text string) func(*lab) {
		return typed(func(in *check.Input) { in.Key = secret.New(text) })
	}
	company := func(text string) func(*lab) {
		return typed(func(in *check.Input) { in.CompanyID = text })
	}
	address := func(text string) func(*lab) {
		return typed(func(in *check.Input) { in.BaseURL = text })
	}
	w := func(kind check.Kind, variant string) want { return failed(kind, check.StepInput).as(variant) }
	jwt := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`)) + ".ZmFrZQ.ZmFrZQ"
	return []row{
		{"no key", key(""), w(check.KeyMissing, "")},
		{"a key of spaces", key(" \n\u200b"), w(check.KeyMissing, "")},
		{"a key of dots", key("••••••••cdef"), w(check.KeyMalformed, "masked")},
		{"an e-mail address for a key", key("someone@example.com"), w(check.KeyMalformed, "email")},
		{"a web address for a key", key("https://app.pleo.io/settings"), w(check.KeyMalformed, "url")},
		{"a command for a key", key("curl -u '" + canary + ":' https://external.pleo.io"), w(check.KeyMalformed, "curl")},
		{"a key in a letter", key("Hi Bo,\n\nhere it is: " + canary + "\n\nBest regards"), w(check.KeyMalformed, "text")},
		{"a row of a spreadsheet for a key", key("Fake Company\t" + canary + "\t01/01/2027"), w(check.KeyMalformed, "text")},
		{"two keys", key("plp_fake-0123456789abcdef\nplp_fake-fedcba9876543210"), w(check.KeyMalformed, "two-keys")},
		{"a placeholder for a key", key("YOUR_API_KEY"), w(check.KeyMalformed, "placeholder")},
		{"a variable that was not filled in", key("$PLEO_API_KEY"), w(check.KeyMalformed, "placeholder")},
		{"a key that was cut off", key(canary[:12] + "…"), w(check.KeyMalformed, "cut-off")},
		{"a key with a Cyrillic letter", key("рls_" + canary), w(check.KeyMalformed, "look-alike")},
		{"a key with a secret behind it", key(canary + ":fake-secret"), w(check.KeyMalformed, "colon")},
		{"a file's path for a key", key("/home/fake/pleo.txt"), w(check.KeyMalformed, "reference")},
		{"a password manager's address for a key", key("op://Private/Pleo/credential"), w(check.KeyMalformed, "reference")},
		{"what may be a key in base64", typed(func(in *check.Input) {
			in.Key, in.Ask = secret.New(base64.StdEncoding.EncodeToString([]byte("plp_fake-0123456789abcdef"))), true
		}), w(check.KeyMalformed, check.VariantCoded)},
		{"a key with NUL", key(canary + "\x00"), w(check.KeyMalformed, "control")},
		{"a key that is not text", key("fake\xff\xfe"), w(check.KeyMalformed, "control")},
		{"a key of 5,000 characters", key(strings.Repeat("fake", 1250)), w(check.KeyMalformed, "too-long")},
		{"a key of 10 MiB", key(strings.Repeat("f", 10<<20)), w(check.KeyMalformed, "too-long")},
		{"a token of the older API", key(jwt), w(check.KeyIsLegacyToken, "")},
		{"the company ID for a key", key(companyID), w(check.KeyIsCompanyID, "")},
		{"a company's name for its ID", company("Fake Company"), w(check.CompanyMalformed, "")},
		{"the key for a company ID", company(canary), w(check.CompanyMalformed, "looks-like-key")},
		{"an organisation's ID", company("urn:pleo:organisation:" + orgID), w(check.CompanyMalformed, "organisation")},
		{"the ID of nothing", company("00000000-0000-0000-0000-000000000000"), w(check.CompanyMalformed, "nil")},
		{"the ID printed in Pleo's examples", company("3fa85f64-5717-4562-b3fc-2c963f66afa6"), w(check.CompanyIsSample, "")},
		{"no address", address(""), w(check.RequestRefused, "base-url")},
		{"an address without TLS", address("http://pleo.example"), w(check.RequestRefused, "base-url")},
		{"an address with a password", address("https://fake:" + canary + "@pleo.example"), w(check.RequestRefused, "base-url")},
		{"an address with the key in it", address("https://pleo.example/?key=" + canary), w(check.RequestRefused, "base-url")},
		{"an address with a version", address("https://pleo.example/v1"), w(check.RequestRefused, "base-url")},
		{"the address of another server of Pleo's", address("https://openapi.pleo.io"), w(check.RequestRefused, "base-url")},
		{"an address of another kind", address("ftp://pleo.example"), w(check.RequestRefused, "base-url")},
		{"a request that does not exist", typed(func(in *check.Input) { in.Operation = "ECHO" }), w(check.RequestRefused, "unknown-operation")},
		{"a request that a key cannot make", func(l *lab) {
			l.site(site{})
			l.in.Operation = "accounts"
		}, limited(check.RequestRefused, check.StepRequest).as("bearer-only")},
		{"a request without the ID it needs", func(l *lab) {
			l.site(site{})
			l.in.Operation = "employee"
		}, limited(check.RequestRefused, check.StepRequest).as("missing-id")},
		{"an ID that leads elsewhere", func(l *lab) {
			l.site(site{})
			l.in.Operation, l.in.Params = "employee", pleoclient.Params{Path: map[string]string{"employeeId": ".."}}
		}, limited(check.RequestRefused, check.StepRequest).as("missing-id")},
	}
}

// about answers introspection with fields of its own.
func about(fields string) responder { return answer(200, typeJSON, `{"data":{`+fields+`}}`) }

func identityRows() []row {
	const subject = `,"subjectURN":"urn:pleo:company:` + companyID + `"`
	wrong := unclear(check.UnexpectedAnswer, check.StepIdentity)
	mismatch := func(step check.StepName) want {
		return failed(check.CompanyMismatch, step).fact(check.FactKeyCompanyID, otherID)
	}
	unconfirmed := func(variant string) want {
		return limited(check.CompanyUnconfirmed, check.StepCompany).as(variant)
	}
	method := func(name string) func(*lab) {
		return first(about(fmt.Sprintf(`"authMethod":%q,"clientId":"fake","scope":"users:read","applicationName":"Fake"`, name) + subject))
	}
	urn := func(text string) func(*lab) {
		return func(l *lab) {
			l.site(site{
				introspect: about(fmt.Sprintf(`"authMethod":"API_KEY","clientId":"fake","scope":"users:read","applicationName":"Fake","subjectURN":%q`, text)),
				company:    answer(403, typeJSON, problem),
				employees:  answer(200, typeJSON, emptyList),
			})
		}
	}
	without := func(s site) func(*lab) {
		s.introspect = answer(404, typeJSON, problem)
		return func(l *lab) { l.site(s) }
	}
	untold := func(variant string) want { return unclear(check.CompanyUntold, check.StepCompany).as(variant) }
	noCompany := func(s site) func(*lab) {
		return func(l *lab) {
			l.site(s)
			l.in.CompanyID = ""
		}
	}
	return []row{
		{"the key is of no method", method("NONE"), wrong},
		{"the key is of another method", method("OAUTH2"), wrong},
		{"the key's method is the key", method(`x`), wrong},
		{"the key is described by nothing", first(answer(200, typeJSON, `{"data":{}}`)), wrong},
		{"the key is described by a list", first(answer(200, typeJSON, `{"data":[]}`)), wrong},
		{"the key is described without a frame", first(answer(200, typeJSON, `{"authMethod":"API_KEY","clientId":"fake","scope":"users:read"}`)), wrong},
		{"the key's method is a number", first(about(`"authMethod":1,"clientId":"fake","scope":"users:read"`)), wrong},
		{"the key's permissions are a list", first(about(`"authMethod":"API_KEY","clientId":"fake","scope":["users:read"]` + subject)), wrong},
		{"the key's permissions are missing", first(about(`"authMethod":"API_KEY","clientId":"fake"` + subject)), healthy(check.OK)},
		{"the key's application is missing", first(about(`"authMethod":"API_KEY","scope":"users:read"` + subject)), healthy(check.OK)},
		{"the key is another company's", first(identity("company:"+otherID, "users:read")), mismatch(check.StepCompany)},
		{"the key's owner is garbage", urn("ECHO"), unconfirmed("")},
		{"the key's owner has a broken ID", urn("urn:pleo:company:" + companyID[:35]), unconfirmed("")},
		{"the key's owner is of another kind", urn("urn:pleo:employee:" + companyID), unconfirmed("")},
		{"the key's owner is somebody else's", urn("urn:other:company:" + companyID), unconfirmed("")},
		{"the key's owner is not said", urn(""), unconfirmed("")},
		{"rows of another company", testRequest(rows(otherID)), mismatch(check.StepCompany)},
		{"one row of another company", testRequest(rows(companyID, otherID)), mismatch(check.StepCompany)},
		{"rows of a company that is the key", testRequest(rows("ECHO")), failed(check.CompanyMismatch, check.StepCompany)},
		{"an organisation's key that does not reach the company", func(l *lab) {
			l.site(site{introspect: identity("organisation:"+orgID, "companies:read users:read"), company: answer(404, typeJSON, problem)})
		}, failed(check.CompanyMismatch, check.StepCompany)},
		{"an organisation's key, and the company is another's", func(l *lab) {
			l.site(site{introspect: identity("organisation:"+otherID, "companies:read users:read"), employees: answer(200, typeJSON, emptyList)})
		}, unconfirmed("")},
		{"an organisation's key that may not look the company up", func(l *lab) {
			l.site(site{
				introspect: identity("organisation:"+orgID, "users:read"),
				company:    answer(403, typeJSON, problem), employees: answer(200, typeJSON, emptyList),
			})
		}, unconfirmed("")},
		{"the lookup of the company answers another one", without(site{company: aCompany(otherID), employees: answer(200, typeJSON, emptyList)}), unconfirmed("no-introspect")},
		{"the lookup of the company answers nothing of use", without(site{company: answer(200, typeJSON, `{"data":{}}`), employees: answer(200, typeJSON, emptyList)}), unconfirmed("no-introspect")},
		{"the lookup of the company is in trouble", without(site{company: answer(500, typeJSON, problem), employees: answer(200, typeJSON, emptyList)}), unconfirmed("no-introspect")},
		{"the key is refused by the lookup of the company", without(site{company: answer(401, typeJSON, problem)}), failed(check.KeyRejected, check.StepCompany)},
		{"the key is described, and every request is refused", func(l *lab) {
			l.site(site{company: answer(401, typeJSON, problem), employees: answer(401, typeJSON, problem)})
		}, failed(check.KeyRejected, check.StepRequest).as("this-request")},
		{"no company ID", noCompany(site{}), healthy(check.OK)},
		{"no company ID, and a key of an organisation", noCompany(site{
			introspect: identity("organisation:"+orgID, "companies:read users:read"),
			companies:  answer(200, typeJSON, listOf(`{"id":"`+companyID+`","name":"Fake"},{"id":"`+otherID+`","name":"ECHO"}`)),
		}), untold("several")},
		{"no company ID, and a key that may not list its companies", noCompany(site{
			introspect: identity("organisation:"+orgID, "users:read"), companies: answer(403, typeJSON, problem),
		}), untold("no-permission").fact(check.FactScope, "companies:read")},
		{"no company ID, and a key that is for none", noCompany(site{
			introspect: identity("organisation:"+orgID, "users:read"), companies: answer(200, typeJSON, emptyList),
		}), untold("")},
		{"no company ID, and an owner that is none", noCompany(site{introspect: identity("company:ECHO", "users:read")}), healthy(check.OK)},
		{"no company ID, and a key that is refused", noCompany(site{introspect: answer(401, typeJSON, problem)}), failed(check.KeyRejected, check.StepIdentity)},
		{"the test request for a company answers another one", func(l *lab) {
			l.in.Operation = "company"
			l.site(site{company: aCompany(otherID)})
		}, mismatch(check.StepCompany)},
	}
}

func personRows() []row {
	stopped := func(step check.StepName) want {
		return want{kind: check.Cancelled, verdict: check.Stopped, step: step}
	}
	during := func(serve func(l *lab, r responder)) func(*lab) {
		return func(l *lab) {
			serve(l, func(c *call) {
				l.cancel()
				silence(c)
			})
		}
	}
	return []row{
		{"the check is cancelled before it begins", func(l *lab) {
			l.plain(net.JoinHostPort("127.0.0.1", l.stranger()))
			l.cancel()
		}, stopped(check.StepInput)},
		{"the check is cancelled while a name is looked up", func(l *lab) {
			byName("silent.lab.test")(l)
			l.onStep = cancelAt(l, check.StepConnect)
		}, stopped(check.StepConnect)},
		{"the check is cancelled in the handshake", func(l *lab) {
			l.trust(root())
			l.secure(serverName, l.listen(func(conn net.Conn) {
				_, _ = conn.Read(make([]byte, 16))
				l.cancel()
				l.until()
			}))
		}, stopped(check.StepConnect)},
		{"the check is cancelled while the proxy thinks", proxied(func(l *lab, _ *http.Request, _ net.Conn) {
			l.cancel()
			l.until()
		}), stopped(check.StepConnect)},
		{"the check is cancelled while the first answer is awaited", during(func(l *lab, r responder) { l.site(site{introspect: r}) }), stopped(check.StepIdentity)},
		{"the check is cancelled while the company is looked up", during(func(l *lab, r responder) {
			l.site(site{introspect: identity("organisation:"+orgID, "users:read"), company: r})
		}), stopped(check.StepCompany)},
		{"the check is cancelled while the test request is awaited", during(func(l *lab, r responder) { l.site(site{employees: r}) }), stopped(check.StepRequest)},
		{"the check is cancelled in the middle of a body", during(func(l *lab, r responder) {
			l.site(site{employees: then(body(`{"data":[`, "Content-Length", "900"), r)})
		}), stopped(check.StepRequest)},
		{"the check is cancelled in an endless body", func(l *lab) {
			l.site(site{employees: then(body(""), func(c *call) {
				l.cancel()
				endless(" ")(c)
			})})
		}, stopped(check.StepRequest)},
		{"the check is cancelled in HTTP/2", func(l *lab) { l.frames(func(*frameCall) { l.cancel() }) }, stopped(check.StepIdentity)},
		{"the caller's own time is over", func(l *lab) {
			l.ctx, l.cancel = context.WithTimeout(l.ctx, short)
			l.deadline = true
			l.site(site{introspect: silence})
		}, unclear(check.AnswerTimeout, check.StepIdentity)},
	}
}

// cancelAt cancels a check once a step has begun.
func cancelAt(l *lab, name check.StepName) func(check.Step) {
	return func(s check.Step) {
		if s.Name == name && s.Status == check.Running {
			l.cancel()
		}
	}
}
