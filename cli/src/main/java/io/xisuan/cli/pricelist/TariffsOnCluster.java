package io.xisuan.cli.pricelist;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The price lists of a cluster. They are written by server-side apply with the resource version that was read, so that a list which
 * somebody else changed meanwhile is left alone.
 */
record TariffsOnCluster(KubernetesClient client) {
    private static final String FIELD_MANAGER = "xisuan-prices";
    private static final int UNPROCESSABLE = 422;

    List<Tariff> all() {
        return client.resources(Tariff.class).list().getItems();
    }

    List<Site> sites() {
        return client.resources(Site.class).list().getItems();
    }

    /** Asks the API server whether it would take a list, and has it keep nothing. */
    void rehearse(Tariff tariff) {
        apply(tariff, true);
    }

    void write(Tariff tariff) {
        apply(tariff, false);
    }

    private void apply(Tariff tariff, boolean dryRun) {
        PatchContext how = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(false)
                .withDryRun(dryRun ? List.of("All") : List.of())
                .build();
        try {
            client.resource(tariff).patch(how);
        } catch (KubernetesClientException refused) {
            String name = tariff.getMetadata().getName();
            throw switch (refused.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT ->
                    InputException.of(
                            ownedByOthers(refused)
                                    ? "price list %s: %s: let that tool write it, with --tariff and --out"
                                            .formatted(name, refused.getMessage())
                                    : "price list %s was changed by somebody else meanwhile: run the command again"
                                            .formatted(name));
                case UNPROCESSABLE -> InputException.of("price list %s: %s".formatted(name, refused.getMessage()));
                default -> refused;
            };
        }
    }

    /** Says whether the API server refused because another tool owns a field that would change. */
    private static boolean ownedByOthers(KubernetesClientException refused) {
        return Stream.ofNullable(refused.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getDetails()))
                .flatMap(details -> details.getCauses().stream())
                .anyMatch(cause -> "FieldManagerConflict".equals(cause.getReason()));
    }
}
