package io.xisuan.image;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.image.debian.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code build}: images of the program as archives that engines load. */
@Command(
        name = "build",
        description = "Builds the images and writes each as an archive that docker, podman, ctr and skopeo load.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: deploy/image/build --arch amd64 --out images"})
final class BuildCommand implements Callable<Integer> {
    @Option(names = "--out", description = "Where the archives go (default: deploy/image/target/images).")
    private @Nullable Path out;

    @Option(names = "--name", defaultValue = "xisuan", description = "The image's name (default: ${DEFAULT-VALUE}).")
    private String name = "";

    @Option(names = "--tag", description = "The image's tag (default: the version).")
    private @Nullable String tag;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        Program program = source.program();
        Path target = Files.createDirectories(out == null ? program.of("target/images") : out);
        Path work = Files.createDirectories(program.of("target/work")).toAbsolutePath();
        Assembly assembly = new Assembly(program, source.pins(program), source.packages(), work);
        String version = tag == null ? program.version() : tag;
        List<BuiltImage> images = new ArrayList<>();
        for (Architecture each : source.architectures()) {
            Path file = target.resolve("xisuan-%s-linux-%s.tar".formatted(version, each.debian()));
            BuiltImage image = assembly.build(each, name, version, file);
            Files.writeString(
                    target.resolve("xisuan-%s-linux-%s.cdx.json".formatted(version, each.debian())), image.bill());
            images.add(image);
        }
        List<ImageLine> lines = images.stream().map(ImageLine::of).toList();
        output.print(lines, table(lines));
        return ExitCode.DONE.code();
    }

    private static Table table(List<ImageLine> lines) {
        Table.Builder table = Table.of(
                Column.name("image", "image"),
                Column.name("architecture", "for"),
                Column.number("compressedMegabytes", "MB to pull"),
                Column.number("unpackedMegabytes", "MB on disk"),
                Column.name("classData", "class data"),
                Column.name("file", "file"),
                Column.name("id", "id"));
        for (ImageLine each : lines) {
            table.row(
                    each.image(),
                    each.architecture(),
                    megabytes(each.compressedBytes()),
                    megabytes(each.unpackedBytes()),
                    each.classData() ? "yes" : "no",
                    each.file(),
                    each.id());
        }
        return table.build();
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }
}
