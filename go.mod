module pleokeycheck

go 1.26.0

require (
	github.com/gofrs/flock v0.13.1
	github.com/natefinch/atomic v1.0.1
)

require golang.org/x/sys v0.49.0 // indirect
