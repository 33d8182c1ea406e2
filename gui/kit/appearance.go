package kit

import "slices"

// Appearance is light, dark, or what the system has.
type Appearance string

// The appearances. Anything else counts as the system's.
const (
	LikeSystem Appearance = ""
	Light      Appearance = "light"
	Dark       Appearance = "dark"
)

// textSizes are the sizes of text to choose from, in percent.
var textSizes = []int{80, 90, 100, 110, 125, 150, 175, 200}

// NormalTextSize is that of the system, in percent.
const NormalTextSize = 100

// NearestTextSize makes a size one of those to choose from: the nearest one below.
func NearestTextSize(percent int) int {
	if percent == 0 {
		return NormalTextSize
	}
	size := textSizes[0]
	for _, s := range textSizes {
		if s <= percent {
			size = s
		}
	}
	return size
}

// NextTextSize is the size so many steps larger, or the last.
func NextTextSize(percent, steps int) int {
	i := slices.Index(textSizes, NearestTextSize(percent)) + steps
	return textSizes[max(0, min(i, len(textSizes)-1))]
}
