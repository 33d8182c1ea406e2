package pleoclient

import (
	"bytes"
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

// checkParts compares what object and array find with what encoding/json does.
func checkParts(t *testing.T, raw []byte) {
	t.Helper()
	var wantFields map[string]json.RawMessage
	wantObject := begins(raw, '{') && json.Unmarshal(raw, &wantFields) == nil
	fields, ok := object(raw)
	if ok != wantObject {
		t.Fatalf("object(%q) is %v, want %v", raw, ok, wantObject)
	}
	if !maps.EqualFunc(fields, wantFields, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }) {
		t.Fatalf("object(%q) = %q, want %q", raw, fields, wantFields)
	}
	for name, value := range wantFields {
		if got := member(raw, name); !bytes.Equal(got, value) {
			t.Fatalf("member(%q, %q) = %q, want %q", raw, name, got, value)
		}
	}
	if !json.Valid(raw) {
		return
	}
	var want, got []json.RawMessage
	if begins(raw, '[') {
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
	}
	for element := range array(raw) {
		got = append(got, element)
	}
	if len(got) != len(want) {
		t.Fatalf("array(%q) has %d elements, want %d", raw, len(got), len(want))
	}
	for i := range got {
		if !bytes.Equal(got[i], want[i]) {
			t.Fatalf("array(%q)[%d] = %q, want %q", raw, i, got[i], want[i])
		}
		checkParts(t, got[i])
	}
	for _, value := range fields {
		checkParts(t, value)
	}
}

var partsSeeds = []string{
	`{}`, `[]`, ` { } `, "[\n]", `null`, `1`, `"a"`, ``, ` `, `{`, `[1,2`, `{"a":1}x`,
	`{"a":1,"b":[1,{"c":"}]\"\\"}],"d":null}`, `[1, -2.5e3 ,true,false , null,"",[],{}]`,
	`{"a":1,"a":2}`, `{"d\u0061ta":[{"x":"\\"}]}`, "{\"\xff\":1}", "{ \"a\" :\t1 ,\r\n\"b\" : 2 }",
	`{"":{"":[[[{"":""}]]]}}`, `["\\\\","\"",1]`, `{"é":"ü","\ud83c\udf55":1}`,
}

func TestPartsOfJSON(t *testing.T) {
	for _, raw := range partsSeeds {
		checkParts(t, []byte(raw))
	}
	deep := strings.Repeat(`{"a":[`, 3000) + "1" + strings.Repeat("]}", 3000)
	if fields, ok := object([]byte(deep)); !ok || len(fields["a"]) != len(deep)-len(`{"a":}`) {
		t.Errorf("of a deep object: %v, %d fields", ok, len(fields))
	}
	tooDeep := strings.Repeat(`{"a":[`, 30000) + "1" + strings.Repeat("]}", 30000)
	if _, ok := object([]byte(tooDeep)); ok {
		t.Error("an object too deep for encoding/json was taken")
	}
	for element := range array([]byte(`[1,2,3]`)) {
		if string(element) != "1" {
			t.Error("it went on after it was left")
		}
		break
	}
}

func FuzzPartsOfJSON(f *testing.F) {
	for _, raw := range partsSeeds {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) < 4096 {
			checkParts(t, raw)
		}
	})
}

// BenchmarkShape is what a list of 10 MiB costs.
func BenchmarkShape(b *testing.B) {
	op := mustOperation("employees")
	row := `{"id":"00000000-0000-4000-8000-000000000000","companyId":"00000000-0000-4000-8000-000000000001","email":"fake@example.invalid"}`
	body := []byte(`{"data":[` + strings.Repeat(row+",", 10<<20/len(row)) + row + `],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`)
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if problem, _ := shapeProblem(op, body); problem != "" {
			b.Fatal(problem)
		}
	}
}
