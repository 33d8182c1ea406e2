package check

import (
	"slices"
	"strings"

	"pleokeycheck/pleoclient"
)

// Variants of CompanyMalformed.
const (
	variantNil          = "nil"
	VariantLooksLikeKey = "looks-like-key" // what stands there may be a key
	variantOrganisation = "organisation"
)

const nilID = "00000000-0000-0000-0000-000000000000"

// sampleIDs are the ids printed on Pleo's developer site, which people paste
// by mistake.
var sampleIDs = []string{
	"3fa85f64-5717-4562-b3fc-2c963f66afa6",
	"123e4567-e89b-12d3-a456-426614174000",
	"3c90c3cc-0d44-4b50-8888-8dd25736052a",
}

// CleanedCompanyID is a pasted company ID in its usual form.
type CleanedCompanyID struct {
	// ID is the id in lower case; empty where there is a problem, so that a key
	// pasted into the wrong field goes nowhere.
	ID string
	// Problem is why it cannot be used; nil if it can.
	Problem *Finding
}

var (
	uuidInside    = pattern(`(?:^|[^0-9a-z_-])(` + uuidPattern + `)(?:$|[^0-9a-z_-])`)
	uuidOfCompany = pattern(`(?:compan(?:y|ies)|company_?id)[/=:]+(` + uuidPattern + `)(?:$|[^0-9a-z_-])`)
	urnAlone      = pattern(`^urn:(?:uuid|pleo:([a-z]+)):(` + uuidPattern + `)$`)
	companyLabel  = pattern(`^company[ _-]?id["']?[ \n]*[:=]?[ \n]*`)
	// bareUUID is a UUID without its dashes. That it is one shows in the digits
	// for version and variant (RFC 9562); most keys of 32 digits have others.
	bareUUID       = pattern(`(^|[^0-9a-z_-])([0-9a-f]{8})([0-9a-f]{4})([1-8][0-9a-f]{3})([89ab][0-9a-f]{3})([0-9a-f]{12})($|[^0-9a-z_-])`)
	ofOrganisation = pattern(`organi[sz]ation\pL*[ _-]*id`)
	dashes         = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "﹣", "-", "－", "-")
)

// CleanCompanyID cleans a pasted or typed company ID: upper case, braces,
// quotes, a missing dash, a URN, a URL that contains one, and a label or the
// company's name around it are accepted. It is idempotent.
func CleanCompanyID(text string) CleanedCompanyID {
	if len(text) > maxTextBytes {
		return refusedCompany(CompanyMalformed, "")
	}
	normal, bad := normalise(text, ignore)
	plain := trimAround(dashes.Replace(strings.ToLower(normal)))
	plain = trimAround(companyLabel().ReplaceAllString(plain, ""))
	plain = bareUUID().ReplaceAllString(plain, "$1$2-$3-$4-$5-$6$7")
	if bad {
		return refusedCompany(CompanyMalformed, "")
	}
	if plain == "" {
		return refusedCompany(CompanyMissing, "")
	}
	bare := strip(plain, ignore)
	id := ""
	if m := urnAlone().FindStringSubmatch(bare); m != nil {
		if m[1] == "organisation" || m[1] == "organization" {
			return refusedCompany(CompanyMalformed, variantOrganisation)
		}
		id = m[2]
	} else if pleoclient.IsUUID(bare) {
		id = bare
	} else if urlAlone().MatchString(bare) || strings.Contains(bare, ".pleo.io/") {
		id = idInURL(bare)
	} else if !holdsKey(plain) {
		id = idInURL(plain) // words around it: a label, the company's name
	}
	switch {
	case id != "" && ofOrganisation().MatchString(plain):
		return refusedCompany(CompanyMalformed, variantOrganisation)
	case id == nilID, plain == strings.ReplaceAll(nilID, "-", ""):
		return refusedCompany(CompanyMalformed, variantNil)
	case slices.Contains(sampleIDs, id):
		return refusedCompany(CompanyIsSample, "")
	case id != "":
		return CleanedCompanyID{ID: id}
	case looksLikeKey(plain), strings.ContainsAny(plain, " \n") && holdsKey(plain):
		return refusedCompany(CompanyMalformed, VariantLooksLikeKey)
	}
	return refusedCompany(CompanyMalformed, "")
}

// holdsKey reports whether one of the words may be a key, which would stand in
// the company's field for everybody to read.
func holdsKey(plain string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(plain, isWordBreak), func(w string) bool {
		return strings.HasPrefix(w, "plp_") || strings.HasPrefix(w, "pls_") || kindOfWord(w) == keyLike
	})
}

func isWordBreak(r rune) bool { return strings.ContainsRune(" \n:=,;()[]{}<>|", r) || isQuote(r) }

func trimAround(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return isQuote(r) || strings.ContainsRune(" \n{}()[]<>,;.", r) })
}

// idInURL is the company's id in an address: the one that the address calls
// so, or the only one there is.
func idInURL(address string) string {
	if m := uuidOfCompany().FindStringSubmatch(address); m != nil {
		return m[1]
	}
	found := ""
	for rest := address; ; {
		at := uuidInside().FindStringSubmatchIndex(rest)
		if at == nil {
			return found
		}
		id := rest[at[2]:at[3]]
		if found != "" && found != id {
			return ""
		}
		found, rest = id, rest[at[3]:]
	}
}

var nearlyID = pattern(`^[0-9a-f]+(?:-[0-9a-f]*){2,}$`)

// looksLikeKey reports whether a text is one long word that is neither an address nor an
// id with a slip in it.
func looksLikeKey(plain string) bool {
	if strings.HasPrefix(plain, "plp_") || strings.HasPrefix(plain, "pls_") {
		return true
	}
	return len(plain) >= 20 && !strings.ContainsAny(plain, " \n@") && !urlAlone().MatchString(plain) && !nearlyID().MatchString(plain)
}

func refusedCompany(kind Kind, variant string) CleanedCompanyID {
	return CleanedCompanyID{Problem: &Finding{Kind: kind, Variant: variant}}
}
