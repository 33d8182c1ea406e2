package demo

import (
	"slices"
	"testing"

	"pleokeycheck/pleoclient"
)

// TestDataHangsTogether: ids are uuids and stand once in their table, and what a
// row names by its id is there.
func TestDataHangsTogether(t *testing.T) {
	tables := []table{
		companies, employees, accounts, vendors, taxCodes, tagGroups, tags, subscriptions, activities, entries, receipts, exportJobs,
		exportJobItems, exportItems,
	}
	if len(data()) != len(tables) {
		t.Errorf("%d tables in data.json, %d in the code", len(data()), len(tables))
	}
	ids := map[string][]string{}
	for _, table := range tables {
		if len(table.rows()) == 0 {
			t.Errorf("%s is empty", table.name)
		}
		for _, r := range table.rows() {
			id := r.text(table.id)
			if !pleoclient.IsUUID(id) || slices.Contains(ids[table.name], id) {
				t.Errorf("%s: id %q", table.name, id)
			}
			ids[table.name] = append(ids[table.name], id)
		}
	}
	for _, table := range tables {
		if table.company != "" {
			for _, r := range table.rows() {
				if !slices.Contains(ids["companies"], r.text(table.company)) {
					t.Errorf("%s: of no company: %v", table.name, r)
				}
			}
		}
		for field, of := range map[string]string{
			"employeeId": "employees", "createdBy": "employees", "groupId": "tagGroups", "subscriptionId": "subscriptions",
			"accountingEntryId": "entries", "exportJobId": "exportJobs", "@job": "exportJobs",
		} {
			for _, r := range table.rows() {
				if id := r.text(field); id != "" && !slices.Contains(ids[of], id) {
					t.Errorf("%s: %s is not among the %s: %v", table.name, field, of, r)
				}
			}
		}
	}
	for _, e := range entries.rows() {
		for _, id := range e["receiptIds"].([]any) {
			if !slices.Contains(ids["receipts"], id.(string)) {
				t.Errorf("no receipt %v", id)
			}
		}
	}
}
