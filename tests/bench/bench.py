#!/usr/bin/env python3
"""CPU seconds and peak memory of planpress and, beside it, of the peers that are installed.

usage: bench.py PROGRAM OUTDIR [--runs N]
Each command runs N times (5); the least user+sys seconds count, since the machine may be busy.
Peers format the same FO that planpress makes (planpress render --to fo).
"""
import os
import shutil
import subprocess
import sys


def measure(command, runs):
    """Least CPU seconds, largest resident MB over the runs; None if the command failed."""
    best, peak = None, 0
    for _ in range(runs):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            return None
        cpu = usage.ru_utime + usage.ru_stime
        best = cpu if best is None else min(best, cpu)
        peak = max(peak, usage.ru_maxrss / 1024)
    return best, peak


def pages(pdf):
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True)
    for line in info.stdout.splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    return 0


def main():
    program, out = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 5
    os.makedirs(out, exist_ok=True)
    print(f"{'document':26} {'formatter':16} {'CPU s':>8} {'MB':>7} {'pages':>6} {'pages/CPU s':>12} {'ratio':>7}")
    for plan in ["samples/peer-reviews.xml", "samples/measurement.xml"]:
        name = os.path.basename(plan)[:-4]
        fo, pdf = f"{out}/{name}.fo", f"{out}/{name}.pdf"
        subprocess.run([program, "render", "-l", "plan", "--to", "fo", "-o", fo, "--quiet", plan], check=True)
        rows = [("planpress render", pdf, [program, "render", "-l", "plan", "-o", pdf, "--quiet", plan]),
                ("  by libharu", pdf, [program, "render", "-l", "plan", "--renderer", "haru", "-o", pdf, "--quiet", plan]),
                ("planpress format", pdf, [program, "format", "-o", pdf, "--quiet", fo])]
        if shutil.which("fop"):
            other = f"{out}/{name}-fop.pdf"
            rows.append(("fop", other, ["fop", "-r", "-q", fo, other]))
        first = None
        for label, target, command in rows:
            got = measure(command, 1 if label == "fop" else runs)
            if got is None:
                print(f"{name:26} {label:16} failed")
                continue
            cpu, peak = got
            first = first or cpu
            n = pages(target)
            print(f"{name:26} {label:16} {cpu:8.3f} {peak:7.1f} {n:6} {n / cpu:12.1f} {cpu / first:6.1f}×")


main()
