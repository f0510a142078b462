package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What there is and who holds it, as the twin keeps it: lists and facts by name. */
final class PlainWorld {
    /** How long a job that should have ended is given. */
    private static final long OVERDUE_MILLIS = 60_000;

    private final List<SiteShape> sites;
    private final List<NodeShape> nodes;
    private final Map<String, NodeLoad> background = new TreeMap<>();
    private final Map<String, Integer> headroom = new TreeMap<>();
    private final Set<String> cordoned = new TreeSet<>();
    private final Set<String> lost = new TreeSet<>();
    private final List<RunningJob> running = new ArrayList<>();

    PlainWorld(List<SiteShape> sites, List<NodeShape> nodes) {
        this.sites = sites.stream().sorted(Comparator.comparing(SiteShape::id)).toList();
        this.nodes = nodes.stream()
                .sorted(Comparator.comparing(NodeShape::site)
                        .thenComparing(NodeShape::type)
                        .thenComparing((NodeShape node) -> node.traits().rack())
                        .thenComparing((NodeShape node) -> node.traits().nvlinkDomain())
                        .thenComparing(NodeShape::name))
                .toList();
    }

    List<SiteShape> sites() {
        return sites;
    }

    List<NodeShape> nodes() {
        return nodes;
    }

    List<RunningJob> running() {
        return running;
    }

    Optional<RunningJob> running(JobId job) {
        return running.stream().filter(each -> each.job().equals(job)).findFirst();
    }

    void start(RunningJob job) {
        running.add(job);
        running.sort(Comparator.comparing(RunningJob::job));
    }

    void end(JobId job) {
        running.removeIf(each -> each.job().equals(job));
    }

    void stopBy(JobId job, long instant) {
        running.replaceAll(each -> each.job().equals(job) ? each.leavingBy(instant) : each);
    }

    void setCordoned(SiteId site, NodeName node, boolean on) {
        set(cordoned, site + "/" + node, on);
    }

    void setLost(SiteId site, NodeName node, boolean on) {
        set(lost, site + "/" + node, on);
    }

    private static void set(Set<String> names, String name, boolean on) {
        if (on) {
            names.add(name);
        } else {
            names.remove(name);
        }
    }

    void setBackground(SiteId site, NodeName node, NodeLoad load) {
        background.put(site + "/" + node, load);
    }

    void setHeadroom(SiteId site, DeviceType type, int devices) {
        headroom.put(site + "/" + type, devices);
    }

    /** Returns all pools as they are now, by site and type. */
    List<PlainPool> pools(long nowMillis) {
        List<PlainPool> pools = new ArrayList<>();
        for (SiteShape site : sites) {
            TreeSet<DeviceType> types = new TreeSet<>();
            nodes.stream().filter(node -> node.site().equals(site.id())).forEach(node -> types.add(node.type()));
            for (DeviceType type : types) {
                int kept = headroom.getOrDefault(
                        site.id() + "/" + type, site.headroom().getOrDefault(type, 0));
                PlainPool pool = new PlainPool(site, type, nodes(site, type), kept);
                running.stream()
                        .filter(pool::is)
                        .forEach(job -> pool.start(job, job.freesMillis(nowMillis, OVERDUE_MILLIS)));
                pools.add(pool);
            }
        }
        return pools;
    }

    private List<PlainNode> nodes(SiteShape site, DeviceType type) {
        return nodes.stream()
                .filter(node -> node.site().equals(site.id()) && node.type().equals(type))
                .map(node -> {
                    String name = node.site() + "/" + node.name();
                    return new PlainNode(
                            node,
                            background.getOrDefault(name, node.background()),
                            cordoned.contains(name),
                            lost.contains(name));
                })
                .toList();
    }
}
