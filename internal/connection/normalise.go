package connection

import (
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Lengths, in characters, that a value is cut to.
const (
	maxName      = 120
	maxCode      = 64
	maxID        = 64
	maxHint      = 4
	maxRequestID = 200
	maxItems     = 32 // findings and timings of a record
	maxURL       = 2048
	maxScopes    = 128
	maxOldKeys   = 8
)

// normalised is c as it is saved: texts cleaned and cut to length, times in UTC
// to the millisecond. It refuses, with *InvalidError, an empty name, a base URL
// that is too long, no URL or holds credentials, a date that is none.
func normalised(c Connection) (Connection, error) {
	c = cleaned(c)
	if c.Name == "" {
		return c, &InvalidError{Field: "name", Reason: "empty"}
	}
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		switch {
		case len(c.BaseURL) > maxURL:
			return c, &InvalidError{Field: "baseURL", Reason: "too-long"}
		case err != nil:
			return c, &InvalidError{Field: "baseURL", Reason: "not-a-url"}
		case u.User != nil:
			return c, &InvalidError{Field: "baseURL", Reason: "credentials"}
		}
	}
	if c.ExpiresOn != "" {
		if _, err := time.Parse(time.DateOnly, c.ExpiresOn); err != nil {
			return c, &InvalidError{Field: "expiresOn", Reason: "not-a-date"}
		}
	}
	if hasUnwritable(c) {
		return c, &InvalidError{Field: "at", Reason: "not-a-date"}
	}
	return c, nil
}

// cleaned is the part of normalised that refuses nothing; it also goes over
// what is read, as a file may have been edited by hand.
func cleaned(c Connection) Connection {
	c.Name = cleanText(c.Name, maxName)
	c.CompanyName = cleanText(c.CompanyName, maxName)
	c.Environment = cleanText(c.Environment, maxCode)
	c.Entered = c.cleaned()
	c.CompanyID = cleanText(c.CompanyID, maxID)
	c.KeyHint = cleanHint(c.KeyHint)
	c.KeyID = cleanText(c.KeyID, maxID)
	c.BaseURL = cleanText(c.BaseURL, maxURL+1)
	c.CreatedAt = stamp(c.CreatedAt)
	if c.LastCheck != nil {
		last := *c.LastCheck
		last.At, last.LastWorked = stamp(last.At), stamp(last.LastWorked)
		last.Verdict = cleanText(last.Verdict, maxCode)
		last.Kind = cleanText(last.Kind, maxCode)
		c.LastCheck = &last
	}
	c.Scopes = cleanScopes(c.Scopes)
	c.Permissions = cleanPermissions(c.Permissions)
	c.ExpiryReminder = Reminder{cleanDate(c.ExpiryReminder.ExpiresOn), cleanText(c.ExpiryReminder.Level, maxCode)}
	if c.ExpiryReminder.ExpiresOn == "" {
		c.ExpiryReminder = Reminder{}
	}
	c.OldKeys = cleanOldKeys(c.OldKeys)
	c.Leak = cleanLeak(c.Leak)
	return c
}

// cleaned cuts every text to length: what is no code, to that of a name.
func (e Entered) cleaned() Entered {
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String {
			f.SetString(cleanText(f.String(), maxName))
		}
	}
	e.Operation, e.ExpiresOn = cleanText(e.Operation, maxCode), cleanText(e.ExpiresOn, maxCode)
	return e
}

// cleanScopes sorts the scopes and leaves out what is none or is there twice.
func cleanScopes(scopes []string) []string {
	var out []string
	for _, s := range scopes {
		if s = cleanText(s, maxCode); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), maxScopes):min(len(out), maxScopes)]
}

// cleanPermissions keeps each operation once.
func cleanPermissions(p *Permissions) *Permissions {
	if p == nil {
		return nil
	}
	out := &Permissions{At: stamp(p.At), Scopes: cleanScopes(p.Scopes)}
	for _, t := range p.Tried {
		t = Tried{cleanText(t.Operation, maxCode), cleanText(t.Access, maxCode), cleanText(t.Kind, maxCode)}
		if t.Operation == "" || len(out.Tried) == maxScopes || slices.ContainsFunc(out.Tried, func(o Tried) bool { return o.Operation == t.Operation }) {
			continue
		}
		out.Tried = append(out.Tried, t)
	}
	return out
}

// cleanOldKeys keeps the newest, each hint once.
func cleanOldKeys(keys []OldKey) []OldKey {
	var out []OldKey
	for _, k := range keys {
		k = OldKey{cleanHint(k.Hint), cleanDate(k.ReplacedOn)}
		if k.Hint != "" {
			out = slices.DeleteFunc(out, func(o OldKey) bool { return o.Hint == k.Hint })
			out = append(out, k)
		}
	}
	return out[max(0, len(out)-maxOldKeys):]
}

// cleanLeak keeps each step once.
func cleanLeak(l *Leak) *Leak {
	if l == nil {
		return nil
	}
	out := &Leak{Since: cleanDate(l.Since), Hint: cleanHint(l.Hint)}
	for _, t := range l.Done {
		t = Tick{cleanText(t.Step, maxCode), cleanDate(t.On)}
		if t.Step == "" || len(out.Done) == maxItems || slices.ContainsFunc(out.Done, func(o Tick) bool { return o.Step == t.Step }) {
			continue
		}
		out.Done = append(out.Done, t)
	}
	return out
}

// cleanDate is a date as "2006-01-02"; what is none is empty.
func cleanDate(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}

// cleanedRecord is r as it is saved. It bounds the length of a line.
func cleanedRecord(r Record) Record {
	r.ID = cleanText(r.ID, maxID)
	r.ConnectionID = cleanText(r.ConnectionID, maxID)
	r.Environment = cleanText(r.Environment, maxCode)
	r.CompanyID = cleanText(r.CompanyID, maxID)
	r.KeyHint = cleanHint(r.KeyHint)
	r.KeyID = cleanText(r.KeyID, maxID)
	r.At = stamp(r.At)
	r.Verdict = cleanText(r.Verdict, maxCode)
	r.Kind = cleanText(r.Kind, maxCode)
	r.RequestID = cleanText(r.RequestID, maxRequestID)
	r.ScopeNames = cleanScopes(r.ScopeNames)
	if len(r.Findings) > 0 {
		r.Findings = slices.Clone(r.Findings[:min(len(r.Findings), maxItems)])
		for i, f := range r.Findings {
			r.Findings[i] = cleanText(f, maxCode)
		}
	}
	if !cleanTiming(r.Timing) {
		names := slices.Sorted(maps.Keys(r.Timing))
		timing := make(map[string]int64, len(names))
		for _, name := range names[:min(len(names), maxItems)] {
			timing[cleanText(name, maxCode)] = r.Timing[name]
		}
		r.Timing = timing
	}
	return r
}

// cleanTiming reports whether there is nothing to clean, as nearly always.
func cleanTiming(timing map[string]int64) bool {
	for name := range timing {
		if cleanText(name, maxCode) != name {
			return false
		}
	}
	return len(timing) <= maxItems
}

// cleanHint keeps the last four characters. Should a whole key ever be passed
// in by mistake, no more of it is saved than its hint.
func cleanHint(s string) string {
	r := []rune(cleanText(s, utf8.RuneCountInString(s)))
	return string(r[max(0, len(r)-maxHint):])
}

// cleanText gives one line of at most limit characters: white space becomes one
// space and none at the ends; control and format characters (so every bidi
// control) and broken bytes go, but for the two joiners that scripts and emoji
// need. What has nothing to see is empty.
func cleanText(s string, limit int) string {
	if isPlain(s) && len(s) <= limit {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	out := b.String()
	if utf8.RuneCountInString(out) > limit {
		out = string([]rune(out)[:limit])
	}
	if strings.IndexFunc(out, isVisible) < 0 {
		return ""
	}
	return strings.Trim(out, " \u200c\u200d")
}

// isPlain is the quick answer for the usual text: ASCII without outer or doubled
// spaces.
func isPlain(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return s == "" || !space
}

func isVisible(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) &&
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// hasUnwritable is true where a time of c is unwritable.
func hasUnwritable(c Connection) bool {
	return unwritable(c.CreatedAt) || c.Permissions != nil && unwritable(c.Permissions.At) ||
		c.LastCheck != nil && (unwritable(c.LastCheck.At) || unwritable(c.LastCheck.LastWorked))
}

// unwritable is true for a time that RFC 3339 has no form for.
func unwritable(t time.Time) bool {
	y := t.UTC().Year()
	return y < 0 || y > 9999
}
