package message_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/guide"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// family is a group of texts whose ids the code composes.
type family struct {
	needed  func() []string // what has to be there, without the family's name
	allowed func() []string // what may be there besides
	pattern *regexp.Regexp  // what may be there besides, by form
}

var families = map[string]family{
	"finding":       {needed: findingIDs, allowed: variantIDs},
	"step":          {needed: stepIDs, allowed: stepVariantIDs},
	"status":        {needed: list("none", "200", "401", "403", "404", "429", "503", "other", "2xx", "3xx", "4xx", "5xx"), pattern: regexp.MustCompile(`^[1-5]\d\d$`)},
	"env":           {needed: suffixed(list("staging", "production", "demo", "demo-other", "custom"), "", ".in", ".answerer")},
	"operation":     {needed: operationNames},
	"area":          {needed: operationNames},
	"rows":          {needed: list("any"), allowed: operationNames},
	"reads":         {needed: triedOperations},
	"scope":         {needed: list(scopeAreas...)},
	"changes":       {needed: list(scopeAreas...)},
	"param":         {needed: paramIDs},
	"param-problem": {needed: paramCodes},
	"story":         {needed: suffixed(storyIDs, ".name", ".text")},
	"cleaned": {needed: list("note", string(check.RemovedWhiteSpace), string(check.RemovedLineBreak), string(check.RemovedInvisible),
		string(check.RemovedQuotes), string(check.RemovedHeaderName), string(check.RemovedBasic), string(check.RemovedBearer),
		string(check.RemovedTrailingColon), string(check.RemovedLabel), string(check.RemovedMarks), string(check.RemovedBase64), string(check.RemovedEncoding))},
	"reminder": {needed: suffixed(message.Reminders, ".title", ".text"), allowed: list("expiry-soon.title.today", "expiry-soon.title.tomorrow", "more", "read", "again")},
	"guide": {needed: guide.Texts, allowed: list("title", "open", "close", "how", "menu", "more", "test-request", "tick.on", "tick.off",
		"status.open", "status.done", "status.attention", "path.settings", "path.api-keys", "path.create")},
	"verdict": {needed: list(string(check.Working), string(check.Limited), string(check.Failed), string(check.Inconclusive), string(check.Stopped))},
	"phase":   {needed: list("name", "connect", "proxy", "tls", "send", "wait", "download")},
	"field": {needed: list(
		"id", "company-id", "name", "code", "email", "first-name", "last-name", "job-title", "phone", "status", "type", "created-at", "updated-at",
		"deleted-at", "started-at", "completed-at", "exported-at", "performed-at", "settled-at", "bookkeeping-date", "date", "archived", "amount",
		"transaction-value", "total-bill-value", "in-wallet-currency", "in-supplier-currency", "currency", "default-currency", "note", "description",
		"address", "address-line1", "address-line2", "postal-code", "locality", "region", "country", "registration-number", "tax-registration-number",
		"external-id", "rate", "tags", "user", "team", "vendor", "supplier", "account", "contra-account", "account-code", "review-status", "export-status",
		"number-of-items", "accounting-entry-id", "employee-id", "receipt-ids", "split-items", "attendees", "accounting-entry-lines", "files", "file-type")},
	"access":   {needed: list(string(check.Allowed), string(check.Denied), string(check.Unknown), string(check.NotTested))},
	"format":   {needed: formatNames},
	"keychain": {needed: list(string(keystore.CredentialManager), string(keystore.GNOMEKeyring), string(keystore.KDEWallet), string(keystore.KeePassXC))},
	// "quotes" and "never" are for the tests of translations.
	"language": {needed: list("name", "quotes", "never", "thousands-from")},
	"month":    {needed: list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")},
}

func TestFamilies(t *testing.T) {
	there := make(map[string][]string)
	for _, id := range english(t).IDs() {
		name, rest, _ := strings.Cut(id, ".")
		there[name] = append(there[name], rest)
	}
	for name, f := range families {
		needed := f.needed()
		for _, id := range needed {
			if !slices.Contains(there[name], id) {
				t.Errorf("%s.%s is missing", name, id)
			}
		}
		var allowed []string
		if f.allowed != nil {
			allowed = f.allowed()
		}
		for _, id := range there[name] {
			if !slices.Contains(needed, id) && !slices.Contains(allowed, id) && (f.pattern == nil || !f.pattern.MatchString(id)) {
				t.Errorf("nothing uses %s.%s", name, id)
			}
		}
	}
}

func list(names ...string) func() []string { return func() []string { return names } }

func suffixed(names func() []string, suffixes ...string) func() []string {
	return func() []string {
		var out []string
		for _, n := range names() {
			for _, s := range suffixes {
				out = append(out, n+s)
			}
		}
		return out
	}
}

func findingIDs() []string {
	var out []string
	for _, k := range check.Kinds() {
		for _, f := range fields {
			out = append(out, string(k)+"."+f)
		}
	}
	return out
}

func variantIDs() []string {
	var out []string
	for k, names := range variants {
		for _, v := range names {
			for _, f := range fields {
				out = append(out, string(k)+"."+v+"."+f)
			}
		}
	}
	return out
}

// statuses are those of a step, as package check names them.
var statuses = []check.Status{check.Passed, check.StepFailed, check.Warned, check.Skipped, check.Running}

func stepIDs() []string {
	var out []string
	for _, s := range statuses {
		out = append(out, "status."+string(s))
		for _, n := range check.StepNames() {
			out = append(out, string(n)+"."+string(s))
		}
	}
	return out
}

func stepVariantIDs() []string {
	out := []string{"identity.passed.no-name", "identity.passed.unknown", "request.passed.rows", "company.from-key"}
	for _, s := range statuses {
		for _, k := range check.Kinds() {
			out = append(out, "status."+string(s)+"."+string(k))
		}
		for _, n := range check.StepNames() {
			base := string(n) + "." + string(s) + "."
			out = append(out, base+"demo", base+"custom")
			for _, k := range check.Kinds() {
				out = append(out, base+string(k))
			}
		}
	}
	return out
}

func operationNames() []string {
	var out []string
	for _, o := range pleoclient.Operations() {
		out = append(out, o.Name)
	}
	return out
}

// scopeAreas are what scopes are about, as far as it is known.
var scopeAreas = []string{"users", "companies", "export-jobs", "export-items", "tag-group", "tag-groups", "tax-codes", "accounts", "vendors",
	"accounting-entries", "subscriptions"}

func triedOperations() []string {
	var out []string
	for _, o := range pleoclient.Operations() {
		if o.NeedsOnlyCompany() && o.Name != "introspect" {
			out = append(out, o.Name)
		}
	}
	return out
}

// paramIDs are those of every parameter of the operations that a key can call.
func paramIDs() []string {
	var out []string
	for _, o := range pleoclient.Operations() {
		for _, p := range o.Params() {
			id := regexp.MustCompile(`[A-Z]`).ReplaceAllStringFunc(p.Name, func(s string) string { return "-" + strings.ToLower(s) })
			out = append(out, strings.ReplaceAll(id, "_", "-"))
		}
	}
	return out
}

func paramCodes() []string {
	var out []string
	for _, code := range []pleoclient.ParamCode{
		pleoclient.ParamUnknown, pleoclient.ParamMissing, pleoclient.ParamNotUUID, pleoclient.ParamNotInteger, pleoclient.ParamOutOfRange,
		pleoclient.ParamNotBool, pleoclient.ParamNotListed, pleoclient.ParamNotDate, pleoclient.ParamNotCursor, pleoclient.ParamNotText,
		pleoclient.ParamTooMany, pleoclient.ParamTwice, pleoclient.ParamExclusive,
	} {
		out = append(out, string(code))
	}
	return out
}

// formatNames are those of the formats that the window offers by name.
func formatNames() []string {
	var out []string
	for _, f := range append(report.Formats(report.OneCheck), report.Formats(report.Request)...) {
		if !f.ForPrograms {
			out = append(out, f.Name)
		}
	}
	return out
}

func storyIDs() []string {
	var out []string
	for _, s := range demo.Stories() {
		out = append(out, s.ID)
	}
	return out
}
