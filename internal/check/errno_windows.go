package check

import "syscall"

// Codes of Windows Sockets that package syscall does not name (Microsoft,
// "Windows Sockets Error Codes").
const (
	wsaENETDOWN     syscall.Errno = 10050
	wsaENETUNREACH  syscall.Errno = 10051
	wsaETIMEDOUT    syscall.Errno = 10060
	wsaECONNREFUSED syscall.Errno = 10061
	wsaEHOSTDOWN    syscall.Errno = 10064
	wsaEHOSTUNREACH syscall.Errno = 10065
)

// Errors of the operating system, by what they mean.
var (
	errnoRefused = []syscall.Errno{wsaECONNREFUSED, syscall.ECONNREFUSED}
	errnoReset   = []syscall.Errno{syscall.WSAECONNRESET, syscall.WSAECONNABORTED, syscall.ECONNRESET, syscall.EPIPE}
	errnoTimeout = []syscall.Errno{wsaETIMEDOUT}
	errnoOffline = []syscall.Errno{wsaENETDOWN, wsaENETUNREACH, wsaEHOSTDOWN, wsaEHOSTUNREACH}
)
