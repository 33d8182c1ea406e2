package message_test

import (
	"strings"
	"testing"
	"time"

	"pleokeycheck/internal/message"
)

// TestCalendarWords: a day as the calendar writes it is read as that day, in every
// language; a week has seven days.
func TestCalendarWords(t *testing.T) {
	english, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range english.Languages() {
		words := english.For(l.Tag)
		if n := len(strings.Fields(words.Text("calendar.days"))); n != 7 {
			t.Errorf("%s: a week has %d days", l.Tag, n)
		}
		for month := time.January; month <= time.December; month++ {
			want := time.Date(2027, month, 28, 0, 0, 0, 0, time.UTC)
			if got, problem := message.ReadDay(words.Day(want)); problem != "" || !got.Equal(want) {
				t.Errorf("%s: %q is read as %v %s", l.Tag, words.Day(want), got, problem)
			}
			if head := words.Month(want); !strings.HasSuffix(head, " 2027") {
				t.Errorf("%s: the head is %q", l.Tag, head)
			}
		}
	}
}
