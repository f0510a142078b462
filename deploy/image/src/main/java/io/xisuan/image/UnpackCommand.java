package io.xisuan.image;

import io.xisuan.cli.ExitCode;
import io.xisuan.image.oci.Digest;
import io.xisuan.image.oci.ImageReader;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code unpack}: the files of an image in a folder, for people without a container engine. */
@Command(
        name = "unpack",
        description = "Unpacks the layers of an image archive to a folder, each blob checked by its digest.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: deploy/image/build unpack xisuan-0.2.0-linux-amd64.tar root"})
final class UnpackCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ARCHIVE", description = "The archive.")
    private Path archive = Path.of(".");

    @Parameters(index = "1", paramLabel = "FOLDER", description = "A folder that is not there yet.")
    private Path folder = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Path layout = Files.createTempDirectory("xisuan-image");
        Path root = Files.createDirectories(folder.toAbsolutePath().normalize());
        ImageReader reader = ImageReader.open(archive, layout);
        List<String> contents =
                reader.unpackLayers(root).stream().map(Digest::toString).toList();
        List<String> named = new ArrayList<>();
        reader.config().at("/rootfs/diff_ids").forEach(each -> named.add(each.asText()));
        if (!contents.equals(named)) {
            throw InputException.of("%s: its layers are not those that its configuration names".formatted(archive));
        }
        Folders.fresh(layout);
        Files.delete(layout);
        command.commandLine().getOut().println(root);
        return ExitCode.DONE.code();
    }
}
