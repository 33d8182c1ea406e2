package pleoclient

import (
	"context"
	"net/url"
)

// Employee is a person in Pleo (SPEC: ExternalEmployeeResponseModel).
type Employee struct {
	ID        string `json:"id"`
	CompanyID string `json:"companyId"`
	FirstName string `json:"firstName"`
	LastName  string `json:"lastName"`
	Email     string `json:"email"`
	Code      string `json:"code"`
	JobTitle  string `json:"jobTitle"`
	Phone     string `json:"phone"`
}

// Employees lists the people of a company; with an empty companyID, everyone
// the key can see (SPEC). Errors are those of [Client.Do].
func (c *Client) Employees(ctx context.Context, companyID string, p PageParams) (*Page[Employee], *Exchange, error) {
	op := mustOperation("employees")
	q := url.Values{}
	if err := p.addTo(q, op.Name); err != nil {
		return nil, nil, err
	}
	x, raw, err := c.do(ctx, op, Params{CompanyID: companyID, Query: q, Limit: p.Limit})
	if err != nil {
		return nil, x, err
	}
	page, err := decodePage(c, x, raw, func(e *Employee) {
		c.scrubAll(&e.ID, &e.CompanyID, &e.FirstName, &e.LastName, &e.Email, &e.Code, &e.JobTitle, &e.Phone)
	})
	return page, x, err
}
