package demo

import "sync"

// vendor is VendorResponse.
type vendor struct {
	Code            string `json:"code,omitempty"`
	CompanyID       string `json:"companyId"`
	Country         string `json:"country,omitempty"`
	CreatedAt       string `json:"createdAt,omitempty"`
	DefaultCurrency string `json:"defaultCurrency"`
	ExternalID      string `json:"externalId,omitempty"`
	ID              string `json:"id"`
	Name            string `json:"name"`
	State           string `json:"state"`
	UpdatedAt       string `json:"updatedAt,omitempty"`
}

var vendors = table[vendor]{
	id:       func(v vendor) string { return v.ID },
	company:  func(v vendor) string { return v.CompanyID },
	resource: "vendors",
	rows: sync.OnceValue(func() []vendor {
		return []vendor{
			newVendor(nordhavnID, "V01", "Eksempel Mel ApS", "DK", "DKK", "ACTIVE"),
			newVendor(nordhavnID, "V02", "Demo Emballage ApS", "DK", "DKK", "ACTIVE"),
			newVendor(nordhavnID, "V03", "Muster Backofen GmbH", "DE", "EUR", "ACTIVE"),
			newVendor(nordhavnID, "V04", "Kladde Demo ApS", "DK", "DKK", "DRAFT"),
			newVendor(nordhavnID, "V05", "Lukket Demo ApS", "DK", "DKK", "ARCHIVED"),
			newVendor(lindgrenID, "V01", "Exempel Virke AB", "SE", "SEK", "ACTIVE"),
			newVendor(lindgrenID, "V02", "Demo Verktyg AB", "SE", "SEK", "ACTIVE"),
			newVendor(granliID, "V01", "Eksempel Kontor AS", "NO", "NOK", "ACTIVE"),
		}
	}),
}

func newVendor(company, code, name, country, currency, state string) vendor {
	return vendor{
		Code: code, CompanyID: company, Country: country, CreatedAt: dayTime(1, 11), DefaultCurrency: currency,
		ExternalID: "demo-vendor-" + code, ID: demoID("vendor", company, code), Name: name, State: state, UpdatedAt: dayTime(3, 11),
	}
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
	return vendors.page(c, vendors.visible(c, func(v vendor) bool {
		return oneOf(want.AccountingSystems, "") && oneOf(want.Codes, v.Code) && oneOf(want.Countries, v.Country) &&
			oneOf(want.ExternalIDs, v.ExternalID) && oneOf(want.IDs, v.ID) && equals(want.Name, v.Name) &&
			oneOf(want.States, v.State) && oneOf(want.TaxNumbers, "")
	}))
}
