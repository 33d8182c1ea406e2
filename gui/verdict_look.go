package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"pleokeycheck/gui/kit"
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
		return look{kit.ColorWorks, kit.ColorWorksGround, theme.ConfirmIcon()}
	case check.Limited:
		return look{kit.ColorLimited, kit.ColorLimitedGround, theme.WarningIcon()}
	case check.Failed:
		return look{kit.ColorFailed, kit.ColorFailedGround, theme.CancelIcon()}
	case check.Stopped:
		return look{kit.ColorNeutral, kit.ColorNeutralGround, theme.MediaStopIcon()}
	}
	return look{kit.ColorNeutral, kit.ColorNeutralGround, theme.QuestionIcon()}
}

// receiptLook is the look of a step of a check. A step that failed without
// telling anything about the key is not called wrong.
func receiptLook(s check.Step, r *check.Result) look {
	if s.Status == check.StepFailed && r != nil && r.Verdict == check.Inconclusive {
		return look{text: kit.ColorNeutral, icon: theme.QuestionIcon()}
	}
	return stepLook(s.Status)
}

// stepLook is the look of a step's status.
func stepLook(s check.Status) look {
	switch s {
	case check.Passed:
		return look{text: kit.ColorWorks, icon: theme.ConfirmIcon()}
	case check.Warned:
		return look{text: kit.ColorLimited, icon: theme.WarningIcon()}
	case check.StepFailed:
		return look{text: kit.ColorFailed, icon: theme.CancelIcon()}
	case check.Running:
		return look{text: theme.ColorNamePrimary, icon: theme.MoreHorizontalIcon()}
	}
	return look{text: kit.ColorNeutral, icon: theme.ContentRemoveIcon()}
}
