package pleoclient

import (
	"context"
	"encoding/json"
	"iter"
	"net/url"
)

// Company is a company in Pleo (SPEC: ExternalCompanyResponseModel).
type Company struct {
	ID             string
	Name           string
	OrganizationID string
}

// maxPages bounds AllCompanies against a server that never ends its list.
const maxPages = 1000

// Company reads one company. Errors are those of [Client.Do].
func (c *Client) Company(ctx context.Context, id string) (*Company, *Exchange, error) {
	x, raw, err := c.do(ctx, mustOperation("company"), Params{CompanyID: id})
	if err != nil {
		return nil, x, err
	}
	company := c.readCompany(member(raw, "data"))
	return &company, x, nil
}

// AllCompanies lists the companies that the key can see, those of one
// organisation where organizationID is not empty. It follows the cursors
// through every page and ends after an error, which is one of [Client.Do] or,
// for a cursor that does not advance, a [*ShapeError].
func (c *Client) AllCompanies(ctx context.Context, organizationID string) iter.Seq2[Company, error] {
	return func(yield func(Company, error) bool) {
		op, query := mustOperation("companies"), url.Values{}
		if organizationID != "" {
			query.Set("organization_id", organizationID)
		}
		seen := map[string]bool{}
		for range maxPages {
			x, raw, err := c.do(ctx, op, Params{Query: query})
			if err != nil {
				yield(Company{}, err)
				return
			}
			for row := range array(member(raw, "data")) {
				if !yield(c.readCompany(row), nil) {
					return
				}
			}
			page, _ := PaginationOf(op, raw)
			if !page.HasNextPage {
				return
			}
			cursor := c.scrub.whole(page.EndCursor)
			if cursor == "" || seen[cursor] {
				yield(Company{}, &ShapeError{Status: x.Status, Reason: "the cursor does not advance"})
				return
			}
			seen[cursor] = true
			query.Set("after", cursor)
		}
		yield(Company{}, &ShapeError{Status: 200, Reason: "the list does not end"})
	}
}

func (c *Client) readCompany(row json.RawMessage) Company {
	field := c.reader(row)
	return Company{ID: field("id"), Name: field("name"), OrganizationID: field("organizationId")}
}

// reader reads the texts of an object of a proven answer by their exact names,
// "" for what is no text. It scrubs them: they come from the body as it was sent.
func (c *Client) reader(object json.RawMessage) func(name string) string {
	fields, _ := members(object)
	return func(name string) string {
		s, _ := text(fields[name])
		return c.scrub.whole(s)
	}
}
