package pleoclient

import "context"

// Installation is an application installed for a company or an organisation
// (SPEC: InstallationResponse). Its answer is not wrapped in data.
type Installation struct {
	ID            string
	ApplicationID string
	// Resource is the URN of whom it is installed for, see [ParseSubject].
	Resource string
	// Status is ACTIVATED, INACTIVE, AUTHORIZED, PENDING_INTEGRATION or ERROR.
	Status string
	// ErrorCode is NOT_ENTITLED or AUTH_ERROR where it is not active.
	ErrorCode string
	CreatedAt string // RFC 3339
	UpdatedAt string // RFC 3339
}

// Installation reads the installation the key belongs to; companyID narrows it
// within an organisation and may be empty. Errors are those of [Client.Do].
func (c *Client) Installation(ctx context.Context, companyID string) (*Installation, *Exchange, error) {
	x, raw, err := c.do(ctx, mustOperation("installation"), Params{CompanyID: companyID})
	if err != nil {
		return nil, x, err
	}
	field := c.reader(raw)
	return &Installation{
		ID: field("id"), ApplicationID: field("applicationId"), Resource: field("resource"), Status: field("status"),
		ErrorCode: field("errorCode"), CreatedAt: field("createdAt"), UpdatedAt: field("updatedAt"),
	}, x, nil
}
