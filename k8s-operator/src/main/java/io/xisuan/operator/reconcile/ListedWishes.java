package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The custom resources of a cluster, listed once by whoever only asks: nothing is watched. */
public final class ListedWishes {
    private static final Comparator<HasMetadata> ORDER = Comparator.<HasMetadata, String>comparing(resource ->
                    Optional.ofNullable(resource.getMetadata().getNamespace()).orElse(""))
            .thenComparing(resource -> resource.getMetadata().getName());

    private ListedWishes() {}

    /**
     * Lists all kinds.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when the cluster refuses or does not answer
     */
    public static Wishes of(KubernetesClient client) {
        return new Wishes(
                1,
                all(client, Site.class),
                all(client, Tenant.class),
                all(client, Tariff.class),
                all(client, VoucherProgramme.class),
                all(client, Voucher.class),
                all(client, TrainingJob.class),
                tenants(client));
    }

    private static <T extends CustomResource<?, ?>> List<T> all(KubernetesClient client, Class<T> kind) {
        return client.resources(kind).inAnyNamespace().list().getItems().stream()
                .sorted(ORDER)
                .toList();
    }

    private static SortedMap<String, String> tenants(KubernetesClient client) {
        SortedMap<String, String> tenants = new TreeMap<>();
        for (Namespace namespace :
                client.namespaces().withLabel(Marks.TENANT).list().getItems()) {
            tenants.put(
                    namespace.getMetadata().getName(),
                    String.valueOf(namespace.getMetadata().getLabels().get(Marks.TENANT)));
        }
        return tenants;
    }
}
