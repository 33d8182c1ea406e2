// Package exports holds no code: its tests open everything that the program
// exports with the program it is for, against the demo server. The curl
// commands are run by real shells and a real curl, the Postman collection by
// newman, the HTML page by a headless Chromium, the Markdown by goldmark, the line
// for cmd by Wine's cmd.
//
// They need the build tag exports and what script/test --stage exports installs.
// PowerShell is not among them: no registry has it. Its script is read by its
// documented rules, here and in internal/report, and what it writes for curl is
// read by a real curl.
package exports
