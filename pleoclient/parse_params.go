package pleoclient

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// ParamCode is why a value is not taken.
type ParamCode string

// The codes. They are stable: words are kept by them.
const (
	ParamUnknown    ParamCode = "unknown"     // the operation has no such parameter
	ParamMissing    ParamCode = "missing"     // required, and not given
	ParamNotUUID    ParamCode = "not-uuid"    // no id
	ParamNotInteger ParamCode = "not-integer" // no whole number
	ParamOutOfRange ParamCode = "range"       // under Min or over Max
	ParamNotBool    ParamCode = "not-bool"    // neither true nor false
	ParamNotListed  ParamCode = "not-listed"  // none of Enum
	ParamNotDate    ParamCode = "not-date"    // no date, or one that no calendar has
	ParamNotCursor  ParamCode = "not-cursor"  // does not match Pattern
	ParamNotText    ParamCode = "not-text"    // control characters, broken text, or far too long
	ParamTooMany    ParamCode = "too-many"    // more entries than MaxItems
	ParamTwice      ParamCode = "twice"       // an entry of a list that has to be unique stands there twice
	ParamExclusive  ParamCode = "exclusive"   // beside another of before, after and offset
)

// maxValue bounds what is typed for one parameter, in bytes.
const maxValue = 8 << 10

var cursorForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(CursorPattern) })

// ParseParams reads the parameters of an operation as they were typed, by
// name, and holds them against SPEC before anything is sent. An empty value is
// none. Entries of a list are separated by commas, semicolons or line breaks. A
// day stands for its beginning in UTC, or, in a parameter that ends a span, for
// its last second.
//
// The problems are in the order of [Operation.Params]; with any, Params must
// not be used. They never repeat what was typed.
func ParseParams(op Operation, typed map[string]string) (Params, []*ParamError) {
	out := Params{Path: map[string]string{}, Query: url.Values{}}
	if op.Body != nil {
		out.Body = map[string]any{}
	}
	var problems []*ParamError
	left := maps.Clone(typed)
	for _, p := range op.Params() {
		text := strings.TrimSpace(typed[p.Name])
		delete(left, p.Name)
		if text == "" {
			if p.Required {
				problems = append(problems, p.problem(op, ParamMissing))
			}
			continue
		}
		if code := out.put(p, text); code != "" {
			problems = append(problems, p.problem(op, code))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if strings.TrimSpace(left[name]) != "" {
			problems = append(problems, Param{Name: name}.problem(op, ParamUnknown))
		}
	}
	given := false
	for _, name := range []string{"before", "after", "offset"} {
		if p, known := op.Param(name); known && out.Query.Has(name) {
			if given {
				problems = append(problems, p.problem(op, ParamExclusive))
			}
			given = true
		}
	}
	return out, problems
}

// problem is the error about a parameter.
func (p Param) problem(op Operation, code ParamCode) *ParamError {
	return &ParamError{Operation: op.Name, Param: p.Name, Reason: string(code), Code: code, Min: p.Min, Max: p.Max, MaxItems: p.MaxItems}
}

// put reads a value and puts it where it goes.
func (out *Params) put(p Param, text string) ParamCode {
	if p.Kind != KindList {
		value, code := p.parse(p.Kind, text)
		if code != "" {
			return code
		}
		switch p.In {
		case InPath:
			out.Path[p.Name] = fmt.Sprint(value)
		case InBody:
			out.Body[p.Name] = value
		default:
			out.Query.Set(p.Name, fmt.Sprint(value))
		}
		return ""
	}
	var values []string
	for _, entry := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		value, code := p.parse(p.Item, entry)
		if code != "" {
			return code
		}
		s := fmt.Sprint(value)
		if p.Unique && slices.Contains(values, s) {
			return ParamTwice
		}
		values = append(values, s)
	}
	switch {
	case len(values) == 0: // separators only: nothing was given
		return ""
	case p.MaxItems > 0 && len(values) > p.MaxItems:
		return ParamTooMany
	case p.In == InBody:
		out.Body[p.Name] = values
	default:
		out.Query[p.Name] = values
	}
	return ""
}

// parse reads one value.
func (p Param) parse(kind ParamKind, text string) (any, ParamCode) {
	if len(text) > maxValue || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return nil, ParamNotText
	}
	switch kind {
	case KindUUID:
		id := strings.ToLower(strings.Trim(text, "{} "))
		if !IsUUID(id) {
			return nil, ParamNotUUID
		}
		return id, ""
	case KindInteger:
		n, err := strconv.ParseInt(text, 10, 64)
		switch {
		case err != nil && strings.Trim(text, "+-0123456789") == "" && strings.ContainsAny(text, "0123456789"):
			return nil, ParamOutOfRange
		case err != nil:
			return nil, ParamNotInteger
		case n < p.Min || n > p.Max:
			return nil, ParamOutOfRange
		}
		return n, ""
	case KindBool:
		switch strings.ToLower(text) {
		case "true":
			return true, ""
		case "false":
			return false, ""
		}
		return nil, ParamNotBool
	case KindEnum:
		for _, each := range p.Enum {
			if strings.EqualFold(each, text) {
				return each, ""
			}
		}
		return nil, ParamNotListed
	case KindDateTime:
		return p.parseDate(text)
	}
	if p.Pattern == CursorPattern && !cursorForm().MatchString(text) {
		return nil, ParamNotCursor
	}
	return text, ""
}

// parseDate reads a date, or a date with its time.
func (p Param) parseDate(text string) (any, ParamCode) {
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		if strings.HasSuffix(p.Name, "End") {
			day = day.AddDate(0, 0, 1).Add(-time.Second)
		}
		return day.Format(time.RFC3339), ""
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.Year() > 9999 {
		return nil, ParamNotDate
	}
	return at.Format(time.RFC3339Nano), ""
}
