package io.xisuan.scheduler.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The lines of a history of small clusters that are tight in every resource, so that jobs meet. */
public final class RandomHistory {
    private static final String[] TYPES = {"h800", "a100", "h20"};
    private static final String[] TENANTS = {"t0", "t1", "u0", "lone"};
    private static final String[] TOPOLOGIES = {"rack", "rack?", "nvlink", "node", "nvlink?", "node?"};
    private static final String[] GANGS = {"1x1", "2x1", "1x4", "2x2", "3x2", "1x8", "2x4", "4x1", "1x0", "1x3"};

    private final SplittableRandom random;
    private final List<String> lines = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private int sites;
    private long now;

    private RandomHistory(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns the history of a seed. */
    public static List<String> of(long seed) {
        RandomHistory history = new RandomHistory(seed);
        history.setUp();
        int steps = history.random.nextInt(2, 9);
        for (int step = 0; step < steps; step++) {
            history.step();
        }
        return List.copyOf(history.lines);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void setUp() {
        sites = random.nextInt(1, 4);
        for (int site = 0; site < sites; site++) {
            site("s" + site);
        }
        if (oneIn(2)) {
            lines.add("queue g guaranteed=8 limit=" + random.nextInt(8, 24) + " weight=" + random.nextInt(1, 4));
            lines.add("queue t0 parent=g guaranteed=4 limit=" + random.nextInt(4, 9) + " weight=2");
            lines.add("queue t1 parent=g weight=" + random.nextInt(1, 4));
            lines.add("queue u0 limit=" + random.nextInt(4, 30));
        }
        if (oneIn(2)) {
            lines.add("age 20000");
        }
        lines.add("voucher t1 " + random.nextInt(20_000));
        lines.add("reservations " + of("0", "1", "2", "16", "16"));
        if (oneIn(3)) {
            lines.add("weigh %d %d".formatted(random.nextInt(1000), random.nextInt(100_000)));
        }
        if (!oneIn(3)) {
            lines.add("measures PREEMPT");
        }
    }

    private void site(String site) {
        StringBuilder line = new StringBuilder("site " + site + " price=" + random.nextInt(90, 93));
        line.append(oneIn(3) ? " headroom=h800:" + random.nextInt(1, 6) : "");
        line.append(
                oneIn(4)
                        ? " calendar=%d:h800:%d,%d:h800:%d"
                                .formatted(
                                        random.nextInt(1, 20) * 1000,
                                        random.nextInt(8),
                                        random.nextInt(20, 60) * 1000,
                                        random.nextInt(4))
                        : "");
        line.append(oneIn(10) ? " selling=no" : "").append(oneIn(10) ? " sold=no" : "");
        line.append(oneIn(4) ? " reclaim=1000" : "");
        line.append(" jurisdiction=" + of("CN/GZ", "CN/NX"));
        line.append(oneIn(2) ? " pue=1300 carbon=" + random.nextInt(900) : "");
        line.append(oneIn(2) ? " routes=s0:%d:%d".formatted(random.nextInt(100, 2000), random.nextInt(50)) : "");
        lines.add(line.toString());
        int count = random.nextInt(1, 5);
        String[] types = {TYPES[random.nextInt(2)], TYPES[random.nextInt(2)]};
        boolean racks = oneIn(2);
        for (int node = 0; node < count; node++) {
            node(site, site + "n" + node, types[random.nextInt(2)], racks);
        }
    }

    private void node(String site, String node, String type, boolean racks) {
        StringBuilder line = new StringBuilder("node %s %s %s %d".formatted(site, node, type, oneIn(4) ? 4 : 8));
        line.append(oneIn(3) ? " cpu=" + random.nextInt(2, 17) : "").append(oneIn(5) ? " mem=10" : "");
        line.append(oneIn(5) ? " bg=" + random.nextInt(4) : "").append(oneIn(6) ? " bgcpu=1" : "");
        line.append(racks ? " rack=r" + random.nextInt(2) + (oneIn(2) ? " nvlink=d" + random.nextInt(2) : "") : "");
        line.append(oneIn(4) ? " mode=shared devmem=80" : oneIn(4) ? " mode=partitioned devmem=80" : "");
        line.append(oneIn(6) ? " arch=arm64" : "").append(oneIn(3) ? " others=nic:4" : "");
        lines.add(line.toString());
        nodes.add(site + " " + node);
    }

    private void step() {
        int arrivals = random.nextInt(jobs.size() > 14 ? 1 : 4);
        for (int job = 0; job < arrivals; job++) {
            job();
        }
        if (oneIn(2)) {
            event();
        }
        lines.add("plan");
        now += (oneIn(3) ? 1 : random.nextInt(0, 8)) * 1000L + (oneIn(4) ? 1 : 0);
        lines.add("at " + now);
    }

    private void job() {
        String name = (oneIn(12) ? "o" : "j") + jobs.size();
        jobs.add(name);
        String gang = gang();
        StringBuilder line = new StringBuilder("job %s %s %s".formatted(name, gang, types()));
        line.append(" run=" + random.nextInt(1, 25) * 1000 + " prio=" + random.nextInt(4) + " tenant=" + of(TENANTS));
        line.append(gang.contains("x0") || oneIn(3) ? " cpu=" + random.nextInt(1, 4) : "")
                .append(oneIn(6) ? " mem=" + random.nextInt(6) : "");
        line.append(oneIn(8) ? " others=nic:1" : "").append(oneIn(6) ? " topology=" + of(TOPOLOGIES) : "");
        line.append(oneIn(9) ? " sites=s0" : "").append(oneIn(12) ? " jurisdictions=CN/GZ" : "");
        line.append(oneIn(8) ? " data=s0:" + random.nextInt(1, 9) : "").append(oneIn(14) ? " checkpoint=s1:2" : "");
        line.append(oneIn(10) ? " not-before=" + (now + random.nextInt(20) * 1000L) : "");
        line.append(oneIn(5) ? " deadline=" + (now + random.nextInt(1, 60) * 1000L) : "");
        line.append(oneIn(12) ? " budget=" + random.nextInt(20_000) : "");
        line.append(
                oneIn(10)
                        ? " avoided=" + nodes.get(random.nextInt(nodes.size())).split(" ")[1]
                        : "");
        line.append(oneIn(3) ? "" : " preemptible").append(oneIn(3) ? " grace=" + of("500", "2000", "9000") : "");
        line.append(oneIn(3) ? " checkpoint-every=3000" : "").append(oneIn(3) ? " restart=700" : "");
        lines.add(line.toString());
    }

    private String types() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> "h800";
            case 4, 5 -> "a100";
            case 6 -> "h800:2,a100";
            case 7 -> "h800@amd64,a100@arm64";
            case 8 -> "a100,h800:3";
            default -> TYPES[random.nextInt(3)];
        };
    }

    private String gang() {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(1, 4) + "x" + of("250m", "500m", "600m");
            case 1 -> random.nextInt(1, 4) + "x" + of("20Mi", "40Mi", "50Mi");
            case 2 -> random.nextInt(1, 5) + "x" + of("1g.10gb", "2g.20gb", "3g.40gb", "4g.40gb", "7g.80gb");
            case 3 -> "1..4x" + of("1", "2", "500m");
            case 4 -> "worker:2x%s+ps:1x%s".formatted(of("2", "4", "500m"), of("0", "1"));
            case 5 -> "ps:1x1+worker:1..3x2";
            default -> of(GANGS);
        };
    }

    private void event() {
        String node = nodes.get(random.nextInt(nodes.size()));
        String site = "s" + random.nextInt(sites);
        String job = jobs.isEmpty() ? "none" : jobs.get(random.nextInt(jobs.size()));
        lines.add(
                switch (random.nextInt(9)) {
                    case 0 -> "cordon " + node + " " + of("yes", "no");
                    case 1 -> "lose " + node + " " + of("yes", "no");
                    case 2 -> "background " + node + " " + random.nextInt(4);
                    case 3 -> "headroom " + site + " h800 " + random.nextInt(6);
                    case 4 -> "price " + site + " " + random.nextInt(85, 99);
                    case 5 ->
                        "later " + site + " " + (now + random.nextInt(1, 30) * 1000L) + " " + random.nextInt(50, 120);
                    case 6 -> "withdraw " + job;
                    default -> "end " + job;
                });
    }
}
