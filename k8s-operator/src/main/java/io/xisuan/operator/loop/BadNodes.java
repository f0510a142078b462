package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.NodeName;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nodes that are doubted for a time, by the stored ends of attempts: a job avoids a node on which a worker of its own was lost,
 * was not bound or did not start; a node that failed several jobs, of more than one tenant, is avoided by all: no tenant takes nodes from others by jobs that fail. Read anew from the records, so that a restart
 * doubts the same.
 */
final class BadNodes {
    /** How long a job avoids a node that failed it. */
    static final long OWN_MILLIS = 600_000;

    /** Within which time a node must have failed so many jobs to be avoided by all, and for how long after the last. */
    static final long ALL_MILLIS = 1_800_000;

    static final int JOBS = 3;

    /** Of so many tenants at least. */
    static final int TENANTS = 2;

    private record Failed(SortedSet<String> jobs, SortedSet<String> tenants) {}

    private final SortedMap<String, SortedSet<NodeName>> byJob = new TreeMap<>();
    private final SortedSet<NodeName> byAll = new TreeSet<>();

    private BadNodes() {}

    static BadNodes of(Collection<JobRecord> jobs, long nowMillis) {
        BadNodes bad = new BadNodes();
        SortedMap<NodeName, Failed> failed = new TreeMap<>();
        for (JobRecord job : jobs) {
            for (Intent attempt : job.attempts()) {
                long age = nowMillis - attempt.changedAtMillis();
                if (!attempt.state().live() && age < ALL_MILLIS) {
                    job.endingOf(attempt)
                            .flatMap(Ending::blamed)
                            .ifPresent(node -> bad.doubt(node, attempt, age, failed));
                }
            }
        }
        failed.forEach((node, all) -> {
            if (all.jobs().size() >= JOBS && all.tenants().size() >= TENANTS) {
                bad.byAll.add(node);
            }
        });
        return bad;
    }

    private void doubt(NodeName node, Intent attempt, long age, SortedMap<NodeName, Failed> failed) {
        String jobUid = attempt.attempt().job().uid();
        Failed all = failed.computeIfAbsent(node, name -> new Failed(new TreeSet<>(), new TreeSet<>()));
        all.jobs().add(jobUid);
        all.tenants().add(attempt.tenant().value());
        if (age < OWN_MILLIS) {
            byJob.computeIfAbsent(jobUid, uid -> new TreeSet<>()).add(node);
        }
    }

    /** Returns the nodes to which a job does not go now. */
    SortedSet<NodeName> avoidedBy(String jobUid) {
        SortedSet<NodeName> own = byJob.get(jobUid);
        if (own == null) {
            return byAll();
        }
        TreeSet<NodeName> all = new TreeSet<>(own);
        all.addAll(byAll);
        return all;
    }

    /** Returns the nodes to which no job goes now. */
    SortedSet<NodeName> byAll() {
        return Collections.unmodifiableSortedSet(byAll);
    }
}
