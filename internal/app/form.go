package app

import (
	"slices"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/secret"
)

// ChooseEnvironment changes the environment of a new connection.
func (c *Controller) ChooseEnvironment(environment string) {
	if c.state.EnvironmentFixed() || environment == c.state.Environment || !slices.Contains(c.state.Environments, environment) {
		return
	}
	c.stop()
	c.clearOutcome()
	c.state.Environment = environment
	if environment == env.Custom {
		c.state.CustomURL = c.d.CustomURL
	}
	c.show()
}

// UseStory fills in a demo key.
func (c *Controller) UseStory(id string) {
	for _, s := range c.d.Stories {
		if s.ID == id && c.state.Environment == env.Demo && c.state.Key.Source == Typed {
			c.stop()
			c.clearOutcome()
			c.fill(Fill{Key: ptr(secret.New(s.Key)), Story: s.ID, CompanyID: ptr(s.CompanyID), Operation: ptr(check.DefaultOperation())})
			c.show()
			return
		}
	}
}

// PasteKey puts pasted text into the key field, cleaned, and notes what was
// cleaned. Nothing of it is echoed. Over a kept key it is a new one.
func (c *Controller) PasteKey(text string) {
	c.leaveWelcome()
	c.ReplaceKey()
	c.state.Rotation.Made = c.state.Rotation.On()
	c.clearAbout()
	c.keyChanged()
	cleaned := check.CleanKey(text)
	c.known.add(cleaned.Key, cleaned.Offer.Key)
	c.inside = cleaned.Offer.Key
	c.state.KeyProblem = whatIsWrong(cleaned)
	codes := make([]string, len(cleaned.Removed))
	for i, r := range cleaned.Removed {
		codes[i] = string(r)
	}
	c.state.KeyNote = Note{Cleaned: codes, KeyInside: cleaned.Offer.Kind != ""}
	c.pasted = rememberPasted(text)
	c.state.ClipboardHolds, c.state.Clipboard = c.pasted.known, Note{}
	c.fill(Fill{Key: ptr(cleaned.Key)})
	c.show()
}

// TakeKeyInside uses the key found inside the pasted text.
func (c *Controller) TakeKeyInside() {
	if c.inside.Empty() {
		return
	}
	c.clearAbout()
	c.keyChanged()
	c.fill(Fill{Key: ptr(c.inside)})
	c.state.KeyNote = Note{ID: "ui.key.taken-from-inside"}
	c.state.KeyProblem = whatIsWrong(check.CleanKey(c.inside.Reveal()))
	c.inside = secret.Key{}
	c.show()
}

// whatIsWrong is what to say below the key field of a text that was cleaned.
func whatIsWrong(k check.CleanedKey) *check.Finding {
	if k.Problem == nil {
		return k.Doubt
	}
	return k.Problem
}

// KeyEdited forgets what was said of an earlier text in the key field.
func (c *Controller) KeyEdited() {
	withdrawn := c.clearAbout()
	withdrawn = c.keyChanged() || withdrawn
	if !withdrawn && c.state.KeyProblem == nil && c.state.KeyNote.ID == "" && len(c.state.KeyNote.Cleaned) == 0 && !c.state.KeyNote.KeyInside {
		return
	}
	c.inside = secret.Key{}
	c.state.KeyProblem, c.state.KeyNote = nil, Note{}
	c.show()
}

// keyChanged withdraws the open questions about the key that was in the field
// before, and reports whether there were any.
func (c *Controller) keyChanged() (withdrawn bool) {
	c.edited, c.asIs = true, false
	if s := c.state.Saving.Status; s == AskToSave || s == AskToReplace || s == SaveFailed {
		c.state.Saving = Saving{}
		c.state.Rotation = c.state.Rotation.again()
		withdrawn = true
	}
	if c.offered(TryOtherEnvironment) {
		c.withdraw(TryOtherEnvironment)
		withdrawn = true
	}
	c.letGo()
	return withdrawn
}

// CompanyEdited forgets what was said of an earlier company ID.
func (c *Controller) CompanyEdited() {
	if !c.clearAbout() && c.state.CompanyProblem == nil && c.state.CompanyNote.ID == "" {
		return
	}
	c.state.CompanyProblem, c.state.CompanyNote = nil, Note{}
	c.show()
}

// UseCompany fills in the company that the key belongs to, or one of those
// that it reaches.
func (c *Controller) UseCompany(id string) {
	c.clearAbout()
	c.state.Choices = nil
	c.state.CompanyProblem = nil
	c.state.CompanyNote = Note{ID: "ui.company.from-key"}
	c.fill(Fill{CompanyID: ptr(id)})
	c.show()
}

// Swap exchanges the two fields, for people who pasted each into the other.
// What is no company ID stays out of the company's field, where it could be
// read by everybody.
func (c *Controller) Swap(f Form) {
	if c.state.Key.Source != Typed {
		return
	}
	c.stop()
	c.clearOutcome()
	c.fill(Fill{Key: ptr(secret.New(f.CompanyID)), CompanyID: ptr(check.CleanCompanyID(f.Key.Reveal()).ID)})
	c.show()
}
