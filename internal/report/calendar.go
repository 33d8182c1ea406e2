package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"pleokeycheck/internal/message"
)

var calendarFormat = Format{
	Subject: Expiry, Name: "ics", Extension: ".ics",
	FileName: func(Source) string { return "pleo-key-expiry" },
	Write:    func(s Source) ([]byte, error) { return []byte(calendar(s)), nil },
	Preview:  func(s Source) string { return unfolded(calendar(s)) },
}

// calendar gives the day on which a key expires as an event of a calendar
// (RFC 5545), which reminds two weeks and two days before. It says what to do; it
// holds neither the key, nor its last characters, nor any ID. The same day of the
// same connection is the same event, so that a calendar does not list it twice.
func calendar(s Source) string {
	day, err := time.Parse(time.DateOnly, s.ExpiresOn)
	if err != nil {
		return ""
	}
	name := message.Clean(s.Name)
	facts := map[string]string{"Name": name, "Day": s.Words.Day(day)}
	summary := s.Words.Text("expiry.calendar.event", facts)
	what := s.Words.Text("expiry.calendar.what", facts)
	id := sha256.Sum256([]byte(s.Environment + "\x00" + name + "\x00" + s.ExpiresOn))
	var b strings.Builder
	put := func(line string) { b.WriteString(folded(line)) }
	put("BEGIN:VCALENDAR")
	put("VERSION:2.0")
	put("PRODID:-//pleo-key-check//Key Check for Pleo//EN")
	put("METHOD:PUBLISH")
	put("BEGIN:VEVENT")
	put("UID:" + hex.EncodeToString(id[:16]) + "@pleo-key-check.invalid")
	put("DTSTAMP:" + s.At.UTC().Format("20060102T150405Z"))
	put("DTSTART;VALUE=DATE:" + day.Format("20060102"))
	put("DTEND;VALUE=DATE:" + day.AddDate(0, 0, 1).Format("20060102"))
	put("SUMMARY:" + escaped(summary))
	put("DESCRIPTION:" + escaped(what))
	put("TRANSP:TRANSPARENT")
	for _, before := range []string{"-P14D", "-P2D"} {
		put("BEGIN:VALARM")
		put("ACTION:DISPLAY")
		put("DESCRIPTION:" + escaped(summary))
		put("TRIGGER:" + before)
		put("END:VALARM")
	}
	put("END:VEVENT")
	put("END:VCALENDAR")
	return b.String()
}

// escaped is a text as the value of a property.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`).Replace(text)
}

// longestLine is how many bytes a line has, without its end.
const longestLine = 75

// folded is a line with its end, in several where it is long, none of which ends
// inside a character.
func folded(line string) string {
	var b strings.Builder
	for room := longestLine; len(line) > room; room = longestLine - 1 {
		end := room
		for !utf8.RuneStart(line[end]) {
			end--
		}
		b.WriteString(line[:end] + "\r\n ")
		line = line[end:]
	}
	return b.String() + line + "\r\n"
}

// unfolded is a calendar as a person reads it.
func unfolded(text string) string {
	return strings.NewReplacer("\r\n ", "", `\n`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(text)
}
