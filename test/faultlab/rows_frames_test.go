package faultlab

import (
	"strings"

	"golang.org/x/net/http2"

	"pleokeycheck/internal/check"
)

// framesRows are faults in frames of HTTP/2. Where the words of a fault name
// no place, it is in answer to the first request.
func framesRows() []row {
	on := func(respond func(*frameCall)) func(*lab) { return func(l *lab) { l.frames(respond) } }
	last := func(respond func(*frameCall)) func(*lab) {
		return on(func(c *frameCall) {
			if strings.Contains(c.path, "/v2/employees") {
				respond(c)
				return
			}
			c.healthy()
		})
	}
	resets := func(code http2.ErrCode) func(*lab) {
		return on(func(c *frameCall) { _ = c.WriteRSTStream(c.stream, code) })
	}
	raw := func(kind http2.FrameType, flags http2.Flags, stream uint32, payload string) func(*lab) {
		return on(func(c *frameCall) {
			_ = c.WriteRawFrame(kind, flags, stream, []byte(payload))
			c.close = true
		})
	}
	slow := func(respond func(*frameCall)) func(*lab) {
		return func(l *lab) {
			l.limits.FirstByte, l.limits.Total = fair, 2*fair
			l.frames(respond)
		}
	}
	reset := unclear(check.ConnectionReset, check.StepIdentity)
	wrong := unclear(check.UnexpectedAnswer, check.StepIdentity)
	cut := unclear(check.AnswerCutOff, check.StepIdentity)
	large := unclear(check.AnswerTooLarge, check.StepIdentity)
	timeout := unclear(check.AnswerTimeout, check.StepIdentity)
	return []row{
		{"the request is reset for an internal error", resets(http2.ErrCodeInternal), reset},
		{"the request is reset as cancelled", resets(http2.ErrCodeCancel), reset},
		{"the request is reset for going too fast", resets(http2.ErrCodeEnhanceYourCalm), reset},
		{"the request is reset for a protocol error", resets(http2.ErrCodeProtocol), reset},
		{"the request is reset because HTTP/1.1 is wanted", resets(http2.ErrCodeHTTP11Required), reset},
		{"the request is reset with a code that does not exist", resets(0xfeed), reset},
		{"the test request is reset", last(func(c *frameCall) { _ = c.WriteRSTStream(c.stream, http2.ErrCodeInternal) }), unclear(check.ConnectionReset, check.StepRequest)},
		{"every request is refused unprocessed", func(l *lab) {
			l.limits.Total = fair
			l.frames(func(c *frameCall) { _ = c.WriteRSTStream(c.stream, http2.ErrCodeRefusedStream) })
		}, timeout},
		{"the answer is reset in the body", on(func(c *frameCall) {
			c.ok(false)
			c.data(false, `{"data":`)
			_ = c.WriteRSTStream(c.stream, http2.ErrCodeInternal)
		}), cut},
		{"the connection ends in the body", on(func(c *frameCall) {
			c.ok(false)
			c.data(false, `{"data":`)
			c.close = true
		}), cut},
		{"the connection ends after the request", on(func(c *frameCall) { c.close = true }), reset},
		{"the connection is wound up for an error", on(func(c *frameCall) {
			c.goAway(c.stream, http2.ErrCodeInternal)
			c.close = true
		}), reset},
		{"the connection is wound up in the body", on(func(c *frameCall) {
			c.ok(false)
			c.data(false, `{"data":`)
			c.goAway(c.stream, http2.ErrCodeInternal)
			c.close = true
		}), cut},
		{"the connection is wound up, and the answer still comes", on(func(c *frameCall) {
			c.goAway(c.stream, http2.ErrCodeNo)
			c.healthy()
			c.close = true
		}), healthy(check.OK)},
		{"every connection is wound up before the request", func(l *lab) {
			l.limits.Total = fair
			l.greeted(func(f *framed) {
				_ = f.WriteSettings()
				f.goAway(0, http2.ErrCodeNo)
			}, func(c *frameCall) { c.close = true })
		}, reset},
		{"the greeting is garbage", func(l *lab) {
			l.greeted(func(f *framed) { _, _ = f.conn.Write([]byte("220 fake mail server fake fake\r\n")) }, func(c *frameCall) { c.close = true })
		}, wrong},
		{"the greeting is HTTP/1.1", func(l *lab) {
			l.greeted(func(f *framed) { _, _ = f.conn.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n")) }, func(c *frameCall) { c.close = true })
		}, wrong},
		{"the greeting never comes", func(l *lab) {
			l.limits.FirstByte = fair
			l.greeted(func(*framed) {}, func(c *frameCall) {})
		}, timeout.fact(check.FactPhase, "wait").fact(check.FactLimit, "1.5 s")},
		{"a greeting with a window of impossible size", func(l *lab) {
			l.frames(func(c *frameCall) { c.close = true }, http2.Setting{ID: http2.SettingInitialWindowSize, Val: 1 << 31})
		}, wrong},
		{"no request is allowed at once", func(l *lab) {
			l.limits.FirstByte, l.limits.Total = fair, fair
			l.frames(func(*frameCall) {}, http2.Setting{ID: http2.SettingMaxConcurrentStreams, Val: 0})
		}, timeout},
		{"the window for a body is never opened", func(l *lab) {
			l.limits.Total = fair
			l.in.Operation = "chart-of-accounts"
			l.frames(func(c *frameCall) {
				if c.method != "POST" {
					c.healthy()
				}
			}, http2.Setting{ID: http2.SettingInitialWindowSize, Val: 0})
		}, unclear(check.AnswerTimeout, check.StepRequest).fact(check.FactPhase, "send").fact(check.FactLimit, "1.5 s")},
		{"the window is opened beyond its size", slow(func(c *frameCall) {
			for range 3 {
				_ = c.WriteWindowUpdate(c.stream, 1<<31-1)
			}
		}), timeout.fact(check.FactPhase, "wait")},
		{"the window is opened by nothing", raw(http2.FrameWindowUpdate, 0, 0, "\x00\x00\x00\x00"), wrong},
		{"a body before its head", raw(http2.FrameData, 0, 1, "fake"), wrong},
		{"a body of no request", raw(http2.FrameData, 0, 0, "fake"), wrong},
		{"an answer to a request that was not made", raw(http2.FrameHeaders, http2.FlagHeadersEndHeaders, 99, string(block("", ":status", "200"))), reset},
		{"a promise, which nobody wants", raw(http2.FramePushPromise, http2.FlagPushPromiseEndHeaders, 1, "\x00\x00\x00\x02"+string(block("", ":method", "GET"))), wrong},
		{"settings for a request", raw(http2.FrameSettings, 0, 1, ""), wrong},
		{"settings cut short", raw(http2.FrameSettings, 0, 0, "fake"), wrong},
		{"a ping cut short", raw(http2.FramePing, 0, 0, "fake"), wrong},
		{"a header block that is garbage", raw(http2.FrameHeaders, http2.FlagHeadersEndHeaders, 1, "\xff\xff\xff\xff\xff\xff"), wrong},
		{"frames of a kind that does not exist, and no answer", slow(func(c *frameCall) {
			_ = c.WriteRawFrame(0xfe, 0, c.stream, []byte("fake"))
		}), timeout},
		{"a frame that is too large", on(func(c *frameCall) {
			_ = c.WriteRawFrame(http2.FrameData, 0, c.stream, make([]byte, 1<<20+1<<19))
			c.close = true
		}), wrong},
		{"headers without a status", on(func(c *frameCall) { c.headers(true, "content-type", typeJSON) }), wrong},
		{"headers whose status is a word", on(func(c *frameCall) { c.headers(true, ":status", "ECHO") }), wrong},
		{"headers in capital letters", on(func(c *frameCall) { c.headers(true, ":status", "200", "X-FAKE", "fake") }), wrong},
		{"a head without a body", on(func(c *frameCall) { c.ok(true) }), wrong},
		{"a head, and then nothing", slow(func(c *frameCall) { c.ok(false) }), timeout.fact(check.FactPhase, "download").fact(check.FactLimit, "3 s")},
		{"a body longer than its length", on(func(c *frameCall) {
			c.headers(false, ":status", "200", "content-type", typeJSON, "content-length", "3")
			c.data(true, emptyList)
		}), cut},
		{"a body shorter than its length", on(func(c *frameCall) {
			c.headers(false, ":status", "200", "content-type", typeJSON, "content-length", "3000")
			c.data(true, emptyList)
		}), cut},
		{"a body beyond the window", on(func(c *frameCall) {
			c.ok(false)
			for range 8 << 10 {
				if c.WriteData(c.stream, false, []byte(strings.Repeat(" ", 16<<10-1))) != nil {
					break
				}
			}
			c.close = true
		}), want{kind: check.AnswerCutOff, or: check.AnswerTooLarge, verdict: check.Inconclusive, step: check.StepIdentity}},
		{"headers over the limit", on(func(c *frameCall) {
			c.frameBlock(block("", ":status", "200", "content-type", typeJSON, "x-fake", strings.Repeat("x", 200<<10)))
		}), large.fact(check.FactLimit, "64 KiB")},
		{"headers far over the limit", on(func(c *frameCall) {
			c.frameBlock(block("", ":status", "200", "content-type", typeJSON, "x-fake", strings.Repeat("x", 3<<20)))
			c.close = true
		}), wrong},
		{"endless headers", on(func(c *frameCall) {
			_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: c.stream, BlockFragment: block("", ":status", "200")})
			for c.WriteContinuation(c.stream, false, block("", "x-fake", strings.Repeat("x", 8<<10))) == nil {
			}
			c.close = true
		}), wrong},
		{"endless interim answers", on(func(c *frameCall) {
			for c.WriteHeaders(http2.HeadersFrameParam{StreamID: c.stream, EndHeaders: true, BlockFragment: block("", ":status", "103", "x-fake", strings.Repeat("x", 4<<10))}) == nil {
			}
			c.close = true
		}), large},
		{"a flood of settings", slow(func(c *frameCall) {
			c.flood(func() error { return c.WriteSettings(http2.Setting{ID: http2.SettingMaxConcurrentStreams, Val: 100}) })
		}), timeout.fact(check.FactPhase, "wait").fact(check.FactLimit, "1.5 s")},
		{"a flood of pings", slow(func(c *frameCall) {
			c.flood(func() error { return c.WritePing(false, [8]byte{1}) })
		}), timeout.fact(check.FactPhase, "wait").fact(check.FactLimit, "1.5 s")},
		{"a flood of empty bodies", slow(func(c *frameCall) {
			c.ok(false)
			c.flood(func() error { return c.WriteData(c.stream, false, nil) })
		}), timeout.fact(check.FactPhase, "download").fact(check.FactLimit, "3 s")},
	}
}

// frameBlock writes a header block of any size over as many frames as it takes.
func (c *frameCall) frameBlock(b []byte) {
	const most = 16 << 10
	_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: c.stream, EndStream: true, EndHeaders: len(b) <= most, BlockFragment: b[:min(most, len(b))]})
	for b = b[min(most, len(b)):]; len(b) > 0; b = b[min(most, len(b)):] {
		_ = c.WriteContinuation(c.stream, len(b) <= most, b[:min(most, len(b))])
	}
}

// flood writes a frame for as long as the connection takes it, while another
// goroutine reads what comes back.
func (c *frameCall) flood(write func() error) {
	c.l.serve(func() { drainAll(c.conn) })
	for write() == nil {
	}
	c.close = true
}
