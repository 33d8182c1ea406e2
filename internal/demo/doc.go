// Package demo is a stand-in for the Pleo External API. It serves the demo
// environment and the tests of the other packages.
//
// It owns invented companies, employees and bookkeeping data (data.json, a row a
// line, with fields that begin with "@" for the server itself), a set of public
// fake keys (see [Stories]), and the behaviour of the 24 reading operations as
// far as it is publicly known: Basic authentication, scopes, the two spellings
// of the company parameter, paging, error bodies, request ids and rate limits.
// Where Pleo's documents are silent the choice made here is said in a comment;
// it shows one way a server may behave, not what Pleo does.
//
// It never holds real data or a real key, never listens on anything but
// loopback, never calls another server, never writes to disk and changes none
// of its data. Of ours it imports pleoclient, for the form of a UUID.
package demo
