"""Runs Orca with a debug file, whether or not others run, and without a voice.

    python3 run-orca.py DEBUG-FILE

The file gets what Orca would speak. On SIGUSR1 it also gets a line "IDLE", as soon
as Orca has dealt with everything that had been told on the bus by then.
"""

import signal
import sys

sys.modules["speechd"] = None  # what makes the sound

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Atspi, GLib
from orca import debug

debug.debugLevel = debug.LEVEL_INFO
debug.eventDebugLevel = debug.LEVEL_OFF
debug.debugFile = open(sys.argv[1], "w", buffering=1)

from orca import event_manager, orca


def asked():
    """Fetches what was sent before now, then waits behind it."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    desktop.get_child_count()
    GLib.idle_add(idle, priority=GLib.PRIORITY_LOW)
    return True


def idle():
    if not event_manager.getManager()._eventQueue.empty():
        return True
    print("IDLE", file=debug.debugFile)
    return False


orca.getSettingsManager().activate()
GLib.unix_signal_add(GLib.PRIORITY_LOW, signal.SIGUSR1, asked)
sys.exit(orca.main())
