package demo

import (
	"slices"
	"sync"
)

// receipt is ReceiptModel. Pleo's URL opens the file for a day, to whoever has
// it; the one here leads nowhere.
type receipt struct {
	AccountingEntryID string `json:"accountingEntryId"`
	CreatedAt         string `json:"createdAt"`
	FileType          string `json:"fileType"`
	ID                string `json:"id"`
	MimeType          string `json:"mimeType"`
	SizeInBytes       int    `json:"sizeInBytes"`
	Source            string `json:"source"`
	URL               string `json:"url"`
}

var receipts = table[receipt]{
	id: func(r receipt) string { return r.ID },
	rows: sync.OnceValue(func() []receipt {
		var rows []receipt
		for _, e := range entries.rows() {
			for _, id := range e.ReceiptIDs {
				rows = append(rows, receipt{
					e.ID, e.CreatedAt, "ORIGINAL", id, "application/pdf", 20417, "CAMERA",
					"https://files.example.com/demo/" + id + "?signature=fake-demo-signature-not-real",
				})
			}
		}
		return rows
	}),
}

func listReceipts(c *call) (any, *problem) {
	e, err := entries.one(c, c.params["accountingEntryId"], errEntryNotFound)
	if err != nil {
		return nil, err
	}
	sources, form := c.query["source"], c.query.Get("file_type")
	var rows []receipt
	for _, r := range receipts.rows() {
		if r.AccountingEntryID == e.ID && (len(sources) == 0 || slices.Contains(sources, r.Source)) {
			if form != "" {
				r.FileType = form
			}
			rows = append(rows, r)
		}
	}
	return receipts.page(c, rows)
}
