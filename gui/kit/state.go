package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// SetVisible shows or hides an object.
func SetVisible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// SetEnabled makes a control usable or not.
func SetEnabled(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

// SetIcon shows a picture in a colour of the theme. One that is shown already
// is not read again.
func SetIcon(i *widget.Icon, picture fyne.Resource, color fyne.ThemeColorName) {
	colored := theme.NewColoredResource(picture, color)
	if i.Resource == nil || i.Resource.Name() != colored.Name() {
		i.SetResource(colored)
	}
}
