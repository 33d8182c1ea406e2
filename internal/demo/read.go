package demo

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"pleokeycheck/pleoclient"
)

// The 404s of what other things belong to. That of an export job is one of the two
// error bodies that Pleo documents word by word.
var (
	errEntryNotFound        = notFound("ACCOUNTING_ENTRY_NOT_FOUND", "Accounting entry not found.")
	errExportNotFound       = notFound("EXPORT_NOT_FOUND", "Export job not found.")
	errTagGroupNotFound     = notFound("TAG_GROUP_NOT_FOUND", "Tag group not found.")
	errTagNotFound          = notFound("TAG_NOT_FOUND", "Tag not found.")
	errSubscriptionNotFound = notFound("SUBSCRIPTION_NOT_FOUND", "Subscription not found.")
)

// errExportFinished is the documented 422 of the export items.
var errExportFinished = &problem{
	http.StatusUnprocessableEntity, "EXPORT_JOB_STATUS_UNPROCESSABLE", "Export Job is finished and can no longer be processed.",
}

// single serves the row whose id is in a path parameter.
func (t table) single(parameter string, missing *problem) func(*call) (any, *problem) {
	return func(c *call) (any, *problem) {
		r, err := t.one(c, c.params[parameter], missing)
		return wrapped(r), err
	}
}

// asks reports whether a query parameter lets a value through: absent and empty
// let all through.
func (c *call) asks(parameter string, value string) bool {
	return c.query.Get(parameter) == "" || slices.Contains(c.query[parameter], value)
}

func introspect(c *call) (any, *problem) {
	return wrapped(struct {
		ApplicationName string `json:"applicationName,omitempty"`
		AuthMethod      string `json:"authMethod"`
		ClientID        string `json:"clientId"`
		Scope           string `json:"scope"`
		SubjectURN      string `json:"subjectURN,omitempty"`
	}{c.who.application, "API_KEY", demoID("client", c.who.story.ID), strings.Join(c.who.scopes, " "), c.who.subject}), nil
}

// installation answers for the key's subject, or for the company asked for. It is
// the one answer without a data wrapper.
func installation(c *call) (any, *problem) {
	resource := c.who.subject
	if c.query.Has("company_id") {
		resource = companyURN(c.companies[0])
	}
	const at = "2026-09-01T09:00:00Z"
	return row{
		"applicationId": demoID("application", c.who.story.ID), "createdAt": at, "id": demoID("installation", resource),
		"metadata": row{}, "resource": resource, "status": "ACTIVATED", "updatedAt": at,
	}, nil
}

// demoID returns the uuid of an invented thing: always the same for the same
// words, and of the form of a random one.
func demoID(words ...any) string {
	sum := sha256.Sum256([]byte("pleo-key-check demo " + fmt.Sprintln(words...)))
	return formatUUID([16]byte(sum[:16]))
}

func listCompanies(c *call) (any, *problem) { return companies.page(c, companies.visible(c, nil)) }

func listEmployees(c *call) (any, *problem) {
	return employees.page(c, employees.visible(c, func(e row) bool {
		email := c.query.Get("email")
		return (email == "" || strings.EqualFold(e.text("email"), email)) && c.asks("code", e.text("code"))
	}))
}

func listExportJobs(c *call) (any, *problem) {
	return exportJobs.page(c, exportJobs.visible(c, func(j row) bool { return c.asks("statuses", j.text("status")) }))
}

func listExportJobItems(c *call) (any, *problem) {
	job, err := exportJobs.one(c, c.params["jobId"], errExportNotFound)
	if err != nil {
		return nil, err
	}
	return exportJobItems.page(c, exportJobItems.where(func(i row) bool {
		return i["exportJobId"] == job["id"] && c.asks("status", i.text("status"))
	}))
}

// running reports whether items of the job may still be fetched (documented:
// only while it is pending or in progress).
func running(job row) bool { return job["status"] == "pending" || job["status"] == "in_progress" }

// listExportItems lists the items of one running job, or without job_id those
// of every running job in reach.
func listExportItems(c *call) (any, *problem) {
	jobs := exportJobs.visible(c, running)
	if c.query.Has("job_id") {
		id := c.query.Get("job_id")
		if !pleoclient.IsUUID(id) {
			return nil, badRequest("Parameter 'job_id' must be a uuid.")
		}
		job, err := exportJobs.one(c, strings.ToLower(id), errExportNotFound)
		if err != nil {
			return nil, err
		}
		if !running(job) {
			return nil, errExportFinished
		}
		jobs = []row{job}
	}
	return exportItems.page(c, exportItems.visible(c, func(i row) bool {
		return slices.ContainsFunc(jobs, func(job row) bool { return job["id"] == i["@job"] })
	}))
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
	groups := tagGroups.visible(c, func(g row) bool { return archived || g["archived"] == false })
	if counted {
		for i, g := range groups {
			groups[i] = maps.Clone(g)
			groups[i]["totalTagsCount"] = len(tagsOf(g, archived))
		}
	}
	return wrapped(groups), nil
}

func listTags(c *call) (any, *problem) {
	archived, err := c.flag("include_archived")
	if err != nil {
		return nil, err
	}
	group, err := tagGroups.one(c, c.params["groupId"], errTagGroupNotFound)
	if err != nil {
		return nil, err
	}
	return tags.page(c, tagsOf(group, archived))
}

func tagsOf(group row, archived bool) []row {
	return tags.where(func(t row) bool { return t["groupId"] == group["id"] && (archived || t["archived"] == false) })
}

// tag returns a tag of a group within reach.
func (c *call) tag() (row, *problem) {
	found := tags.where(func(t row) bool { return t["id"] == c.params["tagId"] })
	if len(found) == 0 {
		return nil, errTagNotFound
	}
	_, err := tagGroups.one(c, found[0].text("groupId"), errTagNotFound)
	return found[0], err
}

func oneTag(c *call) (any, *problem) {
	t, err := c.tag()
	return wrapped(t), err
}

// listDimensions returns the two main dimensions of every tag.
func listDimensions(c *call) (any, *problem) {
	t, err := c.tag()
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, name := range []string{"code", "name"} {
		rows = append(rows, row{
			"createdAt": t["createdAt"], "dimensionId": demoID("dimension", t["groupId"], name), "tagId": t["id"],
			"updatedAt": t["updatedAt"], "value": t[name],
		})
	}
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.text("dimensionId"), b.text("dimensionId")) })
	return wrapped(rows), nil
}

func listSubscriptions(c *call) (any, *problem) {
	return subscriptions.page(c, subscriptions.visible(c, func(s row) bool {
		types, _ := s["eventTypes"].([]any)
		return c.asks("status", s.text("status")) && slices.ContainsFunc(types, func(t any) bool { return c.asks("event_types", t.(string)) })
	}))
}

func listActivities(c *call) (any, *problem) {
	s, err := subscriptions.one(c, c.params["id"], errSubscriptionNotFound)
	if err != nil {
		return nil, err
	}
	return activities.page(c, activities.where(func(a row) bool {
		return a["subscriptionId"] == s["id"] && c.asks("operation_types", a.text("operationType"))
	}))
}

func oneEntry(c *call) (any, *problem) {
	deleted, err := c.flag("include_deleted")
	if err != nil {
		return nil, err
	}
	e, err := entries.one(c, c.params["accountingEntryId"], errEntryNotFound)
	if err == nil && e["deletedAt"] != nil && !deleted {
		return nil, errEntryNotFound
	}
	return wrapped(e), err
}

// listReceipts shows where the files of an entry are. Pleo's addresses open them
// for a day, to whoever has them; those here lead nowhere.
func listReceipts(c *call) (any, *problem) {
	e, err := entries.one(c, c.params["accountingEntryId"], errEntryNotFound)
	if err != nil {
		return nil, err
	}
	rows := receipts.where(func(r row) bool { return r["accountingEntryId"] == e["id"] && c.asks("source", r.text("source")) })
	if form := c.query.Get("file_type"); form != "" {
		for i, r := range rows {
			rows[i] = maps.Clone(r)
			rows[i]["fileType"] = form
		}
	}
	return receipts.page(c, rows)
}
