package pleoclient

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestObjections holds both directions: bad news beside good data is found, and
// what only looks like it is not.
func TestObjections(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	const answer, inactive, expired, installation = ObjectionAnswer, ObjectionInactive, ObjectionExpired, ObjectionInstallation
	tests := map[string]map[string]Objection{ // what is put into the place of MORE
		`{"data":[],"pagination":{},MORE}`: {
			`"errors":[{"type":"UNAUTHORIZED"}]`:         {answer, "UNAUTHORIZED"},
			`"errors":[{"message":"fake"}]`:              {answer, "fake"},
			`"errors":["fake"]`:                          {answer, "fake"},
			`"errors":{"companyId":["fake"]}`:            {answer, "errors"},
			`"Errors":[[1]]`:                             {answer, "errors"},
			`"error":"unauthorized"`:                     {answer, "unauthorized"},
			`"error":true`:                               {answer, "true"},
			`"error":{"code":401}`:                       {answer, "401"},
			`"status":401,"error":"unauthorized"`:        {answer, ""},
			`"status":401`:                               {answer, "401"},
			`"status":"503"`:                             {answer, "503"},
			`"status_code":400`:                          {answer, "400"},
			`"code":599`:                                 {answer, "599"},
			`"status":"error"`:                           {answer, "error"},
			`"success":false`:                            {answer, "success: false"},
			`"ok":false`:                                 {answer, "ok: false"},
			`"type":"ACCESS_DENIED","message":"fake"`:    {answer, "ACCESS_DENIED"},
			`"status":"401 Unauthorized"`:                {answer, "401 Unauthorized"},
			`"status":"UNAUTHORIZED"`:                    {answer, "UNAUTHORIZED"},
			`"code":"ACCESS_DENIED"`:                     {answer, "ACCESS_DENIED"},
			`"message":"Unauthorized"`:                   {answer, "Unauthorized"},
			`"error_description":"fake"`:                 {answer, "fake"},
			`"errorMessage":"fake"`:                      {answer, "fake"},
			`"errorCode":"FAKE"`:                         {answer, "FAKE"},
			`"fault":{"message":"fake"}`:                 {answer, "fake"},
			`"errorCode":0,"fault":null`:                 {},
			`"status":"4 rows","code":"OK"`:              {},
			`"errors":[]`:                                {},
			`"errors":{}`:                                {},
			`"errors":null`:                              {},
			`"errors":[null]`:                            {},
			`"error":null`:                               {},
			`"error":""`:                                 {},
			`"error":false`:                              {},
			`"error":0`:                                  {},
			`"error":"none"`:                             {},
			`"error":{}`:                                 {},
			`"error":{"code":null,"message":""}`:         {},
			`"status":200`:                               {},
			`"status":"ok"`:                              {},
			`"status":399`:                               {},
			`"status":600`:                               {},
			`"status":{"code":401}`:                      {},
			`"code":0`:                                   {},
			`"success":true`:                             {},
			`"type":"EMPLOYEES"`:                         {},
			`"type":"employees","message":"fake"`:        {},
			`"message":"fake"`:                           {},
			`"warnings":["fake"]`:                        {},
			`"errorCount":3`:                             {},
			`"active":false,"expired":true`:              {}, // not of a key
			`"expiresAt":"2020-01-01T00:00:00Z","exp":1`: {},
			`"anything":{"errors":[1],"status":401}`:     {},
		},
		`{"data":[{"id":"fake",MORE}]}`: {
			`"error":"fake","errors":[1],"status":401`: {}, // a row is looked at by its shape
		},
		`{"data":{"authMethod":"API_KEY","scope":"",MORE}}`: {
			`"active":false`:                               {inactive, "active: false"},
			`"Active":"false"`:                             {inactive, "active: false"},
			`"enabled":false`:                              {inactive, "enabled: false"},
			`"revoked":true`:                               {inactive, "revoked"},
			`"is_disabled":true`:                           {inactive, "isdisabled"},
			`"status":"REVOKED"`:                           {inactive, "REVOKED"},
			`"expired":true`:                               {expired, "expired"},
			`"status":"expired"`:                           {expired, "expired"},
			`"expiresAt":"2026-11-28T11:59:59Z"`:           {expired, "2026-11-28T11:59:59Z"},
			`"expires_at":"2026-11-28T13:59:59.123+02:00"`: {expired, "2026-11-28T13:59:59.123+02:00"},
			`"expirationDate":"2026-11-26"`:                {expired, "2026-11-26"},
			`"expirationDate":"2026-11-26T09:00:00"`:       {expired, "2026-11-26T09:00:00"},
			fmt.Sprintf(`"exp":%d`, now.Unix()-1):          {expired, fmt.Sprint(now.Unix() - 1)},
			fmt.Sprintf(`"exp":%d`, now.UnixMilli()-1000):  {expired, fmt.Sprint(now.UnixMilli() - 1000)},
			fmt.Sprintf(`"exp":"%d"`, now.Unix()-1):        {expired, fmt.Sprint(now.Unix() - 1)},
			`"error":"fake"`:                               {answer, "fake"},
			`"active":0`:                                   {inactive, "active: false"},
			`"active":"no"`:                                {inactive, "active: false"},
			`"revoked":1`:                                  {inactive, "revoked"},
			`"revokedAt":"2020-01-01T00:00:00Z"`:           {inactive, "revokedat: 2020-01-01T00:00:00Z"},
			`"keyStatus":"REVOKED"`:                        {inactive, "REVOKED"},
			`"status":"SUSPENDED"`:                         {inactive, "SUSPENDED"},
			`"revokedAt":"2099-01-01T00:00:00Z"`:           {},
			`"expires":3600`:                               {}, // seconds that something lasts
			`"expires":31536000,"expiry":"90"`:             {},
			`"expiresAt":"1970-01-01T00:00:00Z"`:           {},
			`"active":true`:                                {},
			`"active":null`:                                {},
			`"expired":false`:                              {},
			`"revoked":false,"revokedAt":null`:             {},
			`"status":"ACTIVE"`:                            {},
			`"expiresAt":"2026-11-28T12:00:01Z"`:           {},
			`"expiresAt":"2026-11-28T12:59:59+01:00"`:      {expired, "2026-11-28T12:59:59+01:00"},
			`"expiresAt":"2026-11-28T12:00:00-01:00"`:      {},
			`"expirationDate":"2026-11-28"`:                {},
			`"expirationDate":"2026-11-27"`:                {}, // still goes on west of Greenwich
			`"expiresAt":null`:                             {},
			`"expiresAt":""`:                               {},
			`"expiresAt":"never"`:                          {},
			`"expiresAt":"0001-01-01T00:00:00Z"`:           {},
			`"exp":0`:                                      {},
			`"exp":-1`:                                     {},
			fmt.Sprintf(`"exp":%d`, now.Unix()+1):          {},
			fmt.Sprintf(`"exp":%d`, now.UnixMilli()+1000):  {},
			`"createdAt":"2020-01-01T00:00:00Z"`:           {},
			`"errors":[]`:                                  {},
		},
		`{"data":{"authMethod":"API_KEY","scope":""},MORE}`: {
			`"expired":true`:           {expired, "expired"},
			`"active":false`:           {inactive, "active: false"},
			`"meta":{"expired":false}`: {},
		},
		`{"id":"fake","resource":"fake",MORE}`: {
			`"status":"ERROR"`:                                {installation, "ERROR"},
			`"status":"inactive"`:                             {installation, "inactive"},
			`"status":"NOT_ENTITLED"`:                         {installation, "NOT_ENTITLED"},
			`"status":"INACTIVE","errorCode":"NOT_ENTITLED"`:  {installation, "INACTIVE NOT_ENTITLED"},
			`"status":"ACTIVATED","errorCode":"AUTH_ERROR"`:   {installation, "AUTH_ERROR"},
			`"status":"ACTIVATED","errors":["fake"]`:          {answer, "fake"},
			`"status":"NOT ENTITLED"`:                         {installation, "NOT ENTITLED"},
			`"status":"ACTIVATED","errorCode":"NONE"`:         {},
			`"status":"ACTIVATED"`:                            {},
			`"status":"AUTHORIZED"`:                           {},
			`"status":"PENDING_INTEGRATION"`:                  {},
			`"status":"SOMETHING_NEW"`:                        {},
			`"status":"ACTIVATED","errorCode":null`:           {},
			`"status":"ACTIVATED","errorCode":"","errors":[]`: {},
		},
	}
	ops := map[string]string{`{"data":[]`: "employees", `{"data":[{`: "employees", `{"data":{`: "introspect", `{"id":`: "installation"}
	for frame, rows := range tests {
		var op Operation
		for prefix, name := range ops {
			if strings.HasPrefix(frame, prefix) {
				op = operation(t, name)
			}
		}
		for more, want := range rows {
			got := ObjectionIn(op, []byte(strings.Replace(frame, "MORE", more, 1)), now)
			if got.Kind != want.Kind || want.Word != "" && got.Word != want.Word {
				t.Errorf("%s with %s: %+v, want %+v", op.Name, more, got, want)
			}
		}
	}
	for _, body := range []string{``, `[]`, `null`, `{"data":`, `{"data":null}`} {
		if got := ObjectionIn(operation(t, "introspect"), []byte(body), now); got.Kind != 0 {
			t.Errorf("%s: %+v", body, got)
		}
	}
}
