package io.xisuan.billing.tariff;

import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One price list: versions in order of time, of which at most one is in force at any instant. */
public record Tariff(String name, List<TariffVersion> versions) {
    public Tariff {
        versions = versions.stream()
                .sorted(Comparator.comparing(TariffVersion::effective))
                .toList();
        for (int i = 1; i < versions.size(); i++) {
            Interval before = versions.get(i - 1).effective();
            if (before.overlaps(versions.get(i).effective())) {
                throw InputException.of("Tariff %s has two versions in force at once: %s and %s"
                        .formatted(
                                name, versions.get(i - 1).id(), versions.get(i).id()));
            }
        }
    }

    /** Returns the version that is in force. */
    public Optional<TariffVersion> versionAt(long instantMillis) {
        for (TariffVersion version : versions) {
            if (version.effective().contains(instantMillis)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
