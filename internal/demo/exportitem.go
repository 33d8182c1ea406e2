package demo

import (
	"strings"
	"sync"

	"pleokeycheck/pleoclient"
)

// amount is MoneyModel: the Export API names the smallest unit value.
type amount struct {
	Currency string `json:"currency"`
	Value    int64  `json:"value"`
}

// amounts is the pair that ExportItemAmountV3 and its like hold.
type amounts struct {
	InSupplierCurrency amount `json:"inSupplierCurrency"`
	InWalletCurrency   amount `json:"inWalletCurrency"`
}

// exportItem is ExportItemV3.
type exportItem struct {
	Links                 links           `json:"_links"`
	AccountingEntryID     string          `json:"accountingEntryId"`
	AccountingEntryLines  []exportLine    `json:"accountingEntryLines"`
	AdditionalInformation exportExtra     `json:"additionalInformation"`
	Amount                amounts         `json:"amount"`
	CompanyID             string          `json:"companyId"`
	Date                  string          `json:"date"`
	Note                  string          `json:"note,omitempty"`
	Supplier              *exportSupplier `json:"supplier,omitempty"`
	Type                  string          `json:"type"`
	User                  *exportUser     `json:"user,omitempty"`

	job string
}

// links is LinksResponse.
type links struct {
	Web map[string]string `json:"web,omitempty"`
}

// exportLine is ExportItemLineV3.
type exportLine struct {
	Account               *exportAccount `json:"account,omitempty"`
	AccountingEntryLineID string         `json:"accountingEntryLineId"`
	LineAmount            amounts        `json:"lineAmount"`
	NetAmount             amounts        `json:"netAmount"`
}

// exportAccount is AccountV3.
type exportAccount struct {
	Code string `json:"code,omitempty"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

// exportExtra is ExportItemAdditionalInformationV3.
type exportExtra struct {
	ReconciliationID string `json:"reconciliationId"`
}

// exportSupplier is SupplierV3.
type exportSupplier struct {
	Country string `json:"country,omitempty"`
	Name    string `json:"name,omitempty"`
}

// exportUser is ExportItemUserV3.
type exportUser struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

var exportItems = table[exportItem]{
	id:       func(i exportItem) string { return i.AccountingEntryID },
	company:  func(i exportItem) string { return i.CompanyID },
	resource: "export-items",
	rows:     sync.OnceValue(newExportItems),
}

// newExportItems shapes every entry that a job exports the way the Export API
// shows it.
func newExportItems() []exportItem {
	var rows []exportItem
	for _, item := range exportJobItems.rows() {
		for _, e := range entries.rows() {
			if e.ID == item.AccountingEntryID {
				rows = append(rows, newExportItem(item.ExportJobID, e))
			}
		}
	}
	return rows
}

func newExportItem(job string, e entry) exportItem {
	value := amount{e.TransactionValue.Currency, e.TransactionValue.Minors}
	both := amounts{value, value}
	row := exportItem{
		Links:             links{Web: map[string]string{"self": "https://app.example.com/demo/expenses/" + e.ID}},
		AccountingEntryID: e.ID, Amount: both, CompanyID: e.CompanyID, Date: e.PerformedAt, Note: e.Note,
		AdditionalInformation: exportExtra{ReconciliationID: "demo-" + e.ID[:8]},
		Supplier:              &exportSupplier{Name: "DEMO SHOP"},
		Type:                  strings.ToLower(e.Family),
		job:                   job,
	}
	line := exportLine{AccountingEntryLineID: demoID("export line", e.ID), LineAmount: both, NetAmount: both}
	for _, a := range accounts.rows() {
		if a.CompanyID == e.CompanyID && a.category {
			line.Account = &exportAccount{a.Code, a.ID, a.Name}
			break
		}
	}
	row.AccountingEntryLines = []exportLine{line}
	for _, p := range employees.rows() {
		if p.ID == e.EmployeeID {
			row.User = &exportUser{p.ID, p.FirstName + " " + p.LastName}
		}
	}
	return row
}

// running reports whether items of the job may still be fetched (documented:
// only while it is pending or in progress).
func running(j exportJob) bool { return j.Status == "pending" || j.Status == "in_progress" }

// listExportItems lists the items of one running job, or without job_id those
// of every running job in reach.
func listExportItems(c *call) (any, *problem) {
	jobs := exportJobs.visible(c, running)
	if c.query.Has("job_id") {
		id := c.query.Get("job_id")
		if !pleoclient.IsUUID(id) {
			return nil, badRequest("Parameter 'job_id' must be a uuid.")
		}
		job, err := exportJobs.one(c, strings.ToLower(id), errExportNotFound)
		if err != nil {
			return nil, err
		}
		if !running(job) {
			return nil, errExportFinished
		}
		jobs = []exportJob{job}
	}
	wanted := make(map[string]bool, len(jobs))
	for _, j := range jobs {
		wanted[j.ID] = true
	}
	return exportItems.page(c, exportItems.visible(c, func(i exportItem) bool { return wanted[i.job] }))
}
