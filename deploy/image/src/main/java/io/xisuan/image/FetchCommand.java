package io.xisuan.image;

import io.xisuan.cli.ExitCode;
import io.xisuan.image.debian.Architecture;
import io.xisuan.image.debian.Lock;
import io.xisuan.image.debian.LockedPackage;
import io.xisuan.image.debian.PackageCache;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code fetch}: the pinned Debian packages, so that later builds need no network. */
@Command(
        name = "fetch",
        description = "Fetches the pinned Debian packages that a build needs, each checked by its digest.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: deploy/image/build fetch --arch amd64"})
final class FetchCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions source = new SourceOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Lock pins = source.pins(source.program());
        PackageCache packages = source.packages();
        SequencedSet<Architecture> wanted = new LinkedHashSet<>(source.architectures());
        // The JDK that links is this machine's own, whatever it links for.
        Architecture.ofThisMachine().ifPresent(wanted::add);
        int files = 0;
        for (Architecture each : wanted) {
            for (LockedPackage.Role role : LockedPackage.Role.values()) {
                for (LockedPackage locked : pins.of(each, role)) {
                    packages.file(locked);
                    files++;
                }
            }
        }
        command.commandLine().getOut().println(files + " packages are there");
        return ExitCode.DONE.code();
    }
}
