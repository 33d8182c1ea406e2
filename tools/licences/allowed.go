package main

// allowed are the licences that fit a program under the MIT licence that is
// given away as one file, with the reason for those that ask for more than
// their text to be passed on. Keys are SPDX identifiers.
var allowed = map[string]string{
	"MIT":          "",
	"BSD-2-Clause": "",
	"BSD-3-Clause": "",
	"Apache-2.0":   "compatible as long as its text and notices are passed on, which assets/licences.txt does",
	"ISC":          "",
	"Zlib":         "",
	"0BSD":         "",
	"Unlicense":    "",
	"MPL-2.0":      "its files may be part of a larger program; we change none of them, and the text says where they are",
	"OFL-1.1":      "fonts: may be embedded in any program, not sold by themselves",
	// The name is that of the SPDX list; licensecheck has none for it.
	"Bitstream-Vera": "fonts: may be embedded in any program, not sold by themselves",
	// A grant of patents on top of the licence beside it.
	"GooglePatentsFile": "a grant, no condition on passing on",
}

// override names the licence of a file that licensecheck does not know, or
// whose name says more than its text.
type override struct {
	module, file string
	licence      string
	// says must be in the text, so that another text under the same name is
	// not taken for this one.
	says string
}

var overrides = []override{
	{"fyne.io/fyne/v2", "theme/font/LICENSE_DejaVu-Powerline.txt", "Bitstream-Vera", "Fonts are (c) Bitstream (see below). DejaVu changes are in public domain."},
}

// leftOut are licences of files that the build tags keep out of the program.
var leftOut = map[string]bool{
	"fyne.io/fyne/v2/theme/font/LICENSE_EmojiOneColor.txt": true, // the tag no_emoji
}
