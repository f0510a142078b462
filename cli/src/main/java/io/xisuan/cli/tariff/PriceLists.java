package io.xisuan.cli.tariff;

import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.UsedTariff;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.TariffTranslation;
import io.xisuan.operator.translate.Translation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where price lists come from, mixed into each command that reads them: manifests, or else the store. */
final class PriceLists {
    @Option(
            names = "--tariff",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Read Tariff manifests from these files or folders (default: the versions that the store keeps).")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    /** A version and when money was made by it first, where the store says so. */
    record Known(TariffVersion version, Optional<Long> firstUsedMillis) {}

    /** Returns all versions in order of id. */
    List<Known> all() {
        List<Known> known = new ArrayList<>();
        if (files.isEmpty()) {
            try (Store store = database.openReadOnly()) {
                for (UsedTariff used : store.usedTariffs()) {
                    known.add(new Known(used.version(), Optional.of(used.firstUsedMillis())));
                }
            }
        } else {
            for (Tariff tariff : read(files)) {
                tariff.versions().forEach(version -> known.add(new Known(version, Optional.empty())));
            }
        }
        return List.copyOf(known);
    }

    /** Returns the price lists whole; of the store's versions, those of one list together. */
    List<Tariff> tariffs() {
        if (!files.isEmpty()) {
            return read(files);
        }
        TreeMap<String, List<TariffVersion>> byName = new TreeMap<>();
        for (Known known : all()) {
            String id = known.version().id();
            String name = id.indexOf('/') < 0 ? id : id.substring(0, id.indexOf('/'));
            byName.computeIfAbsent(name, first -> new ArrayList<>()).add(known.version());
        }
        return byName.entrySet().stream()
                .map(entry -> new Tariff(entry.getKey(), inTurn(entry.getValue())))
                .toList();
    }

    /** The store keeps a version as it was used first: perhaps before another one followed it. */
    private static List<TariffVersion> inTurn(List<TariffVersion> kept) {
        List<TariffVersion> inTurn = new ArrayList<>(kept);
        inTurn.sort(Comparator.comparing(TariffVersion::effective));
        for (int i = 0; i + 1 < inTurn.size(); i++) {
            inTurn.set(i, inTurn.get(i).followedBy(inTurn.get(i + 1)));
        }
        return inTurn;
    }

    /**
     * @throws InputException naming the versions that are known when there is no such one
     */
    Known find(String id) {
        List<Known> all = all();
        return all.stream()
                .filter(known -> known.version().id().equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of("no tariff version \"%s\"; known are %s"
                        .formatted(
                                id,
                                all.stream().map(known -> known.version().id()).collect(Collectors.joining(", ")))));
    }

    /**
     * @throws InputException with file, line and field of the first thing that cannot be understood
     */
    static List<Tariff> read(List<Path> files) {
        Manifests manifests = new ManifestReader().readLoose(files);
        List<Tariff> tariffs = new ArrayList<>();
        for (var manifest : manifests.tariffs()) {
            switch (TariffTranslation.tariff(manifest)) {
                case Translation.Done<Tariff> done -> tariffs.add(done.value());
                case Translation.Refused<Tariff> refused ->
                    throw manifests
                            .problem(
                                    manifest,
                                    refused.problem().field(),
                                    refused.problem().problem())
                            .asException();
            }
        }
        if (tariffs.isEmpty()) {
            throw InputException.of("%s: no Tariff is in there"
                    .formatted(files.stream().map(Path::toString).collect(Collectors.joining(", "))));
        }
        return List.copyOf(tariffs);
    }
}
