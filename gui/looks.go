package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/internal/check"
)

// look is how a verdict or a status appears: never by colour alone, always
// with an icon and words beside it.
type look struct {
	text, ground fyne.ThemeColorName
	icon         fyne.Resource
}

// verdictLook is the look of a verdict.
func verdictLook(v check.Verdict) look {
	switch v {
	case check.Working:
		return look{colorWorks, colorWorksGround, theme.ConfirmIcon()}
	case check.Limited:
		return look{colorLimited, colorLimitedGround, theme.WarningIcon()}
	case check.Failed:
		return look{colorFailed, colorFailedGround, theme.CancelIcon()}
	case check.Stopped:
		return look{colorNeutral, colorNeutralGround, theme.MediaStopIcon()}
	}
	return look{colorNeutral, colorNeutralGround, theme.QuestionIcon()}
}

// receiptLook is the look of a step of a check. A step that failed without
// telling anything about the key is not called wrong.
func receiptLook(s check.Step, r *check.Result) look {
	if s.Status == check.StepFailed && r != nil && r.Verdict == check.Inconclusive {
		return look{text: colorNeutral, icon: theme.QuestionIcon()}
	}
	return stepLook(s.Status)
}

// stepLook is the look of a step's status.
func stepLook(s check.Status) look {
	switch s {
	case check.Passed:
		return look{text: colorWorks, icon: theme.ConfirmIcon()}
	case check.Warned:
		return look{text: colorLimited, icon: theme.WarningIcon()}
	case check.StepFailed:
		return look{text: colorFailed, icon: theme.CancelIcon()}
	case check.Running:
		return look{text: theme.ColorNamePrimary, icon: theme.MoreHorizontalIcon()}
	}
	return look{text: colorNeutral, icon: theme.ContentRemoveIcon()}
}

// badge names the environment in its colour, with an edge.
type badge struct {
	root  *fyne.Container
	text  *paragraph
	panel *panel
}

func newBadge() *badge {
	b := &badge{
		text:  newParagraph("", colorNeutral, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}),
		panel: newPanel(colorSurface, colorNeutral, 6),
	}
	b.root = newInset(space8, space4, b.panel, &fyne.Container{Layout: &asWide{most: 240}, Objects: []fyne.CanvasObject{b.text}})
	return b
}

// set shows an environment.
func (b *badge) set(text, environment string) {
	color := environmentColor(environment)
	b.text.color = color
	b.text.set(text)
	b.panel.set(colorSurface, color)
	rearrange(b.root)
}

// setIcon shows a picture in a colour of the theme. One that is shown already
// is not read again.
func setIcon(i *widget.Icon, picture fyne.Resource, color fyne.ThemeColorName) {
	colored := theme.NewColoredResource(picture, color)
	if i.Resource == nil || i.Resource.Name() != colored.Name() {
		i.SetResource(colored)
	}
}
