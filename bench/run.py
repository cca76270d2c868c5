"""Times commands in turns, so that a machine that gets busier slows all of them; prints minimum and median of each."""
import os
import statistics
import subprocess
import sys
import time

work, runs = sys.argv[1], int(sys.argv[2])
null = open(os.devnull, "w")


def once(command, folder, piped):
    """Milliseconds; with a pipe, what comes out of it is read and thrown away."""
    start = time.perf_counter()
    if piped:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=null)
        buffer = bytearray(1 << 20)
        while process.stdout.raw.readinto(buffer) if hasattr(process.stdout, "raw") else process.stdout.read(1 << 20):
            pass
        code = process.wait()
    else:
        code = subprocess.run(command, cwd=folder, stdout=null, stderr=null).returncode
    if code != 0:
        sys.exit(f"{command} ended with {code}")
    return (time.perf_counter() - start) * 1000


def rounds(count, cases):
    times = {name: [] for name in cases}
    for _ in range(count + 1):
        for name, case in cases.items():
            times[name].append(once(*case))
    # The first round fills caches.
    return {name: (min(all_[1:]), statistics.median(all_[1:])) for name, all_ in times.items()}


def show(title, figures, base, unit="ms"):
    print(f"\n{title}\n{'':34}{'min':>9}{'median':>9}   {unit}, and times the median of: {base}")
    for name, (least, middle) in figures.items():
        print(f"{name:34}{least:9.1f}{middle:9.1f}{middle / figures[base][1]:9.2f}")


env, folder, plain = f"{work}/folder/.env", f"{work}/folder", f"{work}/plain"
peers = f"{work}/peers/node_modules/.bin"
show(f"true with a .env of 60 keys, {runs} runs", rounds(runs, {
    "a bare program": ([f"{work}/bare/bare", env, "true"], plain, False),
    "devflow, nothing to mask": (["devflow", "run", "--", "true"], folder, False),
    "a bare program, in a pipe": ([f"{work}/bare/bare", env, "true"], plain, True),
    "devflow, masking": (["devflow", "run", "--", "true"], folder, True),
}), "a bare program")
show(f"the same, {max(runs // 4, 3)} runs", rounds(max(runs // 4, 3), {
    "devflow, masking": (["devflow", "run", "--", "true"], folder, True),
    "dotenvx run": ([f"{peers}/dotenvx", "run", "--quiet", "--", "true"], plain, True),
    "varlock run": ([f"{peers}/varlock", "run", "--", "true"], plain, True),
}), "devflow, masking")

masking = rounds(5, {
    "cat": (["cat", f"{work}/text"], folder, True),
    "devflow, not masking": (["devflow", "run", "--no-masking", "--", "cat", f"{work}/text"], folder, True),
    "devflow, masking 60 secrets": (["devflow", "run", "-e", f"{work}/secrets.env", "--", "cat", f"{work}/text"], folder, True),
})
show("200 MB of text through a pipe, 5 runs", masking, "devflow, not masking")
print(f"masked: {200_000 / masking['devflow, masking 60 secrets'][1]:.0f} MB/s by the median (the bar: 200)")
