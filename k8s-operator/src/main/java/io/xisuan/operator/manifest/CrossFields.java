package io.xisuan.operator.manifest;

import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.SiteSpec;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of our CRDs that look at several fields or at what a pattern cannot see, and that {@code translate} does not check
 * anyway: the API server has them as CEL, a file has no API server.
 */
final class CrossFields {
    private final Manifest manifest;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private CrossFields(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Returns what is wrong with a resource whose every field is well formed. */
    static List<ManifestProblem> of(Manifest manifest) {
        CrossFields check = new CrossFields(manifest);
        switch (manifest.resource()) {
            case TrainingJob job -> check.problems.addAll(JobFields.of(manifest, job.getSpec()));
            case Voucher voucher -> check.voucher(voucher.getSpec());
            case Site site -> check.site(site.getSpec());
            case Tariff tariff -> check.tariff(tariff.getSpec().versions());
            default -> {}
        }
        return List.copyOf(check.problems);
    }

    private void voucher(VoucherSpec spec) {
        if (spec.validTo().compareTo(spec.grantedOn()) < 0) {
            add("spec.validTo", "%s is before grantedOn %s".formatted(spec.validTo(), spec.grantedOn()));
        }
    }

    private void site(SiteSpec spec) {
        for (int i = 0; i < spec.calendar().size(); i++) {
            var entry = spec.calendar().get(i);
            order("spec.calendar[%d].to".formatted(i), entry.from(), entry.to());
        }
    }

    private void tariff(List<TariffVersion> versions) {
        for (int v = 0; v < versions.size(); v++) {
            TariffVersion version = versions.get(v);
            order("spec.versions[%d].to".formatted(v), version.from(), version.to());
        }
    }

    private void order(String field, String from, @Nullable String to) {
        if (to != null
                && !OffsetDateTime.parse(from)
                        .toInstant()
                        .isBefore(OffsetDateTime.parse(to).toInstant())) {
            add(field, "%s is not after from %s".formatted(to, from));
        }
    }

    private void add(String field, String problem) {
        problems.add(manifest.problem(field, problem));
    }
}
