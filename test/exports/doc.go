// Package exports holds no code: its tests open everything that the program
// exports with the program it is for, against the demo server. The curl
// commands are run by real shells and a real curl, the Postman collection by
// newman, the HTML page by a headless Chromium, the Markdown by goldmark.
//
// They need the build tag exports and what script/test --stage exports installs.
// PowerShell and cmd are not among them: they cannot be run here, and are held
// to their documented rules by the tests of internal/report.
package exports
