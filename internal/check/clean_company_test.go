package check

import (
	"strings"
	"testing"

	"pleokeycheck/pleoclient"
)

const someID = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"

func TestCleanCompanyIDAccepts(t *testing.T) {
	other := "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	for name, text := range map[string]string{
		"plain":             someID,
		"upper case":        strings.ToUpper(someID),
		"spaces":            " \u00a0" + someID + "\n",
		"zero width":        "\u200b3d0f6a52-8c41-\ufeff4b7e-9a26-5e71c0b4d813",
		"braces":            "{" + someID + "}",
		"quotes":            "“" + someID + "”",
		"non-breaking dash": strings.ReplaceAll(someID, "-", "\u2011"),
		"URN":               "urn:pleo:company:" + someID,
		"URN, upper case":   "URN:PLEO:COMPANY:" + strings.ToUpper(someID),
		"plain URN":         "urn:uuid:" + someID,
		"label":             "Company ID: " + someID,
		"JSON":              `"companyId": "` + someID + `",`,
		"URL":               "https://app.pleo.io/" + someID + "/settings",
		"URL, end":          "https://app.pleo.io/companies/" + someID,
		"URL, query":        "https://external.pleo.io/v2/employees?companyId=" + someID + "&limit=1",
		"URL, snake":        "https://external.pleo.io/v3/export-jobs?company_id=" + someID,
		"URL, two ids":      "https://app.pleo.io/companies/" + someID + "/employees/" + other,
		"URL, same twice":   "https://app.pleo.io/" + someID + "/" + someID,
		"URL, no scheme":    "app.pleo.io/" + someID,
		"no dashes":         strings.ReplaceAll(someID, "-", ""),
		"no dashes, upper":  strings.ToUpper(strings.ReplaceAll(someID, "-", "")),
		"no dashes, label":  "Company ID: " + strings.ReplaceAll(someID, "-", ""),
		"no dashes, braces": "{" + strings.ReplaceAll(someID, "-", "") + "}",
		"German label":      "Firma-ID: " + someID,
		"Danish label":      "Virksomheds-id: " + someID,
		"French label":      "Identifiant de l'entreprise\u00a0: " + someID,
		"env":               "PLEO_COMPANY_ID=" + someID,
		"JSON, camel":       `{"companyId":"` + someID + `"}`,
		"name around":       "Nordhavn Kaffe (" + someID + ")",
		"name in front":     "Nordhavn Kaffe og Te ApS " + someID,
		"row":               "Nordhavn\t" + someID + "\tDKK",
		"link":              "[Nordhavn](https://app.pleo.io/" + someID + ")",
		"same twice":        someID + " (" + strings.ToUpper(someID) + ")",
	} {
		if got := CleanCompanyID(text); got.ID != someID || got.Problem != nil {
			t.Errorf("%s: %q, %+v", name, got.ID, got.Problem)
		}
	}
}

func TestCleanCompanyIDRefuses(t *testing.T) {
	other := "e41c97d8-56ab-4f30-b2d9-7c08153fa6be"
	tests := map[string]struct{ text, kind, variant string }{
		"empty":           {"", "company-missing", ""},
		"spaces":          {" \u200b\n", "company-missing", ""},
		"quotes":          {`""`, "company-missing", ""},
		"label only":      {"Company ID:", "company-missing", ""},
		"nil":             {"00000000-0000-0000-0000-000000000000", "company-malformed", "nil"},
		"nil, braces":     {"{00000000-0000-0000-0000-000000000000}", "company-malformed", "nil"},
		"sample 1":        {"3fa85f64-5717-4562-b3fc-2c963f66afa6", "company-is-sample", ""},
		"sample 2":        {"123E4567-E89B-12D3-A456-426614174000", "company-is-sample", ""},
		"sample 3":        {"urn:pleo:company:3c90c3cc-0d44-4b50-8888-8dd25736052a", "company-is-sample", ""},
		"sample in URL":   {"https://external.pleo.io/v1/companies/3fa85f64-5717-4562-b3fc-2c963f66afa6", "company-is-sample", ""},
		"key":             {fakeKey, "company-malformed", "looks-like-key"},
		"short key":       {"plp_fake", "company-malformed", "looks-like-key"},
		"hexadecimal key": {"0123456789abcdef0123456789abcdef", "company-malformed", "looks-like-key"},
		"base64 key":      {b64(fakeKey + ":"), "company-malformed", "looks-like-key"},
		"key with an id":  {"plp_" + someID, "company-malformed", "looks-like-key"},
		"key with a tail": {someID + "fake", "company-malformed", "looks-like-key"},
		"name":            {"Nordhavn Kaffe og Te ApS i Aarhus", "company-malformed", ""},
		"e-mail":          {"someone.with.a.long.name@example.com", "company-malformed", ""},
		"URL without id":  {"https://app.pleo.io/settings/api-keys", "company-malformed", ""},
		"URL, unclear":    {"https://app.pleo.io/" + someID + "/" + other, "company-malformed", ""},
		"digit missing":   {someID[:35], "company-malformed", ""},
		"organisation":    {"urn:pleo:organisation:" + someID, "company-malformed", "organisation"},
		"control":         {"\x00" + someID, "company-malformed", ""},
		"short":           {"12345", "company-malformed", ""},
		"hexadecimal, 31": {strings.ReplaceAll(someID, "-", "")[1:], "company-malformed", "looks-like-key"},
		"two IDs":         {someID + " " + other, "company-malformed", ""},
		"a key beside it": {"API key: " + fakeKey + ", company ID: " + someID, "company-malformed", "looks-like-key"},
		"organisation ID": {"Organisation ID: " + someID, "company-malformed", "organisation"},
		"organisationId":  {`"organizationId": "` + someID + `"`, "company-malformed", "organisation"},
		"sample, bare":    {"3fa85f6457174562b3fc2c963f66afa6", "company-is-sample", ""},
		"nil, bare":       {strings.Repeat("0", 32), "company-malformed", "nil"},
		"much too long":   {strings.Repeat("f", 1<<20), "company-malformed", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := CleanCompanyID(tt.text)
			if got.ID != "" || got.Problem == nil || string(got.Problem.Kind) != tt.kind || got.Problem.Variant != tt.variant {
				t.Errorf("%q, %+v, want %s %s", got.ID, got.Problem, tt.kind, tt.variant)
			}
		})
	}
}

func FuzzCleanCompanyID(f *testing.F) {
	for _, seed := range []string{
		"", someID, "{" + someID + "}", "urn:pleo:company:" + someID, "https://app.pleo.io/companies/" + someID,
		fakeKey, "\xff", "company id", "https://" + someID + someID, "\u2011",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := CleanCompanyID(text)
		fit(t, got.ID)
		if (got.ID == "") != (got.Problem != nil) {
			t.Fatalf("%q: id %q, problem %v", text, got.ID, got.Problem)
		}
		if got.ID == "" {
			return
		}
		if !pleoclient.IsUUID(got.ID) || got.ID != strings.ToLower(got.ID) {
			t.Errorf("%q: id %q", text, got.ID)
		}
		if again := CleanCompanyID(got.ID); again != got {
			t.Errorf("%q cleaned is %q, cleaned again %q", text, got.ID, again.ID)
		}
	})
}
