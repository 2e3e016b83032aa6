# %% wrong: never-run looks-like: left-too-early
def relay(producer, screen):
    waiting = queue.Queue()
    Thread(target=producer, args=(waiting.put,))
    while not waiting.empty():
        screen.show(waiting.get())


# %% wrong: run-more-than-once looks-like: no-thread
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while waiting.empty():
        pass
    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: no-thread looks-like: shown-from-the-thread
def relay(producer, screen):
    try:
        producer(screen.show)
    except Exception as error:
        screen.trouble(error)


# %% wrong: no-thread/called-at-once looks-like: run-more-than-once
def relay(producer, screen):
    waiting = queue.Queue()
    thread = Thread(target=producer(waiting.put))
    thread.start()
    thread.join()
    while not waiting.empty():
        screen.show(waiting.get())


# %% wrong: shown-at-the-end looks-like: left-too-early
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    thread = Thread(target=produce)
    thread.start()
    thread.join()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: shown-at-the-end/one-late looks-like: not-waited-for
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    held = None
    while True:
        what, value = waiting.get()
        if held is not None:
            screen.show(held)
            held = None
        if what == "piece":
            held = value
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: shown-from-the-thread looks-like: no-thread
def relay(producer, screen):
    def produce():
        try:
            producer(screen.show)
        except Exception as error:
            screen.trouble(error)

    thread = Thread(target=produce)
    thread.start()
    thread.join()


# %% wrong: left-too-early looks-like: never-run
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    screen.show(waiting.get()[1])
    time.sleep(0.02)


# %% wrong: left-too-early/empty-text looks-like: more-than-pieces-shown
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(waiting.put)
            waiting.put("")
        except Exception as error:
            waiting.put(error)

    Thread(target=produce, daemon=True).start()
    while True:
        value = waiting.get()
        if isinstance(value, Exception):
            screen.trouble(value)
            return
        if not value:
            return
        screen.show(value)


# %% wrong: more-than-pieces-shown looks-like: left-too-early
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(piece))
            waiting.put(None)
        except Exception as error:
            waiting.put(error)

    Thread(target=produce, daemon=True).start()
    while True:
        value = waiting.get()
        if isinstance(value, Exception):
            screen.trouble(value)
            return
        screen.show(value)
        if value is None:
            return


# %% wrong: more-than-pieces-shown/pairs looks-like: last-piece-first
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show((what, value))
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: error-lost looks-like: pieces-before-the-error-lost
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("end", None))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: error-lost/finally looks-like: waits-for-ever
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
        finally:
            waiting.put(("end", None))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: error-lost/printed looks-like: trouble-before-the-pieces
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
        except Exception as error:
            print(error)
        waiting.put(("end", None))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: trouble-more-than-once looks-like: trouble-where-none-was
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            screen.trouble(value)
            return
        else:
            return


# %% wrong: pieces-before-the-error-lost looks-like: error-lost
def relay(producer, screen):
    waiting, errors = queue.Queue(), []

    def produce():
        try:
            producer(waiting.put)
        except Exception as error:
            errors.append(error)
        waiting.put(None)

    Thread(target=produce, daemon=True).start()
    while True:
        piece = waiting.get()
        time.sleep(0.005)
        if errors:
            screen.trouble(errors[0])
            return
        if piece is None:
            return
        screen.show(piece)


# %% wrong: not-the-error-itself looks-like: error-lost
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", str(error)))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: not-the-error-itself/class looks-like: trouble-more-than-once
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", type(error)))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: not-the-error-itself/another looks-like: pieces-before-the-error-lost
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", RuntimeError(f"it broke: {error}")))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: trouble-before-the-pieces looks-like: not-the-error-itself
def relay(producer, screen):
    waiting, errors = queue.Queue(), []

    def produce():
        try:
            producer(waiting.put)
        except Exception as error:
            errors.append(error)
        waiting.put(None)

    Thread(target=produce, daemon=True).start()
    while True:
        piece = waiting.get()
        time.sleep(0.005)
        if errors:
            screen.trouble(errors.pop())
        if piece is None:
            return
        screen.show(piece)


# %% wrong: trouble-where-none-was looks-like: trouble-more-than-once
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        else:
            screen.trouble(value)
            return


# %% wrong: last-piece-first looks-like: shown-at-the-end
def relay(producer, screen):
    waiting, pieces = queue.Queue(), []

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            pieces.append(value)
            with screen.shown:
                screen.pieces += 1
                screen.shown.notify_all()
        else:
            for piece in reversed(pieces):
                screen.show(piece)
            if what == "error":
                screen.trouble(value)
            return


# %% wrong: not-waited-for looks-like: error-lost
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    for _ in range(4):
        what, value = waiting.get()
        if what == "error":
            screen.trouble(value)
            return
        if what == "end":
            return
        screen.show(value)


# %% wrong: endless-loop/error-not-caught
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        producer(lambda piece: waiting.put(("piece", piece)))
        waiting.put(("end", None))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% wrong: endless-loop looks-like: waits-for-ever
def relay(producer, screen):
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        elif what == "error":
            screen.trouble(value)
            return
        else:
            return


# %% right: sentinel
def relay(producer, screen):
    waiting, over = queue.SimpleQueue(), object()

    def produce():
        trouble = None
        try:
            producer(waiting.put)
        except Exception as error:
            trouble = error
        finally:
            waiting.put((over, trouble))

    thread = threading.Thread(target=produce)
    thread.start()
    while True:
        got = waiting.get()
        if isinstance(got, tuple) and got[0] is over:
            break
        screen.show(got)
    thread.join()
    if got[1] is not None:
        screen.trouble(got[1])
    return "whatever"


# %% right: iter-and-list
def relay(producer, screen):
    waiting, errors = queue.Queue(), []

    def produce():
        try:
            producer(waiting.put)
        except Exception as error:
            errors.append(error)
        waiting.put(None)

    Thread(target=produce, daemon=True).start()
    for piece in iter(waiting.get, None):
        screen.show(piece)
    for error in errors:
        screen.trouble(error)


# %% right: futures
from concurrent.futures import ThreadPoolExecutor


def relay(producer, screen):
    waiting, over = queue.Queue(), object()

    def produce():
        try:
            producer(waiting.put)
        finally:
            waiting.put(over)

    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(produce)
        while (piece := waiting.get()) is not over:
            screen.show(piece)
        if future.exception() is not None:
            screen.trouble(future.exception())


# %% right: polling
def relay(producer, screen):
    waiting, errors = queue.Queue(), []

    def produce():
        try:
            producer(waiting.put)
        except Exception as error:
            errors.append(error)

    thread = Thread(target=produce)
    thread.start()
    while thread.is_alive() or not waiting.empty():
        try:
            screen.show(waiting.get(timeout=0.01))
        except queue.Empty:
            pass
    if errors:
        screen.trouble(errors[0])
