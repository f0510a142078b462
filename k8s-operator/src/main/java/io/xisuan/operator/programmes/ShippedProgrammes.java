package io.xisuan.operator.programmes;

import io.xisuan.billing.programme.Programme;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The programmes whose definitions are part of the program. */
public final class ShippedProgrammes {
    /** The ids, which are also the names of the files in {@code deploy/programmes}; sorted. */
    public static final List<String> IDS = List.of(
            "beijing-2023",
            "beijing-etown-2024",
            "chengdu-2025",
            "hangzhou-2025",
            "henan-2025",
            "nanning-2025",
            "qingyang-2024",
            "shanghai-2025-compute",
            "shenzhen-training-2024");

    private ShippedProgrammes() {}

    /** Returns all of them, by id. */
    public static List<Programme> load() {
        return ProgrammeTranslation.programmes(manifests());
    }

    /** Returns their manifests. */
    public static Manifests manifests() {
        return new ManifestReader()
                .parseLoose(IDS.stream().map(ShippedProgrammes::text).toList());
    }

    private static ManifestText text(String id) {
        String file = id + ".yaml";
        try (InputStream stream = ShippedProgrammes.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("%s is not packaged: build k8s-operator again".formatted(file));
            }
            return new ManifestText(
                    "deploy/programmes/" + file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
