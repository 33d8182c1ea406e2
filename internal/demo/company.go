package demo

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"time"
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

// company is ExternalCompanyResponseModel.
type company struct {
	Address            address `json:"address"`
	ID                 string  `json:"id"`
	Name               string  `json:"name"`
	OrganizationID     string  `json:"organizationId,omitempty"`
	RegistrationNumber string  `json:"registrationNumber,omitempty"`
}

// address is ExternalAddressResponseModel.
type address struct {
	AddressLine1 string `json:"addressLine1,omitempty"`
	Country      string `json:"country,omitempty"`
	Locality     string `json:"locality,omitempty"`
	PostalCode   string `json:"postalCode,omitempty"`
}

var companies = table[company]{
	id:       func(c company) string { return c.ID },
	company:  func(c company) string { return c.ID },
	resource: "company",
	rows: sync.OnceValue(func() []company {
		return []company{
			{address{"Eksempelvej 1", "DK", "Eksempelby", "0000"}, nordhavnID, "Nordhavn Bageri ApS", nordicOrgID, "DEMO-DK-0001"},
			{address{"Exempelgatan 2", "SE", "Exempelstad", "000 00"}, lindgrenID, "Lindgren Bygg AB", nordicOrgID, "DEMO-SE-0002"},
			{address{"Eksempelveien 3", "NO", "Eksempelvik", "0000"}, granliID, "Granli Demo AS", granliOrgID, "DEMO-NO-0003"},
			{address{"Eksempelvej 4", "DK", "Eksempelby", "0000"}, tomgangID, "Tom Demo ApS", tomgangOrgID, "DEMO-DK-0004"},
		}
	}),
}

func listCompanies(c *call) (any, *problem) {
	return companies.page(c, companies.visible(c, nil))
}

func oneCompany(c *call) (any, *problem) {
	row, err := companies.one(c, c.params["companyId"], notFound("COMPANY_NOT_FOUND", "Company not found."))
	return wrapped(row), err
}

// demoID returns the uuid of an invented thing: always the same for the same
// words, and of the form of a random one.
func demoID(words ...any) string {
	sum := sha256.Sum256([]byte("pleo-key-check demo " + fmt.Sprintln(words...)))
	return formatUUID([16]byte(sum[:16]))
}

// dayTime returns the time on a day of the demo's calendar, which begins on
// 1 September 2026, as Pleo writes times.
func dayTime(day, hour int) string {
	return time.Date(2026, time.September, 1+day, hour, 0, 0, 0, time.UTC).Format(time.RFC3339)
}
