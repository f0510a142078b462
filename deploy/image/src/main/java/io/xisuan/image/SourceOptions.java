package io.xisuan.image;

import io.xisuan.image.debian.AptDownload;
import io.xisuan.image.debian.Architecture;
import io.xisuan.image.debian.Lock;
import io.xisuan.image.debian.PackageCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an image is made of: the checkout, the processors, and which Debian packages, from where. */
final class SourceOptions {
    @Option(names = "--home", required = true, hidden = true)
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path home;

    @Option(
            names = "--arch",
            split = ",",
            defaultValue = "amd64,arm64",
            description = "For which processors (default: ${DEFAULT-VALUE}).")
    private List<String> architectures = List.of();

    @Option(names = "--lock", description = "Which Debian packages, pinned (default: deploy/image/debian.lock).")
    private @Nullable Path lock;

    @Option(
            names = "--cache",
            defaultValue = "${env:XISUAN_CACHE:-${sys:user.home}/.cache/xisuan}",
            description = "Where fetched packages are kept (default: $XISUAN_CACHE, else ~/.cache/xisuan).")
    private Path cache = Path.of(".");

    @Option(
            names = "--debian-mirror",
            defaultValue = "${env:XISUAN_DEBIAN_MIRROR}",
            description =
                    "A server with the folders debian/ and debian-security/ (default: $XISUAN_DEBIAN_MIRROR, else the"
                            + " one of this machine's apt).")
    private @Nullable URI mirror;

    Program program() throws IOException {
        return Program.of(home);
    }

    List<Architecture> architectures() {
        return architectures.stream().map(Architecture::named).toList();
    }

    /** Returns the pins: those that are named, else the program's own. */
    Lock pins(Program program) {
        return Lock.read(lock == null ? program.of("debian.lock") : lock);
    }

    PackageCache packages() {
        return new PackageCache(cache.resolve("debian"), Optional.ofNullable(mirror), new AptDownload());
    }
}
