package io.xisuan.cli.demo;

import io.xisuan.billing.programme.Programme;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.util.List;

/** Reads the programmes among manifests, each by its text. */
final class ProgrammeLoader {
    private ProgrammeLoader() {}

    static List<Programme> of(Manifests manifests) {
        return manifests.of(VoucherProgramme.class).stream()
                .map(resource -> ProgrammeTranslation.programme(
                        resource,
                        (field, problem) ->
                                manifests.problem(resource, field, problem).asException()))
                .toList();
    }
}
