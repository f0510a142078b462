package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Made-up nodes of all kinds, and gangs of all kinds of workers; the same random numbers give the same. */
public final class RandomNodes {
    public static final List<SiteId> SITES = List.of(new SiteId("s0"), new SiteId("s1"));
    public static final List<DeviceType> TYPES = List.of(new DeviceType("a"), new DeviceType("b"));
    public static final String NIC = "rdma/hca";

    private static final int DEVICE_MIB = 24_000;
    private static final List<Accelerators> EACH = List.of(
            new Accelerators.None(),
            new Accelerators.Whole(1),
            new Accelerators.Whole(2),
            new Accelerators.Whole(4),
            new Accelerators.Share(250),
            new Accelerators.Share(700),
            new Accelerators.MemoryShare(5_000),
            new Accelerators.MemoryShare(13_001),
            new Accelerators.Partition(MigProfile.parse("1g.10gb")),
            new Accelerators.Partition(MigProfile.parse("2g.20gb")),
            new Accelerators.Partition(MigProfile.parse("3g.40gb")),
            new Accelerators.Partition(MigProfile.parse("4g.40gb")),
            new Accelerators.Partition(MigProfile.parse("7g.80gb")));

    private RandomNodes() {}

    /** Returns so many nodes at each site. */
    public static List<NodeShape> nodes(SplittableRandom random, int perSite) {
        List<NodeShape> nodes = new ArrayList<>();
        for (SiteId site : SITES) {
            for (int n = 0; n < perSite; n++) {
                nodes.add(node(random, site, new NodeName("n" + n)));
            }
        }
        return nodes;
    }

    private static NodeShape node(SplittableRandom random, SiteId site, NodeName name) {
        int devices = random.nextInt(1, 9);
        NodeTraits traits = new NodeTraits(
                random.nextInt(6) == 0 ? CpuArchitecture.ARM64 : CpuArchitecture.AMD64,
                List.of(DeviceMode.values()).get(random.nextInt(3)),
                "r" + random.nextInt(3),
                random.nextInt(3) == 0 ? "" : "w" + random.nextInt(2));
        Map<String, Long> others = random.nextBoolean() ? Map.of(NIC, random.nextLong(1, 5)) : Map.of();
        return new NodeShape(
                site,
                name,
                TYPES.get(random.nextInt(2)),
                new Capacity(devices, DEVICE_MIB, 8_000, 800, new TreeMap<>(others)),
                traits,
                load(random, devices));
    }

    /** Returns what pods of others may hold of a node with so many devices. */
    public static NodeLoad load(SplittableRandom random, int devices) {
        return random.nextBoolean()
                ? NodeLoad.NONE
                : new NodeLoad(random.nextInt(devices + 1), random.nextInt(4) * 1_000L, random.nextInt(4) * 100L);
    }

    /** Returns a gang of one to three roles of one to three workers. */
    public static Gang gang(SplittableRandom random) {
        List<Role> roles = new ArrayList<>();
        for (int role = random.nextInt(5) == 0 ? random.nextInt(2, 4) : 1; role > 0; role--) {
            int workers = random.nextInt(1, 4);
            roles.add(new Role("role" + role, workers, workers, shape(random)));
        }
        return new Gang(roles);
    }

    private static WorkerShape shape(SplittableRandom random) {
        Accelerators each = EACH.get(random.nextInt(EACH.size()));
        WorkerShape shape = WorkerShape.of(each, 1 + random.nextInt(3) * 900L, random.nextInt(3) * 90L);
        return random.nextInt(6) == 0 ? shape.with(Map.of(NIC, 1L)) : shape;
    }
}
