// Package connection keeps saved connections and the history of checks on disk,
// in a directory that the caller names.
//
// It owns four files there: connections.json (replaced as a whole, atomically),
// history.jsonl (one check a line, appended to, compacted now and then),
// store.lock and keys.lock. Every write is a read-modify-write under an
// inter-process lock, so that two running copies never lose each other's writes,
// and a process that is killed, or a machine that crashes, at any moment leaves
// either the old state or the new one. Reads take no lock. What a later version wrote beside the fields known here is kept.
//
// It never sees, asks for or stores a key: only the hint of one. It never
// overwrites a file that it cannot read: a broken one is renamed aside, one of a
// newer version or an excessive size is refused and left alone, and so is what
// is no regular file, which is not followed either. It starts no
// goroutines and talks to nothing but this directory.
package connection
