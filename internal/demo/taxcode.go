package demo

import "sync"

// taxCode is TaxCodeModel.
type taxCode struct {
	Archived  bool    `json:"archived"`
	Code      string  `json:"code"`
	CompanyID string  `json:"companyId"`
	CreatedAt string  `json:"createdAt"`
	ID        string  `json:"id"`
	Name      string  `json:"name"`
	Rate      float64 `json:"rate"`
	Type      string  `json:"type"`
	UpdatedAt string  `json:"updatedAt"`
}

var taxCodes = table[taxCode]{
	id:       func(t taxCode) string { return t.ID },
	company:  func(t taxCode) string { return t.CompanyID },
	resource: "tax-codes",
	rows: sync.OnceValue(func() []taxCode {
		return []taxCode{
			newTaxCode(nordhavnID, "I25", "Purchase tax 25%", 0.25, "inclusive", false),
			newTaxCode(nordhavnID, "I0", "No tax", 0, "inclusive", false),
			newTaxCode(nordhavnID, "R25", "Reverse charge 25%", 0.25, "reverse", false),
			newTaxCode(nordhavnID, "OLD", "Old purchase tax", 0.22, "inclusive", true),
			newTaxCode(lindgrenID, "I25", "Purchase tax 25%", 0.25, "inclusive", false),
			newTaxCode(lindgrenID, "I12", "Purchase tax 12%", 0.12, "inclusive", false),
			newTaxCode(granliID, "I25", "Purchase tax 25%", 0.25, "inclusive", false),
		}
	}),
}

func newTaxCode(company, code, name string, rate float64, kind string, archived bool) taxCode {
	return taxCode{
		Archived: archived, Code: code, CompanyID: company, CreatedAt: dayTime(1, 10), ID: demoID("tax code", company, code),
		Name: name, Rate: rate, Type: kind, UpdatedAt: dayTime(1, 10),
	}
}

func oneTaxCode(c *call) (any, *problem) {
	row, err := taxCodes.one(c, c.params["taxCodeId"], notFound("TAX_CODE_NOT_FOUND", "Tax code not found."))
	return wrapped(row), err
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
	return taxCodes.page(c, taxCodes.visible(c, func(t taxCode) bool {
		return equals(want.Archived, t.Archived) && equals(want.Code, t.Code) && oneOf(want.TaxCodeIDs, t.ID) && equals(want.Type, t.Type)
	}))
}
