package pleoclient

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Owners is what the rows of an answer say of the company they belong to.
type Owners struct {
	Rows int // as [RowCount] counts them
	Own  int // rows that name the company asked about, and no other
	// Other is another company that a row names, in lower case; "" for none.
	Other string
	// Unclear is true where a row has a field for the company's ID that holds
	// none: null, a number, an empty text.
	Unclear bool
}

// RowOwners compares the companies that the rows of a {data: [...]} or
// {data: {...}} answer name with companyID. Pleo documents companyId (SPEC);
// other spellings, an object company and lists of IDs count as well, so that
// another company's row is recognised however it is written. A list that holds
// companyID names it.
func RowOwners(body []byte, companyID string) Owners {
	var o Owners
	top, _ := object(body)
	for row := range rowsOf(top["data"]) {
		o.Rows++
		if o.add(row, companyID) {
			o.Own++
		}
	}
	return o
}

// add takes in one row, and reports whether it names companyID and no other.
func (o *Owners) add(row json.RawMessage, companyID string) bool {
	if !begins(row, '{') {
		return false
	}
	own, ownByID, unclear := false, false, false
	other, otherByID := "", ""
	for quoted, value := range parts(row) {
		ids, byID := companyIDs(plainName(unquoted(quoted)), value)
		switch {
		case slices.ContainsFunc(ids, func(id string) bool { return SameCompany(id, companyID) }):
			own, ownByID = true, ownByID || byID
		case len(ids) > 0 && byID:
			otherByID = ids[0]
		case len(ids) > 0:
			other = ids[0]
		case byID:
			unclear = true
		}
	}
	if otherByID == "" && !ownByID { // else the company's ID says more than whatever else is called company
		otherByID = other
	}
	if otherByID != "" {
		o.Other = otherByID
	}
	o.Unclear = o.Unclear || unclear
	return own && otherByID == "" && !unclear
}

// companyIDs are the companies that a field of a row names. byID is true for a
// field that is for nothing else than a company's ID: what stands there names a
// company, or the field is unclear. Elsewhere only what has the form of an ID
// counts, for "company" may be a name.
func companyIDs(name string, value json.RawMessage) (ids []string, byID bool) {
	byID = name == "companyid" || name == "companyurn" || name == "companyuuid"
	if !byID && name != "company" && name != "companies" && name != "companyids" {
		return nil, false
	}
	take := func(v json.RawMessage) {
		if begins(v, '{') {
			for quoted, inner := range parts(v) {
				switch plainName(unquoted(quoted)) {
				case "id", "uuid", "urn", "companyid", "companyuuid", "companyurn":
					v = inner
				}
			}
		}
		s, _ := text(v)
		if id := plainID(s); id != "" && (byID || IsUUID(id)) {
			ids = append(ids, id)
		}
	}
	if !begins(value, '[') {
		take(value)
		return ids, byID
	}
	for v := range array(value) {
		take(v)
	}
	return ids, byID
}

// plainName is the name of a field without case and word marks: companyId,
// company_id and CompanyID are one.
func plainName(s string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
}

// SameCompany reports whether two texts are the ID of one company: case, white
// space, braces, dashes and a URN around it make no difference.
func SameCompany(a, b string) bool { return plainID(a) == plainID(b) }

// plainID is an ID in its usual form. What is none is only trimmed and in lower
// case.
func plainID(s string) string {
	s = strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`{}()[]<>"'`, r) }))
	for _, prefix := range []string{"urn:pleo:company:", "urn:uuid:"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, prefix))
	}
	if digits := strings.ReplaceAll(s, "-", ""); len(digits) == 32 {
		if dashed := digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:]; IsUUID(dashed) {
			return dashed
		}
	}
	return s
}

// RowCount returns the number of rows of {data: [...]}, 1 for {data: {...}} or
// another object, and 0 for anything else.
func RowCount(body []byte) int {
	top, ok := object(body)
	data, wrapped := top["data"]
	if ok && !wrapped {
		return 1
	}
	count := 0
	for range rowsOf(data) {
		count++
	}
	return count
}

// rowsOf are the elements of data, or data itself where it is an object.
func rowsOf(data json.RawMessage) iter.Seq[json.RawMessage] {
	if begins(data, '{') {
		return func(yield func(json.RawMessage) bool) { yield(data) }
	}
	return array(data)
}
