package demo

import (
	"net/http"
	"slices"
	"sync"
)

// exportJob is ExportJobV3.
type exportJob struct {
	CompanyID              string `json:"companyId"`
	CompletedAt            string `json:"completedAt,omitempty"`
	CreatedAt              string `json:"createdAt"`
	CreatedBy              string `json:"createdBy,omitempty"`
	ExpiresIn              int    `json:"expiresIn"` // seconds
	FailureReason          string `json:"failureReason,omitempty"`
	FailureReasonType      string `json:"failureReasonType,omitempty"`
	ID                     string `json:"id"`
	IsInteractive          bool   `json:"isInteractive"`
	LastUpdatedAt          string `json:"lastUpdatedAt,omitempty"`
	NumberOfItems          int    `json:"numberOfItems"`
	StartedAt              string `json:"startedAt,omitempty"`
	Status                 string `json:"status"`
	VendorBasedBookkeeping bool   `json:"vendorBasedBookkeeping"`
}

// exportJobItem is ExportJobItemV3.
type exportJobItem struct {
	AccountingEntryID string `json:"accountingEntryId"`
	ExportedAt        string `json:"exportedAt,omitempty"`
	ExportJobID       string `json:"exportJobId"`
	ExternalID        string `json:"externalId,omitempty"`
	FailureReason     string `json:"failureReason,omitempty"`
	FailureReasonType string `json:"failureReasonType,omitempty"`
	Status            string `json:"status"`
}

// jobPlan says which entries of a company a job exports.
type jobPlan struct {
	company   string
	day       int
	status    string
	from, end int // entries from up to, not including, end
}

var jobPlans = []jobPlan{
	{nordhavnID, 26, "completed", 0, 4},
	{nordhavnID, 27, "completed_with_errors", 4, 7},
	{nordhavnID, 28, "failed", 7, 9},
	{nordhavnID, 29, "in_progress", 9, 12},
	{lindgrenID, 26, "completed", 0, 2},
	{lindgrenID, 29, "pending", 2, 4},
	{granliID, 26, "completed", 0, 1},
}

// itemStatus is the state of the i-th entry in the job of the plan: of a job
// that ended with errors, the first one failed.
func (p jobPlan) itemStatus(i int) string {
	switch p.status {
	case "completed":
		return "successful"
	case "completed_with_errors":
		if i > p.from {
			return "successful"
		}
		return "failed"
	case "failed":
		return "abandoned"
	}
	return p.status
}

// exportStatusOf is how an accounting entry tells where its export is.
func exportStatusOf(company string, i int) string {
	for _, p := range jobPlans {
		if p.company != company || i < p.from || i >= p.end {
			continue
		}
		switch p.itemStatus(i) {
		case "successful":
			return "EXPORTED"
		case "in_progress":
			return "EXPORTING"
		case "pending":
			return "QUEUED"
		}
	}
	return "NOT_EXPORTED"
}

func (p jobPlan) id() string { return demoID("export job", p.company, p.day) }

var exportJobs = table[exportJob]{
	id:       func(j exportJob) string { return j.ID },
	company:  func(j exportJob) string { return j.CompanyID },
	resource: "export-jobs",
	rows:     sync.OnceValue(newExportJobs),
}

var exportJobItems = table[exportJobItem]{
	id:       func(i exportJobItem) string { return i.AccountingEntryID },
	resource: "export-jobs",
	rows:     sync.OnceValue(newExportJobItems),
}

func newExportJobs() []exportJob {
	var rows []exportJob
	for _, p := range jobPlans {
		j := exportJob{
			CompanyID: p.company, CreatedAt: dayTime(p.day, 14), CreatedBy: employeesOf(p.company)[1], ExpiresIn: 86400, ID: p.id(),
			IsInteractive: true, LastUpdatedAt: dayTime(p.day, 15), NumberOfItems: p.end - p.from, Status: p.status,
		}
		if p.status != "pending" {
			j.StartedAt = dayTime(p.day, 15)
		}
		if p.status == "completed" || p.status == "completed_with_errors" {
			j.CompletedAt = dayTime(p.day, 15)
		}
		if p.status == "failed" {
			j.FailureReason, j.FailureReasonType = "The accounting system could not be reached.", "accounting_system_unreachable"
		}
		rows = append(rows, j)
	}
	return rows
}

func newExportJobItems() []exportJobItem {
	var rows []exportJobItem
	for _, p := range jobPlans {
		for i := p.from; i < p.end; i++ {
			item := exportJobItem{AccountingEntryID: entryID(p.company, i), ExportJobID: p.id(), Status: p.itemStatus(i)}
			switch item.Status {
			case "successful":
				item.ExportedAt, item.ExternalID = dayTime(p.day, 15), "demo-voucher-"+item.AccountingEntryID[:8]
			case "failed":
				item.FailureReason, item.FailureReasonType = "The account is not known.", "account_unknown"
			}
			rows = append(rows, item)
		}
	}
	return rows
}

// errExportNotFound is one of the two error bodies that Pleo documents word by word.
var errExportNotFound = notFound("EXPORT_NOT_FOUND", "Export job not found.")

// errExportFinished is the documented 422 of the export items.
var errExportFinished = &problem{
	http.StatusUnprocessableEntity, "EXPORT_JOB_STATUS_UNPROCESSABLE", "Export Job is finished and can no longer be processed.",
}

func listExportJobs(c *call) (any, *problem) {
	statuses := c.query["statuses"]
	return exportJobs.page(c, exportJobs.visible(c, func(j exportJob) bool {
		return len(statuses) == 0 || slices.Contains(statuses, j.Status)
	}))
}

func oneExportJob(c *call) (any, *problem) {
	row, err := exportJobs.one(c, c.params["jobId"], errExportNotFound)
	return wrapped(row), err
}

func listExportJobItems(c *call) (any, *problem) {
	job, err := exportJobs.one(c, c.params["jobId"], errExportNotFound)
	if err != nil {
		return nil, err
	}
	status := c.query.Get("status")
	var rows []exportJobItem
	for _, item := range exportJobItems.rows() {
		if item.ExportJobID == job.ID && (status == "" || item.Status == status) {
			rows = append(rows, item)
		}
	}
	return exportJobItems.page(c, rows)
}
