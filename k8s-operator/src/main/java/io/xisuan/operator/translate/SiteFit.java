package io.xisuan.operator.translate;

import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.JobRdma;
import io.xisuan.operator.api.v1alpha1.JobSecurity;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.SiteRdma;
import io.xisuan.operator.api.v1alpha1.SiteSpec;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.util.List;
import java.util.Optional;

/** Whether a job's workers can be at a site what they must be there: what the site lets them have, and whether what they read is there. */
public final class SiteFit {
    private SiteFit() {}

    /** Why a job does not go to a site. */
    public enum Why {
        /** The site's operator does not let workers have it. */
        NOT_ALLOWED,
        /** Its data lies in a store that the site does not say it reaches. */
        DATA_OUT_OF_REACH,
        /** It ran elsewhere before, and what it saved there lies in a store that the site does not say it reaches. */
        CHECKPOINT_NOT_THERE
    }

    /**
     * What is in the way, and for whom it is to be put out of it.
     *
     * @param text names the field of the Site
     */
    public record Misfit(Why why, String text) {}

    /**
     * Returns why a job does not go to a site, if there is a reason. A site that names no store it reaches says nothing of data; of
     * checkpoints it must say so, because what they hold was paid for.
     *
     * @param ranAt where its last attempt ran, which is where its checkpoint was written; empty before its first
     */
    public static Optional<Misfit> misfit(TrainingJob job, Site site, Optional<SiteId> ranAt) {
        TrainingJobSpec spec = job.getSpec();
        String name = site.getMetadata().getName();
        return notAllowed(spec, site.getSpec())
                .map(why -> new Misfit(Why.NOT_ALLOWED, "%s: %s".formatted(name, why)))
                .or(() -> dataOutOfReach(spec, site.getSpec(), name))
                .or(() -> ranAt.filter(before -> !before.value().equals(name))
                        .flatMap(before -> checkpointElsewhere(spec, site.getSpec(), name, before)));
    }

    /** Returns what a site does not let the workers have, if there is anything. */
    static Optional<String> notAllowed(TrainingJobSpec spec, SiteSpec site) {
        JobSecurity security = spec.security();
        if (security != null && Boolean.TRUE.equals(security.ipcLock()) && !Boolean.TRUE.equals(site.allowIpcLock())) {
            return Optional.of("the site does not let workers lock memory (allowIpcLock): leave security.ipcLock out");
        }
        return Optional.ofNullable(spec.rdma()).flatMap(rdma -> notAllowed(rdma, site));
    }

    private static Optional<String> notAllowed(JobRdma rdma, SiteSpec site) {
        SiteRdma offered = site.rdma() == null ? new SiteRdma(List.of(), List.of()) : site.rdma();
        if (!offered.resources().contains(rdma.resource())) {
            return Optional.of("the site offers no %s (rdma.resources): it offers %s"
                    .formatted(rdma.resource(), listed(offered.resources())));
        }
        String network = rdma.network();
        return network == null || offered.networks().contains(network)
                ? Optional.empty()
                : Optional.of("the site offers no network %s (rdma.networks): it offers %s"
                        .formatted(network, listed(offered.networks())));
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static Optional<Misfit> dataOutOfReach(TrainingJobSpec spec, SiteSpec site, String name) {
        String uri = spec.data();
        boolean there = uri == null
                || WorkerStorage.data(spec).isPresent()
                || site.reachableStores().isEmpty()
                || reaches(site, uri);
        return there
                ? Optional.empty()
                : Optional.of(new Misfit(
                        Why.DATA_OUT_OF_REACH, "%s: does not reach %s (reachableStores)".formatted(name, uri)));
    }

    private static Optional<Misfit> checkpointElsewhere(
            TrainingJobSpec spec, SiteSpec site, String name, SiteId before) {
        String uri = spec.checkpoint() == null ? null : spec.checkpoint().uri();
        boolean there = uri == null || WorkerStorage.checkpoint(spec).isPresent() || reaches(site, uri);
        return there
                ? Optional.empty()
                : Optional.of(new Misfit(
                        Why.CHECKPOINT_NOT_THERE,
                        "%s: the checkpoint that was written at %s is not there: the site does not say that it reaches %s (reachableStores)"
                                .formatted(name, before, uri)));
    }

    /** A store is reached with everything below it: {@code s3://a} reaches {@code s3://a/b} and not {@code s3://ab}. */
    private static boolean reaches(SiteSpec site, String uri) {
        return site.reachableStores().stream()
                .anyMatch(store -> uri.equals(store)
                        || (store.endsWith("/") ? uri.startsWith(store) : uri.startsWith(store + "/")));
    }
}
