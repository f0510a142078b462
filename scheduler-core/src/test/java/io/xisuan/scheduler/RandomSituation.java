package io.xisuan.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random facts for a {@link Scenario}: few sites, few nodes, tight in every resource, so that jobs meet. */
final class RandomSituation {
    private static final String[] TYPES = {"h800", "a100", "h20"};

    private final SplittableRandom random;
    private final List<String> facts = new ArrayList<>();

    private RandomSituation(SplittableRandom random) {
        this.random = random;
    }

    static List<String> of(SplittableRandom random) {
        RandomSituation situation = new RandomSituation(random);
        int sites = random.nextInt(1, 4);
        for (int site = 0; site < sites; site++) {
            situation.site("s" + site);
        }
        int jobs = random.nextInt(1, 16);
        for (int job = 0; job < jobs; job++) {
            situation.job("j" + job);
        }
        situation.facts.add("voucher t1 " + random.nextInt(2_000));
        return situation.facts;
    }

    private void site(String site) {
        facts.add("site %s price=%d headroom=h800:%d selling=%s sold=%s reclaim=%d"
                .formatted(
                        site,
                        random.nextInt(90, 93),
                        random.nextInt(3),
                        random.nextInt(8) == 0 ? "no" : "yes",
                        random.nextInt(8) == 0 ? "no" : "yes",
                        random.nextInt(2) * 1_000));
        int nodes = random.nextInt(1, 6);
        for (int n = 0; n < nodes; n++) {
            node(site, site + "n" + n);
        }
    }

    private void node(String site, String node) {
        String type = TYPES[random.nextInt(2)];
        int devices = random.nextInt(5) == 0 ? 4 : 8;
        int held = random.nextInt(3) == 0 ? random.nextInt(1, devices) : 0;
        int cpu = random.nextInt(2, 17);
        int background = random.nextInt(3) == 0 ? random.nextInt(devices - held + 1) : 0;
        facts.add("node %s %s %s %d bg=%d cpu=%d bgcpu=%d"
                .formatted(site, node, type, devices, background, cpu, random.nextInt(3)));
        if (held > 0) {
            facts.add("run r-%s %s %s 1x%d %s until=%d".formatted(node, site, type, held, node, random.nextInt(1, 30)));
        }
    }

    private void job(String job) {
        String types = TYPES[random.nextInt(10) == 0 ? 2 : random.nextInt(2)];
        if (random.nextInt(3) == 0) {
            types = "h800:2,a100";
        }
        facts.add("job %s %dx%d %s run=%d prio=%d cpu=%d grace=%d tenant=t%d%s"
                .formatted(
                        job,
                        random.nextInt(3) == 0 ? random.nextInt(1, 7) : 1,
                        random.nextInt(4) == 0 ? 8 : random.nextInt(1, 5),
                        types,
                        random.nextInt(1, 25),
                        random.nextInt(2),
                        random.nextInt(4),
                        random.nextInt(4) == 0 ? 500 : 0,
                        random.nextInt(2),
                        random.nextInt(6) == 0 ? " sites=s0,s2" : ""));
    }
}
