package demo

import (
	"slices"
	"strings"
	"sync"
)

// tagGroup is TagGroupModel.
type tagGroup struct {
	Archived       bool              `json:"archived"`
	Code           string            `json:"code"`
	CompanyID      string            `json:"companyId"`
	CreatedAt      string            `json:"createdAt"`
	ID             string            `json:"id"`
	Metadata       map[string]string `json:"metadata"`
	Name           string            `json:"name"`
	TotalTagsCount *int              `json:"totalTagsCount,omitempty"`
	UpdatedAt      string            `json:"updatedAt"`
}

// tag is TagModel.
type tag struct {
	Archived  bool   `json:"archived"`
	Code      string `json:"code"`
	CreatedAt string `json:"createdAt"`
	GroupID   string `json:"groupId"`
	ID        string `json:"id"`
	Name      string `json:"name,omitempty"`
	UpdatedAt string `json:"updatedAt"`
}

var tagGroups = table[tagGroup]{
	id:       func(g tagGroup) string { return g.ID },
	company:  func(g tagGroup) string { return g.CompanyID },
	resource: "tag-group",
	rows: sync.OnceValue(func() []tagGroup {
		return []tagGroup{
			newTagGroup(nordhavnID, "SHOP", "Shop", false),
			newTagGroup(nordhavnID, "PROJECT", "Project", false),
			newTagGroup(nordhavnID, "SEASON", "Season", true),
			newTagGroup(lindgrenID, "SITE", "Building site", false),
			newTagGroup(granliID, "DEPT", "Department", false),
		}
	}),
}

var tags = table[tag]{
	id:       func(t tag) string { return t.ID },
	resource: "tag-group",
	rows: sync.OnceValue(func() []tag {
		return []tag{
			newTag(nordhavnID, "SHOP", "S1", "Harbour shop", false),
			newTag(nordhavnID, "SHOP", "S2", "Market stall", false),
			newTag(nordhavnID, "SHOP", "S3", "Station kiosk", true),
			newTag(nordhavnID, "PROJECT", "P1", "New oven", false),
			newTag(nordhavnID, "PROJECT", "P2", "Christmas sale", false),
			newTag(nordhavnID, "SEASON", "A1", "Summer", true),
			newTag(lindgrenID, "SITE", "B1", "School roof", false),
			newTag(lindgrenID, "SITE", "B2", "Boat house", false),
			newTag(granliID, "DEPT", "D1", "Office", false),
		}
	}),
}

func newTagGroup(company, code, name string, archived bool) tagGroup {
	return tagGroup{
		Archived: archived, Code: code, CompanyID: company, CreatedAt: dayTime(1, 8), ID: demoID("tag group", company, code),
		Metadata: map[string]string{}, Name: name, UpdatedAt: dayTime(2, 8),
	}
}

func newTag(company, group, code, name string, archived bool) tag {
	return tag{
		Archived: archived, Code: code, CreatedAt: dayTime(1, 9), GroupID: demoID("tag group", company, group),
		ID: demoID("tag", company, group, code), Name: name, UpdatedAt: dayTime(2, 9),
	}
}

func listTagGroups(c *call) (any, *problem) {
	archived, err := c.flag("include_archived")
	if err != nil {
		return nil, err
	}
	counted, err := c.flag("include_tags_count")
	if err != nil {
		return nil, err
	}
	groups := tagGroups.visible(c, func(g tagGroup) bool { return archived || !g.Archived })
	if counted {
		for i := range groups { // copies: visible made the slice
			n := len(tagsOf(groups[i].ID, archived))
			groups[i].TotalTagsCount = &n
		}
	}
	return wrapped(append([]tagGroup{}, groups...)), nil
}

func listTags(c *call) (any, *problem) {
	archived, err := c.flag("include_archived")
	if err != nil {
		return nil, err
	}
	group, err := tagGroups.one(c, c.params["groupId"], notFound("TAG_GROUP_NOT_FOUND", "Tag group not found."))
	if err != nil {
		return nil, err
	}
	return tags.page(c, tagsOf(group.ID, archived))
}

// dimension is TagDimensionValueModel.
type dimension struct {
	CreatedAt   string `json:"createdAt"`
	DimensionID string `json:"dimensionId"`
	TagID       string `json:"tagId"`
	UpdatedAt   string `json:"updatedAt"`
	Value       string `json:"value"`
}

// oneTag returns a tag of a group within reach.
func (c *call) oneTag() (tag, *problem) {
	missing := notFound("TAG_NOT_FOUND", "Tag not found.")
	rows := tags.rows()
	at := slices.IndexFunc(rows, func(t tag) bool { return t.ID == c.params["tagId"] })
	if at < 0 {
		return tag{}, missing
	}
	_, err := tagGroups.one(c, rows[at].GroupID, missing)
	return rows[at], err
}

func oneTag(c *call) (any, *problem) {
	t, err := c.oneTag()
	return wrapped(t), err
}

// listDimensions returns the two main dimensions of every tag.
func listDimensions(c *call) (any, *problem) {
	t, err := c.oneTag()
	if err != nil {
		return nil, err
	}
	var rows []dimension
	for name, value := range map[string]string{"code": t.Code, "name": t.Name} {
		rows = append(rows, dimension{t.CreatedAt, demoID("dimension", t.GroupID, name), t.ID, t.UpdatedAt, value})
	}
	slices.SortFunc(rows, func(a, b dimension) int { return strings.Compare(a.DimensionID, b.DimensionID) })
	return wrapped(rows), nil
}

// tagsOf returns the tags of a group.
func tagsOf(group string, archived bool) []tag {
	var found []tag
	for _, t := range tags.rows() {
		if t.GroupID == group && (archived || !t.Archived) {
			found = append(found, t)
		}
	}
	return found
}
