package pleoclient

import (
	"context"
	"encoding/json"
	"net/url"
)

// Employee is a person in Pleo (SPEC: ExternalEmployeeResponseModel).
type Employee struct {
	ID        string
	CompanyID string
	FirstName string
	LastName  string
	Email     string
	Code      string
	JobTitle  string
	Phone     string
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
	return readPage(c, op, raw, func(row json.RawMessage) Employee {
		field := c.reader(row)
		return Employee{
			ID: field("id"), CompanyID: field("companyId"), FirstName: field("firstName"), LastName: field("lastName"),
			Email: field("email"), Code: field("code"), JobTitle: field("jobTitle"), Phone: field("phone"),
		}
	}), x, nil
}
