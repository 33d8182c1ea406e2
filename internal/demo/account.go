package demo

import (
	"slices"
	"sync"
)

// account is BookkeepingAccountRestModelV1.
type account struct {
	Archived          bool   `json:"archived"`
	Code              string `json:"code"`
	CompanyID         string `json:"companyId"`
	ExternalID        string `json:"externalId"`
	ID                string `json:"id"`
	Name              string `json:"name"`
	TaxCodeExternalID string `json:"taxCodeExternalId,omitempty"`

	category, contra bool // what it is assigned to
}

var accounts = table[account]{
	id:       func(a account) string { return a.ID },
	company:  func(a account) string { return a.CompanyID },
	resource: "accounts",
	rows: sync.OnceValue(func() []account {
		return []account{
			newAccount(nordhavnID, "1310", "Flour and ingredients", "category"),
			newAccount(nordhavnID, "1320", "Packaging", "category"),
			newAccount(nordhavnID, "2740", "Travel", "category"),
			newAccount(nordhavnID, "3600", "Office supplies", ""),
			newAccount(nordhavnID, "5820", "Pleo account", "contra"),
			newAccount(nordhavnID, "9990", "Closed account", "archived"),
			newAccount(lindgrenID, "4010", "Building materials", "category"),
			newAccount(lindgrenID, "5410", "Tools", ""),
			newAccount(lindgrenID, "1940", "Pleo account", "contra"),
			newAccount(granliID, "6800", "Office supplies", "category"),
		}
	}),
}

func newAccount(company, code, name, use string) account {
	return account{
		Archived: use == "archived", Code: code, CompanyID: company, ExternalID: "demo-account-" + code,
		ID: demoID("account", company, code), Name: name, category: use == "category", contra: use == "contra",
	}
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
	return accounts.page(c, accounts.visible(c, func(a account) bool {
		return equals(want.Archived, a.Archived) && equals(want.Code, a.Code) && oneOf(want.Codes, a.Code) &&
			!(want.NotOfCategory && a.category) && !(want.NotAsContra && a.contra) &&
			equals(want.ExternalID, a.ExternalID) && oneOf(want.IDs, a.ID) && equals(want.Name, a.Name)
	}))
}

// equals reports whether a filter lets a value through; nil lets all through.
func equals[T comparable](want *T, got T) bool { return want == nil || *want == got }

// oneOf is equals for a list; an empty list lets all through.
func oneOf[T comparable](want []*T, got T) bool {
	return len(want) == 0 || slices.ContainsFunc(want, func(w *T) bool { return w != nil && *w == got })
}
