package demo

import (
	"slices"
	"sync"
)

// money is Money: accounting entries count in the smallest unit.
type money struct {
	Currency string `json:"currency"`
	Minors   int64  `json:"minors"`
}

// entry is AccountingEntryV1.
type entry struct {
	AccountCode      string     `json:"accountCode,omitempty"`
	AccountID        string     `json:"accountId,omitempty"`
	Attendees        []attendee `json:"attendees"`
	BookkeepingDate  string     `json:"bookkeepingDate,omitempty"`
	CompanyID        string     `json:"companyId"`
	CreatedAt        string     `json:"createdAt"`
	DeletedAt        string     `json:"deletedAt,omitempty"`
	EmployeeID       string     `json:"employeeId,omitempty"`
	ExportStatus     string     `json:"exportStatus"`
	Family           string     `json:"family"`
	ID               string     `json:"id"`
	Note             string     `json:"note,omitempty"`
	PerformedAt      string     `json:"performedAt"`
	ReceiptIDs       []string   `json:"receiptIds"`
	ReviewStatus     string     `json:"reviewStatus"`
	SettledAt        string     `json:"settledAt,omitempty"`
	SplitItems       []split    `json:"splitItems"`
	Status           string     `json:"status"`
	SubFamily        string     `json:"subFamily,omitempty"`
	Tags             []entryTag `json:"tags"`
	TransactionValue money      `json:"transactionValue"`
	UpdatedAt        string     `json:"updatedAt"`
}

// attendee is AttendeeV1.
type attendee struct {
	AttendableID   string `json:"attendableId"`
	AttendableType string `json:"attendableType"`
	ID             string `json:"id"`
}

// split is SplitItemV1.
type split struct {
	CreatedAt        string     `json:"createdAt"`
	ID               string     `json:"id"`
	Tags             []entryTag `json:"tags"`
	TransactionValue money      `json:"transactionValue"`
	UpdatedAt        string     `json:"updatedAt"`
}

// entryTag is AccountingEntryTagV1.
type entryTag struct {
	TagGroupID string `json:"tagGroupId"`
	TagID      string `json:"tagId,omitempty"`
}

var entries = table[entry]{
	id:       func(e entry) string { return e.ID },
	company:  func(e entry) string { return e.CompanyID },
	resource: "accounting-entries",
	rows: sync.OnceValue(func() []entry {
		return slices.Concat(
			newEntries(nordhavnID, "DKK", 25),
			newEntries(lindgrenID, "SEK", 6),
			newEntries(granliID, "NOK", 2),
		)
	}),
}

// newEntries invents n entries. Every fifth is paid out of pocket, the first
// has an attendee, a receipt, a tag and two lines, and the last is deleted.
func newEntries(company, currency string, n int) []entry {
	rows := make([]entry, n)
	people := employeesOf(company)
	for i := range rows {
		e := entry{
			Attendees: []attendee{}, CompanyID: company, CreatedAt: dayTime(i, 9), EmployeeID: people[i%len(people)],
			ExportStatus: exportStatusOf(company, i), Family: "CARD_PURCHASE", ID: entryID(company, i), Note: "Demo purchase",
			PerformedAt: dayTime(i, 8), ReceiptIDs: []string{}, ReviewStatus: "NOT_REQUIRED", SplitItems: []split{},
			Status: "COMPLETED", SubFamily: "IN_STORE", Tags: []entryTag{},
			TransactionValue: money{currency, int64(-12500 - 375*i)}, UpdatedAt: dayTime(i, 10),
		}
		if i%5 == 4 {
			e.Family, e.SubFamily, e.Status = "OUT_OF_POCKET", "", "PENDING"
		}
		if e.Status == "COMPLETED" {
			e.SettledAt, e.BookkeepingDate = dayTime(i+1, 8), dayTime(i+1, 0)
		}
		rows[i] = e
	}
	first, last := &rows[0], &rows[n-1]
	first.Attendees = []attendee{{first.EmployeeID, "EMPLOYEE", demoID("attendee", company)}}
	first.ReceiptIDs = []string{demoID("receipt", company)}
	groups := tagGroups.rows()
	group := groups[slices.IndexFunc(groups, func(g tagGroup) bool { return g.CompanyID == company })]
	first.Tags = []entryTag{{group.ID, tagsOf(group.ID, false)[0].ID}}
	for line := range 2 {
		first.SplitItems = append(first.SplitItems, split{
			CreatedAt: first.CreatedAt, ID: demoID("split", company, line), Tags: []entryTag{},
			TransactionValue: money{currency, first.TransactionValue.Minors / 2}, UpdatedAt: first.UpdatedAt,
		})
	}
	last.DeletedAt = dayTime(n, 12)
	return rows
}

func entryID(company string, i int) string { return demoID("accounting entry", company, i) }

// searchEntries filters by includeDeleted, families, status, exportStatus,
// reviewStatus, employeeIds and settled. The other filters of
// AccountingEntryBaseSearchRequest are accepted and let everything through.
func searchEntries(c *call) (any, *problem) {
	want, err := decode[struct {
		EmployeeIDs    []*string `json:"employeeIds"`
		ExportStatus   []*string `json:"exportStatus"`
		Families       []*string `json:"families"`
		IncludeDeleted bool      `json:"includeDeleted"`
		ReviewStatus   []*string `json:"reviewStatus"`
		Settled        *bool     `json:"settled"`
		Status         []*string `json:"status"`
	}](c)
	if err != nil {
		return nil, err
	}
	return entries.page(c, entries.visible(c, func(e entry) bool {
		return (want.IncludeDeleted || e.DeletedAt == "") && oneOf(want.EmployeeIDs, e.EmployeeID) &&
			oneOf(want.ExportStatus, e.ExportStatus) && oneOf(want.Families, e.Family) &&
			oneOf(want.ReviewStatus, e.ReviewStatus) && equals(want.Settled, e.SettledAt != "") && oneOf(want.Status, e.Status)
	}))
}

var errEntryNotFound = notFound("ACCOUNTING_ENTRY_NOT_FOUND", "Accounting entry not found.")

func oneEntry(c *call) (any, *problem) {
	deleted, err := c.flag("include_deleted")
	if err != nil {
		return nil, err
	}
	row, err := entries.one(c, c.params["accountingEntryId"], errEntryNotFound)
	if err == nil && row.DeletedAt != "" && !deleted {
		return nil, errEntryNotFound
	}
	return wrapped(row), err
}
