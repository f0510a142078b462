package io.xisuan.operator.loop;

import com.sun.management.ThreadMXBean;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** What steps of the loop cost, without a cluster: a table of time, processor time and allocation for each kind of step. */
public final class StepCost {
    private static final double MILLION = 1e6;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private StepCost() {}

    /** Takes the numbers of nodes and of waiting jobs, and how many jobs run. */
    public static void main(String[] args) throws IOException {
        int nodes = Integer.parseInt(args[0]);
        int waiting = Integer.parseInt(args[1]);
        int running = Integer.parseInt(args[2]);
        new StepCost().measure(nodes, waiting, running);
    }

    private void measure(int nodes, int waiting, int running) throws IOException {
        Path folder = Files.createTempDirectory("step-cost");
        try (LoopGround ground = new LoopGround(folder, nodes)) {
            System.out.printf(
                    Locale.ROOT, "%-34s %10s %10s %10s %8s%n", "step", "wall ms", "cpu ms", "alloc MB", "started");
            ground.submit(running, "run", 8, "36000s");
            ground.after(4_000);
            int steps = 0;
            while (ground.cluster.started() < running && steps++ < 200) {
                step(ground, "start " + running);
            }
            step(ground, "runs");
            step(ground, "runs, nothing new");
            ground.submit(waiting, "wait", 8, "36000s");
            step(ground, waiting + " jobs arrive");
            ground.after(4_000);
            step(ground, waiting + " jobs settled");
            for (int i = 0; i < 3; i++) {
                ground.after(1_000);
                step(ground, "nothing new");
            }
            ground.submit(1, "late", 8, "36000s");
            ground.after(4_000);
            step(ground, "one job arrives");
            ground.delete("run-00000");
            for (int i = 0; i < 6; i++) {
                ground.after(1_000);
                ground.cluster.live();
                step(ground, "a run deleted");
            }
            verdicts(ground);
        }
    }

    private void step(LoopGround ground, String what) {
        long before = ground.cluster.started();
        long wall = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        ground.step();
        System.out.printf(
                Locale.ROOT,
                "%-34s %10.1f %10.1f %10.1f %8d%n",
                what,
                (System.nanoTime() - wall) / MILLION,
                (threads.getCurrentThreadCpuTime() - processor) / MILLION,
                (threads.getCurrentThreadAllocatedBytes() - allocated) / MILLION,
                ground.cluster.started() - before);
    }

    private static void verdicts(LoopGround ground) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        ground.jobs()
                .forEach(job -> counts.merge(
                        ground.board
                                .verdict(ResourceRef.to(job))
                                .map(Verdict::getClass)
                                .map(Class::getSimpleName)
                                .orElse("none"),
                        1,
                        Integer::sum));
        System.out.println(counts);
    }
}
