package pleoclient

import "strings"

// entryFilters are the filters of the search for accounting entries (SPEC).
func entryFilters() []Param {
	const hundred = 100
	ids := func(name string) Param { return listOf(inBody(name, KindList), KindUUID, hundred) }
	any := func(name string, values ...string) Param {
		return oneOf(listOf(inBody(name, KindList), KindEnum, 0), values...)
	}
	return []Param{
		inBody("performedAtStart", KindDateTime), inBody("performedAtEnd", KindDateTime),
		inBody("bookkeepingDateStart", KindDateTime), inBody("bookkeepingDateEnd", KindDateTime),
		inBody("settledAtStart", KindDateTime), inBody("settledAtEnd", KindDateTime),
		any("status", "DRAFT", "PENDING", "COMPLETED", "COMPLETED_EXTERNALLY", "CANCELLED", "REJECTED", "ERROR"),
		any("reviewStatus", "NOT_OK", "NOT_REQUIRED", "NOT_SET", "OK", "WAITING_FOR_EXPENSE_OWNER", "WAITING_FOR_REVIEWER",
			"WAITING_FOR_COMPANY_REVIEWER", "WAITING_FOR_TEAM_REVIEWER", "WAITING_FOR_TAG_REVIEWER"),
		any("exportStatus", "CREATED", "EXPORTED", "EXPORTING", "NOT_CREATED", "NOT_EXPORTED", "QUEUED"),
		any("families", "BALANCE_AMENDMENT", "BILL_INVOICE", "CARD_PURCHASE", "CASHBACK", "CREDIT_NOTE", "MILEAGE", "OUT_OF_POCKET",
			"OVERDRAFT", "PER_DIEM", "PLEO_INVOICE", "REIMBURSEMENT", "WALLET", "BILL_INVOICE_PAYMENT"),
		any("subFamilies", "ATM", "IN_STORE", "ONLINE", "PLEO_INVOICE", "PLEO_INVOICE_REFUND", "REIMBURSEMENT_TO_COMPANY",
			"REIMBURSEMENT_TO_EMPLOYEE", "REIMBURSEMENT_TO_EMPLOYEE_REFUND", "LOAD", "UNLOAD", "WITHDRAWAL", "FEE", "INTEREST",
			"BILL_INVOICE_PAYMENT_RETURNED", "BILL_INVOICE_PAYMENT_RECEIVED"),
		inBody("hasAccount", KindBool), inBody("hasBookkeepingDate", KindBool), inBody("hasNote", KindBool), inBody("settled", KindBool),
		inBody("includeDeleted", KindBool), // the server wants it; the catalogue's body has it
		ids("employeeIds"), ids("teamIds"), ids("accountIds"), ids("tagRowIds"), ids("tagGroupIdsUnset"), unique(ids("taxCodeIds")),
		listOf(inBody("transactionValueCurrencies", KindList), KindText, hundred),
		listOf(inBody("foreignExtensionIds", KindList), KindText, hundred),
		inQuery("organization_id", KindUUID),
	}
}

// countries are the values that vendors can be searched by (SPEC).
func countries() []string { return strings.Fields(countryCodes) }

const countryCodes = `UNDEFINED
AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BU BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CP CR CS CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI
KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC
NE NF NG NI NL NO NP NR NT NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SF SG SH SI SJ SK
SL SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN
VU WF WS XI XU XK YE YT YU ZA ZM ZR ZW`
