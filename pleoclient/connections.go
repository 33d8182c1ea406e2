package pleoclient

import (
	"net"
	"sync"
)

// connections are those that a client has open, so that Close leaves none
// behind. Go's transport closes those it takes to be idle; an HTTP/2
// connection whose request was just given up is not among them, and would stay
// until its server ends it.
type connections struct {
	mu    sync.Mutex
	users map[*dialed]int // requests that use a connection
	stuck bool            // the transport did not come back, see await
}

// dialed is a connection that remembers the proxy it goes to.
type dialed struct {
	net.Conn
	proxy string
	among *connections
}

func (d *dialed) Close() error {
	d.among.mu.Lock()
	delete(d.among.users, d)
	d.among.mu.Unlock()
	return d.Conn.Close()
}

// dialedFrom finds our connection under the layers of TLS; nil where another
// transport made it.
func dialedFrom(conn net.Conn) *dialed {
	for {
		switch c := conn.(type) {
		case *dialed:
			return c
		case interface{ NetConn() net.Conn }:
			conn = c.NetConn()
		default:
			return nil
		}
	}
}

// add notes a new connection. A nil c keeps no list.
func (c *connections) add(conn net.Conn, proxy string) *dialed {
	if c == nil {
		c = &connections{}
	}
	d := &dialed{Conn: conn, proxy: proxy, among: c}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.users == nil {
		c.users = map[*dialed]int{}
	}
	c.users[d] = 0
	return d
}

// use notes that a request begins (by is 1) or ends (-1) to use a connection.
// d may be nil or closed.
func (d *dialed) use(by int) {
	if d == nil {
		return
	}
	d.among.mu.Lock()
	defer d.among.mu.Unlock()
	if n, open := d.among.users[d]; open {
		d.among.users[d] = n + by
	}
}

// setStuck notes that the transport did not come back.
func (c *connections) setStuck() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stuck = true
}

// closeUnused closes the connections that no request uses, and reports whether
// the transport is stuck.
func (c *connections) closeUnused() (stuck bool) {
	var unused []*dialed
	c.mu.Lock()
	for d, n := range c.users {
		if n <= 0 {
			unused = append(unused, d)
		}
	}
	stuck = c.stuck
	c.mu.Unlock()
	for _, d := range unused {
		d.Close()
	}
	return stuck
}
