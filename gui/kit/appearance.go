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

// Contrast is that of text and edges: at least 4.5:1 and 3:1, or 7:1 for both.
type Contrast string

// The contrasts. Anything else counts as the system's.
const (
	ContrastOfSystem Contrast = ""
	NormalContrast   Contrast = "normal"
	HighContrast     Contrast = "high"
)

// System is what a person asked of every program, in the settings of the system.
type System struct {
	Appearance   Appearance // where high contrast brings its own
	HighContrast bool
	TextSize     float32 // 1 is the normal size; 0 where it is not known
}

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
