package io.xisuan.operator.loop;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether what was applied together with a new job must have been seen by now. What is written beside it, as its voucher or the nodes of a
 * site, reaches us by other watches that may be later: a job that was placed at once would be placed by half of what was written.
 *
 * <p>While anything but jobs is new, a job waits for three seconds from its creation, which the API server states in whole seconds. When
 * all else has stood still for so long, half a second after the job was seen is enough: whatever was written before it is seen by then.
 */
final class Settling {
    private static final long LONG_MILLIS = 3_000;
    private static final long SHORT_MILLIS = 500;
    /** Jobs that were seen so long ago settled or went. */
    private static final long FORGOTTEN_MILLIS = 60_000;

    private record Ground(List<Object> lists, int nodes, long devices) {}

    private Ground ground = new Ground(List.of(), 0, 0);
    private long sinceMillis;
    /** When jobs were seen first that settle; looked up only. */
    private final Map<String, Long> seen = new HashMap<>();

    /** Looks what is new beside jobs; to be called before {@link #settled}. */
    void look(Sight sight) {
        Wishes wishes = sight.wishes();
        Ground now = new Ground(
                List.of(
                        versions(wishes.sites()),
                        versions(wishes.tenants()),
                        versions(wishes.tariffs()),
                        versions(wishes.programmes()),
                        versions(wishes.vouchers()),
                        wishes.tenantOfNamespace()),
                sight.market().nodes().size(),
                sight.market().nodes().stream()
                        .mapToLong(node -> node.devices())
                        .sum());
        if (!now.equals(ground)) {
            ground = now;
            sinceMillis = sight.nowMillis();
        }
        seen.values().removeIf(first -> sight.nowMillis() - first > FORGOTTEN_MILLIS);
    }

    private static List<String> versions(List<? extends HasMetadata> resources) {
        return resources.stream()
                .map(resource -> resource.getMetadata().getUid() + "/"
                        + resource.getMetadata().getGeneration())
                .toList();
    }

    boolean settled(JobRequest job, long nowMillis) {
        if (job.times().submittedMillis() + LONG_MILLIS <= nowMillis) {
            return true;
        }
        long first = seen.computeIfAbsent(job.id().uid(), uid -> nowMillis);
        return nowMillis - sinceMillis >= LONG_MILLIS && nowMillis - first >= SHORT_MILLIS;
    }

    /** Whether a job was looked at lately that had not settled, so that time alone may let it start. */
    boolean waits(long nowMillis) {
        return seen.values().stream().anyMatch(first -> nowMillis - first < LONG_MILLIS);
    }
}
