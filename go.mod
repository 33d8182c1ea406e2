module pleokeycheck

go 1.26.0
