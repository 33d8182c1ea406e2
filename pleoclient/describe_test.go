package pleoclient_test

import (
	"errors"
	"testing"

	"pleokeycheck/pleoclient"
)

func TestDescribe(t *testing.T) {
	op, _ := pleoclient.LookupOperation("chart-of-accounts")
	x, err := pleoclient.Describe("https://external.pleo.io/base/", op, pleoclient.Params{CompanyID: "c1", Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if x.Method != "POST" || x.URL != "https://external.pleo.io/base/v1/chart-of-accounts:search?limit=1" ||
		string(x.RequestBody) != `{"companyId":"c1","excludeIfAssignedToCategory":false,"excludeIfAssignedToContraAccount":false}` ||
		x.RequestHeader.Get("Authorization") != "Basic [hidden]" {
		t.Errorf("got %+v", x)
	}
	employee, _ := pleoclient.LookupOperation("employee")
	var missing *pleoclient.ParamError
	if _, err := pleoclient.Describe("https://external.pleo.io", employee, pleoclient.Params{}); !errors.As(err, &missing) {
		t.Errorf("without its id: %v", err)
	}
	var refused *pleoclient.BaseURLError
	if _, err := pleoclient.Describe("http://external.pleo.io", op, pleoclient.Params{}); !errors.As(err, &refused) {
		t.Errorf("http to another computer: %v", err)
	}
}
