// Package atspi serves what a window says to screen readers over AT-SPI2, the
// accessibility bus of Linux. It costs a connection to the session bus while
// nobody reads; what is served is package access's tree.
//
// The protocol: https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
package atspi
