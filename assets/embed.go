// Package assets holds what is shipped inside the program: the icon and the
// translations. It has no logic of its own.
package assets

import "embed"

// Translations holds one JSON file a language, named by its BCP 47 tag.
//
//go:embed translations/*.json
var Translations embed.FS

// IconPNG is the icon of the program, 512 by 512 pixels, made from icon.svg.
//
//go:embed icon.png
var IconPNG []byte

// WindowIcon is the icon for the desktop, 128 by 128 pixels, made from icon.svg:
// a larger one would take longer to read at each start than the window has time.
//
//go:embed window.png
var WindowIcon []byte

// Licences are the licences of everything that is shipped. The file is made by
// tools/licences; the stage "licences" of script/test fails where it is
// stale.
//
//go:embed licences.txt
var Licences string
