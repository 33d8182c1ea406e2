// Command licences gathers the licences of everything that is shipped into
// assets/licences.txt, which the About box and the packages show. It asks the
// Go command which modules are in the program on each system, reads their
// licence files from the module cache, and has google/licensecheck say which
// licence each text is. A licence that is not on the list in allowed.go, and a
// text that no licence can be seen in, end it with status 1.
//
//	script/licences          writes assets/licences.txt
//	script/licences -check   only compares: status 1 where it is stale
//	script/licences -list    prints the modules with their licences
//
// It belongs to the scripts and is not part of the program.
package main
