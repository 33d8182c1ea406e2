package secret_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pleokeycheck/internal/secret"
)

func FuzzRedactor(f *testing.F) {
	for _, key := range hardKeys {
		f.Add(key, "", "a plain text")
		f.Add(key, "hidden", key+"[hidden]"+key)
		f.Add("fake", key, `\u0066ake%41&amp;`)
	}
	f.Fuzz(func(t *testing.T, first, second, text string) {
		r := secret.NewRedactor(secret.New(first), secret.New(second))
		all := append(forms(first), forms(second)...)
		check(t, r, text, all)
		separator := text[:min(len(text), 40)] // enough to form something with what it stands between
		check(t, r, separator+strings.Join(all, separator)+text, all)
		tail := r.Tail(text)
		if again := r.String(tail); again != tail {
			t.Errorf("keys %q, %q: Tail(%q) = %q, and String of it %q", first, second, text, tail, again)
		}
	})
}

func FuzzParts(f *testing.F) {
	f.Add(uint64(1), "a plain text", "\n")
	f.Add(uint64(2), `{"a":"`, `\u200b`)
	f.Add(uint64(3), "%25", "&#10;")
	f.Fuzz(func(t *testing.T, seed uint64, text, between string) {
		random := rand.New(rand.NewPCG(seed, 12))
		key := drawn(random, keyLetters, 16+random.IntN(60))
		if ordinary.MatchString(key) {
			t.Skip()
		}
		r, pieces := secret.NewRedactor(secret.New(key)), piecesOf(key)
		if r.String(text) != text {
			t.Errorf("a text without the key %q is changed: %q", key, text)
		}
		forms := encodings(key)
		for _, part := range wrapped(random, forms[random.IntN(len(forms))]) {
			pieces.check(t, r, text+part+between+part+text)
		}
	})
}

const bodySize = 10 << 20

// bodies are texts of the largest size that a check keeps.
func bodies() map[string]string {
	fill := func(s string) string { return strings.Repeat(s, bodySize/len(s)+1)[:bodySize] }
	row := `{"id":"00000000-0000-4000-8000-000000000000","firstName":"Demo","email":"demo@example.invalid","jobTitle":null},`
	return map[string]string{
		"rows":        fill(row),
		"JSON-text":   fill(strings.ReplaceAll(row, `"`, `\"`)),
		"base64":      fill("ZmlsbGVyIHRleHQgd2l0aG91dCBhIGtleSBpbiBpdA"),
		"backslashes": fill(`\`),
		"percent":     fill("%25"),
		"ampersands":  fill("&amp;"),
		"beginnings":  fill("fake-key-012345678"),
		"keys":        fill("fake-key-0123456789 "),
	}
}

func BenchmarkRedactor(b *testing.B) {
	for _, key := range []string{"fake-key-0123456789", "f"} {
		r := secret.NewRedactor(secret.New(key))
		for name, body := range bodies() {
			b.Run(name+"/"+key, func(b *testing.B) {
				b.SetBytes(int64(len(body)))
				for b.Loop() {
					r.String(body)
				}
			})
		}
	}
}

func BenchmarkTail(b *testing.B) {
	r := secret.NewRedactor(secret.New("fake-key-0123456789"))
	for name, body := range bodies() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				r.Tail(body)
			}
		})
	}
}
