package app

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/expiry"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// Form holds the values of the form.
type Form struct {
	Key       secret.Key
	Story     string // the demo key that Key is, if it is one
	CompanyID string
	connection.Entered
	// Params are the parameters of the operation as typed, by name.
	Params map[string]string
	Keep   bool
}

// use puts a connection into the form, without its key.
func (f *Form) use(con connection.Connection) {
	f.setOperation(cmp.Or(con.Operation, check.DefaultOperation()))
	con.Operation = f.Operation
	*f = Form{CompanyID: con.CompanyID, Entered: con.Entered, Params: f.Params, Keep: true}
}

// setOperation chooses an operation. The parameters of another one go.
func (f *Form) setOperation(operation string) {
	if f.Operation != operation {
		f.Operation, f.Params = operation, nil
	}
}

// setKey puts a key, or none, into the key field.
func (f *Form) setKey(key secret.Key) { f.Key, f.Story = key, "" }

// Fill is what the controller does to the values of the form. It is done once,
// when its Revision is new to the screen.
type Fill struct {
	Revision int
	Change   func(*Form) `json:"-"`
	// Leave is given the values before they are changed, where the form is to be
	// about another connection; else nil.
	Leave func(Form) `json:"-"`
}

// FormPart is what is typed and chosen in the form.
type FormPart struct {
	*core
	rotation *RotationPart
	guide    *GuidePart
	// pasted recognises what may still be in the clipboard.
	pasted pasted
}

func newFormPart(c *core, rotation *RotationPart, guide *GuidePart) *FormPart {
	p := &FormPart{core: c, rotation: rotation, guide: guide}
	c.on.reset = append(c.on.reset, func() { p.pasted, c.state.ClipboardHolds = pasted{}, false })
	return p
}

// ChooseEnvironment changes the environment of a new connection.
func (c *FormPart) ChooseEnvironment(environment string) {
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
func (c *FormPart) UseStory(id string) {
	for _, s := range c.d.Stories {
		if s.ID == id && c.state.Environment == env.Demo && c.state.Key.Source == Typed {
			c.stop()
			c.clearOutcome()
			c.keysCompany = ""
			c.fill(func(f *Form) {
				f.Key, f.Story, f.CompanyID = secret.New(s.Key), s.ID, s.CompanyID
				f.setOperation(check.DefaultOperation())
			})
			c.show()
			return
		}
	}
}

// PasteKey puts pasted text into the key field, cleaned, and notes what was
// cleaned. Nothing of it is echoed. Over a kept key it is a new one.
func (c *FormPart) PasteKey(text string) {
	if strings.TrimSpace(text) == "" { // what is in the field stays
		c.state.KeyNote = Note{ID: "ui.form.key.nothing-to-paste"}
		c.show()
		return
	}
	c.guide.leaveWelcome()
	if c.PasteCommand(text) {
		return
	}
	c.rotation.Begin()
	c.state.Rotation.Made = c.state.Rotation.On()
	c.clearAdded()
	c.keyChanged()
	cleaned := check.CleanKey(text)
	c.held.known.add(cleaned.Key, cleaned.Offer.Key)
	c.held.inside = cleaned.Offer.Key
	c.state.KeyProblem = whatIsWrong(cleaned)
	codes := make([]string, len(cleaned.Removed))
	for i, r := range cleaned.Removed {
		codes[i] = string(r)
	}
	c.state.KeyNote = Note{Cleaned: codes, KeyInside: cleaned.Offer.Kind != ""}
	c.pasted = rememberPasted(text)
	c.state.ClipboardHolds, c.state.Clipboard = c.pasted.known, Note{}
	c.fillKey(cleaned.Key)
	c.show()
}

// PasteCommand takes key, company ID and environment from a pasted cURL command,
// and reports whether the text is one. What it does not say stays as it is. In a
// saved connection only the key is taken: the rest is compared with it.
func (c *FormPart) PasteCommand(text string) bool {
	command, is := check.ReadCommand(text)
	saved := c.state.Selected != ""
	if !is || saved && command.Key.Empty() {
		return false
	}
	if !saved {
		c.stop()
		c.clearOutcome()
		c.keysCompany = ""
	}
	if !saved && command.Environment != "" {
		c.state.Environment = command.Environment
	}
	hasKey := !command.Key.Empty()
	if hasKey {
		c.rotation.Begin()
		c.state.Rotation.Made = c.state.Rotation.On()
		c.clearAdded()
		c.keyChanged()
		c.held.known.add(command.Key)
		c.held.inside = secret.Key{}
		c.pasted = rememberPasted(text)
		c.state.ClipboardHolds, c.state.Clipboard = c.pasted.known, Note{}
		c.state.KeyProblem = whatIsWrong(check.CleanKey(command.Key.Reveal()))
	}
	c.state.KeyNote = Note{Command: &CommandNote{hasKey, !saved && command.CompanyID != "", !saved && command.Environment != ""}}
	c.fill(func(f *Form) {
		if hasKey {
			f.setKey(command.Key)
		}
		if !saved && command.CompanyID != "" {
			f.CompanyID = command.CompanyID
		}
	})
	if hasKey {
		c.keyIs(command.Key)
	}
	c.show()
	return true
}

// fillKey puts another key into the form. The company that an earlier one named
// goes: it is nothing to compare this one with.
func (c *FormPart) fillKey(key secret.Key) {
	named := c.takeKeysCompany()
	if named != "" {
		c.state.CompanyNote = Note{}
	}
	c.fill(func(f *Form) {
		f.setKey(key)
		f.leaveCompany(named)
	})
	if named != "" && c.held.formIs.company == companyText(named) {
		c.held.formIs.company = ""
	}
	c.keyIs(key)
}

// takeKeysCompany gives the company that a key named, once, unless it is saved.
func (c *FormPart) takeKeysCompany() (id string) {
	if c.state.Selected == "" {
		id, c.keysCompany = c.keysCompany, ""
	}
	return id
}

// leaveCompany empties the company's field where it holds this.
func (f *Form) leaveCompany(id string) {
	if id != "" && check.CleanCompanyID(f.CompanyID).ID == id {
		f.CompanyID = ""
	}
}

// TakeKeyInside uses the key found inside the pasted text.
func (c *FormPart) TakeKeyInside() {
	if c.held.inside.Empty() {
		return
	}
	c.clearAdded()
	c.keyChanged()
	c.fillKey(c.held.inside)
	key := c.held.inside
	c.state.KeyNote = Note{ID: "ui.key.taken-from-inside"}
	c.state.KeyProblem = whatIsWrong(check.CleanKey(key.Reveal()))
	c.held.inside = secret.Key{}
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
func (c *FormPart) KeyEdited() {
	withdrawn := c.clearAdded()
	withdrawn = c.keyChanged() || withdrawn
	if named := c.takeKeysCompany(); named != "" {
		c.fill(func(f *Form) { f.leaveCompany(named) })
		c.state.CompanyNote, withdrawn = Note{}, true
	}
	if !withdrawn && c.state.KeyProblem == nil && c.state.KeyNote.ID == "" && c.state.KeyNote.Command == nil && len(c.state.KeyNote.Cleaned) == 0 && !c.state.KeyNote.KeyInside {
		return
	}
	c.held.inside = secret.Key{}
	c.state.KeyProblem, c.state.KeyNote = nil, Note{}
	c.show()
}

// keyChanged withdraws the open questions about the key that was in the field
// before, and reports whether there were any.
func (c *FormPart) keyChanged() (withdrawn bool) {
	c.held.edited, c.held.asIs = true, false
	if c.state.CompanyNote.ID != "" || c.state.Choices != nil { // the earlier key told
		c.state.CompanyNote, c.state.Choices, c.state.ChoicesPartial = Note{}, nil, false
		withdrawn = true
	}
	if s := c.state.Saving.Status; s == AskToSave || s == AskToReplace || s == SaveFailed {
		c.state.Saving = Saving{}
		c.state.Rotation = c.state.Rotation.again()
		withdrawn = true
	}
	if c.state.offered(TryOtherEnvironment) {
		c.state.withdraw(TryOtherEnvironment)
		withdrawn = true
	}
	c.letGo()
	return withdrawn
}

// CompanyEdited forgets what was said of an earlier company ID.
func (c *FormPart) CompanyEdited() {
	c.keysCompany = ""
	if !c.clearAdded() && c.state.CompanyProblem == nil && c.state.CompanyNote.ID == "" {
		return
	}
	c.state.CompanyProblem, c.state.CompanyNote = nil, Note{}
	c.show()
}

// Swap exchanges the two fields, for people who pasted each into the other.
// What is no company ID stays out of the company's field, where it could be
// read by everybody.
func (c *FormPart) Swap(f Form) {
	if c.state.Key.Source != Typed {
		return
	}
	c.stop()
	c.clearOutcome()
	c.keysCompany = ""
	key, company := secret.New(f.CompanyID), check.CleanCompanyID(f.Key.Reveal()).ID
	c.fill(func(f *Form) {
		f.setKey(key)
		f.CompanyID = company
	})
	c.show()
}

// ParamEdited forgets what was said of an earlier value of a parameter.
func (c *FormPart) ParamEdited(name string) {
	if c.state.ParamProblems[name] == nil {
		return
	}
	rest := map[string]*pleoclient.ParamError{}
	for n, p := range c.state.ParamProblems {
		if n != name {
			rest[n] = p
		}
	}
	c.state.ParamProblems = rest
	c.show()
}

// expiryOf is a typed expiry date as it is kept. What is no date changes
// nothing: the field itself says so.
func (s *State) expiryOf(typed string) string {
	day, problem := message.ReadDay(typed)
	switch con, saved := s.Selection(); {
	case problem == "":
		return day.Format(time.DateOnly)
	case problem == expiry.Empty || !saved || s.Key.Replacing:
		return ""
	default:
		return con.ExpiresOn
	}
}

// pasted recognises the text that was pasted last, without holding it.
type pasted struct {
	sum   [sha256.Size]byte
	known bool
}

func rememberPasted(text string) pasted {
	return pasted{sum: sha256.Sum256([]byte(text)), known: text != ""}
}

// ClearClipboard answers the offer to clear the clipboard, which holds content
// now. It is to be emptied only where it still holds what was pasted: what
// somebody copied since is theirs.
func (c *FormPart) ClearClipboard(content string) (clear bool) {
	clear = c.pasted.known && c.pasted == rememberPasted(content)
	c.pasted = pasted{}
	c.state.Clipboard = Note{ID: "ui.clipboard.other"}
	if clear {
		c.state.Clipboard = Note{ID: "ui.clipboard.cleared"}
	}
	c.state.ClipboardHolds = false
	c.show()
	return clear
}
