package pleoclient

import (
	"context"
	"iter"
	"net/url"
)

// Company is a company in Pleo (SPEC: ExternalCompanyResponseModel).
type Company struct {
	ID                 string  `json:"id"`
	Name               string  `json:"name"`
	OrganizationID     string  `json:"organizationId"`
	RegistrationNumber string  `json:"registrationNumber"`
	Address            Address `json:"address"`
}

// Address is where a company is. Every field is optional (SPEC).
type Address struct {
	AddressLine1 string `json:"addressLine1"`
	AddressLine2 string `json:"addressLine2"`
	PostalCode   string `json:"postalCode"`
	Locality     string `json:"locality"`
	Region       string `json:"region"`
	Country      string `json:"country"`
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
	page, err := decodePage(c, x, raw, c.scrubCompany)
	return page, x, err
}

// Company reads one company. Errors are those of [Client.Do].
func (c *Client) Company(ctx context.Context, id string) (*Company, *Exchange, error) {
	x, raw, err := c.do(ctx, mustOperation("company"), Params{CompanyID: id})
	if err != nil {
		return nil, x, err
	}
	company, err := decodeData[Company](x, raw)
	if err != nil {
		return nil, x, err
	}
	c.scrubCompany(company)
	return company, x, nil
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

func (c *Client) scrubCompany(v *Company) {
	a := &v.Address
	c.scrubAll(&v.ID, &v.Name, &v.OrganizationID, &v.RegistrationNumber,
		&a.AddressLine1, &a.AddressLine2, &a.PostalCode, &a.Locality, &a.Region, &a.Country)
}
