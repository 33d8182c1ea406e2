//go:build !linux

package faultlab

// systemRows are the faults that only Linux can be made to have on loopback.
func systemRows() []row { return nil }
