// Command macho puts the programs inside a universal one for macOS in the order
// of their processors, so that the same programs give the same bytes, and fails
// unless macOS could start each: an executable of its processor, for macOS 12,
// with nothing linked but the system's libraries, and on Apple's processors with
// a signature whose every hash is right. It does not start them: that takes a Mac.
//
//	macho FILE
package main

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// Of Apple's mach-o/loader.h and cs_blobs.h.
const (
	loadCodeSignature = 0x1d
	loadBuildVersion  = 0x32
	platformMacOS     = 1
	superBlob         = 0xfade0cc0
	codeDirectory     = 0xfade0c02
	adHoc             = 0x2
	hashSHA256        = 2
)

const alignBits = 14 // what Apple's processors need

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "use: macho FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "macho:", err)
		os.Exit(1)
	}
}

func run(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	fat, err := macho.NewFatFile(bytes.NewReader(data))
	if err != nil {
		return err
	}
	slices.SortFunc(fat.Arches, func(a, b macho.FatArch) int { return int(a.Cpu) - int(b.Cpu) })
	if len(fat.Arches) != 2 || fat.Arches[0].Cpu != macho.CpuAmd64 || fat.Arches[1].Cpu != macho.CpuArm64 {
		return errors.New("it is not for amd64 and arm64")
	}
	sorted := binary.BigEndian.AppendUint32(nil, macho.MagicFat)
	sorted = binary.BigEndian.AppendUint32(sorted, uint32(len(fat.Arches)))
	var programs []byte
	for _, arch := range fat.Arches {
		program := data[arch.Offset : arch.Offset+arch.Size]
		if err := check(arch.File, program); err != nil {
			return fmt.Errorf("%v: %w", arch.Cpu, err)
		}
		programs = append(programs, make([]byte, -len(programs)&(1<<alignBits-1))...)
		offset := 1<<alignBits + len(programs)
		for _, n := range []uint32{uint32(arch.Cpu), arch.SubCpu, uint32(offset), arch.Size, alignBits} {
			sorted = binary.BigEndian.AppendUint32(sorted, n)
		}
		programs = append(programs, program...)
	}
	sorted = append(sorted, make([]byte, 1<<alignBits-len(sorted))...)
	return os.WriteFile(file, append(sorted, programs...), 0o755)
}

// check fails unless the program could be started.
func check(f *macho.File, program []byte) error {
	if f.Type != macho.TypeExec || f.Flags&macho.FlagPIE == 0 {
		return errors.New("it is no position-independent executable")
	}
	libraries, err := f.ImportedLibraries()
	if err != nil {
		return err
	}
	for _, name := range libraries {
		if !strings.HasPrefix(name, "/usr/lib/") && !strings.HasPrefix(name, "/System/Library/") {
			return fmt.Errorf("it is linked with %s", name)
		}
	}
	var signed, versioned bool
	for _, load := range f.Loads {
		raw := load.Raw()
		switch f.ByteOrder.Uint32(raw) {
		case loadBuildVersion:
			if platform, least := f.ByteOrder.Uint32(raw[8:]), f.ByteOrder.Uint32(raw[12:]); platform != platformMacOS || least != 12<<16 {
				return fmt.Errorf("it is for platform %d from version %d.%d on, not for macOS 12", platform, least>>16, least>>8&0xff)
			}
			versioned = true
		case loadCodeSignature:
			start, size := f.ByteOrder.Uint32(raw[8:]), f.ByteOrder.Uint32(raw[12:])
			if err := checkSignature(program[start:start+size], program[:start]); err != nil {
				return fmt.Errorf("its signature: %w", err)
			}
			signed = true
		}
	}
	if !versioned {
		return errors.New("it names no version of macOS")
	}
	if !signed && f.Cpu == macho.CpuArm64 {
		return errors.New("it has no signature")
	}
	return nil
}

// checkSignature compares the hash of each page of code with that in the
// code directory of an ad-hoc signature, which is all that such a one says.
func checkSignature(signature, code []byte) error {
	be := binary.BigEndian
	if be.Uint32(signature) != superBlob {
		return errors.New("not a signature")
	}
	for i := range be.Uint32(signature[8:]) {
		directory := signature[be.Uint32(signature[12+8*i+4:]):]
		if be.Uint32(directory) != codeDirectory {
			continue
		}
		flags, hashes, count, limit := be.Uint32(directory[12:]), be.Uint32(directory[16:]), be.Uint32(directory[28:]), be.Uint32(directory[32:])
		size, kind, page := uint32(directory[36]), directory[37], 1<<directory[39]
		if flags&adHoc == 0 || kind != hashSHA256 || size != sha256.Size || int(limit) != len(code) {
			return fmt.Errorf("flags %#x, hash %d, for %d of %d bytes", flags, kind, limit, len(code))
		}
		pages := slices.Collect(slices.Chunk(code, page))
		if len(pages) != int(count) {
			return fmt.Errorf("%d hashes for %d pages", count, len(pages))
		}
		for n, page := range pages {
			if sum := sha256.Sum256(page); !bytes.Equal(sum[:], directory[hashes+uint32(n)*size:][:size]) {
				return fmt.Errorf("the hash of page %d is another", n)
			}
		}
		return nil
	}
	return errors.New("without a code directory")
}
