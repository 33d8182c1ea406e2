package personal

import (
	"bytes"
	"net/url"
	"strings"

	"pleokeycheck/pleoclient"
)

// HideURL hides what an address may tell of a person: the values of its query
// and the parts of its path that are not technical, and whoever it names as
// user.
func HideURL(raw string) string {
	raw, _, _ = strings.Cut(raw, "#")
	before, query, has := strings.Cut(raw, "?")
	scheme, rest, absolute := strings.Cut(before, "://")
	if !absolute {
		scheme, rest = "", before
	}
	host, path := rest, ""
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = Dots + "@" + host[at+1:]
	}
	var b strings.Builder
	if absolute {
		b.WriteString(scheme + "://")
	}
	b.WriteString(host)
	b.WriteString(hidePath(path))
	if !has {
		return b.String()
	}
	sign := "?"
	for pair := range strings.SplitSeq(query, "&") {
		b.WriteString(sign)
		b.WriteString(hidePair(pair))
		sign = "&"
	}
	return b.String()
}

// hidePath shows ids, and the small words that paths are made of.
func hidePath(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		v := []byte(part)
		if part == "" || pleoclient.IsUUID(v) || urn(v) || oneCase(v) && !isUpper(v[0]) && digits(v) < fewestDigits {
			continue
		}
		parts[i] = Dots
	}
	return strings.Join(parts, "/")
}

// hidePair is name=value of a query.
func hidePair(pair string) string {
	name, value, has := strings.Cut(pair, "=")
	if plain, err := url.QueryUnescape(name); err != nil || !keyShape([]byte(plain)) {
		if name != "" {
			name = Dots
		}
		if value != "" {
			value = Dots
		}
		return strings.TrimSuffix(name+"="+value, "=")
	}
	if !has {
		return name
	}
	plain, err := url.QueryUnescape(value)
	switch v := []byte(plain); {
	case err != nil:
		value = Dots
	case plain == "" || plain == "true" || plain == "false":
	default:
		var shown bool
		r := rules{}.of(ruleUnknown, 2, []byte(name))
		if numberShape(v) {
			shown = r.showsNumber(v)
		} else {
			shown = r.shows(v)
		}
		if !shown {
			value = dotsFor(bytes.TrimSpace(v))
		}
	}
	return name + "=" + value
}
