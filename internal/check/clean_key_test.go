package check

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

const fakeKey = "plp_fake-0123456789abcdef"

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func TestCleanKeyRemoves(t *testing.T) {
	tests := map[string]struct {
		text    string
		removed []Cleaning
	}{
		"nothing":             {fakeKey, nil},
		"spaces around":       {"  " + fakeKey + "\t", []Cleaning{RemovedWhiteSpace}},
		"space inside":        {"plp_fake-0123 456789abcdef", []Cleaning{RemovedWhiteSpace}},
		"line break":          {fakeKey + "\r\n", []Cleaning{RemovedLineBreak}},
		"wrapped line":        {"plp_fake-0123\n  456789abcdef", []Cleaning{RemovedWhiteSpace, RemovedLineBreak}},
		"line separator":      {fakeKey + "\u2028", []Cleaning{RemovedLineBreak}},
		"non-breaking space":  {"\u00a0" + fakeKey + "\u202f", []Cleaning{RemovedWhiteSpace}},
		"zero width":          {"\u200bplp_fake-\u200d0123456789abcdef\u2060", []Cleaning{RemovedInvisible}},
		"byte-order mark":     {"\ufeff" + fakeKey, []Cleaning{RemovedInvisible}},
		"soft hyphen":         {"plp_fake-0123\u00ad456789abcdef", []Cleaning{RemovedInvisible}},
		"straight quotes":     {`"` + fakeKey + `"`, []Cleaning{RemovedQuotes}},
		"single quotes":       {"'" + fakeKey + "'", []Cleaning{RemovedQuotes}},
		"typographic quotes":  {"“" + fakeKey + "”", []Cleaning{RemovedQuotes}},
		"german quotes":       {"„" + fakeKey + "“", []Cleaning{RemovedQuotes}},
		"guillemets":          {"« " + fakeKey + " »", []Cleaning{RemovedWhiteSpace, RemovedQuotes}},
		"header":              {"Authorization: Basic " + fakeKey, []Cleaning{RemovedWhiteSpace, RemovedHeaderName, RemovedBasic}},
		"header, lower case":  {"authorization:basic " + fakeKey, []Cleaning{RemovedHeaderName, RemovedBasic}},
		"header in JSON":      {`"Authorization": "Basic ` + fakeKey + `"`, []Cleaning{RemovedWhiteSpace, RemovedQuotes, RemovedHeaderName, RemovedBasic}},
		"basic":               {"Basic " + fakeKey, []Cleaning{RemovedBasic}},
		"basic, odd space":    {"BASIC\u00a0" + fakeKey, []Cleaning{RemovedBasic}},
		"bearer":              {"Bearer " + fakeKey, []Cleaning{RemovedBearer}},
		"trailing colon":      {fakeKey + ":", []Cleaning{RemovedTrailingColon}},
		"colon inside quotes": {"'" + fakeKey + ":'", []Cleaning{RemovedQuotes, RemovedTrailingColon}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := CleanKey(tt.text)
			if got.Key.Reveal() != fakeKey || got.Problem != nil || got.Offer.Kind != "" {
				t.Fatalf("key %q, problem %v, offer %q", got.Key.Reveal(), got.Problem, got.Offer.Kind)
			}
			if !slices.Equal(got.Removed, tt.removed) {
				t.Errorf("removed %v, want %v", got.Removed, tt.removed)
			}
		})
	}
}

func TestCleanKeyRefuses(t *testing.T) {
	id := "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"
	jwt := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`)) + ".ZmFrZQ.ZmFrZQ"
	tests := map[string]struct {
		text, kind, variant string
		empty               bool
	}{
		"empty":              {"", "key-missing", "", true},
		"only spaces":        {" \n\u200b", "key-missing", "", true},
		"only quotes":        {`""`, "key-missing", "", true},
		"only the scheme":    {"Basic ", "key-missing", "", true},
		"only the header":    {"Authorization: Bearer", "key-missing", "", true},
		"dots":               {"••••••••••••", "key-malformed", "masked", false},
		"dots and the end":   {"••••••••cdef", "key-malformed", "masked", false},
		"stars":              {"************", "key-malformed", "masked", false},
		"stars and the end":  {"plp_****cdef", "key-malformed", "masked", false},
		"full stops":         {"........", "key-malformed", "masked", false},
		"hidden":             {"[hidden]", "key-malformed", "masked", false},
		"e-mail":             {"someone@example.com", "key-malformed", "email", false},
		"URL":                {"https://app.pleo.io/settings/api-keys", "key-malformed", "url", false},
		"URL without scheme": {"app.pleo.io/settings", "key-malformed", "url", false},
		"URL with an id":     {"https://app.pleo.io/" + id, "key-malformed", "url", false},
		"company ID":         {id, "key-is-company-id", "", false},
		"company ID, upper":  {"{" + strings.ToUpper(id) + "}", "key-is-company-id", "", false},
		"company URN":        {"urn:pleo:company:" + id, "key-is-company-id", "", false},
		"JWT":                {jwt, "key-is-legacy-token", "", false},
		"JWT as Bearer":      {"Bearer " + jwt, "key-is-legacy-token", "", false},
		"control character":  {"plp_fake\x00key", "key-malformed", "control", true},
		"escape":             {"\x1b[200~plp_fakekey", "key-malformed", "control", true},
		"not text":           {"plp_fake\xff\xfe", "key-malformed", "control", true},
		"too long":           {strings.Repeat("f", 4097), "key-malformed", "too-long", true},
		"much too long":      {strings.Repeat("f", 1<<20), "key-malformed", "too-long", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := CleanKey(tt.text)
			if got.Problem == nil || string(got.Problem.Kind) != tt.kind || got.Problem.Variant != tt.variant {
				t.Fatalf("problem %+v, want %s %s", got.Problem, tt.kind, tt.variant)
			}
			if got.Key.Empty() != tt.empty {
				t.Errorf("key empty: %v", got.Key.Empty())
			}
			if got.Offer.Kind != "" {
				t.Errorf("offer %q", got.Offer.Kind)
			}
		})
	}
}

func TestCleanKeyNeverRefusesForTheBeginning(t *testing.T) {
	for _, key := range []string{
		"fake", "plp_fake", "pls_fake", "eyJfake", "eyJfake.fake", "sk-fake", "curlfakekey", "basicfake", "Bearerfake",
		"0123456789abcdef0123456789abcdef", strings.Repeat("f", 4096), "fake-clé", "fake..key", "fake$key{}", "x",
		"3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813-fake",
	} {
		got := CleanKey(key)
		if got.Problem != nil || got.Key.Reveal() != key {
			t.Errorf("%.40q: problem %+v, key %.40q", key, got.Problem, got.Key.Reveal())
		}
	}
}

// TestCleanKeyReadsBase64: with the colon of an Authorization header it is
// certain what the text is; without, a person is asked.
func TestCleanKeyReadsBase64(t *testing.T) {
	for name, text := range map[string]string{
		"padded":    b64(fakeKey + ":"),
		"bare":      strings.TrimRight(b64(fakeKey+":"), "="),
		"URL":       base64.URLEncoding.EncodeToString([]byte("fake?>key:")),
		"header":    "Authorization: Basic " + b64(fakeKey+":"),
		"with line": b64(fakeKey+":") + "\n",
		"wrapped":   strings.Join(split(b64(strings.Repeat(fakeKey, 4)+":"), 76), "\n"),
		"twice":     b64(b64(fakeKey+":") + ":"),
	} {
		got := CleanKey(text)
		if got.Problem != nil || got.Doubt != nil || got.Offer.Kind != "" || !slices.Contains(got.Removed, RemovedBase64) {
			t.Errorf("%s: problem %v, doubt %v, offer %q, removed %v", name, got.Problem, got.Doubt, got.Offer.Kind, got.Removed)
		}
		if key := got.Key.Reveal(); key != fakeKey && key != "fake?>key" && key != strings.Repeat(fakeKey, 4) {
			t.Errorf("%s: key %q", name, key)
		}
	}
	for name, text := range map[string]string{"padded": b64(fakeKey), "bare": strings.TrimRight(b64(fakeKey), "="), "header": "Basic " + b64(fakeKey)} {
		got := CleanKey(text)
		if got.Problem != nil || got.Doubt == nil || got.Doubt.Variant != "coded" || got.Offer.Kind != "base64" || got.Offer.Key.Reveal() != fakeKey {
			t.Errorf("%s: problem %v, doubt %v, offer %q", name, got.Problem, got.Doubt, got.Offer.Kind)
		}
		if got.Key.Equal(got.Offer.Key) {
			t.Errorf("%s: the offer was taken silently", name)
		}
	}
	for _, text := range []string{b64(":"), b64("fake:key:"), b64("fake\x01:"), b64("fake key:"), b64("\xff\xfe:"), b64("fake\x01key-0123456789"), b64("x:")} {
		if got := CleanKey(text); got.Offer.Kind != "" || got.Doubt != nil || got.Key.Reveal() != text {
			t.Errorf("%s: offer %q, doubt %v, key %q", text, got.Offer.Kind, got.Doubt, got.Key.Reveal())
		}
	}
}

// split cuts a text into lines of n characters.
func split(s string, n int) (lines []string) {
	for ; len(s) > n; s = s[n:] {
		lines = append(lines, s[:n])
	}
	return append(lines, s)
}

func TestCleanKeyReadsCommands(t *testing.T) {
	url := "https://external.pleo.io/v2/employees?companyId=x&limit=1"
	tests := map[string]struct{ text, key string }{
		"user":              {`curl -u '` + fakeKey + `:' ` + url, fakeKey},
		"user, no colon":    {`curl ` + url + ` --user ` + fakeKey, fakeKey},
		"user, joined":      {`curl -u` + fakeKey + `: ` + url, fakeKey},
		"user, equals":      {`curl --user="` + fakeKey + `:" ` + url, fakeKey},
		"user, cluster":     {`curl -sSu "` + fakeKey + `:" ` + url, fakeKey},
		"header":            {`curl -H 'Authorization: Basic ` + b64(fakeKey+":") + `' ` + url, fakeKey},
		"header, unencoded": {`curl --header "Authorization: Basic ` + fakeKey + `" ` + url, fakeKey},
		"second header":     {`curl -H 'Accept: application/json' -H 'Authorization: Basic ` + b64(fakeKey+":") + `' ` + url, fakeKey},
		"several lines":     {"curl --request GET \\\n  --url '" + url + "' \\\n  --header 'authorization: Basic " + b64(fakeKey+":") + "'", fakeKey},
		"PowerShell":        {"curl.exe `\n -u \"" + fakeKey + ":\" `\n " + url, fakeKey},
		"prompt":            {"$ curl -u " + fakeKey + ": " + url, fakeKey},
		"ANSI-C quotes":     {`curl -u $'` + fakeKey + `:' ` + url, fakeKey},
		"typographic":       {`curl -u ‘` + fakeKey + `:’ ` + url, fakeKey},
		"typographic, word": {`curl “-u” “` + fakeKey + `:” ` + url, fakeKey},
		"placeholder":       {`curl -u "$API_KEY:" ` + url, ""},
		"sample":            {`curl -H 'Authorization: Basic <API_KEY>' ` + url, ""},
		"no key":            {`curl ` + url, ""},
		"unclosed quote":    {`curl ` + url + ` -u '` + fakeKey, fakeKey},
		"option at the end": {`curl ` + url + ` -u`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := CleanKey(tt.text)
			if got.Problem == nil || got.Problem.Kind != KeyMalformed || got.Problem.Variant != "curl" {
				t.Fatalf("problem %+v", got.Problem)
			}
			if got.Offer.Key.Reveal() != tt.key || (got.Offer.Kind == "curl") != (tt.key != "") {
				t.Errorf("offer %q %q, want %q", got.Offer.Kind, got.Offer.Key.Reveal(), tt.key)
			}
			if again := CleanKey(got.Key.Reveal()); again.Problem == nil {
				t.Error("cleaned twice, the command passes for a key")
			}
		})
	}
}

func TestCleanedKeyPrintsNoKey(t *testing.T) {
	for _, text := range []string{fakeKey, b64(fakeKey + ":"), "curl -u " + fakeKey + ": https://external.pleo.io", "Basic " + fakeKey} {
		got := CleanKey(text)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			if out := fmt.Sprintf(verb, got); strings.Contains(out, "0123456789abcdef") {
				t.Errorf("%s prints the key", verb)
			}
		}
	}
}

func FuzzCleanKey(f *testing.F) {
	for _, seed := range []string{
		"", fakeKey, " " + fakeKey + "\n", "Authorization: Basic " + b64(fakeKey+":"), "Bearer \u200b" + fakeKey,
		"A uthorization : Ba sic fake", "cu rl -u fake: https://fake", "curl -u fake:", "'\"fake\":'", "\ufeff\x00\xff", "Basic Basic Basic",
		"curl$'\n", "*\u2028*", "ey\u00a0J.fake",
		"API-Schlüssel: " + fakeKey, `"apiKey": "` + fakeKey + `",`, "[" + fakeKey + "](https://fake)", "**<(" + fakeKey + ")>**", "a\t" + fakeKey + "\t1/1/2027",
		b64(fakeKey), "$API_KEY", "{{a}}", "plp_fake...", "plр_fake", fakeKey + ":fake", "p\x00l\x00", "\xff\xfep\x00", "C:\\fake.txt", "key: curl -u x: https://fake",
		fakeKey + "," + fakeKey + "2", "<a>fake</a>", "abcd efgh 1jkl", "Hi: there: key=\"fake\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := CleanKey(text)
		key := got.Key.Reveal()
		fit(t, key)
		fit(t, got.Offer.Key.Reveal())
		if again := CleanKey(key); again.Key.Reveal() != key {
			t.Errorf("%q cleaned is %q, cleaned again %q", text, key, again.Key.Reveal())
		} else if got.Problem != nil && key != "" && again.Problem == nil {
			t.Errorf("%q: the problem %v is gone when cleaned again", text, got.Problem)
		} else if got.Doubt != nil && again.Doubt == nil {
			t.Errorf("%q: the doubt is gone when cleaned again", text)
		} else if key != "" && len(again.Removed) > 0 {
			t.Errorf("%q: cleaned again, %v was removed of %q", text, again.Removed, key)
		}
		if len(key) > 4096 || key == "" && got.Problem == nil || got.Problem != nil && got.Doubt != nil {
			t.Errorf("%q: key of %d bytes, problem %v, doubt %v", text, len(key), got.Problem, got.Doubt)
		}
		if got.Problem != nil {
			return
		}
		// What is sent as a user name (RFC 7617) and stands between no marks.
		if strings.Contains(key, ":") || isQuote([]rune(key)[0]) || strings.HasSuffix(key, ",") || isPlaceholder(key) {
			t.Errorf("%q: %q passes for a key", text, key)
		}
	})
}

// fit fails where a cleaned text holds what cannot be seen.
func fit(t *testing.T, s string) {
	t.Helper()
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			t.Errorf("%q holds %U", s, r)
		}
	}
}
