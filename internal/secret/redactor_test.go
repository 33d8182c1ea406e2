package secret_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/secret"
)

// hardKeys are keys that meet the escapes, the replacement or each other.
var hardKeys = []string{
	"fake-key-0123456789", "fake key with spaces", `fake"quoted\key`, "fake/+key==&<canary>'", "%66ake%25key%41", `\u0066ake\\key`, "&amp;fake&#38;key;",
	"a", "hi", "[", "]", "dd", "][", "[hidden]", "hidden", "n](hidden)", "***", "%", "%%%", "%25%25", `\`, `\\`, "&", "+", "=", ":", "A", "QQ", "u00", "25", "amp;",
	"fåke-nøgle-€-😀-canary", "\u2028fake\x00key\x1f", "fake\xffkey\xfe\xed", "\ufffdfake", "aaaaaaaaaaaaaaaa", "abababab", "fake\ttab\nline",
	strings.Repeat("canary", 10),
}

func TestRedactorReplacesEveryForm(t *testing.T) {
	for _, key := range hardKeys {
		r := secret.NewRedactor(secret.New(key))
		all := forms(key)
		for _, form := range all {
			for _, text := range []string{form, "before " + form + " behind", form + form, form + " " + form, form[:len(form)/2] + form + form[len(form)/2:]} {
				check(t, r, text, all)
				if !r.Contains(text) {
					t.Errorf("key %q: Contains(%q) is false", key, text)
				}
			}
		}
	}
}

// check holds the two properties: none of the forms in the output, and
// idempotence.
func check(t *testing.T, r *secret.Redactor, text string, forms []string) {
	t.Helper()
	got := r.String(text)
	for _, form := range forms {
		if strings.Contains(got, form) {
			t.Errorf("String(%q) = %q holds the form %q", text, got, form)
		}
	}
	if r.Contains(got) {
		t.Errorf("Contains(String(%q) = %q) is true", text, got)
	}
	if again := r.String(got); again != got {
		t.Errorf("String(%q) is %q, and then %q", text, got, again)
	}
}

func TestRedactorOutput(t *testing.T) {
	const key = "fake-key/0123+456"
	encoded := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	tests := []struct{ name, text, want string }{
		{"nothing to hide", "a plain text, 100% & more \\ +", "a plain text, 100% & more \\ +"},
		{"empty", "", ""},
		{"raw", "key is " + key + ".", "key is [hidden]."},
		{"twice", key + " and " + key, "[hidden] and [hidden]"},
		{"touching", key + key, "[hidden]"},
		{"basic", "Basic " + encoded, "Basic [hidden]"},
		{"basic without padding", "Basic " + strings.TrimRight(encoded, "=") + ",", "Basic [hidden],"},
		{"base64 in a URL", "?auth=" + strings.NewReplacer("=", "%3d", "+", "%2b", "/", "%2F").Replace(encoded) + "&x=1", "?auth=[hidden]&x=1"},
		{"base64 in JSON", `{"auth":"` + strings.ReplaceAll(encoded, "/", `\/`) + `"}`, `{"auth":"[hidden]"}`},
		{"query", "?key=fake-key%2F0123%2B456&x=1", "?key=[hidden]&x=1"},
		{"query, escaped twice", "?key=fake-key%252F0123%252B456&x=1", "?key=[hidden]&x=1"},
		{"JSON", `{"key":"fake-key\/0123+456"}`, `{"key":"[hidden]"}`},
		{"JSON in JSON", `{"body":"{\"key\":\"fake-key\\\/0123\\u002b456\"}"}`, `{"body":"{\"key\":\"[hidden]\"}"}`},
		{"HTML", "<b>fake-key&#x2F;0123&plus;456</b>", "<b>[hidden]</b>"},
		{"HTML, escaped twice", "<b>fake-key&amp;#47;0123&amp;#43;456</b>", "<b>[hidden]</b>"},
		{"beginning only", "fake-key/01", "fake-key/01"},
		{"beginning of twelve", "fake-key/012", "[hidden]"},
	}
	r := secret.NewRedactor(secret.New(key), secret.Key{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.String(tt.text); got != tt.want {
				t.Errorf("String(%q) = %q, want %q", tt.text, got, tt.want)
			}
			if got := r.Contains(tt.text); got != (tt.text != tt.want) {
				t.Errorf("Contains(%q) = %v", tt.text, got)
			}
		})
	}
}

func TestRedactorInsideLongerBase64(t *testing.T) {
	const key = "fake-canary-key"
	r := secret.NewRedactor(secret.New(key))
	for lead := range 7 {
		plain := strings.Repeat("x", lead) + key + " and more"
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
			got := r.String(e.EncodeToString([]byte(plain)))
			if !strings.Contains(got, secret.Hidden) || len(got) > len(plain)*4/3+4-len(key)*4/3+len(secret.Hidden)+2 {
				t.Errorf("behind %d bytes: %q", lead, got)
			}
		}
	}
}

// The marker must not become part of a form, together with what stands beside it.
func TestRedactorMarker(t *testing.T) {
	tests := []struct{ name, key, text, want string }{
		{"ordinary", "fake", "a fake b", "a [hidden] b"},
		{"part of the marker", "hidden", "a hidden b", "a *** b"},
		{"letter of the marker", "d", "a d b", "a *** b"},
		{"opens as the marker does", "x[", "x[x[[", "(hidden)["},
		{"the marker", "[hidden]", "a [hidden] b", "a (hidden) b"},
		{"forms again around the marker", "x[hidden]x", "xx[hidden]xx", "x(hidden)x"},
		{"every printable character", printable(), "a " + printable() + " b", "a ••• b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := secret.NewRedactor(secret.New(tt.key))
			if got := r.String(tt.text); got != tt.want {
				t.Errorf("String(%q) = %q, want %q", tt.text, got, tt.want)
			}
			check(t, r, tt.text, forms(tt.key))
		})
	}
}

func TestRedactorWithoutAnySafeMarker(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c))
	}
	key := string(all)
	r := secret.NewRedactor(secret.New(key))
	if got := r.String("before " + key); got != "" {
		t.Errorf("String() = %q, want nothing", got)
	}
	if got := r.String("nothing to hide"); got != "nothing to hide" {
		t.Errorf("String() = %q", got)
	}
}

func printable() string {
	var b strings.Builder
	for c := rune(' '); c < 0x7f; c++ {
		b.WriteRune(c)
	}
	return b.String()
}

func TestRedactorOfSeveralKeys(t *testing.T) {
	keys := []string{"fake-one", "fake-one-longer", "one-fake"}
	r := secret.NewRedactor(secret.New(keys[0]), secret.New(keys[1]), secret.New(keys[2]))
	for text, want := range map[string]string{
		"fake-one-longer":     "[hidden]",
		"fake-one-fake-one":   "[hidden]",
		"fake-one, one-fake":  "[hidden], [hidden]",
		"fake-one-lon one-fa": "[hidden] one-fa", // twelve of the longest
		"fake-one-lo one-fa":  "[hidden]-lo one-fa",
	} {
		if got := r.String(text); got != want {
			t.Errorf("String(%q) = %q, want %q", text, got, want)
		}
		check(t, r, text, slices.Concat(forms(keys[0]), forms(keys[1]), forms(keys[2])))
	}
}

func TestRedactorTail(t *testing.T) {
	const key = "fake-key/0123456789"
	tests := []struct{ name, text, want string }{
		{"nothing to cut", "an ordinary end", "an ordinary end"},
		{"empty", "", ""},
		{"five bytes", "end fake-", "end fake-"},
		{"six bytes", "end fake-k", "end "},
		{"all but one", "end " + key[:len(key)-1], "end "},
		{"whole", "end " + key, "end [hidden]"},
		{"not at the end", "fake-k end", "fake-k end"},
		{"within an escape", "end fake-key%2", "end "},
		{"within a JSON escape", `end fake-key\u002`, "end "},
		{"a whole escape of something else", `end \\\x41`, `end \\\x41`},
		{"within an HTML escape", "end fake-key&#x2", "end "},
		{"an HTML escape alone", "end?a=1&limit", "end?a=1&limit"},
		{"whole, then a beginning", key + "fake-key", "[hidden]"},
		{"a beginning under a beginning", "end fake-kefake-key/", "end "},
		{"base64", "Basic ZmFrZS1rZXk", "Basic "},
		{"nothing but beginnings", strings.Repeat("fake-k", 1000), ""},
	}
	r := secret.NewRedactor(secret.New(key))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.Tail(tt.text); got != tt.want {
				t.Errorf("Tail(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// Wherever a text that holds a form is cut, six bytes of the form are not left.
func TestRedactorTailOfEveryForm(t *testing.T) {
	for _, key := range []string{"fake-key-0123", `fake"<&+/€😀\key`, "fåk", "fake\xffkey"} {
		r := secret.NewRedactor(secret.New(key))
		for _, form := range forms(key) {
			for n := 6; n <= len(form); n++ {
				if got := r.Tail("_ " + form[:n]); strings.HasSuffix(got, form[:n]) {
					t.Fatalf("key %q: Tail(%q) = %q", key, form[:n], got)
				}
			}
		}
	}
}

func TestEmptyRedactorChangesNothing(t *testing.T) {
	const text = "fake-key and [hidden]"
	for name, r := range map[string]*secret.Redactor{"nil": nil, "zero": {}, "no keys": secret.NewRedactor(), "empty keys": secret.NewRedactor(secret.Key{}, secret.New(""))} {
		if r.String(text) != text || r.Tail(text) != text || r.Contains(text) {
			t.Errorf("%s: the text is changed", name)
		}
	}
}

// What a Go server makes of a request it echoes.
func TestRedactorOfAnEchoedRequest(t *testing.T) {
	const key = "fake+key/with<odd>&characters==0123"
	req, err := http.NewRequest(http.MethodGet, "https://demo.invalid/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth(key, "")
	echo, err := json.Marshal(map[string]any{"headers": req.Header, "key": key, "text": fmt.Sprintf("%q", key)})
	if err != nil {
		t.Fatal(err)
	}
	got := secret.NewRedactor(secret.New(key)).String(string(echo))
	want := `{"headers":{"Authorization":["Basic [hidden]"]},"key":"[hidden]","text":"\"[hidden]\""}`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
