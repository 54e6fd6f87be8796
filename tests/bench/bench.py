#!/usr/bin/env python3
"""Speed and memory of planpress, and beside it of the formatters that are installed.

usage: bench.py PROGRAM OUTDIR [--sizes small,medium,large] [--runs N] [--only planpress,fop] [--shared DIR]

Documents: those of the shared benchmark (DIR/gen.py, by default ../shared/bench), else our own equal (gen.py beside this
file), which only planpress and fop can read.  Each round runs every formatter once, so that all see the same machine;
figures are medians of user+sys seconds of whole cold processes.  Seconds say little on a shared machine: the last column,
the ratio to planpress, is what may be quoted.

Peers: fop as it comes, and told to compile once and collect in one thread; groff; typst; the floor programs, which set
the same words without reading, nesting or deciding anything and so bound what can be reached.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = {"small": 5, "medium": 3, "large": 1}
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
FLOORS = (("floor_cairo", "pangocairo pangoft2 freetype2 fontconfig harfbuzz cairo-ft"), ("floor_hpdf", ""))


class Peer:
    """A formatter: its name, the shell command run in the document's folder, and the file that it makes there."""

    def __init__(self, name, command, output, needs="plan.fo"):
        self.name, self.command, self.output, self.needs = name, command, output, needs
        self.cpu, self.peak, self.failed = [], 0.0, False

    def run(self, folder):
        """One cold run; False if it failed."""
        path = os.path.join(folder, self.output)
        if os.path.exists(path):
            os.unlink(path)
        with open(os.path.join(folder, "bench.log"), "w") as log:
            child = subprocess.Popen(["sh", "-c", self.command], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.failed = not os.path.exists(path)
        if not self.failed:
            self.cpu.append(usage.ru_utime + usage.ru_stime)
            self.peak = max(self.peak, usage.ru_maxrss / 1024)
        return not self.failed


def pages(path):
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True)
    for line in info.stdout.splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    return 0


def output_of(command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def prepare(options, folder, size):
    """The document; whether it is the shared one, in every peer's syntax."""
    shared = os.path.join(options.shared, "gen.py")
    own = not os.path.exists(shared)
    generator = os.path.join(HERE, "gen.py") if own else shared
    stamp = os.path.join(folder, "made-by")
    made_by = open(stamp).read() if os.path.exists(stamp) else ""
    if made_by != generator:
        subprocess.run([sys.executable, generator, "--size", size, "--out", folder], check=True)
        with open(stamp, "w") as f:
            f.write(generator)
    return not own


def build_floors(options):
    """Compiles the floor programs; the names of those that are there."""
    built = []
    for name, packages in FLOORS:
        source, program = os.path.join(options.shared, name + ".c"), os.path.join(options.out, name)
        if not os.path.exists(source):
            continue
        flags = output_of(["pkg-config", "--cflags", "--libs"] + packages.split()).split() if packages else ["-lhpdf", "-lz", "-lpng"]
        if subprocess.run(["gcc", "-O2", "-w", "-o", program, source] + flags + ["-lm"]).returncode == 0:
            built.append(name)
    return built


def fop_config(options, font_dir):
    """The shared configuration, which registers the four faces and nothing else; "" if it is not there."""
    source = os.path.join(options.shared, "fop.xconf")
    if not os.path.exists(source):
        return ""
    target = os.path.join(options.out, "fop.xconf")
    with open(target, "w") as f:
        f.write(open(source).read().replace("@FONTDIR@", "file://" + font_dir))
    return f"-c {target} "


def peers_of(options, shared):
    """Everybody that can be run here; those that cannot are named."""
    font_dir = os.path.dirname(output_of(["fc-match", "-f", "%{file}", "Liberation Sans"]))
    program = os.path.abspath(options.program)
    peers = [Peer("planpress", f"{program} format --quiet -o planpress.pdf plan.fo", "planpress.pdf"),
             Peer("planpress, libharu", f"{program} format --quiet --renderer haru -o haru.pdf plan.fo", "haru.pdf")]
    lacking = []
    if shutil.which("fop"):
        call = "fop -q " + fop_config(options, font_dir) + "-fo plan.fo -pdf "
        peers.append(Peer("fop", call + "fop.pdf", "fop.pdf"))
        peers.append(Peer("fop, C1 and SerialGC", f"JAVA_ARGS='{QUICK_JAVA}' FOP_OPTS='{QUICK_JAVA}' {call} fop-c1.pdf", "fop-c1.pdf"))
    else:
        lacking.append("fop")
    groff = os.path.join(options.shared, "groff_render.sh")
    if shutil.which("groff") and shared:
        peers.append(Peer("groff", f"sh {groff} . groff.pdf", "groff.pdf", "plan.ms"))
    else:
        lacking.append("groff")
    if shutil.which("typst") and shared:
        peers.append(Peer("typst", f"typst compile --font-path {font_dir} plan.typ typst.pdf", "typst.pdf", "plan.typ"))
    else:
        lacking.append("typst")
    floors = build_floors(options) if shared else []
    if "floor_cairo" in floors:
        cairo = os.path.join(options.out, "floor_cairo")
        peers.append(Peer("floor: Pango + cairo", f"{cairo} b plan.txt floor-b.pdf", "floor-b.pdf", "plan.txt"))
        peers.append(Peer("floor: words + cairo", f"{cairo} w plan.txt floor-w.pdf", "floor-w.pdf", "plan.txt"))
    if "floor_hpdf" in floors:
        hpdf = os.path.join(options.out, "floor_hpdf")
        peers.append(Peer("floor: libharu", f"FONT_DIR={font_dir} {hpdf} plan.txt floor-c.pdf", "floor-c.pdf", "plan.txt"))
    if lacking:
        print("not here: " + ", ".join(lacking) + (" (groff and typst need the shared documents)" if not shared else ""))
    if options.only:
        wanted = options.only.split(",")
        peers = [p for p in peers if p.name == "planpress" or any(p.name.startswith(w) for w in wanted)]
    return peers


def measure(peers, folder, runs):
    """Interleaved: what disturbs one round disturbs all of them alike."""
    for i in range(runs):
        for peer in peers:
            if i > 0 and peer.failed or not peer.run(folder):
                continue
            print(f"  round {i + 1}: {peer.name} {peer.cpu[-1]:.2f} s", file=sys.stderr)


def print_table(title, peers, folder):
    base = statistics.median(peers[0].cpu) if peers[0].cpu else None
    print(f"\n{title}\n\n{'formatter':24} {'runs':>4} {'CPU s':>8} {'pages':>6} {'pages/CPU s':>12} {'MB':>7} {'CPU / planpress':>16}")
    for peer in peers:
        if not peer.cpu:
            print(f"{peer.name:24} failed: see {os.path.join(folder, 'bench.log')}")
            continue
        cpu = statistics.median(peer.cpu)
        count = pages(os.path.join(folder, peer.output))
        ratio = f"{cpu / base:15.2f}×" if base else ""
        print(f"{peer.name:24} {len(peer.cpu):4} {cpu:8.3f} {count:6} {count / max(cpu, 1e-3):12.1f} {peer.peak:7.1f} {ratio}")


def bench_document(options, size):
    folder = os.path.join(options.out, size)
    os.makedirs(folder, exist_ok=True)
    shared = prepare(options, folder, size)
    if not shared:
        print(f"{os.path.join(options.shared, 'gen.py')} is not there: our own document instead, which is not the one whose "
              "figures are published")
    peers = [p for p in peers_of(options, shared) if os.path.exists(os.path.join(folder, p.needs))]
    if size == "small":
        for peer in peers:
            peer.run(folder)  # the page cache, fontconfig's cache
            peer.cpu.clear()
    measure(peers, folder, options.runs or RUNS[size])
    print_table(f"## {size}", peers, folder)
    return peers


def bench_plan(options, small):
    """The cold start of a plan document, with its tables, chart and tags, beside fop's smallest."""
    folder = os.path.join(options.out, "small")
    plan = os.path.abspath(os.path.join(HERE, "../../samples/peer-reviews.xml"))
    call = f"{os.path.abspath(options.program)} render --quiet -l plan"
    peers = [Peer("plan by cairo", f"{call} -o plan.pdf {plan}", "plan.pdf"),
             Peer("plan by libharu", f"{call} --renderer haru -o plan-haru.pdf {plan}", "plan-haru.pdf")]
    peers += [p for p in small if p.name.startswith("fop")]
    for peer in peers:
        if not peer.name.startswith("fop"):
            peer.run(folder)
        peer.cpu.clear()
    measure(peers, folder, options.runs or RUNS["small"])
    print_table("## cold start: samples/peer-reviews.xml as a tagged plan, beside the small document by fop", peers, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("out")
    parser.add_argument("--sizes", default="small,medium,large")
    parser.add_argument("--runs", type=int, default=0, help="rounds (default: small 5, medium 3, large 1)")
    parser.add_argument("--only", default="", help="peers whose names begin with one of these")
    parser.add_argument("--shared", default=os.path.abspath(os.path.join(HERE, "../../../shared/bench")))
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    options.out = os.path.abspath(options.out)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; cold processes, medians of CPU seconds")
    for size in options.sizes.split(","):
        if size not in RUNS:
            sys.exit(f"no such size: {size}")
        peers = bench_document(options, size)
        if size == "small":
            bench_plan(options, peers)


main()
