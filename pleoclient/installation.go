package pleoclient

import "context"

// Installation is an application installed for a company or an organisation
// (SPEC: InstallationResponse). Its answer is not wrapped in data.
type Installation struct {
	ID            string `json:"id"`
	ApplicationID string `json:"applicationId"`
	// Resource is the URN of whom it is installed for, see [ParseSubject].
	Resource string `json:"resource"`
	// Status is ACTIVATED, INACTIVE, AUTHORIZED, PENDING_INTEGRATION or ERROR.
	Status string `json:"status"`
	// ErrorCode is NOT_ENTITLED or AUTH_ERROR where it is not active.
	ErrorCode string `json:"errorCode"`
	CreatedAt string `json:"createdAt"` // RFC 3339
	UpdatedAt string `json:"updatedAt"` // RFC 3339
}

// Installation reads the installation the key belongs to; companyID narrows it
// within an organisation and may be empty. Errors are those of [Client.Do].
func (c *Client) Installation(ctx context.Context, companyID string) (*Installation, *Exchange, error) {
	x, raw, err := c.do(ctx, mustOperation("installation"), Params{CompanyID: companyID})
	if err != nil {
		return nil, x, err
	}
	var i Installation
	if decode(raw, &i) != nil {
		return nil, x, &ShapeError{Status: x.Status, Reason: "cannot be decoded"}
	}
	c.scrubAll(&i.ID, &i.ApplicationID, &i.Resource, &i.Status, &i.ErrorCode, &i.CreatedAt, &i.UpdatedAt)
	return &i, x, nil
}
