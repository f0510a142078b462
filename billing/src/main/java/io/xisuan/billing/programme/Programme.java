package io.xisuan.billing.programme;

import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.model.ProgrammeId;
import java.util.List;
import java.util.TreeSet;

/** One voucher programme of one authority; caps and pools belong to it, wordings to its versions. */
public record Programme(ProgrammeId id, Names names, Jurisdiction jurisdiction, List<ProgrammeVersion> versions) {
    public Programme {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("The programme %s has no version".formatted(id));
        }
        TreeSet<String> seen = new TreeSet<>();
        for (ProgrammeVersion version : versions) {
            if (!seen.add(version.name())) {
                throw new IllegalArgumentException(
                        "The programme %s has the version \"%s\" twice".formatted(id, version.name()));
            }
        }
    }

    /** Returns the version that the case falls under: the last one that had begun on the date that binds. */
    public ProgrammeVersion versionFor(CaseFacts facts) {
        return versions.reversed().stream()
                .filter(version -> begun(version, facts))
                .findFirst()
                .orElse(versions.getFirst());
    }

    private static boolean begun(ProgrammeVersion version, CaseFacts facts) {
        Fact<java.time.LocalDate> binding =
                EligibilityRules.binding(version.validity().bindBy(), facts);
        return !(version.validity().from() instanceof Field.Given<java.time.LocalDate>(var from, var source))
                || facts.get(binding).map(date -> !date.isBefore(from)).orElse(true);
    }
}
