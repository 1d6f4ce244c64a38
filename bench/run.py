#!/usr/bin/env python3
"""Measures convarith against other tools in one run on one machine and prints a table of ratios.

    bench/run.py PROGRAM LEVELS [--rounds N]

PROGRAM is convarith, LEVELS the program made from bench/levels.cpp. Times are CPU seconds of whole processes, the median
of several rounds in which the tools take turns.
"""

import argparse
import itertools
import os
import pathlib
import random
import resource
import statistics
import subprocess
import tempfile
import time


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def cpu_seconds(work):
    """CPU time and wall time of the processes that work() runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    work()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def peak_megabytes(command):
    """The most memory that a process held."""
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise subprocess.CalledProcessError(status, command)
    return usage.ru_maxrss * 1024 / 1e6


def medians(works, rounds):
    """The median CPU time of each piece of work, taken in turns after one round that does not count."""
    times = {name: [] for name in works}
    for round_number in range(rounds + 1):
        for name, work in works.items():
            cpu, _ = cpu_seconds(work)
            if round_number > 0:
                times[name].append(cpu)
    return {name: statistics.median(values) for name, values in times.items()}


def size_of(files):
    return sum(file.stat().st_size for file in files)


def optimised_size(gif, scratch):
    run(["gifsicle", "-O3", gif, "-o", scratch / "optimised.gif"])
    return (scratch / "optimised.gif").stat().st_size


def random_layer(source):
    """Flags of a figure that gifsicle may try its hand at."""
    n = [source.randint(2, 9), source.randint(2, 9)]
    k = [source.randint(1, min(4, side)) for side in n]
    flags = ["-n", f"{n[0]}x{n[1]}", "-k", f"{k[0]}x{k[1]}", "-s", f"{source.randint(1, 2)}x{source.randint(1, 2)}"]
    if source.random() < 0.5:
        flags += ["-p", str(source.randint(0, min(k) // 2))]
    if source.random() < 0.3:
        flags += ["--transposed"]
    return flags


class Bench:
    def __init__(self, program, levels, rounds, scratch):
        self.program, self.levels, self.rounds, self.scratch = program, levels, rounds, scratch
        self.rows = []

    def row(self, what, measured, goal):
        self.rows.append((what, measured, goal))

    def render(self, *flags, folder="set"):
        run([self.program, "render", "--quiet", "--out-dir", self.scratch / folder, *flags])

    def files(self, kind, folder="set"):
        return sorted((self.scratch / folder / kind).glob("*"))

    def sizes(self):
        self.render("--family", "arithmetic")
        gifs, pngs, pdfs = self.files("gif"), self.files("png"), self.files("pdf")
        gains = [100 * (1 - optimised_size(gif, self.scratch) / gif.stat().st_size) for gif in gifs]
        self.row("15 GIFs, bytes", f"{size_of(gifs):,}", "1,500,000 at most")
        self.render("--family", "arithmetic", "--format", "gif", "--optimize", folder="optimized")
        less = 100 * (1 - size_of(self.files("gif", "optimized")) / size_of(gifs))
        self.row("... with --optimize, % less", f"{less:.1f}", "a few")
        self.row("gifsicle -O3 finds in each, %", f"{max(gains):.2f} at most", "below 1")
        self.row("step PNGs, mean bytes", f"{size_of(pngs) / len(pngs):,.0f}", "14,000 at most")
        self.row("step PDFs, mean bytes", f"{size_of(pdfs) / len(pdfs):,.0f}", "")
        source = random.Random(1)
        worst = 0
        for number in range(50):
            self.render(*random_layer(source), "--format", "gif", "--name", f"random{number}", folder="random")
        for gif in self.files("gif", "random"):
            worst = max(worst, 100 * (1 - optimised_size(gif, self.scratch) / gif.stat().st_size))
        self.row("... and in each of 50 random figures, %", f"{worst:.2f} at most", "below 1")
        self.render("--family", "explained", "--format", "gif", folder="explained")
        gains = [100 * (1 - optimised_size(gif, self.scratch) / gif.stat().st_size) for gif in self.files("gif", "explained")]
        self.row("... and in each of the explained figures, %", f"{max(gains):.2f} at most", "below 1")
        self.fidelity()

    def forms(self):
        gifs = size_of(self.files("gif"))
        for form in ["webp", "apng", "svg"]:
            self.render("--family", "arithmetic", "--format", form, folder=form)
            self.row(f"15 {form} files, of the GIFs' bytes", f"{size_of(self.files(form, form)) / gifs:.2f}", "")
        sizes = {file.stem: file.stat().st_size for file in self.files("svg", "svg")}
        self.row("padding_strides.svg, bytes", f"{sizes['padding_strides']:,}", "20,000 at most")
        self.row("largest of the 15 SVGs, bytes", f"{max(sizes.values()):,}", "100,000 at most")

    def fidelity(self):
        for line in run([self.levels], text=True).stdout.splitlines():
            if line.startswith("worst"):
                _, psnr, error = line.split()
                self.row("worst PSNR against 256 levels, dB", psnr, "44 at least")
                self.row("largest error on a channel", error, "24 at most")

    def times(self):
        gifs = self.files("gif")
        pngs = {gif.stem: self.scratch / "set/png" / f"{gif.stem}_%02d.png" for gif in gifs}
        whole = self.scratch / "whole"
        whole.mkdir()
        for gif in gifs:
            run(["gifsicle", "-U", gif, "-o", whole / gif.name])

        def each(command):
            for gif in gifs:
                run(command(gif))

        one_thread = ["--family", "arithmetic", "--jobs", "1"]

        folders = itertools.count()

        def render_anew(*flags):
            self.render(*one_thread, *flags, folder=f"timed{next(folders)}")

        seconds = medians(
            {
                "gif": lambda: render_anew("--format", "gif"),
                "all": render_anew,
                "gifsicle": lambda: each(lambda gif: ["gifsicle", "-O3", gif, "-o", self.scratch / "out.gif"]),
                "gifsicle, whole frames": lambda: each(
                    lambda gif: ["gifsicle", "-O3", whole / gif.name, "-o", self.scratch / "out.gif"]
                ),
                "ffmpeg": lambda: each(
                    lambda gif: ["ffmpeg", "-v", "error", "-y", "-framerate", "1", "-i", pngs[gif.stem], self.scratch / "out.gif"]
                ),
            },
            self.rounds,
        )
        gif = seconds["gif"]
        self.row("15 GIFs, one thread, CPU s", f"{gif:.3f}", "")
        self.row("gifsicle -O3 on our GIFs takes", f"{seconds['gifsicle'] / gif:.1f} times that", "5")
        self.row("gifsicle -O3 on our frames, whole, takes", f"{seconds['gifsicle, whole frames'] / gif:.1f} times that", "")
        self.row("ffmpeg encoding our frames takes", f"{seconds['ffmpeg'] / gif:.1f} times that", "10")
        self.row("GIF, PNG and PDF of gifsicle's time", f"{seconds['all'] / seconds['gifsicle']:.2f}", "0.60 at most")

    def start_up(self):
        walls = [cpu_seconds(lambda: self.render("--preset", "padding_strides", "--format", "gif", folder="timed"))[1] for _ in range(21)]
        self.row("padding_strides as GIF, wall ms", f"{1000 * statistics.median(walls):.1f}", "15 at most")

    def threads(self):
        def wall(jobs):
            return statistics.median(cpu_seconds(lambda: self.render("--family", "arithmetic", "--jobs", str(jobs), folder="timed"))[1] for _ in range(self.rounds))

        wall(2)
        self.row("two threads on the set", f"{wall(1) / wall(2):.2f} times faster", "1.70 at least")

    def growth(self):
        """CPU time a byte (the codes of an image are nearly proportional to what changes), and memory."""
        changed = {}
        for side, steps in ((5, ":"), (64, ":500"), (128, ":500")):
            flags = ["-n", str(side), "-k", "3", "--steps", steps, "--no-limits", "--format", "gif", "--name", f"n{side}"]
            repeats = 40 if side == 5 else 1
            cpu, _ = cpu_seconds(lambda: [self.render(*flags, folder="growth") for _ in range(repeats)])
            changed[side] = cpu / repeats / (self.scratch / "growth/gif" / f"n{side}.gif").stat().st_size
        for side, limit in ((64, "117"), (128, "274")):
            flags = ["-n", str(side), "-k", "3", "--no-limits", "--format", "gif", "--name", f"n{side}"]
            peak = peak_megabytes([self.program, "render", "--quiet", "--out-dir", self.scratch / "growth", *flags])
            self.row(f"peak memory, {side} x {side}, all steps, MB", f"{peak:.0f}", f"{limit}: 64 + 4 frames")
        for side in (64, 128):
            self.row(f"time a byte, {side} x {side} against 5 x 5", f"{changed[side] / changed[5]:.2f}", "2 at most")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("levels")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(arguments.program, arguments.levels, arguments.rounds, pathlib.Path(scratch))
        bench.sizes()
        bench.forms()
        bench.times()
        bench.start_up()
        bench.threads()
        bench.growth()
    width = max(len(what) for what, _, _ in bench.rows)
    measured = max(len(value) for _, value, _ in bench.rows)
    print(f"{'':{width}}  {'measured':>{measured}}  goal")
    for what, value, goal in bench.rows:
        print(f"{what:{width}}  {value:>{measured}}  {goal}")


if __name__ == "__main__":
    main()
