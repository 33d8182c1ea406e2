package demo

import "slices"

// equals reports whether a filter lets a value through; nil lets all through.
func equals[T comparable](want *T, got T) bool { return want == nil || *want == got }

// oneOf is equals for a list; an empty list lets all through.
func oneOf[T comparable](want []*T, got T) bool {
	return len(want) == 0 || slices.ContainsFunc(want, func(w *T) bool { return w != nil && *w == got })
}

// searchTaxCodes understands every filter of TaxCodeSearchRequest.
func searchTaxCodes(c *call) (any, *problem) {
	want, err := decode[struct {
		Archived   *bool     `json:"archived"`
		Code       *string   `json:"code"`
		TaxCodeIDs []*string `json:"taxCodeIds"`
		Type       *string   `json:"type"`
	}](c)
	if err != nil {
		return nil, err
	}
	return taxCodes.page(c, taxCodes.visible(c, func(t row) bool {
		return equals(want.Archived, t["archived"] == true) && equals(want.Code, t.text("code")) &&
			oneOf(want.TaxCodeIDs, t.text("id")) && equals(want.Type, t.text("type"))
	}))
}

// searchAccounts understands every filter of BookkeepingAccountSearchRequestV1.
func searchAccounts(c *call) (any, *problem) {
	want, err := decode[struct {
		Archived      *bool     `json:"archived"`
		Code          *string   `json:"code"`
		Codes         []*string `json:"codes"`
		NotOfCategory bool      `json:"excludeIfAssignedToCategory"`
		NotAsContra   bool      `json:"excludeIfAssignedToContraAccount"`
		ExternalID    *string   `json:"externalId"`
		IDs           []*string `json:"ids"`
		Name          *string   `json:"name"`
	}](c)
	if err != nil {
		return nil, err
	}
	return accounts.page(c, accounts.visible(c, func(a row) bool {
		return equals(want.Archived, a["archived"] == true) && equals(want.Code, a.text("code")) && oneOf(want.Codes, a.text("code")) &&
			!(want.NotOfCategory && a["@use"] == "category") && !(want.NotAsContra && a["@use"] == "contra") &&
			equals(want.ExternalID, a.text("externalId")) && oneOf(want.IDs, a.text("id")) && equals(want.Name, a.text("name"))
	}))
}

// searchVendors filters by codes, countries, externalIds, ids, name and states.
// The invented vendors have no accounting system and no tax number: those two
// filters are accepted and find nothing.
func searchVendors(c *call) (any, *problem) {
	want, err := decode[struct {
		AccountingSystems []*string `json:"accountingSystems"`
		Codes             []*string `json:"codes"`
		Countries         []*string `json:"countries"`
		ExternalIDs       []*string `json:"externalIds"`
		IDs               []*string `json:"ids"`
		Name              *string   `json:"name"`
		States            []*string `json:"states"`
		TaxNumbers        []*string `json:"taxRegistrationNumbers"`
	}](c)
	if err != nil {
		return nil, err
	}
	return vendors.page(c, vendors.visible(c, func(v row) bool {
		return oneOf(want.AccountingSystems, "") && oneOf(want.Codes, v.text("code")) && oneOf(want.Countries, v.text("country")) &&
			oneOf(want.ExternalIDs, v.text("externalId")) && oneOf(want.IDs, v.text("id")) && equals(want.Name, v.text("name")) &&
			oneOf(want.States, v.text("state")) && oneOf(want.TaxNumbers, "")
	}))
}

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
	return entries.page(c, entries.visible(c, func(e row) bool {
		return (want.IncludeDeleted || e["deletedAt"] == nil) && oneOf(want.EmployeeIDs, e.text("employeeId")) &&
			oneOf(want.ExportStatus, e.text("exportStatus")) && oneOf(want.Families, e.text("family")) &&
			oneOf(want.ReviewStatus, e.text("reviewStatus")) && equals(want.Settled, e["settledAt"] != nil) && oneOf(want.Status, e.text("status"))
	}))
}
