package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.output.NearNames;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.StatusCondition;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tenants as the cluster has them. */
final class Tenants {
    private Tenants() {}

    static List<Tenant> all(KubernetesClient client) {
        return client.resources(Tenant.class).list().getItems().stream()
                .sorted(Comparator.comparing(tenant -> tenant.getMetadata().getName()))
                .toList();
    }

    static Optional<Tenant> named(KubernetesClient client, String name) {
        return Optional.ofNullable(client.resources(Tenant.class).withName(name).get());
    }

    /**
     * @throws InputException naming the nearest when there is none
     */
    static Tenant require(KubernetesClient client, String name) {
        return named(client, name).orElseThrow(() -> {
            List<String> known = all(client).stream()
                    .map(tenant -> tenant.getMetadata().getName())
                    .toList();
            return InputException.of("no tenant %s%s: see xisuan tenant list"
                    .formatted(
                            name,
                            known.isEmpty()
                                    ? ""
                                    : "; the nearest are " + String.join(", ", NearNames.of(known, name, 3))));
        });
    }

    /** Returns the namespaces whose label says that they are the tenant's. */
    static List<String> namespaces(KubernetesClient client, String tenant) {
        return client.namespaces().withLabel(Marks.TENANT, tenant).list().getItems().stream()
                .map(Namespace::getMetadata)
                .map(meta -> meta.getName())
                .sorted()
                .toList();
    }

    static List<TrainingJob> jobs(KubernetesClient client, Collection<String> namespaces) {
        return namespaces.stream()
                .flatMap(namespace ->
                        client.resources(TrainingJob.class).inNamespace(namespace).list().getItems().stream())
                .toList();
    }

    /** Returns whether a job holds devices now. */
    static boolean runs(TrainingJob job) {
        JobPhase phase = job.getStatus() == null ? null : job.getStatus().phase();
        return phase == JobPhase.STARTING || phase == JobPhase.RUNNING || phase == JobPhase.STOPPING;
    }

    /** Returns whether the operator accepts the tenant; empty before it has looked. */
    static Optional<StatusCondition> ready(Tenant tenant) {
        return tenant.getStatus() == null
                ? Optional.empty()
                : tenant.getStatus().conditions().stream()
                        .filter(condition -> condition.type().equals("Ready"))
                        .findFirst();
    }

    static Money creditLimit(Tenant tenant) {
        return Money.parseYuan(tenant.getSpec().creditLimit());
    }

    static LocalDate today() {
        return BillingPeriod.dayOf(InstantSource.system().millis());
    }
}
