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
    private static final String FOLDER = "/programmes/";

    /** The ids, which are also the names of the files beside {@code index.txt}; sorted. */
    public static final List<String> IDS = text(FOLDER + "index.txt")
            .lines()
            .filter(line -> !line.isBlank())
            .sorted()
            .toList();

    private ShippedProgrammes() {}

    /** Returns all of them, by id. */
    public static List<Programme> load() {
        return ProgrammeTranslation.programmes(manifests());
    }

    /** Returns their manifests. */
    public static Manifests manifests() {
        return new ManifestReader()
                .parseLoose(IDS.stream()
                        .map(id -> new ManifestText("programmes/" + id + ".yaml", manifest(id)))
                        .toList());
    }

    /**
     * Returns the manifest of one, as it was written.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    public static String manifest(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("No programme \"%s\" is shipped".formatted(id));
        }
        return text(FOLDER + id + ".yaml");
    }

    private static String text(String resource) {
        try (InputStream stream = ShippedProgrammes.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("%s is not packaged: build billing again".formatted(resource));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
