package check

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
)

func utf16Text(s string, big bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		high, low := byte(u>>8), byte(u)
		if !big {
			high, low = low, high
		}
		b.WriteByte(high)
		b.WriteByte(low)
	}
	return b.String()
}

// TestPastedKeyIsTakenOut: what came along with the key is known for what it
// is, so the key is used without a question.
func TestPastedKeyIsTakenOut(t *testing.T) {
	const k = fakeKey
	for name, text := range map[string]string{
		"label":                     "API key: " + k,
		"label, German":             "API-Schlüssel: " + k,
		"label, Danish":             "API-nøgle: " + k,
		"label, French":             "Clé API\u00a0: " + k,
		"label, on a line":          "API key:\n" + k,
		"label, of no known word":   "Nordhavn Kaffe: " + k,
		"label, in a greeting":      "here is the key: " + k,
		"variable":                  `PLEO_API_KEY="` + k + `"`,
		"variable, bare":            "PLEO_API_KEY=" + k,
		"variable, exported":        "export PLEO_API_KEY=" + k,
		"variable, exported quoted": "export PLEO_API_KEY='" + k + "'",
		"variable, cmd":             "set PLEO_API_KEY=" + k,
		"variable, PowerShell":      `$env:PLEO_API_KEY = "` + k + `"`,
		"variable, JavaScript":      `const apiKey = "` + k + `";`,
		"JSON":                      `"apiKey": "` + k + `",`,
		"JSON, tight":               `"apiKey":"` + k + `"`,
		"JSON, object":              `{"apiKey": "` + k + `"}`,
		"YAML":                      "pleo_api_key: " + k,
		"XML":                       "<apiKey>" + k + "</apiKey>",
		"header":                    "X-API-Key: " + k,
		"header, tight":             "X-API-Key:" + k,
		"user name":                 "Username: " + k,
		"user name, tight":          "username:" + k,
		"comma":                     k + ",",
		"full stop":                 k + ".",
		"semicolon":                 k + ";",
		"angle brackets":            "<" + k + ">",
		"round brackets":            "(" + k + ")",
		"square brackets":           "[" + k + "]",
		"bold":                      "**" + k + "**",
		"star":                      "*" + k + "*",
		"code":                      "```\n" + k + "\n```",
		"link":                      "[" + k + "](https://app.pleo.io/settings)",
		"label, bold":               "**API key:** " + k,
		"label, French elision":     "Clé d’API\u00a0: " + k,
		"label, French user":        "Nom d'utilisateur : " + k,
		"label, tight and definite": "API-nøglen:" + k,
		"quoted mail":               "> " + k,
		"quoted mail, twice":        ">> " + k,
		"table":                     "| " + k + " |",
		"exclamation":               k + "!",
		"question":                  k + "?",
		"continued line":            k + " \\",
		"formula":                   `="` + k + `"`,
		"Go":                        `key := "` + k + `"`,
		"Ruby":                      "api_key => '" + k + "'",
		"address parameter":         "?apiKey=" + k,
		"base64":                    b64(k + ":"),
		"base64, header":            "Authorization: Basic " + b64(k+":"),
		"base64, label":             "apiKey: " + b64(k+":"),
		"UTF-16, mark":              "\xff\xfe" + utf16Text(k+"\r\n", false),
		"UTF-16, big-endian mark":   "\xfe\xff" + utf16Text(k, true),
		"UTF-16":                    utf16Text(k+"\r\n", false),
		"UTF-16, big-endian":        utf16Text(k, true),
		"UTF-16, label":             utf16Text("PLEO_API_KEY="+k+"\r\n", false),
	} {
		got := CleanKey(text)
		if got.Key.Reveal() != k || got.Problem != nil || got.Doubt != nil {
			t.Errorf("%s: %q, problem %+v, doubt %v", name, got.Key.Reveal(), got.Problem, got.Doubt)
		}
		if len(got.Removed) == 0 {
			t.Errorf("%s: it is not said what was removed", name)
		}
	}
}

// TestPastedKeyIsOffered: the key is one of several words. It is not used
// before a person took it, and the text does not stay in the field.
func TestPastedKeyIsOffered(t *testing.T) {
	const k = fakeKey
	for name, text := range map[string]string{
		"spreadsheet row":     "Nordhavn Kaffe\t" + k + "\t01/01/2027",
		"spreadsheet, two":    "Nordhavn\t" + k,
		"name with digits":    "Q3-2026\t" + k,
		"note with digits":    k + "\tQ3-2026",
		"digits below":        k + "\n2027",
		"CSV row":             "Nordhavn;" + k + ";01.01.2027",
		"expiry below":        k + "\nExpires 01/01/2027",
		"no colon":            "API key " + k,
		"with the company":    "Company ID: " + someID + "\nAPI key: " + k + "\nEnvironment: Production",
		"JSON, two fields":    `{"apiKey":"` + k + `","companyId":"` + someID + `"}`,
		"user name and empty": "Username: " + k + "\nPassword:",
		"twice":               k + "\n" + k,
		"bullet":              "* " + k,
		"dash":                "- " + k,
		"list of variables":   "- PLEO_API_KEY=" + k,
		"sentence":            "Here it is: " + k + " - please keep it safe!",
		"e-mail": "From: Anna Fake <anna@example.com>\nTo: bo@example.com\nSubject: Pleo\n\nHi Bo,\n\nthe key for Production is " + k +
			".\nIt expires on 01/01/2027.\n\nBest regards\nAnna",
	} {
		got := CleanKey(text)
		if got.Problem == nil || got.Problem.Kind != KeyMalformed || got.Problem.Variant != "text" || !got.Key.Empty() {
			t.Errorf("%s: problem %+v, key %q", name, got.Problem, got.Key.Reveal())
		}
		if got.Offer.Kind != "text" || got.Offer.Key.Reveal() != k {
			t.Errorf("%s: offer %q %q", name, got.Offer.Kind, got.Offer.Key.Reveal())
		}
	}
}

// TestPastedTextIsRefused: nothing of it is a key, or it cannot be told which.
func TestPastedTextIsRefused(t *testing.T) {
	const k, k2 = fakeKey, "plp_fake-fedcba9876543210"
	for text, variant := range map[string]string{
		k + "\n" + k2:    "two-keys",
		k + " " + k2:     "two-keys",
		k + ", " + k2:    "two-keys",
		k + "," + k2:     "two-keys",
		k + ";" + k2:     "two-keys",
		k + " and " + k2: "two-keys",
		k + k2:           "two-keys",
		k + "/" + k2:     "two-keys",
		k + "&" + k2:     "two-keys",
		k + k:            "two-keys",
		"fake-0123456789abcdefake-0123456789abcde":               "two-keys", // Ctrl+V twice
		"plp_ fake-0123456789abcdef":                             "text",     // its end alone is no key
		"plp_\nfake-0123456789abcdef01":                          "text",
		"old: " + k + "\nnew: pls_fake-0123456789abcdef01234567": "two-keys",
		"Hi Bo, could you send me the key? Thanks, Anna":         "text",
		"the key is in our password manager":                     "text",
		"Your PIN is 1234abcd":                                   "text",
		"Subject: the new key\n\nHello,\nplease ask Anna.\n":     "text",
		"API_KEY":                        "placeholder",
		"YOUR_API_KEY":                   "placeholder",
		"<YOUR_API_KEY>":                 "placeholder",
		"your-api-key-here":              "placeholder",
		"your_demo_api_key":              "placeholder",
		"{{apiKey}}":                     "placeholder",
		"{{ pleo.api_key }}":             "placeholder",
		"$PLEO_API_KEY":                  "placeholder",
		"${PLEO_API_KEY}":                "placeholder",
		"$env:PLEO_API_KEY":              "placeholder",
		"%PLEO_API_KEY%":                 "placeholder",
		"process.env.PLEO_API_KEY":       "placeholder",
		"undefined":                      "placeholder",
		"null":                           "placeholder",
		"apiKey":                         "placeholder",
		"API key":                        "placeholder",
		"enter the API key here":         "placeholder", // Pleo's own samples
		"Authorization: Basic API_KEY":   "placeholder",
		"authorization: Basic <API_KEY>": "placeholder",
		"plp_xxx":                        "placeholder",
		"xxxxxxxx-xxxx":                  "placeholder",
		"PLEO_API_KEY=undefined":         "placeholder",
		"plp_Fake4Key...":                "cut-off",
		"plp_Fake4Key…":                  "cut-off",
		"plp_Fake…0123":                  "cut-off",
		"API key: plp_Fake4Key...":       "cut-off",
		"рlp_fake-0123456789abcdef":      "look-alike", // Cyrillic
		"plp_fаke-0123456789abcdef":      "look-alike",
		"plp_fake\u20110123456789abcdef": "look-alike",
		"plp_fake\u20130123456789abcdef": "look-alike",
		"ｐｌｐ＿ｆａｋｅ-0123456789":            "look-alike",
		"plp_fake-０123456789":            "look-alike",
		"plp_ﬁake-0123456789":            "look-alike",
		"plp_fake-012345678٣":            "look-alike",
		"plp‗fake-0123456789":            "look-alike",
		k + ":fake-secret":               "colon",
		k + ":" + k2:                     "colon",
		"fake:fake":                      "colon",
		"/home/demo/pleo.key":            "reference",
		"~/keys/pleo.txt":                "reference",
		`C:\Users\demo\Desktop\key.txt`:  "reference",
		`C:\Users\Demo User\key.txt`:     "reference",
		`\\server\share\key`:             "reference",
		"./pleo-key.txt":                 "reference",
		"pleo-key.txt":                   "reference",
		"file:///home/demo/key":          "reference",
		"op://Private/Pleo/credential":   "reference",
		"op://Private/Pleo API/api key":  "reference",
		"…cdef":                          "masked",
		"...cdef":                        "masked",
	} {
		got := CleanKey(text)
		if got.Problem == nil || got.Problem.Kind != KeyMalformed || got.Problem.Variant != variant {
			t.Errorf("%q: problem %+v, want %s", text, got.Problem, variant)
		}
		if got.Offer.Kind != "" && (variant != "colon" || got.Offer.Key.Reveal() != k) {
			t.Errorf("%q: offers %q", text, got.Offer.Key.Reveal())
		}
		// What stays in the field is refused again.
		if again := CleanKey(got.Key.Reveal()); again.Problem == nil {
			t.Errorf("%q: what is left of it passes for a key", text)
		}
	}
}

func TestLookAlikeIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"рlp_fake": "р (U+0440)", "plp\u2011fake": "\u2011 (U+2011)", "plp_ｆake": "ｆ (U+FF46)", "plp_fake−1": "− (U+2212)",
	} {
		if p := CleanKey(text).Problem; p == nil || p.Facts[FactCharacter] != want {
			t.Errorf("%q: %+v, want %s", text, p, want)
		}
	}
}

// TestOddKeysPass: a key that looks odd is still sent as it is. To call a good
// key bad is as much a fault as the reverse.
func TestOddKeysPass(t *testing.T) {
	keys := []string{
		"plp_fake-0123456789abcdef", "pls_fake_0123456789abcdef", "plp_live_Fake4Key0Zq", "sk-fake-0123", "pat.fake.0123456789abcdef", "demo",
		"0123456789abcdef0123456789abcdef", "3d0f6a528c414b7e9a265e71c0b4d813", strings.Repeat("f", 16), strings.Repeat("0", 40), "12345678901234567890",
		"fake+key/0123456789abcd==", "/fake/0123456789abcdefgh", "+fake0123456789abcdef", "=fake0123456789", "fake=0123456789abcdef", "a=b=c=fake0123456789",
		"fake0123456789abcdef=", "fake0123456789abcdef==", "-fake0123456789abcdef-", "_fake0123456789abcdef_", "__fake__0123456789__", "~fake~0123456789~",
		"fake.0123456789.abcdef", "a.b.c.d.fake.0123456789", ".fake0123456789", "fake..0123456789", "FAKE-0123-4567-89AB-CDEF", "FAKE_0123_4567_89AB",
		"abcdefghijklmnopqrstuvwxyzfake", "ABCDEFGHIJKLMNOPQRSTUVWXYZFAKE", "AbCdEfGhIjKlMnOpQrStUvWxFake", "keyfake", "key-fake-01", "key_0123456789abcdef", "token_0123456789abcdef",
		"secret-fake-0123456789", "api-key-0123456789abcdef", "APIKEY0123456789", "pleo-fake-0123456789", "mykey123", "basic0123456789", "bearer-0123456789", "curl-0123456789abcdef",
		"xfakexx0123", "xX0123456789xX", "nullfake0123", "undefined0123456789", "none-0123456789", "user-fake-0123456789", "id-0123456789abcdef", "id=0123", "n=0123456789abcdef",
		"fake$0123456789", "$fake0123456789", "fake%0123456789", "%fake0123456789", "fake{0123456789}", "fake#0123456789", "fake@0123456789", "fake!0123456789", "fake&0123456789",
		"fake*0123456789", "fake^0123456789", "fake?0123456789", "fake|0123", "fake,0123", "fake;0123", "fake(0123)", "fake[0123]", "fake<0123>", "clé-fake-0123456789", "nøgle-fake-0123456789",
		someID + "-fake", "fake-" + someID, "plp_" + someID, "eyJfake0123456789", "eyJfake.0123456789.fake", "https-fake-0123456789", "op-fake-0123456789", "C-fake-0123456789",
		"home/fake/0123456789", "fake/home/0123456789", "txt.fake0123456789", "fake.0123456789.key", "01/02/2027-fake", "2027-01-01fake", "fake-2027-01-01-0123",
		base64.StdEncoding.EncodeToString([]byte(`{"k":"fake","n":"demo"}`)), base64.StdEncoding.EncodeToString([]byte("fake\x00\x01\x02key0123456789")),
		strings.Repeat("Fake0", 40), strings.Repeat("fake-0_", 28), strings.Repeat("f0", 100), strings.Repeat("fake.0/", 500),
	}
	// Keys as programs make them: of several alphabets, of 16 to 200 characters,
	// with and without a beginning.
	random := rand.New(rand.NewPCG(1, 2))
	for _, alphabet := range []string{
		"0123456789abcdef", "0123456789ABCDEF", "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
	} {
		for length := 16; length <= 200; length++ {
			for _, prefix := range []string{"", "plp_", "pls_", "pleo-", "fake."} {
				b := []byte(prefix)
				for range length {
					b = append(b, alphabet[random.IntN(len(alphabet))])
				}
				keys = append(keys, string(b))
				if strings.HasSuffix(alphabet, "/") {
					keys = append(keys, string(b)+strings.Repeat("=", length%3))
				}
			}
		}
	}
	wrong := 0
	for _, key := range keys {
		got := CleanKey(key)
		if got.Problem != nil || got.Doubt != nil || got.Key.Reveal() != key || len(got.Removed) > 0 {
			if wrong++; wrong < 20 {
				t.Errorf("%.60q: %.60q, problem %+v, doubt %v, removed %v", key, got.Key.Reveal(), got.Problem, got.Doubt, got.Removed)
			}
		}
	}
	t.Logf("%d of %d keys called bad", wrong, len(keys))
}

// TestBrokenKeysAreJoined: spaces and lines inside one key are no words.
func TestBrokenKeysAreJoined(t *testing.T) {
	long := "plp_fake-" + strings.Repeat("0123456789abcdef", 10)
	for name, test := range map[string]struct{ text, key string }{
		"one space":         {"plp_fake-0123 456789abcdef", fakeKey},
		"a tail":            {"plp_fake-0123456789abc\ndef0", "plp_fake-0123456789abcdef0"},
		"wrapped at 76":     {strings.Join(split(long, 76), "\n"), long},
		"wrapped, indented": {strings.Join(split(long, 60), "\r\n  "), long},
		"groups":            {"0123 4567 89ab cdef fake", "0123456789abcdeffake"},
		"groups of letters": {"abcd 1234 efgh 5678", "abcd1234efgh5678"},
		"digits":            {"0123 4567 8901", "012345678901"},
	} {
		if got := CleanKey(test.text); got.Problem != nil || got.Doubt != nil || got.Key.Reveal() != test.key {
			t.Errorf("%s: %q, problem %+v", name, got.Key.Reveal(), got.Problem)
		}
	}
}
