package io.xisuan.operator.programmes.lint;

import io.xisuan.model.InputException;
import io.xisuan.operator.manifest.ManifestProblem;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.programmes.ShippedProgrammes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks into definitions: what is refused, what is not known, and what is doubtful; all at once. */
public final class ProgrammeLint {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparing(Finding::severity)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::field)
            .thenComparing(Finding::problem);

    private ProgrammeLint() {}

    /**
     * Returns all findings, by file, errors first, then by line.
     *
     * @throws InputException when a text is no YAML or defines no programme
     */
    public static List<Finding> findings(List<ManifestText> texts) {
        List<Draft> drafts =
                texts.stream().flatMap(text -> drafts(text).stream()).toList();
        ManifestReader reader = new ManifestReader();
        for (Draft draft : drafts) {
            new Refusals(reader, draft).find();
            for (Draft.Version version : draft.versions()) {
                Unknowns.find(version);
                Unknowns.findNeeded(version);
                Figures.find(version);
                Connections.find(version);
                Sources.find(version);
            }
            Connections.findOrder(draft.versions());
        }
        Groups.find(drafts, shippedBeside(drafts));
        return drafts.stream()
                .flatMap(draft -> draft.findings().stream())
                .sorted(BY_PLACE)
                .toList();
    }

    private static List<Draft> drafts(ManifestText text) {
        List<ManifestProblem> problems = new ArrayList<>();
        List<Draft> drafts = ManifestReader.documents(text, problems).stream()
                .filter(document -> document.text("kind").equals("VoucherProgramme"))
                .map(Draft::new)
                .toList();
        if (!problems.isEmpty()) {
            throw problems.getFirst().asException();
        }
        if (drafts.isEmpty()) {
            throw InputException.of("%s holds no programme: write kind: VoucherProgramme".formatted(text.file()));
        }
        return drafts;
    }

    private static List<Draft> shippedBeside(List<Draft> drafts) {
        List<String> given = drafts.stream().map(Draft::id).toList();
        return ShippedProgrammes.IDS.stream()
                .filter(id -> !given.contains(id))
                .flatMap(id -> drafts(new ManifestText(id, ShippedProgrammes.manifest(id))).stream())
                .toList();
    }
}
