package personal

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestHide(t *testing.T) {
	tests := []struct {
		name, operation, body, want string
		n                           int
	}{
		{"nothing", "employees", ``, ``, 0},
		{"an employee", "employees", `{"data":[{"id":"a1","email":"anna.eksempel@example.com","firstName":"Anna","phone":4512345678}]}`,
			`{"data":[{"id":"a1","email":"•••••@•••••","firstName":"•••••","phone":"•••••"}]}`, 3},
		{"escapes in a value", "employees", `{"data":{"note":"a\"b\\","id":"x\u0031"}}`, `{"data":{"note":"•••••","id":"•••••"}}`, 2},
		{"escapes in a key", "employees", `{"data":{"n\u0061me":7,"\u0069d":7}}`, `{"data":{"n\u0061me":"•••••","\u0069d":7}}`, 1},
		{"a name as a key", "employees", `{"Anna":1,"Anna Eksempel":2,"anna@example.com":3,"12345678":4,"X-Id":5}`,
			`{"•••••":"•••••","•••••":"•••••","•••••":"•••••","•••••":"•••••","X-Id":5}`, 8},
		{"problem", "employees", `{"type":"EMPLOYEE_NOT_FOUND","message":"No \"Anna Eksempel\" (anna@example.com, +45 12 34 56 78) with 'users:read' here."}`,
			`{"type":"EMPLOYEE_NOT_FOUND","message":"No \"•••••\" (•••••@•••••, •••••) with 'users:read' here."}`, 1},
		{"documented problem", "", `{"type":"EXPORT_NOT_FOUND","message":"Export job not found."}`, `{"type":"EXPORT_NOT_FOUND","message":"Export job not found."}`, 0},
		{"cut off in a value", "employees", `{"data":[{"id":"5e7a1c3b","firstName":"An`, `{"data":[{"id":"5e7a1c3b","firstName":"•••••`, 1},
		{"cut off in a key", "employees", `{"data":[{"first`, `{"data":[{"•••••`, 1},
		{"cut off in an escape", "employees", `{"a":"x\`, `{"a":"•••••`, 1},
		{"two values for one key", "employees", `{"id":"a1" "a2"}`, `{"id":"a1" "•••••"}`, 1},
		{"words without quotes", "employees", `{name: Anna, 'email': 'x'}`, `{•••••: •••••, •••••: •••••}`, 4},
		{"quotes inside out", "employees", `{"note":"he said "Anna" twice","id":"a1"}`, `{"note":"•••••"•••••"•••••","id":"a1"}`, 3},
		{"lines of JSON", "employees", "{\"name\":\"A\"}\n{\"name\":\"B\",\"id\":\"a1\"}", "{\"name\":\"•••••\"}\n{\"name\":\"•••••\",\"id\":\"a1\"}", 2},
		{"more closed than opened", "employees", `{}}}]{"name":"A","id":"a1"}`, `{}}}]{"name":"•••••","id":"a1"}`, 1},
		{"a text alone", "employees", `"Anna"`, `"•••••"`, 1},
		{"byte-order mark", "employees", "\uFEFF{\"name\":\"A\"}", "\uFEFF{\"name\":\"•••••\"}", 1},
		{"page", "employees", `<p>Write to anna@example.com or call (+45) 12 34 56 78</p>`, `<p>Write to •••••@••••• or call •••••</p>`, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, n := Hide(tt.operation, []byte(tt.body))
			if string(got) != tt.want || n != tt.n {
				t.Errorf("got %s (%d)\nwant %s (%d)", got, n, tt.want, tt.n)
			}
		})
	}
}

func TestHideText(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"Export job not found.", "Export job not found."},
		{"anna.eksempel+x1@mail.example.com.", "•••••@•••••"},
		{"o'brien@example.com, a@b", "•••••@•••••, •••••@•••••"},
		{"ann%C3%A5%40example.com", "•••••@•••••"},
		{"@anna", "•••••@•••••"},
		{"call +45 12345678 or 12 34 56 78, ext. 12", "call ••••• or •••••, ext. 12"},
		{"tel.12345678 and (030) 1234-5678", "••••• and •••••"},
		{"card 4111 1111 1111 1111", "card •••••"},
		{"DK50 0040 0440 1162 43 and DE89370400440532013000", "••••• and •••••"},
		{"at 2026-11-25T10:00:00.123Z, 2026-11-25 10:00 or 2026-11-25", "at 2026-11-25T10:00:00.123Z, 2026-11-25 10:00 or 2026-11-25"},
		{"2026-11-25-12345678", "•••••"},
		{"job 5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08.", "job 5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08."},
		{"Required permission 'READ' on resource 'tag-group'", "Required permission 'READ' on resource 'tag-group'"},
		{"Pleo can't find 'Anna Eksempel' or \"Anna\"", "Pleo can't find '•••••' or \"•••••\""},
		{"HTTP 503, 42 of 600", "HTTP 503, 42 of 600"},
	}
	for _, tt := range tests {
		if got := HideText(tt.text); got != tt.want {
			t.Errorf("HideText(%q)\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestHideURL(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://external.pleo.io/v2/employees?companyId=3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813&limit=1",
			"https://external.pleo.io/v2/employees?companyId=3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813&limit=1"},
		{"https://external.pleo.io/v2/employees?email=anna%40example.com&code=N01&include_archived=true&after=GEZA%3D",
			"https://external.pleo.io/v2/employees?email=•••••@•••••&code=•••••&include_archived=true&after=GEZA%3D"},
		{"https://anna:pw@external.pleo.io/x#anna", "https://•••••@external.pleo.io/x"},
		{"http://127.0.0.1:8080/v2/employees/Anna%20E/5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08", "http://127.0.0.1:8080/v2/employees/•••••/5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08"},
		{"/v1/vendors:search?company_id=Anna&Anna+E=1&x", "/v1/vendors:search?company_id=•••••&•••••=•••••&x"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := HideURL(tt.url); got != tt.want {
			t.Errorf("HideURL(%q)\n got %q\nwant %q", tt.url, got, tt.want)
		}
	}
}

// Time grows with the size, whatever the text looks like: each of these would
// take minutes where something is gone over twice.
func TestHideIsLinear(t *testing.T) {
	const size = 10 << 20
	fill := func(part string) string { return strings.Repeat(part, size/len(part)) }
	bodies := map[string]string{
		"deep":               fill("["),
		"deep objects":       fill(`{"a":`),
		"one string":         `"` + fill("a"),
		"rows":               `{"data":[` + fill(`{"id":"a1","firstName":"Anna"},`) + `{}]}`,
		"keys or not":        fill(`{"a" `),
		"spaces":             `{"a"` + fill(" "),
		"backslashes":        `"` + fill(`\`),
		"numbers":            fill("1_"),
		"digits and dots":    fill("1...."),
		"plus":               fill("+1"),
		"iban":               fill("AB12CDE34"),
		"dates":              fill("2026-11-25x"),
		"signs":              fill("a@"),
		"quotation marks":    fill(` "`),
		"parentheses":        fill("(+"),
		"message":            `{"message":"` + fill("a@b ") + `"}`,
		"a key that is long": `{"` + fill("a") + `":1}`,
	}
	for name, body := range bodies {
		begin := time.Now()
		Hide("employees", []byte(body))
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// structure is a JSON text with every scalar and key taken out.
func structure(t *testing.T, body []byte) string {
	t.Helper()
	var b strings.Builder
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		if delim, is := token.(json.Delim); is {
			b.WriteString(delim.String())
		} else {
			b.WriteByte('.')
		}
	}
}

func FuzzHide(f *testing.F) {
	for _, seed := range []string{
		`{"data":[{"id":"a1","email":"anna@example.com","n\u0061me":1.5e3,"x":[null,true,"y"]}],"pagination":{"total":1}}`,
		`{"type":"X","message":"No \"Anna\" \u00e9\ud800 anna@example.com"}`, `{"a":"x\`, `[[[`, `{a: 'b'}`, "call +45 12 34 56 78", "10000000000000000", `"` + "\xff", `{"":""}`,
	} {
		f.Add("employees", []byte(seed))
		f.Add("introspect", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, operation string, body []byte) {
		before := string(body)
		got, n := Hide(operation, body)
		if string(body) != before {
			t.Fatal("the body was changed")
		}
		if n == 0 && string(got) != before {
			t.Errorf("nothing is hidden, but %q became %q", body, got)
		}
		if json.Valid(body) && !json.Valid([]byte(strings.TrimPrefix(string(got), "\uFEFF"))) {
			t.Errorf("%q is valid, %q is not", body, got)
		}
		if json.Valid(body) && structure(t, body) != structure(t, got) {
			t.Errorf("%q became %q: another structure", body, got)
		}
		if again, _ := Hide(operation, got); json.Valid(body) && structure(t, again) != structure(t, got) {
			t.Errorf("hidden twice: %q became %q", got, again)
		}
	})
}

// Whatever stands as the value of a personal field is not in what comes out.
func FuzzHideValue(f *testing.F) {
	f.Add("Anna Eksempel")
	f.Add("a\"b\\c\n")
	f.Fuzz(func(t *testing.T, value string) {
		const fence = "canary-7f3a"
		for _, field := range []string{"name", "firstName", "email", "note", "nickname"} {
			text, err := json.Marshal(map[string]any{"data": []any{map[string]string{field: fence + " " + value}}})
			if err != nil {
				t.Fatal(err)
			}
			got, n := Hide("employees", text)
			if n != 1 || strings.Contains(string(got), "canary") {
				t.Errorf("%s: %s", field, got)
			}
		}
	})
}

func BenchmarkHide(b *testing.B) {
	row := `{"code":"N01","companyId":"3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813","email":"anna.eksempel@example.com","firstName":"Anna","id":"5e7a1c3b-0d94-4f6e-8a21-9b3c7d5e1f08","jobTitle":"Owner","lastName":"Eksempel"},`
	body := []byte(`{"data":[` + strings.Repeat(row, (10<<20)/len(row)) + `{}]}`)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Hide("employees", body)
	}
}
