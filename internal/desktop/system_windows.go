package desktop

import (
	"strconv"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"pleokeycheck/gui/kit"
)

var getSysColor = windows.NewLazySystemDLL("user32.dll").NewProc("GetSysColor")

const (
	highContrastOn = 1 // HCF_HIGHCONTRASTON
	colorWindow    = 5 // COLOR_WINDOW
)

// readSystem reads the size of text and the contrast that are set under
// Accessibility. A contrast theme of Windows is dark where its windows are.
func readSystem() (s kit.System) {
	if key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Accessibility`, registry.QUERY_VALUE); err == nil {
		defer key.Close()
		if percent, _, err := key.GetIntegerValue("TextScaleFactor"); err == nil && percent >= 100 && percent <= 225 {
			s.TextSize = float32(percent) / 100
		}
	}
	key, err := registry.OpenKey(registry.CURRENT_USER, `Control Panel\Accessibility\HighContrast`, registry.QUERY_VALUE)
	if err != nil {
		return s
	}
	defer key.Close()
	text, _, _ := key.GetStringValue("Flags")
	flags, _ := strconv.Atoi(text)
	if s.HighContrast = flags&highContrastOn != 0; s.HighContrast {
		rgb, _, _ := getSysColor.Call(colorWindow)
		s.Appearance = kit.Light
		if sum := rgb&0xff + rgb>>8&0xff + rgb>>16&0xff; sum < 3*128 {
			s.Appearance = kit.Dark
		}
	}
	return s
}
