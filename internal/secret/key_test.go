package secret_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pleokeycheck/internal/secret"
)

const canary = "canary-fake-key-0123456789"

type nestedKey struct {
	name    string
	key     secret.Key
	pointer *secret.Key
	list    []secret.Key
	byName  map[string]secret.Key
	deeper  struct{ inner *nestedKey }
	any     any
}

type nestedRedactor struct {
	name    string
	value   secret.Redactor
	pointer *secret.Redactor
	list    []*secret.Redactor
	byName  map[string]*secret.Redactor
	deeper  struct{ inner *nestedRedactor }
	any     any
}

type exported struct {
	Key      secret.Key
	Pointer  *secret.Key
	Redactor *secret.Redactor
	List     []secret.Key
	ByName   map[string]secret.Key
}

// holders are values that hold the canary, in every way that matters to
// reflection: as they are, exported, and in unexported fields.
func holders() map[string]any {
	key := secret.New(canary)
	redactor := secret.NewRedactor(key)
	k := nestedKey{name: "demo", key: key, pointer: &key, list: []secret.Key{key}, byName: map[string]secret.Key{"a": key}, any: key}
	k.deeper.inner = &nestedKey{key: key, pointer: &key, any: &key}
	r := nestedRedactor{name: "demo", value: *redactor, pointer: redactor, list: []*secret.Redactor{redactor}, byName: map[string]*secret.Redactor{"a": redactor}, any: *redactor}
	r.deeper.inner = &nestedRedactor{value: *redactor, pointer: redactor, any: redactor}
	return map[string]any{
		"key": key, "pointer to key": &key, "slice of keys": []secret.Key{key}, "map of keys": map[string]secret.Key{"a": key},
		"redactor": *redactor, "pointer to redactor": redactor, "slice of redactors": []*secret.Redactor{redactor},
		"map of redactors": map[string]secret.Redactor{"a": *redactor},
		"nested key":       k, "pointer to nested key": &k, "slice of nested keys": []nestedKey{k}, "map of nested keys": map[string]*nestedKey{"a": &k},
		"nested redactor": r, "pointer to nested redactor": &r, "slice of nested redactors": []nestedRedactor{r},
		"exported": exported{key, &key, redactor, []secret.Key{key}, map[string]secret.Key{"a": key}},
		"in any":   []any{key, &key, redactor, k, r},
	}
}

// leaks reports whether text holds the canary in a form that printing can give it.
func leaks(text string) bool {
	for _, form := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary), fmt.Sprintf("% x", canary), fmt.Sprintf("%v", []byte(canary)), fmt.Sprintf("%#v", []byte(canary))} {
		if strings.Contains(text, form) || strings.Contains(text, form[1:len(form)-1]) {
			return true
		}
	}
	return false
}

func TestNothingPrintsTheText(t *testing.T) {
	verbs := []string{"v", "s", "q", "x", "X", "d", "p", "b", "c", "o", "O", "U", "e", "E", "f", "g", "G", "t", "T", "w", "z"}
	flags := []string{"", "+", "#", "-", " ", "0", "40", ".3", "+#", "# ", "-40.60"}
	for name, holder := range holders() {
		t.Run(name, func(t *testing.T) {
			for _, verb := range verbs {
				for _, flag := range flags {
					format := "%" + flag + verb
					if got := fmt.Sprintf(format, holder); leaks(got) {
						t.Errorf("Sprintf(%q) gives %q", format, got)
					}
				}
			}
			for _, got := range []string{fmt.Sprint(holder), fmt.Sprintln(holder), fmt.Errorf("demo: %w", errors.Join(fmt.Errorf("%v", holder))).Error()} {
				if leaks(got) {
					t.Errorf("leaked in %q", got)
				}
			}
		})
	}
}

func TestNothingEncodesTheText(t *testing.T) {
	for name, holder := range holders() {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			options := &slog.HandlerOptions{AddSource: true}
			for _, h := range []slog.Handler{slog.NewTextHandler(&out, options), slog.NewJSONHandler(&out, options)} {
				l := slog.New(h).With("with", holder)
				l.Info("demo", "value", holder, slog.Group("group", "value", holder))
			}
			data, err := json.Marshal(holder)
			if err != nil {
				t.Errorf("json: %v", err)
			}
			out.Write(data)
			if err := xml.NewEncoder(&out).Encode(holder); err != nil {
				out.WriteString(err.Error())
			}
			if leaks(out.String()) {
				t.Errorf("leaked in %s", out.String())
			}
		})
	}
}

func TestPrintsHidden(t *testing.T) {
	key := secret.New(canary)
	redactor := secret.NewRedactor(key)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%40s", "%.2s"} {
		for _, value := range []any{key, &key, secret.Key{}, redactor, *redactor} {
			if got := fmt.Sprintf(verb, value); got != secret.Hidden {
				t.Errorf("Sprintf(%q, %T) = %q, want %q", verb, value, got, secret.Hidden)
			}
		}
	}
	for _, got := range []string{key.String(), key.GoString(), redactor.GoString(), key.LogValue().String(), redactor.LogValue().String()} {
		if got != secret.Hidden {
			t.Errorf("got %q, want %q", got, secret.Hidden)
		}
	}
	data, err := json.Marshal(exported{Key: key, Pointer: &key, Redactor: redactor})
	want := `{"Key":"[hidden]","Pointer":"[hidden]","Redactor":"[hidden]","List":null,"ByName":null}`
	if err != nil || string(data) != want {
		t.Errorf("json = %s, %v, want %s", data, err, want)
	}
	var out bytes.Buffer
	drop := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: drop})).Info("demo", "key", key, "redactor", redactor)
	if want := "level=INFO msg=demo key=[hidden] redactor=[hidden]\n"; out.String() != want {
		t.Errorf("slog = %q, want %q", out.String(), want)
	}
}

func TestKeyCannotBeReadFromJSON(t *testing.T) {
	into := exported{Key: secret.New(canary)}
	if err := json.Unmarshal([]byte(`{"Key":"fake"}`), &into); err == nil {
		t.Error("a key was read from JSON")
	}
	if into.Key.Reveal() != canary {
		t.Error("the key changed")
	}
}

func TestHint(t *testing.T) {
	tests := []struct{ name, key, want string }{
		{"empty", "", ""},
		{"one", "f", ""},
		{"eleven characters", "fake-key-01", ""},
		{"twelve characters", "fake-key-012", "-012"},
		{"long", canary, "6789"},
		{"eleven characters of several bytes", "ææææææææøøø", ""},
		{"twelve characters of several bytes", "fake-keyæøå€", "æøå€"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := secret.New(tt.key).Hint(); got != tt.want {
				t.Errorf("Hint() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEqualAndEmpty(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"", "", true},
		{"fake", "fake", true},
		{"fake", "Fake", false},
		{"fake", "fake ", false},
		{"", "fake", false},
	}
	for _, tt := range tests {
		a, b := secret.New(tt.a), secret.New(tt.b)
		if a.Equal(b) != tt.want || b.Equal(a) != tt.want {
			t.Errorf("Equal(%q, %q) is not %v", tt.a, tt.b, tt.want)
		}
		if a.Empty() != (tt.a == "") || a.Reveal() != tt.a {
			t.Errorf("Empty() = %v, Reveal() = %q for %q", a.Empty(), a.Reveal(), tt.a)
		}
	}
	if zero := (secret.Key{}); !zero.Empty() || zero.Reveal() != "" || !zero.Equal(secret.New("")) {
		t.Error("the zero value is not the empty key")
	}
}
