"""Ways in which a file changes that are easily missed. Arguments: the folder, and which."""

import ctypes
import mmap
import os
import platform
import socket
import subprocess
import sys
import threading
import time

folder, which = sys.argv[1:]
path = folder + "/file"

if which == "kernel":
    # A write that goes to the kernel past the library's own function for it.
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    number = {"x86_64": 1, "aarch64": 64}[platform.machine()]
    assert ctypes.CDLL(None).syscall(number, fd, b"past\n", 5) == 5
elif which == "stdio":
    # The library's own buffered writing, which calls its `write` from within.
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    file = ctypes.c_void_p(libc.fopen(path.encode(), b"w"))
    libc.fputs(b"buffered\n", file)
    assert libc.fclose(file) == 0
elif which == "child":
    open(path, "w").write("parent\n")
    subprocess.run(["sh", "-c", 'echo child >> "$0" && mv "$0" "$0.moved"', path], check=True)
elif which == "mapped":
    open(path, "wb").write(b"." * 4096)
    with open(path, "r+b") as file:
        mapped = mmap.mmap(file.fileno(), 4096)
        mapped[:4] = b"over"
        mapped.close()
elif which == "names":
    # Descriptors that were copied, paths through links and relative ones, files without a name, links, and what else there is.
    os.mkdir(folder + "/a")
    os.symlink(folder + "/a", folder + "/../way")
    os.chdir(folder + "/../way")
    fd = os.dup(os.open("b", os.O_RDWR | os.O_CREAT))
    os.write(fd, b"one two three")
    os.pwrite(fd, b"TWO", 4)
    os.pwritev(fd, [b"THR", b"EE"], 8)
    os.ftruncate(fd, 20)
    os.truncate("../a/b", 16)
    os.posix_fallocate(fd, 0, 32)
    os.link("b", "c")
    os.rename("b", folder + "/d")
    os.unlink("c")
    nameless = os.open(folder, os.O_RDWR | os.O_TMPFILE)
    os.write(nameless, b"nameless")
    at_cwd, follow = -100, 0x400
    link = f"/proc/self/fd/{nameless}".encode()
    assert ctypes.CDLL(None).linkat(at_cwd, link, at_cwd, (folder + "/named").encode(), follow) == 0
    os.chdir("/")
    os.rmdir(folder + "/a")
    open(folder + "/d", "a").write("at the end")
    open(folder + "/named", "w").close()
elif which == "threads":
    def work(n):
        for i in range(50):
            with open(f"{path}.{n}.{i % 7}", "a") as file:
                file.write(f"{i}\n")
            with open(path, "a") as file:
                file.write(f"{n} {i}\n")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
elif which == "through":
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_DSYNC)
    os.write(fd, b"at once")
    fd = os.open(folder + "/later", os.O_WRONLY | os.O_CREAT)
    os.write(fd, b"....")
    os.pwritev(fd, [b"at ", b"once"], 4, os.RWF_DSYNC)
elif which == "socket":
    here, there = socket.socketpair()
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    here.send(b"sent")
    os.write(fd, b"1")
    here.sendmsg([b"mess", b"age"])
    os.write(fd, b"2")
    os.write(here.fileno(), b"written")
    assert there.recv(100) == b"sentmessagewritten"
elif which == "clock":
    before = time.time()
    open(path, "w").close()
    print(round(time.time() - before), flush=True)
