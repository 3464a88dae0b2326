"""N hosts on one Linux bridge by Mininet, without a controller. Says ready and pinged, and hears ping and stop on descriptor 3."""

import os
import sys

from mininet.log import setLogLevel
from mininet.net import Mininet
from mininet.nodelib import LinuxBridge
from mininet.topo import SingleSwitchTopo

count = int(sys.argv[1])
pinged = [int(word) for word in sys.argv[2].split(",")]
setLogLevel("error")
net = Mininet(topo=SingleSwitchTopo(k=count), switch=LinuxBridge, controller=None, ipBase="10.0.0.0/16")
net.start()
print("ready", flush=True)
for word in os.fdopen(3):
    if word.strip() == "stop":
        net.stop()
        break
    first = net.get("h1")
    pings = [first.popen(["ping", "-c", "1", "-w", "20", "-q", net.get("h%d" % n).IP()]) for n in pinged]
    lost = [ping for ping in pings if ping.wait() != 0]
    print("lost" if lost else "pinged", flush=True)
