package personal

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
)

func TestHideHeader(t *testing.T) {
	tests := []struct{ name, value, shownName, shown string }{
		{"Content-Type", "application/json;charset=UTF-8", "Content-Type", "application/json;charset=UTF-8"},
		{"Date", "Sat, 28 Nov 2026 23:42:25 GMT", "Date", "Sat, 28 Nov 2026 23:42:25 GMT"},
		{"Strict-Transport-Security", "max-age=31536000; includeSubDomains", "Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
		{"Etag", `W/"5f3a-1234567890"`, "Etag", `W/"5f3a-1234567890"`},
		{"Vary", "anna@example.com", "Vary", "•••••@•••••"},
		{"Request-Id", "0d949c40-5a0a-4ee1-a162-ecd8402c271d", "Request-Id", "0d949c40-5a0a-4ee1-a162-ecd8402c271d"},
		{"Request-Id", "1-67891233-0000000000001", "Request-Id", "•••••"},
		{"X-Request-Id", "Root=1-67891233-abcdef012345678912345678", "X-Request-Id", "Root=1-67891233-abcdef012345678912345678"},
		{"Request-Id", "for anna@example.com", "Request-Id", "for •••••@•••••"},
		{"Cf-Ray", "8e9f0a1b2c3d4e5f-CPH", "Cf-Ray", "8e9f0a1b2c3d4e5f-CPH"},
		{"Server", "nginx/1.27", "Server", "nginx/1.27"},
		{"Location", "https://login.example/users/Anna?email=anna@example.com&limit=1", "Location", "https://login.example/users/•••••?email=•••••@•••••&limit=1"},
		{"Set-Cookie", "user=anna; Path=/", "Set-Cookie", "•••••"},
		{"X-User", "Anna Jensen", "X-User", "•••••"},
		{"X-User-Email", "anna@example.com", "X-User-Email", "•••••@•••••"},
		{"X-Phone", "4512345678", "X-Phone", "•••••"},
		{"X-Company-Id", "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813", "X-Company-Id", "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"},
		{"X-Status", "NOT_ENTITLED", "X-Status", "NOT_ENTITLED"},
		{"X-Count", "7", "X-Count", "7"},
		{"X-Feature", "true", "X-Feature", "true"},
		{"X-Empty", "", "X-Empty", ""},
		{"X-4512345678", "7", "•••••", "7"},
		{"Anna Jensen", "7", "•••••", "7"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			got, n := HideHeader(http.Header{tt.name: {tt.value}})
			want := 0
			if tt.name != tt.shownName {
				want++
			}
			if tt.value != tt.shown {
				want++
			}
			if len(got) != 1 || len(got[tt.shownName]) != 1 || got[tt.shownName][0] != tt.shown || n != want {
				t.Errorf("got %q, %d", got, n)
			}
		})
	}
}

// What is shown in the place of a value is the same whatever the value was: its
// length, its letters and how often it comes cannot be told from it.
func TestAHiddenValueCannotBeTold(t *testing.T) {
	for _, alike := range [][]string{
		{"Anna", "Ib", "Anna Katharina Eksempel-Jensen", "安娜", `A"nna\`, "line\nbreak"},
		{"anna@example.com", "a@b", "anna.eksempel+long.address@mail.office.example.com"},
		{"4512345678", "+45 12 34 56 78", "004512345678901234"},
		{"DK5000400440116243", "DE89 3704 0044 0532 0130 00"},
	} {
		shown := map[string]bool{}
		for _, value := range alike {
			quoted, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			body, n := Hide("employees", fmt.Appendf(nil, `{"data":[{"firstName":%[1]s,"note":%[1]s,"other":[%[1]s]}]}`, quoted))
			header, m := HideHeader(http.Header{"X-User": {value}})
			shown[fmt.Sprint(string(body), n, header, m)] = true
		}
		if len(shown) != 1 {
			t.Errorf("%q are told apart: %v", alike, shown)
		}
	}
}
