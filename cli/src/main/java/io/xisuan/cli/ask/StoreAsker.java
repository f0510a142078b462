package io.xisuan.cli.ask;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.inquiry.Asker;
import java.util.TreeSet;

/** Who asks at a store: whoever may read it may read all of it, so nothing is left unsaid. */
final class StoreAsker {
    private static final TenantId UNKNOWN = new TenantId("unknown");

    private StoreAsker() {}

    /** Returns the tenant whose attempts a job had; one that had none is nobody's yet. */
    static Asker ofJob(Store store, JobId job) {
        return asker(
                store.intents(job.uid()).stream()
                        .map(Intent::tenant)
                        .findFirst()
                        .orElse(UNKNOWN),
                job.namespace());
    }

    static Asker nobody(String namespace) {
        return asker(UNKNOWN, namespace);
    }

    static Asker asker(TenantId tenant, String namespace) {
        return new Asker(tenant, namespace, new TreeSet<>());
    }
}
