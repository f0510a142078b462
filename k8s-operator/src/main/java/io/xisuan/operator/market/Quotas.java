package io.xisuan.operator.market;

import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.translate.TenantTranslation;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.fairness.QueueTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tenants' quotas as one tree of queues. */
final class Quotas {
    private Quotas() {}

    /**
     * Returns the tree. A quota that contradicts those before it, by name, is told as a problem; its tenant then has its limit and
     * nothing guaranteed, so that a slip of the pen neither stops its jobs nor gives it others' devices.
     */
    static QueueTree of(List<Tenant> tenants, Findings findings) {
        List<Tenant> waiting = new ArrayList<>(tenants);
        Optional<QueueTree> whole =
                tree(waiting.stream().map(TenantTranslation::queue).toList());
        if (whole.isPresent()) {
            return whole.get();
        }
        List<Queue> accepted = new ArrayList<>();
        while (waiting.removeIf(tenant -> accepts(accepted, tenant))) {}
        for (Tenant tenant : waiting) {
            Queue queue = TenantTranslation.queue(tenant);
            findings.add(
                    Named.of(ResourceKind.TENANT, tenant),
                    "spec.quota",
                    ProblemReason.QUOTA_CONTRADICTS,
                    contradiction(accepted, queue));
            accepted.add(new Queue(queue.id(), Optional.empty(), 0, queue.limitMilli(), queue.weight()));
        }
        return QueueTree.of(accepted);
    }

    private static boolean accepts(List<Queue> accepted, Tenant tenant) {
        List<Queue> more = new ArrayList<>(accepted);
        more.add(TenantTranslation.queue(tenant));
        if (tree(more).isEmpty()) {
            return false;
        }
        accepted.add(more.getLast());
        return true;
    }

    private static Optional<QueueTree> tree(List<Queue> queues) {
        try {
            return Optional.of(QueueTree.of(queues));
        } catch (InputException contradiction) {
            return Optional.empty();
        }
    }

    private static String contradiction(List<Queue> accepted, Queue queue) {
        List<Queue> more = new ArrayList<>(accepted);
        more.add(queue);
        try {
            QueueTree.of(more);
            throw new IllegalStateException("Queue %s contradicts nothing".formatted(queue.id()));
        } catch (InputException contradiction) {
            return String.valueOf(contradiction.getMessage());
        }
    }
}
