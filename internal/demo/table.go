package demo

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Ids of the invented companies and organisations. They are fixed, look like
// random uuids and are none of the sample ids on Pleo's pages.
const (
	nordhavnID = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813" // most of the data
	lindgrenID = "b86e21f4-0d93-4a5c-8f17-29c4e6a7d350" // in the same organisation
	granliID   = "e41c97d8-56ab-4f30-b2d9-7c08153fa6be" // another organisation's
	tomgangID  = "7a95d3c0-1e68-4d24-a7bf-c3f2094e8b61" // has nothing at all

	nordicOrgID  = "c5b07e19-f2a4-4836-9d5e-80e13b6a47fc"
	granliOrgID  = "18f4a3e7-6b0d-4c92-8e75-d24b9f601c3a"
	tomgangOrgID = "92c8e05b-47d1-4fa6-b03e-615a7cd8f24e"
)

// row is one invented thing, as an answer shows it. Fields that begin with "@"
// are for the server itself and are not shown.
type row map[string]any

// MarshalJSON leaves out what is not shown.
func (r row) MarshalJSON() ([]byte, error) {
	shown := maps.Clone(map[string]any(r))
	maps.DeleteFunc(shown, func(name string, _ any) bool { return strings.HasPrefix(name, "@") })
	return json.Marshal(shown)
}

// text is a field; "" where there is none.
func (r row) text(field string) string {
	s, _ := r[field].(string)
	return s
}

//go:embed data.json
var dataJSON []byte

// data are the rows of every table, read when the first is asked for. They are
// shared between requests and never changed.
var data = sync.OnceValue(func() (tables map[string][]row) {
	if err := json.Unmarshal(dataJSON, &tables); err != nil {
		panic(fmt.Sprintf("demo: reading data.json: %v", err))
	}
	return tables
})

// table is all rows of one kind, of every company.
type table struct {
	name     string // in data.json
	id       string // field of the id
	company  string // field of the company's id
	resource string // for the 403 of a row out of reach
}

var (
	companies      = table{"companies", "id", "id", "company"}
	employees      = table{"employees", "id", "companyId", "users"}
	accounts       = table{"accounts", "id", "companyId", "accounts"}
	vendors        = table{"vendors", "id", "companyId", "vendors"}
	taxCodes       = table{"taxCodes", "id", "companyId", "tax-codes"}
	tagGroups      = table{"tagGroups", "id", "companyId", "tag-group"}
	tags           = table{"tags", "id", "", "tag-group"}
	subscriptions  = table{"subscriptions", "id", "@company", "subscriptions"}
	activities     = table{"activities", "id", "", ""}
	entries        = table{"entries", "id", "companyId", "accounting-entries"}
	receipts       = table{"receipts", "id", "", ""}
	exportJobs     = table{"exportJobs", "id", "companyId", "export-jobs"}
	exportJobItems = table{"exportJobItems", "accountingEntryId", "", "export-jobs"}
	exportItems    = table{"exportItems", "accountingEntryId", "companyId", "export-items"}
)

func (t table) rows() []row { return data()[t.name] }

// visible returns the rows of the call's companies that keep accepts; a nil keep
// accepts all.
func (t table) visible(c *call, keep func(row) bool) []row {
	return t.where(func(r row) bool {
		return slices.Contains(c.companies, r.text(t.company)) && (keep == nil || keep(r))
	})
}

// where returns the rows that keep accepts.
func (t table) where(keep func(row) bool) []row {
	rows := []row{}
	for _, r := range t.rows() {
		if keep(r) {
			rows = append(rows, r)
		}
	}
	return rows
}

// one returns the row with an id. A row that is not there is missing; one out of
// reach is a 403.
func (t table) one(c *call, id string, missing *problem) (row, *problem) {
	rows := t.rows()
	at := slices.IndexFunc(rows, func(r row) bool { return r.text(t.id) == id })
	if at < 0 {
		return nil, missing
	}
	if !c.who.reaches(rows[at].text(t.company)) {
		return nil, accessDenied(t.resource)
	}
	return rows[at], nil
}

// page returns the answer of a paged list: {data: […], pagination: {…}}.
func (t table) page(c *call, rows []row) (any, *problem) {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.text(t.id)
	}
	start, end, info, err := c.page.cut(ids)
	if err != nil {
		return nil, err
	}
	return map[string]any{"data": rows[start:end], "pagination": info}, nil
}

// wrapped is the answer of an operation that is not paged: {data: …}.
func wrapped(data any) any { return map[string]any{"data": data} }
