// Package guide holds the way from no key to a key that works, as Pleo's
// workflow for standalone API keys describes it: steps, their parts, which of
// them are done, and which part solves a finding.
//
// It is data and rules only. The words are in the catalogue, by the ids that
// Texts lists; nothing here is shown, stored or sent.
package guide
