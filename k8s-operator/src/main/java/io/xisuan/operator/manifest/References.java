package io.xisuan.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.operator.api.v1alpha1.Placement;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks what resources say about each other: names are given once, and what a name refers to is there. */
final class References {
    private final Manifests manifests;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private References(Manifests manifests) {
        this.manifests = manifests;
    }

    /** Returns the names that are given twice. */
    static List<ManifestProblem> duplicates(Manifests manifests) {
        List<ManifestProblem> problems = new ArrayList<>();
        TreeMap<String, Manifest> seen = new TreeMap<>();
        for (Manifest manifest : manifests.all()) {
            Manifest first = seen.putIfAbsent(manifest.kind() + " " + manifest.name(), manifest);
            if (first != null) {
                problems.add(manifest.problem(
                        "metadata.name",
                        "%s %s is given twice; first in %s"
                                .formatted(manifest.kind().kind(), manifest.name(), first.place())));
            }
        }
        return problems;
    }

    /** Returns the references to resources that are not in the set. */
    static List<ManifestProblem> dangling(Manifests manifests) {
        References references = new References(manifests);
        manifests.all().forEach(references::check);
        return references.problems;
    }

    private void check(Manifest manifest) {
        switch (manifest.resource()) {
            case Voucher voucher -> checkVoucher(manifest, voucher.getSpec());
            case TrainingJob job -> checkJob(manifest, job);
            case Tariff tariff -> checkTariff(manifest, tariff);
            case Site site -> checkSite(manifest, site);
            default -> {}
        }
    }

    private void checkVoucher(Manifest manifest, VoucherSpec spec) {
        checkKnown(manifest, "spec.tenant", "Tenant", spec.tenant(), names(Tenant.class));
        checkKnown(manifest, "spec.programme", "VoucherProgramme", spec.programme(), names(VoucherProgramme.class));
        Optional<String> owner = checkTenant(manifest);
        if (owner.isPresent() && !owner.get().equals(spec.tenant())) {
            problems.add(manifest.problem(
                    "spec.tenant",
                    "is %s, but namespace %s belongs to %s"
                            .formatted(spec.tenant(), manifest.namespace(), owner.get())));
        }
        if (spec.validTo().compareTo(spec.validFrom()) < 0) {
            problems.add(manifest.problem(
                    "spec.validTo", "%s is before validFrom %s".formatted(spec.validTo(), spec.validFrom())));
        }
    }

    private void checkJob(Manifest manifest, TrainingJob job) {
        checkTenant(manifest);
        Placement placement = job.getSpec().placement();
        if (placement != null) {
            checkAll(manifest, "spec.placement.sites", "Site", placement.sites(), names(Site.class));
        }
    }

    private void checkTariff(Manifest manifest, Tariff tariff) {
        Set<String> sites = names(Site.class);
        for (int v = 0; v < tariff.getSpec().versions().size(); v++) {
            var prices = tariff.getSpec().versions().get(v).prices();
            for (int p = 0; p < prices.size(); p++) {
                String field = "spec.versions[%d].prices[%d].sites".formatted(v, p);
                checkAll(manifest, field, "Site", prices.get(p).sites(), sites);
            }
        }
    }

    private void checkSite(Manifest manifest, Site site) {
        for (int i = 0; i < site.getSpec().links().size(); i++) {
            String other = site.getSpec().links().get(i).site();
            checkKnown(manifest, "spec.links[%d].site".formatted(i), "Site", other, names(Site.class));
        }
    }

    private Optional<String> checkTenant(Manifest manifest) {
        Optional<String> tenant = manifests.tenantOf(manifest.namespace());
        if (tenant.isEmpty()) {
            problems.add(manifest.problem(
                    "metadata.namespace",
                    "no Namespace %s with label %s is among the manifests"
                            .formatted(manifest.namespace(), Manifests.TENANT_LABEL)));
        } else {
            checkKnown(manifest, "metadata.namespace", "Tenant", tenant.get(), names(Tenant.class));
        }
        return tenant;
    }

    private void checkAll(Manifest manifest, String field, String kind, List<String> used, Set<String> known) {
        for (int i = 0; i < used.size(); i++) {
            checkKnown(manifest, field + "[" + i + "]", kind, used.get(i), known);
        }
    }

    private void checkKnown(Manifest manifest, String field, String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            problems.add(manifest.problem(
                    field, "no %s %s is among the manifests%s".formatted(kind, name, NearestWord.hint(name, known))));
        }
    }

    private <T extends HasMetadata> Set<String> names(Class<T> type) {
        Set<String> names = new TreeSet<>();
        manifests.of(type).forEach(resource -> names.add(resource.getMetadata().getName()));
        return names;
    }
}
