package io.xisuan.image;

import io.xisuan.cli.ExitCode;
import io.xisuan.image.debian.Lock;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bundle}: one file with all that a site without a network installs. */
@Command(
        name = "bundle",
        description = "Packs images that were built, the chart, the CRDs and their checksums into one file.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: deploy/bundle --arch amd64,arm64 --out ."})
final class BundleCommand implements Callable<Integer> {
    @Option(names = "--home", required = true, hidden = true)
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path home;

    @Option(names = "--images", required = true, description = "The folder of the images' archives.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path images;

    @Option(names = "--out", description = "Where the bundle goes (default: deploy/image/target).")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Program program = Program.of(home);
        Lock lock = Lock.read(program.of("debian.lock"));
        Path folder = Files.createDirectories(out == null ? program.of("target") : out);
        Bundle bundle =
                new Bundle(program, lock.pinned(), program.of("target/work").toAbsolutePath());
        Path file = bundle.write(archives(), folder);
        command.commandLine().getOut().println(file);
        return ExitCode.DONE.code();
    }

    private List<Path> archives() throws IOException {
        if (!Files.isDirectory(images)) {
            throw InputException.of("%s: no such folder: build the images with deploy/image/build".formatted(images));
        }
        try (Stream<Path> files = Files.list(images)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
