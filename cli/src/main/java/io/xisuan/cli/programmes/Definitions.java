package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.Programme;
import io.xisuan.model.InputException;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.programmes.ShippedProgrammes;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option {@code --definitions}, mixed into each command that reads programmes. */
public final class Definitions {
    @Option(
            names = "--definitions",
            paramLabel = "PATH",
            description = "Read VoucherProgramme manifests from this file or folder (default: those that are shipped).")
    private List<Path> paths = new ArrayList<>();

    /** Returns all programmes, by id. */
    public List<Programme> all() {
        List<Programme> programmes = paths.isEmpty()
                ? ShippedProgrammes.load()
                : ProgrammeTranslation.programmes(new ManifestReader().readLoose(paths));
        return programmes.stream().sorted(Comparator.comparing(Programme::id)).toList();
    }

    /**
     * @throws InputException naming the known ids when there is no such programme
     */
    public Programme find(String id) {
        return find(id, all());
    }

    /** Returns several, in the order of the ids. */
    List<Programme> find(List<String> ids) {
        List<Programme> all = all();
        return ids.stream().map(id -> find(id, all)).toList();
    }

    private static Programme find(String id, List<Programme> all) {
        return all.stream()
                .filter(programme -> programme.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of("no programme \"%s\"; known are %s"
                        .formatted(
                                id,
                                all.stream()
                                        .map(programme -> programme.id().value())
                                        .collect(Collectors.joining(", ")))));
    }
}
