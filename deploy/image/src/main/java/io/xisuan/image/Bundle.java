package io.xisuan.image;

import io.xisuan.image.debian.Modes;
import io.xisuan.image.inventory.BillOfMaterials;
import io.xisuan.image.oci.Digest;
import io.xisuan.image.oci.LayerWriter;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that a site without a network needs, in one file: images, chart, CRDs, bills of materials, licences, and scripts that
 * check and load it. Its bytes depend on these alone.
 */
final class Bundle {
    private static final String FILES = "files/bundle";

    private final Program program;
    private final Instant time;
    private final Path work;

    /**
     * @param program the checkout it is made of
     * @param time the time of every file in it
     * @param work a folder to lay it out in
     */
    Bundle(Program program, Instant time, Path work) {
        this.program = program;
        this.time = time;
        this.work = work;
    }

    /** Packs the bundle with these archives of images into a folder and returns the file. */
    Path write(List<Path> images, Path folder) throws IOException {
        if (images.stream().noneMatch(image -> image.toString().endsWith(".tar"))) {
            throw InputException.of("no image to pack: build one with deploy/image/build");
        }
        String name = "xisuan-%s-offline".formatted(program.version());
        Path staging = Folders.fresh(work.resolve("bundle"));
        Path root = Files.createDirectories(staging.resolve(name));
        Files.createDirectories(root.resolve("images"));
        for (Path image : images) {
            Files.copy(image, root.resolve("images").resolve(image.getFileName()));
        }
        Folders.copy(program.home().resolve("deploy/crds"), root.resolve("crds"));
        chart(root);
        documents(root);
        BillOfMaterials.write(root.resolve("SHA256SUMS"), checksums(root));
        Path file = folder.resolve(name + ".tar");
        new LayerWriter(staging, time, Map.of()).writePlain(file);
        return file;
    }

    /** Packs the chart as {@code helm package} does: an archive with one folder of the chart's name. */
    private void chart(Path root) throws IOException {
        Path chart = program.home().resolve("deploy/chart");
        if (!Files.isRegularFile(chart.resolve("Chart.yaml"))) {
            return;
        }
        Path staging = Folders.fresh(work.resolve("chart"));
        Folders.copy(chart, staging.resolve("xisuan"));
        Files.createDirectories(root.resolve("chart"));
        Path file = root.resolve("chart/xisuan-%s.tgz".formatted(version(chart.resolve("Chart.yaml"))));
        // Former releases lie beside the chart for its tests, and are no part of it.
        new LayerWriter(staging, time, Map.of()).write("chart", path -> !path.startsWith("xisuan/frozen"), file);
    }

    private static String version(Path chart) throws IOException {
        return Files.readAllLines(chart).stream()
                .filter(line -> line.startsWith("version:"))
                .map(line -> line.substring("version:".length()).strip().replace("\"", ""))
                .findFirst()
                .orElseThrow(() -> InputException.of(chart + ": has no version"));
    }

    private void documents(Path root) throws IOException {
        Files.copy(program.home().resolve("LICENSE"), root.resolve("LICENSE"));
        Files.copy(program.of("licences.tsv"), root.resolve("licences.tsv"));
        try (Stream<Path> files = Files.list(program.of(FILES))) {
            for (Path each : files.sorted().toList()) {
                Path target = root.resolve(each.getFileName());
                Files.copy(each, target);
                Modes.set(target, each.toString().endsWith(".sh") ? Modes.PROGRAM : Modes.FILE);
            }
        }
    }

    private static String checksums(Path root) throws IOException {
        StringBuilder sums = new StringBuilder();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.filter(Files::isRegularFile).sorted().toList()) {
                sums.append("%s  %s\n".formatted(Digest.of(each).hex(), root.relativize(each)));
            }
        }
        return sums.toString();
    }
}
