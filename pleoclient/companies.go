package pleoclient

import (
	"context"
	"encoding/json"
	"iter"
	"net/url"
)

// Company is a company in Pleo (SPEC: ExternalCompanyResponseModel).
type Company struct {
	ID                 string
	Name               string
	OrganizationID     string
	RegistrationNumber string
	Address            Address
}

// Address is where a company is. Every field is optional (SPEC).
type Address struct {
	AddressLine1 string
	AddressLine2 string
	PostalCode   string
	Locality     string
	Region       string
	Country      string
}

// maxPages bounds AllCompanies against a server that never ends its list.
const maxPages = 1000

// Companies lists the companies the key can see, those of one organisation
// where organizationID is not empty. Errors are those of [Client.Do].
func (c *Client) Companies(ctx context.Context, organizationID string, p PageParams) (*Page[Company], *Exchange, error) {
	op := mustOperation("companies")
	q := url.Values{}
	if err := p.addTo(q, op.Name); err != nil {
		return nil, nil, err
	}
	if organizationID != "" {
		q.Set("organization_id", organizationID)
	}
	x, raw, err := c.do(ctx, op, Params{Query: q, Limit: p.Limit})
	if err != nil {
		return nil, x, err
	}
	return readPage(c, op, raw, c.readCompany), x, nil
}

// Company reads one company. Errors are those of [Client.Do].
func (c *Client) Company(ctx context.Context, id string) (*Company, *Exchange, error) {
	x, raw, err := c.do(ctx, mustOperation("company"), Params{CompanyID: id})
	if err != nil {
		return nil, x, err
	}
	company := c.readCompany(member(raw, "data"))
	return &company, x, nil
}

// AllCompanies follows the cursors through every page. It ends after an error,
// and a cursor that does not advance is a [*ShapeError].
func (c *Client) AllCompanies(ctx context.Context, organizationID string) iter.Seq2[Company, error] {
	return func(yield func(Company, error) bool) {
		seen := map[string]bool{}
		after := ""
		for range maxPages {
			page, x, err := c.Companies(ctx, organizationID, PageParams{After: after})
			if err != nil {
				yield(Company{}, err)
				return
			}
			for _, company := range page.Data {
				if !yield(company, nil) {
					return
				}
			}
			if !page.Pagination.HasNextPage {
				return
			}
			after = page.Pagination.EndCursor
			if after == "" || seen[after] {
				yield(Company{}, &ShapeError{Status: x.Status, Reason: "the cursor does not advance"})
				return
			}
			seen[after] = true
		}
		yield(Company{}, &ShapeError{Status: 200, Reason: "the list does not end"})
	}
}

func (c *Client) readCompany(row json.RawMessage) Company {
	field, at := c.reader(row), c.reader(member(row, "address"))
	return Company{
		ID: field("id"), Name: field("name"), OrganizationID: field("organizationId"), RegistrationNumber: field("registrationNumber"),
		Address: Address{
			AddressLine1: at("addressLine1"), AddressLine2: at("addressLine2"), PostalCode: at("postalCode"),
			Locality: at("locality"), Region: at("region"), Country: at("country"),
		},
	}
}
