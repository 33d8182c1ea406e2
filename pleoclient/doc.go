// Package pleoclient speaks the reading part of the Pleo External API with a
// standalone API key.
//
// It owns the environments, the catalogue of reading operations, the sending
// of one request, and the proof that an answer is what Pleo documents. Every
// outcome is either an [Exchange] of the documented shape or a typed error.
//
// It never writes to Pleo, never follows a redirect, never retries by itself,
// never sends a key over a connection without TLS except to this computer, and
// never keeps a key: the key is asked for when the Authorization header is
// written. It uses the standard library only and imports nothing of this
// module.
//
// Where a comment says DOC, SPEC or FIELD, the fact comes from Pleo's
// developer site, from Pleo's OpenAPI documents, or from third parties who
// called the API.
package pleoclient
