package demo

import (
	"strings"
	"sync"
)

// employee is ExternalEmployeeResponseModel.
type employee struct {
	Code      string `json:"code,omitempty"`
	CompanyID string `json:"companyId"`
	Email     string `json:"email"`
	FirstName string `json:"firstName"`
	ID        string `json:"id"`
	JobTitle  string `json:"jobTitle,omitempty"`
	LastName  string `json:"lastName"`
}

var employees = table[employee]{
	id:       func(e employee) string { return e.ID },
	company:  func(e employee) string { return e.CompanyID },
	resource: "users",
	rows: sync.OnceValue(func() []employee {
		return []employee{
			newEmployee(nordhavnID, "N01", "Anna", "Eksempel", "Owner"),
			newEmployee(nordhavnID, "N02", "Bo", "Demosen", "Bookkeeper"),
			newEmployee(nordhavnID, "N03", "Clara", "Testesen", "Baker"),
			newEmployee(nordhavnID, "N04", "Dan", "Fiktiv", "Baker"),
			newEmployee(nordhavnID, "N05", "Eva", "Opdigtet", "Shop manager"),
			newEmployee(nordhavnID, "N06", "Finn", "Eksempel", "Driver"),
			newEmployee(nordhavnID, "N07", "Gry", "Demosen", ""),
			newEmployee(lindgrenID, "L01", "Hugo", "Exempel", "Owner"),
			newEmployee(lindgrenID, "L02", "Ida", "Testsson", "Bookkeeper"),
			newEmployee(lindgrenID, "L03", "Johan", "Demosson", "Site manager"),
			newEmployee(lindgrenID, "L04", "Klara", "Fiktivsson", "Carpenter"),
			newEmployee(lindgrenID, "", "Lars", "Exempel", "Electrician"),
			newEmployee(granliID, "G01", "Mari", "Eksempelsen", "Owner"),
			newEmployee(granliID, "G02", "Nils", "Oppdiktet", "Bookkeeper"),
		}
	}),
}

func newEmployee(company, code, first, last, title string) employee {
	return employee{
		Code:      code,
		CompanyID: company,
		Email:     strings.ToLower(first+"."+last) + "@example.com",
		FirstName: first,
		ID:        demoID("employee", company, first, last),
		JobTitle:  title,
		LastName:  last,
	}
}

// employeesOf returns the ids of a company's employees.
func employeesOf(company string) []string {
	var ids []string
	for _, e := range employees.rows() {
		if e.CompanyID == company {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func listEmployees(c *call) (any, *problem) {
	email, code := c.query.Get("email"), c.query.Get("code")
	return employees.page(c, employees.visible(c, func(e employee) bool {
		return (email == "" || strings.EqualFold(e.Email, email)) && (code == "" || e.Code == code)
	}))
}

func oneEmployee(c *call) (any, *problem) {
	row, err := employees.one(c, c.params["employeeId"], notFound("EMPLOYEE_NOT_FOUND", "Employee not found."))
	return wrapped(row), err
}
