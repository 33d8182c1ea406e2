package secret_test

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	pleo "pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/secret"
)

func TestRedactorHidesParts(t *testing.T) {
	const key = "plp_Canary4Fake9Zq7Xw2Lk5Rt8Yb3Nm6"
	encoded := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	var spaced strings.Builder
	for _, c := range key {
		spaced.WriteString(string(c) + "\u200b")
	}
	tests := []struct{ name, text, want string }{
		{"less its first character", "no key " + key[1:] + ".", "no key [hidden]."},
		{"less its last character", "no key " + key[:len(key)-1] + ".", "no key [hidden]."},
		{"its first thirty", key[:30] + "…", "[hidden]…"},
		{"twelve from its middle", "<" + key[9:21] + ">", "<[hidden]>"},
		{"eleven from its middle", "<" + key[9:20] + ">", "<" + key[9:20] + ">"},
		{"split by a line break", "a " + key[:9] + "\n" + key[9:] + " b", "a [hidden] b"},
		{"split by a line break in JSON", `{"a":"` + key[:9] + `\r\n  ` + key[9:] + `"}`, `{"a":"[hidden]"}`},
		{"split by a line break in a URL", "?a=" + key[:9] + "%0D%0A" + key[9:20] + "&b=1", "?a=[hidden]&b=1"},
		{"wrapped base64", "Basic " + encoded[:20] + "\r\n " + encoded[20:], "Basic [hidden]"},
		{"wrapped base64, less its beginning", encoded[3:20] + "\n" + encoded[20:40] + "!", "[hidden]!"},
		{"hex", hex.EncodeToString([]byte(key)), "[hidden]"},
		{"hex in capitals", strings.ToUpper(hex.EncodeToString([]byte(key))), "[hidden]"},
		{"hex in pairs", fmt.Sprintf("% x", key), "[hidden]"},
		{"hex with colons", strings.ReplaceAll(fmt.Sprintf("% x", key), " ", ":"), "[hidden]"},
		{"full width", "a " + strings.Map(func(r rune) rune { return r + 'Ａ' - 'A' }, key) + " b", "a [hidden] b"},
		{"reversed", reversed(key), "[hidden]"},
		{"capitals", strings.ToUpper(key), "[hidden]"},
		{"the name of a header, as Go writes it", "X-" + textproto.CanonicalMIMEHeaderKey(key), "X-[hidden]"},
		{"small letters, escaped", strings.ReplaceAll(url.QueryEscape(strings.ToLower(key[2:])), "_", "%5F"), "[hidden]"},
		{"base32", base32.StdEncoding.EncodeToString([]byte(key))[:48], "[hidden]"},
		{"base64 twice", base64.RawStdEncoding.EncodeToString([]byte(base64.RawStdEncoding.EncodeToString([]byte(key))))[:60], "[hidden]"},
		{"zero-width spaces", spaced.String(), "[hidden]\u200b"},
		{"zero-width spaces in JSON", strings.ReplaceAll(spaced.String(), "\u200b", `\u200b`), `[hidden]\u200b`},
		{"UTF-16", strings.Join(strings.Split(key, ""), "\x00"), "[hidden]"},
		{"twice, apart", key[:15] + " and " + key[:15], "[hidden] and [hidden]"},
		{"zeros", strings.Repeat("0", 40), strings.Repeat("0", 40)},
	}
	r := secret.NewRedactor(secret.New(key))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.String(tt.text); got != tt.want {
				t.Errorf("String(%q) = %q, want %q", tt.text, got, tt.want)
			}
			if got := r.Contains(tt.text); got != (tt.text != tt.want) {
				t.Errorf("Contains(%q) = %v", tt.text, got)
			}
			piecesOf(key).check(t, r, tt.text)
		})
	}
}

// The words of a key that is made of words stay where they stand alone.
func TestRedactorLeavesWords(t *testing.T) {
	r := secret.NewRedactor(secret.New("demo-rate-limited-organisation-key-not-real-0005"))
	for text, want := range map[string]string{
		"rate-limited":                        "rate-limited",
		"Organisation":                        "Organisation",
		"urn:pleo:organisation:1":             "urn:pleo:organisation:1",
		"the organisation-2026.json":          "the organisation-2026.json",
		"ZW1vOiBvcmdhbmlzYXRpb24":             "ZW1vOiBvcmdhbmlzYXRpb24",
		"demo-rate-limited":                   "[hidden]", // more than two
		"demo-rate-limited-organisation-key-": "[hidden]",
		"organisation-key-not-real-0005":      "[hidden]",
	} {
		if got := r.String(text); got != want {
			t.Errorf("String(%q) = %q, want %q", text, got, want)
		}
	}
}

func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

// encodings are the spellings of key of which no twelve characters may be left,
// made with the standard library and not with the code under test.
func encodings(key string) []string {
	all := []string{key, reversed(key), strings.ToUpper(key), strings.ToLower(key), fmt.Sprintf("%x", key), fmt.Sprintf("%X", key), fmt.Sprintf("% x", key)}
	for lead := range 5 {
		whole := base32.StdEncoding.EncodeToString([]byte("?????"[:lead] + key))
		all = append(all, whole[(8*lead+4)/5:8*(lead+len(key))/5])
	}
	all = append(all, base64Forms(key)...)
	all = append(all, base64Forms(key+":")...)
	for lead := range 3 {
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
			all = append(all, base64Forms(e.EncodeToString([]byte("???"[:lead] + key))[(8*lead+5)/6:])...)
		}
	}
	return all
}

// bare is text as a person would put it together: without what is not seen, in
// small letters.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r <= ' ' || r >= 0x7f:
			return -1
		case r == '-':
			return '+'
		case r == '_':
			return '/'
		}
		return r
	}, strings.ToLower(text))
}

// pieces are all runs of twelve characters of a key and of its encodings.
type pieces struct {
	key string
	all map[string]bool
}

func piecesOf(key string) pieces {
	p := pieces{key, map[string]bool{}}
	for _, form := range encodings(key) {
		form = bare(form)
		for i := 0; i+12 <= len(form); i++ {
			p.all[form[i:i+12]] = true
		}
	}
	return p
}

// check fails where one of them comes through.
func (p pieces) check(t *testing.T, r *secret.Redactor, text string) {
	t.Helper()
	got := r.String(text)
	left := bare(got)
	for i := 0; i+12 <= len(left); i++ {
		if p.all[left[i:i+12]] {
			t.Fatalf("%q of the key %q is left: String(%q) = %q", left[i:i+12], p.key, text, got)
		}
	}
	if again := r.String(got); again != got {
		t.Fatalf("String(%q) is %q, and then %q", text, got, again)
	}
}

// ordinary finds what a random key has in common with a word.
var ordinary = regexp.MustCompile(`[a-z]{9}|[a-z]+-[a-z]+`)

const keyLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func drawn(random *rand.Rand, letters string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[random.IntN(len(letters))]
	}
	return string(b)
}

// wrapped gives the ways in which a long line is broken, and more.
func wrapped(random *rand.Rand, s string) []string {
	at := func(width int, between string) string {
		var b strings.Builder
		for i := range len(s) {
			if i > 0 && i%width == 0 {
				b.WriteString(between)
			}
			b.WriteByte(s[i])
		}
		return b.String()
	}
	width := 1 + random.IntN(len(s))
	all := []string{s, s[1:], s[:len(s)-1], s[:min(30, len(s))], s[random.IntN(len(s)-12):]}
	for _, between := range []string{"\n", "\r\n\t", " ", "\u200b", "\u00ad", "\ufeff", "\x00", "\u202e", "\xff"} {
		all = append(all, at(width, between))
	}
	return all
}

func TestNoPartOfAKeySurvives(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 23))
	for range 60 {
		key := drawn(random, keyLetters, 20+random.IntN(60))
		if ordinary.MatchString(key) {
			continue
		}
		r, pieces := secret.NewRedactor(secret.New(key)), piecesOf(key)
		for _, form := range encodings(key) {
			for _, text := range wrapped(random, form) {
				before, behind := drawn(random, keyLetters+`{}":,. `, random.IntN(20)), drawn(random, keyLetters+`{}":,. `, random.IntN(20))
				pieces.check(t, r, before+text+behind)
			}
		}
		for _, form := range escapes(key[1:]) { // the whole key is held by forms
			if got := r.String(form); got != "[hidden]" && len(got) > len("[hidden]")+12 {
				t.Errorf("String(%q) = %q", form, got)
			}
		}
	}
}

// What is not the key's stays as it is, however alike it looks.
func TestTextWithoutTheKeyStays(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 24))
	for range 30 {
		r := secret.NewRedactor(secret.New("plp_Live" + drawn(random, keyLetters, 32)))
		for _, letters := range []string{keyLetters, "0123456789abcdef", "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", `\"%&;+=x u0123456789`, "ab c\n"} {
			if text := drawn(random, letters, 20000); r.String(text) != text {
				t.Errorf("a text of %q is changed", letters)
			}
		}
		for _, text := range []string{"plp_Live" + drawn(random, keyLetters, 32), "00000000-0000-4000-8000-000000000000", "Basic realm=\"Pleo\"", "urn:pleo:company:3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"} {
			if r.String(text) != text {
				t.Errorf("%q is changed", text)
			}
		}
	}
	r := secret.NewRedactor(secret.New("plp_LiveCanary4Fake9Zq7Xw2Lk5Rt8"))
	for _, name := range []string{"rows", "JSON-text", "base64"} {
		if body := bodies()[name]; r.String(body) != body {
			t.Errorf("the body %s is changed", name)
		}
	}
}

// The demo's keys are made of words. None of its answers shares any with them.
func TestOrdinaryAnswersStay(t *testing.T) {
	server, err := demo.Start("127.0.0.1:0", demo.WithRateLimit(100000), demo.WithSlowDelay(time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	for _, story := range demo.Stories() {
		r := pleo.Run(t.Context(), pleo.Input{
			Environment: "demo", BaseURL: server.URL(), Key: secret.New(story.Key), CompanyID: story.CompanyID, Permissions: true,
		}, pleo.Options{Now: time.Now})
		if len(r.Exchanges) == 0 {
			t.Errorf("%s: nothing was asked", story.ID)
		}
		for _, x := range r.Exchanges {
			if text := fmt.Sprint(x.URL, x.StatusText, x.Header, string(x.RequestBody), string(x.Body)); strings.Contains(text, secret.Hidden) {
				t.Errorf("%s, %s: %s", story.ID, x.Operation, text)
			}
		}
	}
}
