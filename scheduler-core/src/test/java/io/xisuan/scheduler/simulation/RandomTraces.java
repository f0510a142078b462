package io.xisuan.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small traces by seed: few machines, many ties, jobs from one device to more than a site has. */
final class RandomTraces {
    private RandomTraces() {}

    static Trace of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int sites = random.nextInt(1, 4);
        List<TraceNode> nodes = new ArrayList<>();
        for (int site = 0; site < sites; site++) {
            int count = random.nextInt(1, 5);
            for (int node = 0; node < count; node++) {
                nodes.add(TraceNode.ofDevices("s" + site, "n" + node, random.nextInt(1, 9)));
            }
        }
        boolean stay = random.nextInt(3) == 0;
        List<TraceJob> jobs = new ArrayList<>();
        int count = random.nextInt(1, 60);
        for (int job = 0; job < count; job++) {
            String site = stay || random.nextInt(5) == 0 ? "s" + random.nextInt(sites) : "";
            long submit = random.nextInt(40) * 10L;
            jobs.add(new TraceJob("j" + job, "t", site, submit, random.nextInt(0, 80), demand(random), 0));
        }
        return new Trace(nodes, jobs, List.of());
    }

    private static Demand demand(SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return Demand.ofDevices(random.nextInt(1, 14));
        }
        int perWorker = random.nextInt(1, 5);
        return new Demand(perWorker * random.nextInt(1, 5), perWorker, Demand.WHOLE, 0, 0, List.of());
    }
}
